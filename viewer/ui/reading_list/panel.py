"""The reading list in the left pane: dragged or moved by keys, opened, shortened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.reading_list.model import ReadingListModel

if TYPE_CHECKING:
    from viewer.ui.marks.row import MarkRow
    from viewer.ui.theme import Theme


_LINES = 6
"""Lines of the list that its buttons leave room for."""


class ReadingListPanel(QWidget):
    """The entries in their order.

    A change is only asked for; the list shows it when the entries are given anew.

    Signals:
        chosen: The reader wants to read at the mark with this id.
        move_requested: A mark was dragged: its id, and that of the one that it is to precede.
        remove_requested: The mark with this id is to leave the list.
        current_changed: Another row is the current one.
    """

    chosen = Signal(str)
    move_requested = Signal(str, str)
    remove_requested = Signal(str)
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_list_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = ReadingListModel(self)
        self._list = RowsView(self)
        self._list.setObjectName("reading_list")
        self._list.setModel(self._model)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setDropIndicatorShown(True)
        self._empty = EmptyState(self)
        self._empty.stand_in_for(self._list)
        self._actions: Sequence[QAction] = ()
        self._buttons: list[QPushButton] = []
        self._tools = _tools(self)
        self._row = FlowLayout(self._tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        room = self.fontMetrics().averageCharWidth()
        self._row.setContentsMargins(room, room, room, room)
        self._row.setSpacing(room)
        layout.addWidget(self._tools)
        self._list.chosen.connect(self._choose)
        self._list.menu_requested.connect(self._show_menu)
        self._list.selectionModel().currentChanged.connect(self.current_changed)
        self._model.move_requested.connect(self.move_requested)
        self.retranslate()

    def set_tools(self, actions: Sequence[QAction]) -> None:
        """Give the rows their actions, which stand below the list as well."""
        self._actions = actions
        for action in actions:
            button = QPushButton(self._tools)
            button.setObjectName(f"{action.objectName()}_button")
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
            self._row.addWidget(button)
            self._buttons.append(button)
        self._follow()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._list.setAccessibleName(_("Reading list"))
        self._follow()
        self._tell_empty()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    def set_rows(self, rows: "Sequence[MarkRow]") -> None:
        """Show these entries; the current one stays, or what took its place."""
        current, place = self.current(), self._list.currentIndex().row()
        self._model.set_rows(rows)
        index = self._model.index_of(current)
        if not index.isValid() and place >= 0:
            index = self._model.index(min(place, len(rows) - 1), 0)
        self._make_current(index)
        self._tell_empty()
        self.current_changed.emit()

    def select(self, mark: str) -> None:
        """Make the row of a mark the current one."""
        self._make_current(self._model.index_of(mark))

    def current(self) -> str:
        """Return the id of the current mark, or nothing."""
        return self._model.mark_at(self._list.currentIndex())

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        if self._model.rowCount() and not self._list.currentIndex().isValid():
            self._make_current(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current entry off the list with Delete."""
        if self._list.hasFocus() and event.key() == Qt.Key.Key_Delete and self.current():
            self.remove_requested.emit(self.current())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the buttons out where the list needs the room: the menu of a row has them too."""
        super().resizeEvent(event)
        needed = self._row.heightForWidth(self.width()) + self.fontMetrics().height() * _LINES
        self._tools.setVisible(needed <= self.height())

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """Return the context menu of a row; None where there is none."""
        if not self._model.mark_at(index):
            return None
        menu = Menu(self)
        menu.addActions(self._actions)
        return menu

    @Slot()
    def _follow(self) -> None:
        """Show on the buttons what can be done, and how that is called."""
        for button, action in zip(self._buttons, self._actions, strict=True):
            words = action.text().replace("&", "")
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())

    def _make_current(self, index: QModelIndex) -> None:
        # The view itself would heed the keys that are held down: those of the shortcut.
        flags = QItemSelectionModel.SelectionFlag
        self._list.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)

    def _tell_empty(self) -> None:
        words = _(
            "The reading list is empty. “Add to the reading list” in the menu Marks puts the "
            "section that you read, or what you have selected, at its end; in My marks, the marks "
            "that are chosen."
        )
        self._empty.tell("" if self._model.rowCount() else words)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.mark_at(index))

    @Slot(QModelIndex, QPoint)
    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.menu_for(index)
        if menu is not None:
            self._make_current(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)


def _tools(parent: QWidget) -> QWidget:
    """Return what holds the buttons; a line sets it off from the list."""
    made = QWidget(parent)
    made.setObjectName("reading_tools")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
