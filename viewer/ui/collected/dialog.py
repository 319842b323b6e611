"""What the windows over a whole book have in common: a filter, a list of places, progress."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.collected.model import EntriesModel, Entry
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, lay_out_below, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.heard_rows import tell_opened
from viewer.ui.elements.rows_view import RowsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.reading.survey import Row
    from viewer.ui.theme import Theme


class PlacesDialog(QDialog):
    """Filter, list, progress, buttons; subclasses say what is listed.

    Signals:
        chosen: The ``Row`` of a place was chosen; the window closes.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, path: "Callable[[Row], str]", strip: QWidget, parent: QWidget
    ) -> None:
        """Make the window.

        Args:
            name: First part of the names of its widgets.
            path: Tells where a place stands in the book.
            strip: Tells how what is listed is to be handled; goes to the top.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self._strip = strip
        self._model = EntriesModel(path, self)
        self._filter = FilterField(self)
        self._filter.setObjectName(f"{name}_filter")
        self._list = RowsView(self)
        self._list.setObjectName(f"{name}_list")
        self._list.setModel(self._model)
        self._empty = EmptyState(self)
        self._empty.stand_in_for(self._list)
        self._waiting = QWidget(self)
        self._progress = QLabel(self._waiting)
        self._cancel = QPushButton(self._waiting)
        self._cancel.setObjectName(f"{name}_cancel")
        row = QHBoxLayout(self._waiting)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        self._buttons = ButtonBox(self)
        self._go = button(self._buttons, f"{name}_go", ROLE.ActionRole)
        self._close = button(self._buttons, f"{name}_close", ROLE.RejectRole)
        self._connect()
        fit_to_screen(self, 80, 36)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._buttons.rejected.connect(self.reject)
        self._filter.textChanged.connect(self.narrow)
        self._filter.leave_requested.connect(self._enter_list)
        self._list.chosen.connect(self._choose)
        self._go.clicked.connect(self._go_there)
        say(self._go, _("Go there"))
        say(self._close, _("Close"))
        say(self._cancel, _("Cancel"))
        self._filter.setFocus()

    def lay_out(self, head: QWidget) -> None:
        """Put the parts under one another; ``head`` stands above the list."""
        lay_out_below(
            self._strip, self, self._list, head, self._waiting, self._empty, self._buttons
        )
        rows = self.layout()
        if isinstance(rows, QBoxLayout):
            for place, part in enumerate((head, self._waiting, self._empty), start=1):
                rows.removeWidget(part)
                rows.insertWidget(place, part)

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    def tell_progress(self, done: int, total: int) -> None:
        """Tell how far the book is looked through."""
        percent = 100 * done // max(total, 1)
        words = _("Looking through the book: {percent} %").format(percent=percent)
        self._progress.setText(words)
        self._progress.setAccessibleName(words)

    def wait(self, *, on: bool) -> None:
        """Show that the book is being looked through, or no longer is."""
        self._waiting.setVisible(on)
        if on:
            self._progress.setText(_("Looking through the book…"))

    @Slot()
    def narrow(self) -> None:
        """Show what the filter leaves."""
        raise NotImplementedError

    def show_entries(self, entries: Sequence[Entry], nothing: str) -> None:
        """Show these entries; ``nothing`` says why there are none."""
        self._model.set_entries(entries)
        self._empty.tell("" if entries or not self._waiting.isHidden() else nothing)

    @Slot()
    def _enter_list(self) -> None:
        self._list.enter(self._first())

    def _first(self) -> QModelIndex:
        """Return the first row that can be chosen."""
        rows = (self._model.index(row, 0) for row in range(min(2, self._model.rowCount())))
        selectable = Qt.ItemFlag.ItemIsSelectable
        return next((one for one in rows if self._model.flags(one) & selectable), QModelIndex())

    @Slot()
    def _go_there(self) -> None:
        here = self._list.currentIndex()
        self._choose(here if here.isValid() else self._first())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        """Go where a row leads; one with rows below opens or closes."""
        entry = self._model.entry(index)
        if entry is not None and entry.row is not None:
            self.accept()
            self.chosen.emit(entry.row)
        elif entry is not None and entry.rows:
            opened = not self._list.isExpanded(index)
            self._list.setExpanded(index, opened)
            tell_opened(self._list, opened=opened)
