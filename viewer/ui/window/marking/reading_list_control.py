"""The reading list: what is put on it, how it is ordered, and walked from one mark to the next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from viewer.annotations.editions import StoppedError
from viewer.annotations.model import Motivation, new_annotation
from viewer.annotations.reading_list import ReadingList
from viewer.errors import StoreError, ViewerError
from viewer.messages import mark as _
from viewer.messages import plural, translate
from viewer.reading.progress import part_of
from viewer.storage.database import Database
from viewer.ui.announce import announce
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.reading_list.panel import ReadingListPanel
from viewer.ui.reading_list.tab import MarksTab
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.listing import Listing, Wanted
from viewer.ui.window.marking.mark_rows import MarkRows
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.undo import Change

TOPIC = "list"

ADD, REMOVE, MOVE = (
    _("Add to the reading list"),
    _("Take off the reading list"),
    _("Move in the reading list"),
)

_Place = tuple[str, str]
"""Id of a mark, and that of the one it precedes; empty for the end."""


class ReadingListControl(QObject):
    """Fills the panel, and changes the list; every change can be taken back.

    Signals:
        changed: The list, or its current row, is different now.
        mark_requested: The reader wants to read at this ``Annotation``.

    Attributes:
        panel: The list.
        tab: What holds it and all marks.
    """

    changed = Signal()
    mark_requested = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        marks: MarksControl,
        rows: MarkRows,
        database: Database,
        marks_panel: MarksPanel,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._marks = marks
        self._rows = rows
        self._list = ReadingList(database)
        self._listing = Listing(marks, window.services)
        self.panel = panel = ReadingListPanel(window)
        self.tab = MarksTab(marks_panel, panel, window)
        self._order: list[str] = []
        self._at = ""
        marks.changed.connect(self.show)
        window.navigation.book_opened.connect(self.show)
        panel.chosen.connect(self._open)
        panel.move_requested.connect(self.move)
        panel.remove_requested.connect(self._take_off)
        panel.current_changed.connect(self.changed)
        self.tab.turned.connect(self.show)
        self.show()

    # -- what is shown ---------------------------------------------------------------------------

    @Slot()
    def show(self) -> None:
        """Show the list as it is now."""
        try:
            self._order = self._list.order()
            if self.tab.list_shows():
                self._rows.refresh()
            found = map(self._marks.store.get, self._order) if self.tab.list_shows() else ()
            rows = [self._rows.describe(one) for one in found if one is not None]
        except StoreError as problem:
            self._marks.failed.emit(problem.message)
            return
        self.tab.show_count(len(self._order))
        if self.tab.list_shows():
            self.panel.set_rows(rows)
        self.changed.emit()

    def retranslate(self) -> None:
        """Show titles in the language of the interface."""
        self.tab.retranslate()
        self.show()

    def count(self) -> int:
        """Return how many marks are on the list."""
        return len(self._order)

    # -- changing --------------------------------------------------------------------------------

    def add(self, ids: Sequence[str]) -> None:
        """Put marks at the end of the list; those that are on it stay where they are."""
        if ids:
            self._tell_added(lambda: self._listing.add(ADD, Wanted(ids)))

    @Slot()
    def add_here(self) -> None:
        """Put what is selected, else the section that is read, at the end of the list."""
        spot = self._marks.here.to_list()
        if spot is None:
            return
        known = self._marks.store.bookmark_at(spot.anchor)
        made = known or new_annotation(Motivation.BOOKMARKING, spot.anchor, spot.title)
        wanted = Wanted([made.id], [] if known else [made])
        self._tell_added(lambda: self._listing.add(ADD, wanted))

    def add_part(self, section: str) -> None:
        """Put a section, with all that are below it, at the end of the list."""
        book, sections = self._window.navigation.book, self._part(section)
        if book is not None and sections:
            language = self._window.navigation.language
            self._tell_added(lambda: self._listing.add_sections(ADD, book, language, sections))

    def entries(self, section: str) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with a section of the contents: words, and the work."""
        count = len(self._part(section))
        words = plural(
            "Add to the reading &list", "Add {count} sections to the reading &list", max(1, count)
        )
        return [(words.format(count=count), partial(self.add_part, section))] if count else []

    def _part(self, section: str) -> list[str]:
        """Return a section and those below it, as far as there is anything to read in them."""
        book = self._window.navigation.book
        if book is None or section not in book:
            return []
        part = [book.order[one] for one in part_of(book, section)]
        return [one for one in part if book.section(one).text] or [section]

    def remove(self, mark: str) -> None:
        """Take a mark off the list; the mark itself stays."""
        if self._do(REMOVE, [], [mark], [mark]):
            self._say(translate(_("Taken off the reading list; the mark itself stays.")))

    @Slot(str)
    def _take_off(self, mark: str) -> None:
        self.remove(mark)

    @Slot(str, str)
    def move(self, mark: str, before: str) -> None:
        """Move a mark before another one; to the end without one."""
        if before != mark and before != self._after(mark):
            self._do(MOVE, [(mark, before)], [], [mark])
            self._tell_place(mark)

    def step(self, direction: int) -> None:
        """Move the current mark up (-1) or down (1)."""
        mark, order = self.panel.current(), self._order
        if mark not in order:
            return
        place = order.index(mark) + direction
        if not 0 <= place < len(order):
            self._tell_place(mark)
            return
        others = [one for one in order if one != mark]
        self.move(mark, others[place] if place < len(others) else "")

    def _do(
        self, name: str, placed: Sequence[_Place], removed: Sequence[str], touched: Sequence[str]
    ) -> bool:
        """Change the list as one step; return whether anything was changed."""
        here = [one for one in touched if one in self._order]
        before = [(one, self._after(one)) for one in reversed(here)]
        gone = [one for one in touched if one not in self._order]

        def redo() -> None:
            self._put(placed, removed)
            self.show()

        def undo() -> None:
            self._put(before, gone)
            self.show()

        if not touched or not self._tried(redo):
            return False
        # No mark itself is different.
        self._marks.record(Change(name, undo, redo, frozenset()))
        return True

    def _put(self, placed: Sequence[_Place], removed: Sequence[str]) -> None:
        for mark, before in placed:
            self._list.move(mark, before)
        for mark in removed:
            self._list.remove(mark)

    def _tried(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except StoreError as problem:
            self._marks.failed.emit(problem.message)
            return False
        return True

    def _after(self, mark: str) -> str:
        """Return the mark after one on the list; nothing at the end, or if it isn't on it."""
        place = self._order.index(mark) + 1 if mark in self._order else len(self._order)
        return self._order[place] if place < len(self._order) else ""

    # -- walking ---------------------------------------------------------------------------------

    def walk(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) mark on the list."""
        wanted = self._list.neighbour(self._at, direction)
        if not wanted:
            end, start = _("End of the reading list"), _("Start of the reading list")
            self._say(translate(end if direction > 0 else start))
            return
        self._open(wanted)

    @Slot(str)
    def _open(self, identity: str) -> None:
        mark = self._marks.store.get(identity)
        if mark is None:
            return
        self._at = identity
        self.panel.select(identity)
        self.mark_requested.emit(mark)
        if mark.id in self._order:
            words = translate(_("Reading list: {number} of {count}, {title}"))
            number = self._order.index(mark.id) + 1
            self._say(words.format(number=number, count=len(self._order), title=mark.title))

    # -- words -----------------------------------------------------------------------------------

    def _tell_added(self, add: Callable[[], int]) -> None:
        """Put something on the list, and tell how much that was."""
        try:
            count = add()
        except StoppedError:
            return
        except ViewerError as problem:
            self._marks.failed.emit(problem.message)
            return
        words = plural(
            "{count} mark added to the reading list.",
            "{count} marks added to the reading list.",
            count,
        )
        already = translate(_("That is on the reading list already."))
        self._say(words.format(count=count) if count else already)

    def _tell_place(self, mark: str) -> None:
        if mark in self._order:
            self.panel.select(mark)
            words = translate(_("{number} of {count}"))
            number = self._order.index(mark) + 1
            announce(self.panel, words.format(number=number, count=len(self._order)))

    def _say(self, words: str) -> None:
        self._window.line.tell(words, topic=TOPIC, seconds=6)
