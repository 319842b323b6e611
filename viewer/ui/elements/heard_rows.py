"""What screen readers are told of lists and tables, beyond what Qt tells them."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView

from viewer.messages import translate as _
from viewer.ui.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface


def tell_current(view: QAbstractItemView) -> None:
    """Tell the current row, or cell, of a list that has got the keyboard.

    Qt tells the list alone, and a row only when it becomes the current one meanwhile.
    """
    # Imported here: the class is slow to make, and nobody listens before the first paint.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if not QAccessible.isActive() or not view.hasFocus() or not view.currentIndex().isValid():
        return
    told = QAccessible.queryAccessibleInterface(view)
    # There may be none, whatever the types say.
    row = cast("QAccessibleInterface | None", told.focusChild())
    if row is None or not row.isValid():
        return
    event = QAccessibleEvent(view, QAccessible.Event.Focus)
    event.setChild(told.indexOfChild(row))
    QAccessible.updateAccessibility(event)


def tell_current_soon(view: QAbstractItemView) -> None:
    """Do so once Qt has told of the list itself, and has drawn its rows.

    While it lays them out, Qt makes them anew: what was told before is there no more when somebody
    asks for it. If another row becomes the current one meanwhile, Qt tells it.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    waiting = view.findChild(_Drawing, options=direct) or _Drawing(view)
    waiting.begin()


class _Drawing(QObject):
    """Waits until a list has been drawn, and tells its current row then."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._row = QPersistentModelIndex()

    def begin(self) -> None:
        """Wait from now on."""
        self._row = QPersistentModelIndex(self._view.currentIndex())
        self._view.viewport().installEventFilter(self)
        self._view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on after the rows are drawn, which lays them out."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    @Slot()
    def _tell(self) -> None:
        if self._row == self._view.currentIndex():
            tell_current(self._view)


def tell_opened(view: QAbstractItemView, *, opened: bool) -> None:
    """Tell that the current row was opened or closed, which Qt doesn't."""
    announce(view, _("Expanded") if opened else _("Collapsed"))
