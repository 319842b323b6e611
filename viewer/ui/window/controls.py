"""What the window gets after its first paint: actions, panels, controllers, the wiring."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book
from viewer.errors import Message, Severity
from viewer.messages import located
from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.reading.store import ReadingStore
from viewer.storage.opening import open_database
from viewer.ui.actions import Actions
from viewer.ui.announce import announce
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.message_line import LineButton
from viewer.ui.page.content import Target
from viewer.ui.qt_words import QtWords
from viewer.ui.results.panel import ResultsPanel
from viewer.ui.search_field.places import PlaceFinder, PlaceItem, PlaceKind, sections_of
from viewer.ui.tasks import Background
from viewer.ui.window.book_reader import BookReader
from viewer.ui.window.books_control import BooksControl
from viewer.ui.window.commands import Commands
from viewer.ui.window.library import Library
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.mark_rows import MarkRows
from viewer.ui.window.marks_control import MarksControl
from viewer.ui.window.search_control import SearchControl

if TYPE_CHECKING:
    from viewer.search.engine import Answer, Hit

log = logging.getLogger(__name__)

UNDO_SECONDS = 20
"""How long the line offers to take a deletion back."""

SAVE_MS = 2000
"""Milliseconds after a move on the page until the place is saved."""


class Controls(QObject):
    """The controllers of one window.

    Attributes:
        actions: The window's actions.
        marks: The reader's bookmarks.
        search: Searching.
        library: Opening books.
        results: The Results panel.
        marks_panel: The My marks panel.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        # Before the actions, whose shortcuts are named in Qt's words.
        window.follow(QtWords(window))
        self.actions = Actions(window)
        self.background = Background(self)
        self._database = open_database(self._services.profile.store_file)
        self.store = AnnotationStore(self._database)
        self.places = ReadingStore(
            self._database, keep_searches=self._services.preferences.recent_searches
        )
        navigation = window.navigation
        self.library = Library(self._services, navigation, window, self)
        self.marks = MarksControl(self.store, navigation, window.page, self)
        self.search = SearchControl(self._services, navigation, window.page, self.background, self)
        self.results = ResultsPanel(window)
        self.marks_panel = MarksPanel(window)
        self.books = BooksControl(window, self.library, self.marks, self)
        self.reader = BookReader(self._services, navigation, self.background, window.line, self)
        self.commands = Commands(window, self)
        self._rows = MarkRows(self._services, navigation)
        self._finder = PlaceFinder()
        self._found_for: tuple[str, str] = ("", "")
        self._warming = self.background.channel()
        self._warming.submit(_warm_up)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._install()
        self._connect()

    def _install(self) -> None:
        window = self._window
        theme_action = QAction(window)
        theme_action.setObjectName("view.toggle_theme")
        theme_action.triggered.connect(window.look.toggle_theme)
        window.toolbar.set_actions(self.actions, theme_action)
        window.menus.fill(self.actions)
        window.left.set_panel("results", self.results)
        window.left.set_panel("marks", self.marks_panel)
        window.field.set_places(self.find_places)
        window.field.set_hint(self.actions["go.search"].shortcut().toString())
        for part in (self.actions, self.results, self.marks_panel, self.commands):
            window.follow(part)
        self.show_recent_books()
        self.show_recent_searches()
        self.show_marks()

    def _connect(self) -> None:
        self._connect_search()
        self._connect_marks()
        window, navigation = self._window, self._window.navigation
        navigation.failed.connect(self.tell)
        self.reader.failed.connect(self.tell)
        self.reader.cancelled.connect(self._reading_cancelled)
        navigation.book_opened.connect(self._book_opened)
        window.page.position_changed.connect(self._saving.start)
        self._saving.timeout.connect(self.save_place)
        self.library.failed.connect(self.tell)
        self.library.changed.connect(self.show_recent_books)
        self.library.changed.connect(self.search.prepare)
        window.dropped.connect(self._open_dropped)
        window.closing.connect(self.close)
        self._services.report = self.tell

    def _connect_search(self) -> None:
        field, search, results = self._window.field, self.search, self.results
        field.query_changed.connect(search.type)
        field.search_requested.connect(self.show_all)
        field.first_requested.connect(self.open_first)
        field.place_requested.connect(self.open_place)
        field.hit_requested.connect(self.open_hit)
        field.section_search_requested.connect(search.find_here)
        field.forget_requested.connect(self.forget_searches)
        field.escaped.connect(self._window.page.setFocus)
        search.answered.connect(field.show_answer)
        search.answered_all.connect(self._show_results)
        search.progress.connect(self._show_progress)
        search.failed.connect(self.tell)
        search.hits_shown.connect(self._window.hit_bar.show_hits)
        search.titles_known.connect(results.set_titles)
        search.searched.connect(self.remember_search)
        results.hit_requested.connect(self.open_hit)
        results.note_action_requested.connect(self.show_all)
        results.cancel_requested.connect(search.builds.cancel)
        bar = self._window.hit_bar
        bar.next_requested.connect(self.commands.go.next_hit)
        bar.previous_requested.connect(self.commands.go.previous_hit)
        bar.clear_requested.connect(search.clear)

    def _connect_marks(self) -> None:
        marks, line, panel = self.marks, self._window.bookmark_line, self.marks_panel
        marks.changed.connect(self.show_marks)
        marks.bookmarked.connect(self._show_bookmarked)
        marks.deleted.connect(self._tell_deleted)
        marks.failed.connect(self.tell)
        line.renamed.connect(marks.rename)
        line.tags_changed.connect(marks.set_tags)
        line.remove_requested.connect(marks.delete)
        line.closed.connect(self._window.page.setFocus)
        panel.mark_requested.connect(self.open_mark)
        panel.rename_requested.connect(marks.rename)
        panel.delete_requested.connect(marks.delete)
        self._window.page.mark_requested.connect(self._show_mark_at)

    # -- messages --------------------------------------------------------------------------------

    @Slot(object)
    def tell(self, message: Message) -> None:
        """Tell a message in the line above the text."""
        log.info("told: %s", message)
        self._window.line.tell(lambda: located(message), severity=message.severity)

    def tell_start(self, problems: list[Message]) -> None:
        """Tell what was wrong at the start, the worst first; or greet a new reader, once."""
        found = [message for message in (self.store.problem, *problems) if message is not None]
        found.sort(key=lambda message: message.severity is not Severity.ERROR)
        if found:
            self.tell(found[0])
        elif not self._services.state.get("welcomed"):
            self._services.state["welcomed"] = True
            self._window.line.tell(_greeting)

    # -- searching -------------------------------------------------------------------------------

    def find_places(self, text: str) -> list[PlaceItem]:
        """Return the places whose title fits ``text``, for the list under the field."""
        book, reading = self._window.navigation.book, self._window.navigation.language
        if book is None or not text.strip():
            return []
        if self._found_for != (str(book.folder), reading):
            self._found_for = (str(book.folder), reading)
            self._finder = PlaceFinder(sections_of(book, reading))
        marks = [
            PlaceItem(PlaceKind.BOOKMARK, mark.title, (), mark.anchor.book, target=mark)
            for mark in self.store.find()
        ]
        found = self._finder.find(text) + PlaceFinder(marks).find(text, 3)
        return sorted(found, key=lambda place: not place.exact)[:7]

    @Slot(str)
    def show_all(self, text: str) -> None:
        """Show all results in the left pane."""
        self.search.search_all(text)

    @Slot(str)
    def open_first(self, text: str) -> None:
        """Show all results and open the first."""
        self.search.search_all(text, open_first=True)

    @Slot(object)
    def _show_results(self, answer: "Answer") -> None:
        self._window.left.show_tab("results")
        self._window.reading.show_pane(on=True)
        self.results.show_answer(answer)
        announce(self.results, self.results.count_words())

    @Slot(object, int)
    def open_hit(self, hit: "Hit", passage: int) -> None:
        """Open a passage that was found."""
        query = self._window.field.text().strip() or self.search.query
        self.search.open_hit(hit, passage, query)
        self.remember_search(query)
        self._leave_pane()

    @Slot(object)
    def open_place(self, item: PlaceItem) -> None:
        """Open a place that was found by its title."""
        if isinstance(item.target, Annotation):
            self.open_mark(item.target)
            return
        navigation = self._window.navigation
        place = navigation.place_in(item.book, item.section, navigation.language)
        navigation.go_to_place(place)
        self._leave_pane()

    def _leave_pane(self) -> None:
        self._window.reading.chosen()
        self._window.page.setFocus()

    @Slot(str, int)
    def _show_progress(self, title: str, percent: int) -> None:
        self._window.status.show_progress(title, percent)
        done = 100 if percent < 0 else percent
        self._window.field.show_busy(done)
        self.results.show_progress(title, done)

    @Slot(str)
    def remember_search(self, text: str) -> None:
        """Keep a search among the recent ones, unless the reader doesn't want that."""
        if text and self._services.preferences.recent_searches:
            self._keep(lambda: self.places.add_search(text))
            self.show_recent_searches()

    @Slot()
    def forget_searches(self) -> None:
        """Forget all recent searches."""
        self._keep(self.places.forget_searches)
        self.show_recent_searches()

    def show_recent_searches(self) -> None:
        """List recent searches under the field."""
        recent: list[str] = []
        if self._services.preferences.recent_searches:
            self._keep(lambda: recent.extend(self.places.searches()))
        self._window.field.set_recent(recent)

    def _keep(self, work: Callable[[], object]) -> None:
        """Read or write what is convenient, but not worth a message."""
        from viewer.errors import StoreError

        try:
            work()
        except StoreError as problem:
            log.info("not kept: %s", problem)

    # -- marks -----------------------------------------------------------------------------------

    @Slot()
    def show_marks(self) -> None:
        """Show the bookmarks as they are now."""
        self._rows.refresh()
        self.marks_panel.set_marks(self.marks.all(), self._rows.describe)
        self._window.menus.show_recent(self.library.recent(), self.library.open_path)

    @Slot(object)
    def _show_bookmarked(self, mark: Annotation) -> None:
        new = mark.revision == 1 and self._is_new(mark)
        self._window.bookmark_line.show_bookmark(mark.id, mark.title, mark.tags, added=new)

    def _is_new(self, mark: Annotation) -> bool:
        known = self._window.property("last_bookmark")
        self._window.setProperty("last_bookmark", mark.id)
        return bool(known != mark.id)

    @Slot(object)
    def _tell_deleted(self, mark: Annotation) -> None:
        if self._window.bookmark_line.mark() == mark.id:
            self._window.bookmark_line.hide()
        undo = LineButton(lambda: _("Undo delete bookmark"), self.marks.undo)
        words = partial(_deleted, mark.title)
        self._window.line.tell(words, [undo], topic="deleted", seconds=UNDO_SECONDS)

    @Slot(object)
    def open_mark(self, mark: Annotation) -> None:
        """Open the place of a bookmark."""
        anchor = mark.anchor
        place = Place(anchor.book, anchor.edition, anchor.section, anchor.language)
        if not self._window.navigation.go_to_place(place):
            return
        target = self.marks.target_of(mark)
        if target is None:
            self.tell(Message("bookmark-unplaced", {"title": mark.title}, Severity.WARNING))
        else:
            self._window.page.go_to(Target(target.ordinal, target.start, target.end, flash=True))
        self._leave_pane()

    @Slot(int)
    def _show_mark_at(self, ordinal: int) -> None:
        for identity, target in self.marks.here().items():
            mark = self.store.get(identity)
            if target.ordinal == ordinal and mark is not None:
                line = self._window.bookmark_line
                line.show_bookmark(mark.id, mark.title, mark.tags, added=False)
                return

    # -- books -----------------------------------------------------------------------------------

    @Slot(object)
    def _book_opened(self, _book: Book) -> None:
        self._window.line.withdraw("book")
        self._window.field.set_in_section(on=True)

    @Slot()
    def _reading_cancelled(self) -> None:
        if self._window.navigation.book is None:
            self.books.show()

    @Slot()
    def show_recent_books(self) -> None:
        """List the books opened from elsewhere in the File menu."""
        self._window.menus.show_recent(self.library.recent(), self.library.open_path)

    @Slot(list)
    def _open_dropped(self, paths: list[str]) -> None:
        for path in paths:
            self.library.open_path(Path(path))

    # -- the session -----------------------------------------------------------------------------

    @Slot()
    def save_place(self) -> None:
        """Save where the reader is."""
        window: dict[str, Any] = {}
        self._window.keep(window)
        self._services.state["window"] = window
        self._services.save()

    @Slot()
    def close(self) -> None:
        """Save everything and end what runs in the background."""
        self._window.bookmark_line.dismiss()
        self.save_place()
        self.marks.close()
        self.search.close()
        self.reader.close()
        self.background.close()
        self._database.close()


def _warm_up() -> None:
    """Import what parses texts, so that the first text that isn't cached makes nobody wait."""
    import viewer.book.markdown  # noqa: F401 - for what importing it does


def _greeting() -> str:
    return _("Type to search in both languages · F1 for help · your notes stay on this computer")


def _deleted(title: str) -> str:
    return _("Bookmark “{title}” deleted.").format(title=title)
