"""What the window gets after its first paint: actions, panels, controllers, the wiring."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from viewer.annotations.palette import Palette
from viewer.annotations.store import AnnotationStore
from viewer.errors import Message, Severity
from viewer.messages import located, sentence
from viewer.messages import translate as _
from viewer.reading.store import ReadingStore
from viewer.storage.opening import open_database
from viewer.ui.action_set import Actions
from viewer.ui.collected.control import Collected
from viewer.ui.collected.referring import ReferringSections
from viewer.ui.collected.surveys import Surveys
from viewer.ui.explain.explanations import Explanations
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.qt_words import QtWords
from viewer.ui.results.panel import ResultsPanel
from viewer.ui.room.reading_room import ReadingRoom
from viewer.ui.tasks import Background
from viewer.ui.window.commands import Commands
from viewer.ui.window.copying import Copying
from viewer.ui.window.handling import Handling
from viewer.ui.window.here import Here
from viewer.ui.window.idle_keys import IdleKeys
from viewer.ui.window.languages.abroad import Abroad
from viewer.ui.window.languages.alignment_ahead import AlignmentAhead
from viewer.ui.window.languages.facing_texts import FacingTexts
from viewer.ui.window.languages.one_block import OneBlock
from viewer.ui.window.languages.side_by_side import SideBySide
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.checking import Checking
from viewer.ui.window.marking.following import Following
from viewer.ui.window.marking.highlighting import Highlighting
from viewer.ui.window.marking.many import Many
from viewer.ui.window.marking.mark_places import MarkPlaces
from viewer.ui.window.marking.marking import Marking
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.marks_list import MarksList
from viewer.ui.window.marking.notes_control import NotesControl
from viewer.ui.window.marking.reading_list_control import ReadingListControl
from viewer.ui.window.marking.sought import SoughtMark
from viewer.ui.window.opening.book_reader import BookReader
from viewer.ui.window.opening.books_control import BooksControl
from viewer.ui.window.opening.defects import Defects
from viewer.ui.window.opening.edition_notices import EditionNotices
from viewer.ui.window.opening.library import Library
from viewer.ui.window.opening.links import Links
from viewer.ui.window.opening.long_sections import LongSections
from viewer.ui.window.opening.new_windows import NewWindows
from viewer.ui.window.opening.tab_openings import TabOpenings
from viewer.ui.window.opening.tabs_control import TabsControl
from viewer.ui.window.other_windows import OtherWindows
from viewer.ui.window.page_menu import PageMenu
from viewer.ui.window.screen_readers import ScreenReaders
from viewer.ui.window.searching.bar_marks import BarMarks
from viewer.ui.window.searching.finding import Finding
from viewer.ui.window.searching.page_hits import PageHits
from viewer.ui.window.searching.related_bar import RelatedSections
from viewer.ui.window.searching.search_control import SearchControl

log = logging.getLogger(__name__)

SAVE_MS = 2000
"""Milliseconds after a move on the page until the place is saved."""


class Controls(QObject):
    """The controllers of one window.

    Attributes:
        actions: The window's actions.
        database: The reader's data, open.
        marks: The reader's bookmarks, highlights and notes.
        mark_places: Where they stand on the page.
        following: Where marks of other editions are.
        checking: What the reader says of them.
        sought: The mark that is looked for elsewhere, since its section is gone.
        highlighting: Making highlights.
        notes: The note that is open.
        search: Searching.
        hits: What was found, on the page.
        library: Opening books.
        handling: Asks before classified text leaves the program.
        copying: Copies from the page.
        facings, both: The open section in two languages, and what puts these side by side.
        one_block: One block in the other language.
        results: The Results panel.
        marks_panel: The My marks panel.
        marks_list: What it lists.
        reading_list: The marks in an order made by hand.
        tabs: Several places of reading in the window.
        apart: What is opened in a tab of its own.
        explaining: What words of the text mean.
        room: What was read.
        windows: Opens further windows.
        others: What other windows do.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        # Before the actions, whose shortcuts are named in Qt's words.
        window.follow(QtWords(window))
        self.actions = Actions(window, self._services.preferences.keys)
        self.background = Background(self)
        self.database = open_database(self._services.profile.store_file)
        self.store = AnnotationStore(self.database)
        self.places = ReadingStore(
            self.database, keep_searches=self._services.preferences.recent_searches
        )
        navigation = window.navigation
        self.links = Links(navigation, window.readings, self)
        self.library = Library(self._services, navigation, window, self)
        self.search = SearchControl(self._services, navigation, self.background, self)
        self.hits = PageHits(navigation, window.readings, self.background, self)
        self.results = ResultsPanel(window)
        self._make_marks()
        self.books = BooksControl(window, self)
        self.reader = BookReader(self._services, navigation, self.background, window.line, self)
        self.finding = Finding(window, self)
        self._make_languages()
        self._make_references()
        self.room = ReadingRoom(window, self)
        self.commands = Commands(window, self)
        self._warming = self.background.channel()
        self._warming.submit(_warm_up)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._install()
        self._connect()

    def _make_marks(self) -> None:
        window, navigation = self._window, self._window.navigation
        here = Here(navigation, window.readings)
        many = Many(self.database.path, self.background, window)
        self.marks = MarksControl(self.database, self.store, here, many, self)
        self.following = Following(window, self.marks)
        self.mark_places = MarkPlaces(self.following, navigation, window.readings, self)
        self.checking = Checking(window, self.mark_places, self.following)
        self.highlighting = Highlighting(
            window, self.actions, self.marks, self.mark_places, Palette(self.database)
        )
        self.notes = NotesControl(window, self.marks, self.mark_places)
        self.marks_panel = MarksPanel(window)
        self.marks_list = MarksList(
            window, self.actions, self.highlighting, self.marks_panel, self.following
        )
        self.marking = Marking(
            window, self.mark_places, self.notes, self.marks_list.rows, self.checking
        )
        self.sought = SoughtMark(window, self.following, self.marking, self.tell)
        self.checking.open_requested.connect(self.marking.open_mark)
        self.marks_panel.mark_requested.connect(self.marking.open_mark)
        self.reading_list = ReadingListControl(
            window, self.marks, self.marks_list.rows, self.database, self.marks_panel
        )
        self.reading_list.mark_requested.connect(self.marking.open_mark)

    def _make_languages(self) -> None:
        window, navigation = self._window, self._window.navigation
        self.handling = Handling(window)
        self.copying = Copying(window, self.handling)
        AlignmentAhead(navigation, self.background, self)
        LongSections(navigation, self.background, self)
        BarMarks(window, self.hits, self.background)
        self.facings = FacingTexts(navigation, self.background, self)
        self.both = SideBySide(window, self.facings)
        self.one_block = OneBlock(window, self.facings, self.copying)

    def _make_references(self) -> None:
        self.explaining = Explanations(self._window, self.background, self)
        self.related = RelatedSections(self._window, self.search, self.background, self)
        cache = self._services.profile.cache
        self.surveys = Surveys(cache, self.background, self)
        self.referring = ReferringSections(self._window, self.surveys, self.background, self)
        self.collected = Collected(self._window, self.surveys, self.handling, self.background, self)
        self.referring.bar.all_requested.connect(self.collected.open_referring)
        self.tabs = TabsControl(self._window, self)
        self.windows = NewWindows(self._window, self)
        self.apart = TabOpenings(self._window, self)

    def _install(self) -> None:
        window = self._window
        self._notices = EditionNotices(window, self.background, self.commands.go.what_changed)
        self.library.changed.connect(self._notices.look_again)
        # These live on as children of the window; nobody asks them anything.
        Defects(window, self.copying)
        Abroad(window)
        self.others = OtherWindows(window, self)
        PageMenu(window, self.actions)
        ScreenReaders(window, self)
        theme_action = QAction(window)
        theme_action.setObjectName("view.toggle_theme")
        theme_action.triggered.connect(window.look.toggle_theme)
        window.toolbar.set_actions(self.actions, theme_action)
        window.menus.fill(self.actions)
        listed = [self.actions["edit.copy_results"], self.actions["file.save_results"]]
        self.results.set_tools(window.menus.submenu("go.options"), listed)
        window.left.set_panel("results", self.results)
        self.marks_list.install(window.menus.submenu("marks.group"))
        window.left.set_panel("marks", self.reading_list.tab)
        panels = (self.results, self.marks_panel, self.reading_list.panel)
        parts = (self.actions, *panels, self.reading_list, self.commands, self.search, self.room)
        for part in parts:
            window.follow(part)
        self.show_recent_books()

    def _connect(self) -> None:
        window, navigation = self._window, self._window.navigation
        IdleKeys(window, self.actions)
        for opener in (navigation, self.reader, self.library):
            opener.failed.connect(self._tell_unopened)
        navigation.book_opened.connect(self._forget_unopened)
        self.reader.cancelled.connect(self._reading_cancelled)
        window.page.position_changed.connect(self._saving.start)
        navigation.section_opened.connect(self._save_soon)
        self._saving.timeout.connect(self.save_place)
        for part in (self.marks, self.marking, self.search):
            part.failed.connect(self.tell)
        self.finding.mark_requested.connect(self.marking.open_mark)
        self._connect_hit_bar()
        self.library.changed.connect(self.show_recent_books)
        self.library.changed.connect(self.search.prepare)
        window.dropped.connect(self._open_dropped)
        window.closing.connect(self.close)
        self._services.report = self.tell

    def _connect_hit_bar(self) -> None:
        bar, go = self._window.hit_bar, self.commands.go
        bar.next_requested.connect(go.next_hit)
        bar.previous_requested.connect(go.previous_hit)

    # -- messages --------------------------------------------------------------------------------

    @Slot(object)
    def tell(self, message: Message, topic: str = "") -> None:
        """Tell a message in the line above the text; ``topic`` is that of ``MessageLine.tell``."""
        log.info("told: %s", message)
        if self.sought.takes(message):
            return
        # Where it is in a file helps whoever mends the file; a file as such is named in the words.
        words = located if message.line else sentence
        buttons = self.commands.carrying.ways_out(message)
        line = self._window.line
        line.tell(lambda: words(message), buttons, severity=message.severity, topic=topic)

    @Slot(object)
    def _tell_unopened(self, message: Message) -> None:
        """Tell that something could not be opened, until a book is."""
        self.tell(message, "unopened")

    @Slot()
    def _forget_unopened(self) -> None:
        self._window.line.withdraw("unopened")

    def tell_start(self, problems: list[Message]) -> None:
        """Tell what was wrong at the start, the worst first; or greet a new reader, once."""
        found = [message for message in (self.store.problem, *problems) if message is not None]
        found.sort(key=lambda message: message.severity is not Severity.ERROR)
        if found:
            self.tell(found[0])
        elif not self._services.state.get("welcomed"):
            self._services.state["welcomed"] = True
            self._window.line.tell(_greeting)
            self.commands.carrying.welcome.look()
        self._notices.begin()

    # -- books -----------------------------------------------------------------------------------

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
        for path in map(Path, paths):
            if not self.commands.carrying.take_dropped(path):
                self.library.open_path(path)

    # -- the session -----------------------------------------------------------------------------

    @Slot()
    def _save_soon(self) -> None:
        """Have the place saved, even if the page isn't scrolled."""
        self._saving.start()

    @Slot()
    def save_place(self) -> None:
        """Save where the reader is."""
        window: dict[str, Any] = {}
        self._window.keep(window)
        window["tabs"] = self.tabs.state()
        self._services.state["window"] = window
        self._services.save()

    @Slot()
    def close(self) -> None:
        """Save everything and end what runs in the background."""
        self._window.bookmark_line.dismiss()
        self.notes.close()
        self.save_place()
        self.marks.close()
        self.reader.close()
        self.surveys.close()
        # Only when nothing searches any more can the indexes be closed.
        self.background.close()
        self.search.close()
        self.database.close()


def _warm_up() -> None:
    """Import what parses texts, so that the first text that isn't cached makes nobody wait."""
    import viewer.book.markdown  # noqa: F401 - for what importing it does


def _greeting() -> str:
    return _("Type to search in both languages · F1 for help · your notes stay on this computer")
