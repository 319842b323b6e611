"""The Results tab: how many passages, what the search says about them, and the list."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.counts import found_words
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.results.delegate import ResultsView
from viewer.ui.results.model import ResultsModel
from viewer.ui.results.notes import NotesLine
from viewer.ui.results.progress import ProgressLine

if TYPE_CHECKING:
    from viewer.search.answers import Answer
    from viewer.ui.theme import Theme

_WIDTH = 48
"""Width that the panel would like, in average characters: 340 pixels at 100 %."""


class ResultsPanel(QWidget):
    """What a search found, grouped by book.

    Signals:
        hit_requested: The reader wants to read a passage: the ``Hit``, and the number of
            the passage, 0 for the best.
        note_action_requested: The reader wants the words that a note suggests to be searched.
        cancel_requested: The reader wants the preparation of the search to stop.
    """

    hit_requested = Signal(object, int)
    note_action_requested = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._answer: Answer | None = None
        self._titles: Mapping[str, str] = {}
        self._model = ResultsModel(self)
        self._count = QLabel(self)
        self._count.setObjectName("results_count")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setWordWrap(True)
        self._progress = ProgressLine(self)
        self._notes = NotesLine(self)
        self._empty = EmptyState(self)
        self._list = ResultsView(self)
        self._list.setObjectName("results_list")
        self._list.setModel(self._model)
        self._lay_out()
        self._list.chosen.connect(self._open)
        self._notes.action_requested.connect(self.note_action_requested)
        self._progress.cancel_requested.connect(self.cancel_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._list.setAccessibleName(_("Results"))
        self._notes.retranslate()
        self._order_focus()
        self._progress.retranslate()
        self._tell_count()
        self._list.scheduleDelayedItemsLayout()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Set the titles of books, by id, for the headings of the next answer."""
        self._titles = dict(titles)

    def show_answer(self, answer: "Answer") -> None:
        """Show what a search found; the first result becomes the current row."""
        self._answer = answer
        self._model.set_answer(answer, self._titles)
        self._expand_books()
        self._notes.tell(answer.notes, answer.query)
        self._order_focus()
        self._tell_count()
        indexes = self._model.hit_indexes()
        if indexes:
            self._list.setCurrentIndex(indexes[0])
        self._list.scrollToTop()

    def clear(self) -> None:
        """Show nothing found and nothing sought."""
        self._answer = None
        self._model.set_answer(None, self._titles)
        self._notes.tell(())
        self._tell_count()

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
        answer = self._answer
        if answer is None:
            return ""
        if not answer.hits:
            return _("Nothing found for “{text}”.").format(text=answer.query)
        return found_words(answer)

    def next_hit(self) -> bool:
        """Open the section found after the current one; return False at the end."""
        return self._step(1)

    def previous_hit(self) -> bool:
        """Open the section found before the current one; return False at the beginning."""
        return self._step(-1)

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """Return a width at which passages read well."""
        hint = super().sizeHint()
        return QSize(
            max(hint.width(), self.fontMetrics().averageCharWidth() * _WIDTH), hint.height()
        )

    def _lay_out(self) -> None:
        space = self.fontMetrics().averageCharWidth()
        self._count.setContentsMargins(space, space // 2, space, space // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._progress, self._count, self._notes, self._empty):
            layout.addWidget(widget)
        layout.addWidget(self._list, 1)

    def _expand_books(self) -> None:
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            value = self._model.value(index)
            if value is not None and value.hit is None:
                self._list.expand(index)

    def _tell_count(self) -> None:
        answer = self._answer
        found = answer is not None and bool(answer.hits)
        self._count.setText(self.count_words() if found else "")
        self._count.setVisible(found)
        if answer is None:
            self._empty.tell(_("Type in the field above to search in both languages."))
        elif not found:
            tip = _("Try fewer words, or other ones; accents and capitals don't matter.")
            self._empty.tell(f"{self.count_words()} {tip}")
        else:
            self._empty.tell("")

    def _order_focus(self) -> None:
        """Let Tab go through the buttons of the notes before the list."""
        chain = [self._progress.last(), *self._notes.buttons(), self._list]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _step(self, direction: int) -> bool:
        indexes = self._model.hit_indexes()
        row = self._model.value(self._list.currentIndex())
        if row is None or row.hit is None:
            place = 0 if direction > 0 else len(indexes) - 1
        else:
            place = row.number - 1 + direction
        if not 0 <= place < len(indexes):
            return False
        self._list.setCurrentIndex(indexes[place])
        self._open(indexes[place])
        return True

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._model.value(index)
        if row is not None and row.hit is not None:
            self.hit_requested.emit(row.hit, row.passage)
