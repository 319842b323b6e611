"""The Results tab: how many passages, what the search says about them, and the list."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.note_actions import notes_to_tell
from viewer.ui.results.count_line import CountLine, count_words
from viewer.ui.results.delegate import ResultsView
from viewer.ui.results.facets import Editions, Known, Tags
from viewer.ui.results.head import ResultsHead
from viewer.ui.results.model import ResultsModel, in_language, other_languages
from viewer.ui.results.notes import NotesLine
from viewer.ui.results.progress import ProgressLine
from viewer.ui.results.query_parts import QueryParts
from viewer.ui.results.refine import RefineRow
from viewer.ui.results.walk import Walk

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit
    from viewer.ui.theme import Theme

_WIDTH = 48
"""Width that the panel would like, in average characters: 340 pixels at 100 %."""


class ResultsPanel(QWidget):
    """What a search found, grouped by book.

    Signals:
        hit_requested: The reader wants to read a passage: the ``Hit``, and the number of
            the passage, 0 for the best.
        note_requested: The reader wants to read at the own note with this id.
        note_action_requested: The reader wants the words that a note suggests to be searched.
        cancel_requested: The reader wants the preparation of the search to stop.
    """

    hit_requested = Signal(object, int)
    note_requested = Signal(str)
    note_action_requested = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._answer: Answer | None = None
        self._walk = Walk()
        self._model = ResultsModel(self)
        self._count = CountLine(self)
        self._progress = ProgressLine(self)
        self._notes = NotesLine(self)
        self._empty = EmptyState(self)
        self._parts = QueryParts(self)
        self._filters = RefineRow(self)
        self._known = Known({}, (), _no_tags)
        self._list = ResultsView(self)
        self._list.setObjectName("results_list")
        self._list.setModel(self._model)
        self._empty.stand_in_for(self._list)
        self._head = ResultsHead((self._count, self._parts, self._filters, self._notes), self)
        self._lay_out()
        self._list.chosen.connect(self._open)
        self._list.link_chosen.connect(self._open_other)
        for line in (self._parts, self._filters):
            line.query_requested.connect(self.note_action_requested)
        self._notes.action_requested.connect(self.note_action_requested)
        self._progress.cancel_requested.connect(self.cancel_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._list.setAccessibleName(_("Results"))
        for line in (self._notes, self._parts, self._filters):
            line.retranslate()
        self._order_focus()
        self._progress.retranslate()
        self._tell_count()
        self._list.scheduleDelayedItemsLayout()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Set the titles of books, by id."""
        self._known = self._known._replace(titles=dict(titles))
        self._model.set_titles(self.titles)
        self._parts.tell(self.query, self.titles)
        self._offer_filters()

    def show_answer(self, answer: "Answer") -> None:
        """Show what a search found; the first result becomes the current row."""
        self._answer = answer
        self._fill(answer)
        self._notes.tell(notes_to_tell(answer), answer.query)
        self._parts.tell(answer.query, self.titles)
        self._offer_filters()
        self._tell_count()
        first = next(iter([*self._model.hit_indexes(), *self._model.note_indexes()]), None)
        if first is not None:
            self._list.setCurrentIndex(first)
        self._list.scrollToTop()

    def renew(self, answer: "Answer") -> None:
        """Show what the same search finds now; the reader stays at the same row and passage."""
        row, spot = self._model.value(self._list.currentIndex()), self._walk.spot()
        self.show_answer(answer)
        if spot is not None:
            self._walk.take_up(spot.hit, spot.passage)
        if row is not None and row.hit is not None:
            self._make_current(row.hit, row.passage)

    def show_progress(self, book_title: str, percent: int) -> None:
        """Tell how far the preparation of the search is.

        Args:
            book_title: Title of the book that is being prepared.
            percent: 0 to 99; from 100 on, the line goes away.
        """
        self._progress.tell(book_title, percent)
        self._tell_count()

    def count_words(self) -> str:
        """Return how much was found, or that nothing was, in words."""
        return count_words(self._answer) if self._answer is not None else ""

    @property
    def answer(self) -> "Answer | None":
        """What the panel shows; None before the first search."""
        return self._answer

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles of the books, by id."""
        return self._known.titles

    def set_tools(self, options: QMenu, actions: Sequence[QAction]) -> None:
        """Offer a menu of search options, and actions about the list of results."""
        self._filters.set_tools(options, actions)

    @property
    def query(self) -> str:
        """What was sought, as it was typed; nothing before the first search."""
        return self._answer.query if self._answer is not None else ""

    @property
    def searched(self) -> str:
        """What was really searched for."""
        return self._answer.searched if self._answer is not None else ""

    def set_shelf(self, tags: Tags, editions: Editions) -> None:
        """Set what tells the tags of a section (book, section), and the editions of a book."""
        self._known = self._known._replace(tags=tags, editions=editions)

    def set_marked(self, sections: Collection[tuple[str, str]]) -> None:
        """Set which sections (book, section) carry a bookmark."""
        self._known = self._known._replace(marked=frozenset(sections))
        self._model.set_marked(self._known.marked)
        self._offer_filters()

    def place(self) -> tuple[int, int]:
        """Return the number of the passage that was opened last, 0 for none, and of all."""
        return self._walk.number, len(self._walk)

    def is_at(self, book: str, section: str) -> bool:
        """Return whether the passage that was opened last lies in this section."""
        spot = self._walk.spot()
        return spot is not None and (spot.hit.book, spot.hit.section) == (book, section)

    def take_up(self, hit: "Hit", passage: int) -> None:
        """Go on from a passage that was opened elsewhere, and make its row the current one."""
        self._walk.take_up(hit, passage)
        self._show_current()

    def open_best(self) -> None:
        """Open the best passage of the section that ranks first."""
        indexes = self._model.hit_indexes()
        if indexes:
            self._list.setCurrentIndex(indexes[0])
            self._open(indexes[0])

    def step(self, direction: int) -> bool:
        """Open the next passage (1) or the previous one (-1); return False at the end."""
        spot = self._walk.step(direction)
        if spot is None:
            return False
        self._show_current()
        self.hit_requested.emit(spot.hit, spot.passage)
        return True

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave half of the room to the list at least."""
        super().resizeEvent(event)
        self._head.limit(event.size().height() // 2)

    def sizeHint(self) -> QSize:
        """Return a width at which passages read well."""
        hint = super().sizeHint()
        return QSize(
            max(hint.width(), self.fontMetrics().averageCharWidth() * _WIDTH), hint.height()
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._progress, self._empty, self._head):
            layout.addWidget(widget)
        layout.addWidget(self._list, 1)
        # While the list is empty, it takes no room: the lines stay at the top.
        layout.addStretch()

    def _fill(self, answer: "Answer") -> None:
        self._model.set_answer(answer)
        indexes = self._model.hit_indexes()
        rows = [self._model.value(index) for index in indexes]
        self._walk = Walk(row.hit for row in rows if row is not None and row.hit is not None)
        for index in self._model.indexes():
            value = self._model.value(index)
            if value is not None and value.heads:
                self._list.expand(index)

    def _offer_filters(self) -> None:
        self._filters.tell(self._answer, self._known)
        self._order_focus()

    def _show_current(self) -> None:
        """Make the row of the passage that was opened last the current one."""
        spot = self._walk.spot()
        if spot is not None:
            self._make_current(*spot)

    def _make_current(self, hit: "Hit", passage: int) -> None:
        index = self._model.index_of(hit, passage)
        if index.isValid():
            self._list.setCurrentIndex(index)

    def _tell_count(self) -> None:
        answer = self._answer
        self._count.tell(answer, named=not self._parts.tells_all())
        if answer is None:
            self._empty.tell(_("Type in the field above to search in both languages."))
        elif not (answer.hits or answer.own):
            tip = _("Try fewer words, or other ones; accents and capitals don’t matter.")
            self._empty.tell(f"{self.count_words()} {tip}")
        else:
            self._empty.tell("")

    def _order_focus(self) -> None:
        """Let Tab go through the buttons of the notes before the list."""
        buttons = [*self._parts.buttons(), *self._filters.buttons(), *self._notes.buttons()]
        chain = [self._progress.last(), *buttons, self._list]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._model.value(index)
        if row is not None and row.note is not None:
            self.note_requested.emit(row.note.id)
        elif row is not None and row.hit is not None:
            self._walk.take_up(row.hit, row.passage)
            self.hit_requested.emit(row.hit, row.passage)

    @Slot(QModelIndex)
    def _open_other(self, index: QModelIndex) -> None:
        """Open a section in the other language in which it was found."""
        row = self._model.value(index)
        if row is not None and row.hit is not None and (others := other_languages(row.hit)):
            self._walk.take_up(row.hit, row.passage)
            self.hit_requested.emit(in_language(row.hit, others[0]), 0)


def _no_tags(_book: str, _section: str) -> Sequence[str]:
    return ()
