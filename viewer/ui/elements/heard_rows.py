"""What screen readers are told of lists and tables, beyond what Qt tells them."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
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
    """Do so once Qt has told of the list itself."""
    QTimer.singleShot(0, view, partial(tell_current, view))


def tell_opened(view: QAbstractItemView, *, opened: bool) -> None:
    """Tell that the current row was opened or closed, which Qt doesn't."""
    announce(view, _("Expanded") if opened else _("Collapsed"))
