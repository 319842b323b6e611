"""The tree of the contents: how its rows are drawn, and which of them are expanded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSignalBlocker, Slot
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.contents.model import CURRENT, ContentsModel
from viewer.ui.elements.roles import Index
from viewer.ui.elements.rows import LinesDelegate
from viewer.ui.elements.rows_view import RowsView

if TYPE_CHECKING:
    from viewer.ui.contents.titles import Shown

EXPANDED_AT_ONCE = 3_000
"""Rows that may be expanded in one go: 40 ms."""


class ContentsDelegate(LinesDelegate):
    """Draws titles; the section that is being read has a bar beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the title, and the bar."""
        super().paint(painter, option, index)
        if index.data(CURRENT):
            width = max(3, option.fontMetrics.averageCharWidth() // 2)
            bar = QRect(0, option.rect.top(), width, option.rect.height())
            painter.setBackground(self.accent(option.palette))
            painter.eraseRect(bar)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the tooltip always: it says more than the row."""
        return QStyledItemDelegate.helpEvent(self, event, view, option, index)


class ContentsTree(RowsView):
    """The sections of a book; what the reader has expanded is remembered while rows are left out.

    Attributes:
        row_is_told: Whether what Qt told screen readers of the current row still holds. Where rows
            are folded in or out, Qt makes all of them anew, and what was told is there no more
            before anybody can ask for it; of a row that is chosen it tells nothing.

    Signals:
        chosen, menu_requested: See ``RowsView``.
    """

    def __init__(self, model: ContentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, ContentsDelegate())
        self.setObjectName("contents_tree")
        self._sections = model
        self._expanded: set[str] = set()
        self._narrowed = False
        self.row_is_told = False
        self.setModel(model)
        self.expanded.connect(self._note_expanded)
        self.collapsed.connect(self._note_collapsed)
        self.selectionModel().currentChanged.connect(self._note_told)
        for stirred in (self.expanded, self.collapsed, self.chosen, model.rowsInserted):
            stirred.connect(self._note_untold)

    def forget_expanded(self) -> None:
        """Begin anew, with another book."""
        self._expanded, self._narrowed = set(), False

    def show_only(self, shown: "Shown") -> None:
        """Show some sections alone, expanded unless they are very many."""
        self._narrowed = True
        self._sections.show_only(shown)
        if shown.total <= EXPANDED_AT_ONCE:
            self._expand_all()

    def show_all(self) -> None:
        """Show all sections, expanded as they were."""
        self._narrowed = False
        self._sections.show_only(None)
        self.expand_only(self._expanded)

    def expanded_sections(self) -> list[str]:
        """Return the ids of the sections that the reader has expanded, sorted."""
        return sorted(self._expanded)

    def expand_only(self, sections: Iterable[str]) -> None:
        """Expand exactly these sections; unknown ids are passed over."""
        wanted = set(sections)
        self.collapseAll()
        self._expanded = set()
        for section in wanted:
            index = self._sections.index_of(section)
            if index.isValid():
                self.expand(index)

    @Slot()
    def expand_everything(self) -> None:
        """Expand every section."""
        self._expand_all()
        if not self._narrowed:
            self._expanded = self._sections.with_children()

    @Slot()
    def _note_told(self) -> None:
        self.row_is_told = True

    @Slot()
    def _note_untold(self) -> None:
        self.row_is_told = False

    def _expand_all(self) -> None:
        # One signal for each row would take as long as the rest.
        with QSignalBlocker(self):
            self.expandAll()

    @Slot(QModelIndex)
    def _note_expanded(self, index: QModelIndex) -> None:
        section = self._sections.section_at(index)
        # The headings of a section come and go by themselves.
        if not self._narrowed and self._sections.has_sections(section):
            self._expanded.add(section)

    @Slot(QModelIndex)
    def _note_collapsed(self, index: QModelIndex) -> None:
        if not self._narrowed:
            self._expanded.discard(self._sections.section_at(index))
