"""A dialog that lists rows under headings, with a field that filters them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.elements.tree_model import TreeModel

if TYPE_CHECKING:
    from viewer.ui.theme import Theme


class FilteredListDialog(QDialog):
    """Field, list, buttons; subclasses fill the list and say what its parts are called."""

    def __init__(self, name: str, model: TreeModel[Any], parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            name: First part of the names of its widgets.
            model: The rows.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self._filter = FilterField(self)
        self._filter.setObjectName(f"{name}_filter")
        self._model = model
        model.setParent(self)
        self._list = RowsView(self)
        self._list.setObjectName(f"{name}_list")
        self._list.setModel(model)
        self._empty = EmptyState(self)
        self._buttons = ButtonBox(self)
        self._close = button(self._buttons, f"{name}_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self._filter)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._buttons)
        self._filter.textChanged.connect(self._narrow)
        self._filter.leave_requested.connect(self._enter_list)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        self._narrow()
        fit_to_screen(self, 64, 34)
        self._filter.setFocus()

    def fill(self, text: str) -> str:
        """Show the rows that contain ``text``; return what is said where there are none."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set the words that don't come with the rows."""
        say(self._close, _("Close"))

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    @Slot()
    def _narrow(self) -> None:
        nothing = self.fill(self._filter.text().strip())
        self._list.expandAll()
        self._empty.tell("" if self._model.rowCount() else nothing)

    def _first(self) -> QModelIndex:
        """Return the first row below a heading."""
        return self._model.index(0, 0, self._model.index(0, 0))

    @Slot()
    def _enter_list(self) -> None:
        self._list.enter(self._first())


class LeadingListDialog(FilteredListDialog):
    """A list whose rows lead somewhere.

    Signals:
        chosen: A row was chosen; gives what ``aim`` makes of it.
    """

    chosen = Signal(object)

    def __init__(self, name: str, model: TreeModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self._go = button(self._buttons, f"{name}_go", ROLE.ActionRole)
        say(self._go, _("Go there"))
        self._go.clicked.connect(self._go_there)
        self._list.chosen.connect(self._choose)
        self._enter_list()

    def aim(self, row: Any) -> object:  # noqa: ANN401 - whatever the model holds
        """Return what is handed out for a row that was chosen; the row itself by default."""
        return row

    @Slot()
    def _go_there(self) -> None:
        here = self._list.currentIndex()
        self._choose(here if here.isValid() else self._first())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._model.value(index)
        if row is not None and self._model.selectable(row):
            self.accept()
            self.chosen.emit(self.aim(row))
