"""The Contents tab: the tree of the book that is being read, and a field that narrows it."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QVBoxLayout,
    QWidget,
)

from viewer.book.model import ESSENTIAL
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.contents.model import HEADING, ContentsModel, Notes
from viewer.ui.contents.narrowing import Narrowing
from viewer.ui.contents.tree import EXPANDED_AT_ONCE, ContentsTree
from viewer.ui.contents.unfolding import Unfolding
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.rows import LEAST_TARGET

if TYPE_CHECKING:
    from viewer.book.book import Book
    from viewer.ui.contents.essential import EssentialBar
    from viewer.ui.elements.empty_state import EmptyState
    from viewer.ui.theme import Theme

TITLE_LINES = 2

WRAPPED = 2_000
"""Sections up to which long titles take two lines; above, all rows have the height of one."""

OPENED_AT_FIRST = 60
"""Sections up to which a book shows its parts opened."""


class ContentsPanel(QWidget):
    """The contents tree.

    Attributes:
        unfolding: The headings of the open section in it.

    Signals:
        section_requested: The reader wants to read the section with this id.
        heading_requested: The reader wants to read the section with this id at the heading that is
            this block of its text.
    """

    section_requested = Signal(str)
    heading_requested = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contents_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._book: Book | None = None
        self._narrowing = Narrowing()
        self._notes: Notes | None = None
        self._filtered = False
        self._model = ContentsModel(self)
        self._filter = FilterField(self)
        self._filter.setObjectName("contents_filter")
        self._tree = ContentsTree(self._model, self)
        self.unfolding = Unfolding(self._model, self._tree)
        self._empty: EmptyState | None = None
        # For the line of the essential reading, so that nothing moves when it comes.
        self._room = QWidget(self)
        self._room.hide()
        self._bar: EssentialBar | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.setInterval(0)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._filter.set_words(_("Filter the contents"), _("Filter…"))
        self._tree.setAccessibleName(_("Contents"))
        self._tell_count()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._tree.set_look(theme)

    def set_book(self, book: "Book | None", language: str) -> None:
        """Show the tree of another book, its titles in ``language``."""
        self._typing.stop()
        self._book, self._narrowing, self._filtered = book, Narrowing(book), False
        self._tree.forget_expanded()
        self.unfolding.forget()
        with QSignalBlocker(self._filter):
            self._filter.clear()
        self._keep_room(book)
        many = book is not None and len(book.order) > WRAPPED
        self._tree.setUniformRowHeights(many)
        self._model.set_book(book, language, most=1 if many else TITLE_LINES)
        if book is not None and len(book.order) <= OPENED_AT_FIRST:
            # One by one: rows are laid out only when the tree is seen.
            for section in filter(book.children, book.order):
                self._tree.expand(self._model.index_of(section))
        elif book is not None and len(book.roots) == 1:
            self._tree.expand(self._model.index(0, 0))
        self._tell_count()

    def _keep_room(self, book: "Book | None") -> None:
        tags = book.outline.tags.values() if book is not None else ()
        wanted = any(ESSENTIAL in some for some in tags)
        if self._bar is not None:
            self._bar.setVisible(wanted)
        self._room.setFixedHeight(max(LEAST_TARGET, round(1.8 * self.fontMetrics().height())))
        self._room.setVisible(wanted and self._bar is None)

    def set_bar(self, bar: "EssentialBar") -> None:
        """Show the line of the essential reading, for books that have any."""
        self._bar = bar
        self._column.insertWidget(self._column.indexOf(self._tree), bar)
        bar.setMinimumHeight(max(LEAST_TARGET, round(1.8 * self.fontMetrics().height())))
        QWidget.setTabOrder(self._filter, bar)
        self._keep_room(self._book)

    def show_only(self, sections: Collection[str] | None) -> None:
        """Show these sections alone, with those above them; all without any."""
        self._narrowing.only = sections
        self._typing.start()

    def set_notes(self, notes: Notes | None, *, signs: bool) -> None:
        """Tell something of each section beside its title; see ``ContentsModel``."""
        self._notes = notes
        self._model.set_notes(notes, signs=signs)

    def show_read(self, sections: Sequence[str] | None) -> None:
        """Show that something else is told of sections now; of all without any."""
        for section in sections or ():
            self._model.tell_changed(section)
        self._tree.viewport().update()

    def section_in_focus(self) -> str:
        """Return the section of the row that has the keyboard; nothing if it is elsewhere."""
        return self._model.section_at(self._tree.currentIndex()) if self._tree.hasFocus() else ""

    def set_language(self, language: str) -> None:
        """Show the titles in ``language``; what is expanded stays so."""
        self._model.set_language(language)

    def set_current(self, section: str) -> None:
        """Mark the section that is being read, and bring it into view."""
        self._model.set_current(section)
        if self.section_in_focus() != section:
            self._reveal(section)

    def focus_list(self) -> None:
        """Give the tree the keyboard, at the section that is being read."""
        if not self._tree.currentIndex().isValid():
            self._tree.setCurrentIndex(self._model.index(0, 0))
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the section that is being read into view, as soon as the tree has its size."""
        super().showEvent(event)
        self._showing.start()

    def _lay_out(self) -> None:
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filter.framed(self))
        layout.addWidget(self._room)
        layout.addWidget(self._tree, 1)
        self._tree.set_indent(2)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._typing.start)
        self._filter.leave_requested.connect(self._enter_tree)
        self._filter.open_requested.connect(self._open_first)
        self._typing.timeout.connect(self._narrow)
        self._showing.timeout.connect(self._reveal_current)
        self._tree.chosen.connect(self._open)
        self._tree.menu_requested.connect(self._show_menu)

    @Slot()
    def _narrow(self) -> None:
        """Show what the filter leaves; on a big book the titles are read in steps first."""
        text = self._filter.text().strip()
        if self._book is None:
            return
        if not self._narrowing.is_wanted(text):
            self._widen()
            return
        shown = self._narrowing.find(text)
        if shown is None:
            self._typing.start()
            return
        self._filtered = True
        self.unfolding.hide()
        self._tree.show_only(shown)
        self._tell_count(shown.count)
        first = self._model.index_of(shown.first)
        if first.isValid():
            self._tree.setCurrentIndex(first)
        if not text:
            self.unfolding.show_again()
            self._reveal(self._model.current())

    def _widen(self) -> None:
        if not self._filtered:
            return
        self._filtered = False
        self._tree.show_all()
        self.unfolding.show_again()
        self._tell_count()
        self._reveal(self._model.current())

    def _tell_count(self, found: int = -1) -> None:
        text = self._filter.text().strip()
        nothing = _("No title contains “{text}”.").format(text=text) if found == 0 else ""
        if nothing or self._empty is not None:
            self._stand_in().tell(nothing)
        if found >= 0:
            words = plural("{count} title found", "{count} titles found", found)
            announce(self, words.format(count=found))

    def _stand_in(self) -> "EmptyState":
        if self._empty is None:
            self._empty = _empty_state(self._tree, self._column, self)
        return self._empty

    def _reveal(self, section: str) -> None:
        index = self._model.index_of(section)
        if index.isValid():
            self._tree.setCurrentIndex(index)
            if self._tree.isVisible():
                self._tree.scrollTo(index)

    @Slot()
    def _reveal_current(self) -> None:
        self._tree.scrollToTop()
        self._reveal(self._model.current())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        section, heading = self._model.section_at(index), index.data(HEADING)
        if not section or self._book is None:
            return
        if heading is not None:
            self.heading_requested.emit(section, heading)
            return
        if not self._book.section(section).text:
            self._tree.expand(index)
        self.section_requested.emit(section)

    @Slot()
    def _open_first(self) -> None:
        self._finish_narrowing()
        if self._filter.text().strip() and self._tree.currentIndex().isValid():
            self._open(self._tree.currentIndex())

    @Slot()
    def _enter_tree(self) -> None:
        self._finish_narrowing()
        self.focus_list()

    def _finish_narrowing(self) -> None:
        while self._typing.isActive():  # the titles of a big book are read in steps
            self._typing.stop()
            self._narrow()

    @Slot(QModelIndex, QPoint)
    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.menu_for(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return the context menu of a row."""
        # Imported here: the window starts without it.
        from viewer.ui.contents.menu import menu_of

        many = self._book is not None and len(self._book.order) > EXPANDED_AT_ONCE
        work = partial(self._open, index)
        return menu_of(self._tree, index, work, self._notes, expandable=not many)


def _empty_state(tree: ContentsTree, column: QVBoxLayout, parent: QWidget) -> "EmptyState":
    # Imported here: the window starts without it.
    from viewer.ui.elements.empty_state import EmptyState

    made = EmptyState(parent)
    made.stand_in_for(tree)
    column.insertWidget(column.indexOf(tree), made)
    return made
