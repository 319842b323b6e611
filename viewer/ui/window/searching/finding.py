"""Search field, drop-down list and Results panel: what the reader types, and what is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from viewer.annotations.model import Motivation
from viewer.book.book import Book
from viewer.ui.announce import announce
from viewer.ui.search_field.places import PlaceItem, PlaceKind
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.marks_filter import MarksFilter
from viewer.ui.window.opening.recent_places import RecentPlaces
from viewer.ui.window.searching.command_finder import CommandFinder
from viewer.ui.window.searching.find_here import FindHere
from viewer.ui.window.searching.place_search import PlaceSearch, go_to
from viewer.ui.window.searching.recent_searches import RecentSearches
from viewer.ui.window.searching.renewal import Renewal
from viewer.ui.window.searching.typed_news import TypedNews

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit
    from viewer.ui.window.controls import Controls


class Finding(QObject):
    """Wires the field and the results to the search.

    Signals:
        mark_requested: The reader wants to read at this ``Annotation``.

    Attributes:
        here: Finding in the open section.
        recent: What was sought before.
    """

    mark_requested = Signal(object)

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._search = controls.search
        self._hits = controls.hits
        self._results = controls.results
        self._marks = controls.store
        self._overview = controls.marks.overview
        self._actions = controls.actions
        self._overview = controls.marks.overview
        self._marked: set[tuple[str, str]] = set()
        self._titles = PlaceSearch(
            window.navigation, self._overview, controls.search.elsewhere, self
        )
        menu = window.menus.submenu("go.recent")
        recent = RecentPlaces(
            window.navigation, window.page, controls.places, menu, controls.search.book
        )
        self._titles.show_recent(recent)
        self._opens_first = False
        self._pending: tuple[Hit, int] | None = None
        self.here = FindHere(window, controls.hits, self)
        self.recent = RecentSearches(window, controls.places, self)
        window.field.set_places(self._titles.find)
        window.field.set_commands(CommandFinder(controls.actions).find)
        MarksFilter(controls.marks_panel, controls.search.own_notes, controls.background, self)
        Renewal(self._results, controls.hits, self._search, window.navigation, controls.background)
        self._connect_field()
        self._connect_search()
        controls.marks.changed.connect(self._take_marks)
        self._take_marks()

    def _connect_field(self) -> None:
        field, search = self._window.field, self._search
        field.query_changed.connect(search.type)
        field.search_requested.connect(self.show_all)
        field.first_requested.connect(self.open_first)
        field.place_requested.connect(self.open_place)
        field.hit_requested.connect(self.open_hit)
        field.section_search_requested.connect(self.here.open)
        field.command_requested.connect(self.run_command)
        field.escaped.connect(self._window.focus_page)
        search.answered.connect(field.show_answer)
        search.looked.connect(field.refresh)
        TypedNews(field, search, self)
        self._window.navigation.book_opened.connect(self._take_book)
        self._take_book(self._window.navigation.book)

    def _connect_search(self) -> None:
        search, results = self._search, self._results
        search.answered_all.connect(self._show_results)
        search.progress.connect(self._show_progress)
        self._hits.shown.connect(self._show_bar)
        for part in (results, self._window.field):
            search.titles_known.connect(part.set_titles)
        search.first_found.connect(self.open_found)
        search.searched.connect(self.recent.remember)
        results.hit_requested.connect(self.open_result)
        results.note_requested.connect(self.open_note)
        results.note_action_requested.connect(self.search_instead)
        results.set_shelf(search.tags_of, search.editions_of)
        results.cancel_requested.connect(search.builds.cancel)
        self._window.hit_bar.clear_requested.connect(self.clear_hits)

    @Slot(object)
    def _take_book(self, book: Book | None) -> None:
        """Tell the field which book is open; the window may have opened one before this is here."""
        self._window.field.set_book(book.edition.book if book is not None else "")

    @Slot()
    def _take_marks(self) -> None:
        """Tell the search which sections carry a bookmark."""
        self._titles.forget_marks()
        self._search.own_notes.touch()
        marks = self._overview.sections_with(Motivation.BOOKMARKING)
        if marks != self._marked:
            self._marked = marks
            self._search.set_marked(marks)
            self._results.set_marked(marks)

    @Slot(str)
    def show_all(self, text: str) -> None:
        """Show all results in the left pane, and give it the keyboard."""
        self._opens_first = False
        self._pending = None
        self._await_results()
        self._search.search_all(text)

    @Slot(str)
    def search_instead(self, text: str) -> None:
        """Search for other words than those in the field, and put them there."""
        self._window.field.setText(text)
        if text.strip():
            # The button that asked for it goes with the answer before.
            self._results.focus_list()
            self.show_all(text)
        else:
            self._window.field.activate()

    @Slot(str)
    def open_first(self, text: str) -> None:
        """Show all results and open the first."""
        self._opens_first = True
        self._pending = None
        self._await_results()
        self._search.search_all(text, open_first=True)

    def _await_results(self) -> None:
        """Where the search is still being prepared, show how far it is."""
        if not self._search.is_ready():
            self._show_tab("results")

    def _show_tab(self, name: str) -> None:
        self._window.views.setCurrentWidget(self._window.reading)
        self._window.left.show_tab(name)
        self._window.reading.show_pane(on=True)

    @Slot(object)
    def _show_results(self, answer: "Answer") -> None:
        opened, self._pending = self._pending, None
        self._results.show_answer(answer)
        if opened is not None:
            self._results.take_up(*opened)
            self._hits.tell()
            return
        self._show_tab("results")
        opens = bool(answer.hits) and self._opens_first
        if (answer.hits or answer.own) and not opens and self._window.field.hasFocus():
            self._results.focus_list()
        announce(self._results, self._results.count_words())

    @Slot(object)
    def open_found(self, _hit: "Hit") -> None:
        """Open the best passage of all."""
        self._results.open_best()

    @Slot(object, int)
    def open_hit(self, hit: "Hit", passage: int) -> None:
        """Open a passage that was found while typing; the others are listed in the pane."""
        query = self._window.field.text().strip()
        self.here.close()
        self._pending = (hit, passage)
        self._hits.open_hit(hit, passage, query, self._window.field.searched())
        self._search.search_all(query)
        self._window.leave_pane()

    @Slot(object, int)
    def open_result(self, hit: "Hit", passage: int) -> None:
        """Open a passage of the answer in the pane."""
        results = self._results
        self.here.close()
        self._hits.open_hit(hit, passage, results.query, results.searched)
        self._window.leave_pane()

    @Slot()
    def clear_hits(self) -> None:
        """Take all highlights of hits away; the keyboard goes to the page."""
        # First: when the bar goes, Qt would hand the keyboard on, and the page go to its next link.
        self._window.focus_page()
        self._hits.clear()

    @Slot(int, int, str)
    def _show_bar(self, current: int, count: int, query: str) -> None:
        """Tell at the page's edge which passage of all is open, or which match of the section."""
        if self._hits.is_here:
            self.here.bar.show_count(current, count)
            self._window.hit_bar.show_hits(0, 0, "")
            return
        navigation = self._window.navigation
        book = navigation.book.edition.book if navigation.book is not None else ""
        number, total = self._results.place()
        if number and self._results.is_at(book, navigation.section):
            current, count = number, total
        else:
            current = 0
        self._window.hit_bar.show_hits(current, count, query)

    @Slot(object)
    def open_place(self, item: PlaceItem) -> None:
        """Open a place that was found by its title: what was sought before is over."""
        self.here.close()
        self._hits.clear()
        if item.kind is PlaceKind.BOOKMARK:
            mark = self._marks.get(str(item.target))
            if mark is not None and not mark.deleted:
                self.mark_requested.emit(mark)
            return
        if item.kind is PlaceKind.NOTE:
            self.open_note(str(item.target))
            return
        go_to(item, self._window.navigation, self._window.page)
        self._window.leave_pane()

    @Slot(str)
    def open_note(self, identity: str) -> None:
        """Open the place of a note that was found; it may have been deleted meanwhile."""
        mark = self._marks.get(identity)
        if mark is not None and not mark.deleted:
            self.mark_requested.emit(mark)
            self._window.leave_pane()

    @Slot(object)
    def run_command(self, item: PlaceItem) -> None:
        """Do what a command stands for, from the page: what it is about lies there."""
        self._window.readings.page().setFocus()
        self._actions[str(item.target)].trigger()

    @Slot(str, int)
    def _show_progress(self, title: str, percent: int) -> None:
        self._window.status.show_progress(title, percent)
        done = 100 if percent < 0 else percent
        self._window.field.show_busy(done)
        self._results.show_progress(title, done)
