"""Keys of actions that can't be done now."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from viewer.ui.action_set import Actions
from viewer.ui.actions import ACTIONS

_ARROWS = frozenset(("Left", "Right", "Up", "Down"))


class IdleKeys(QObject):
    """Takes Alt with an arrow while there is nothing to be done by it.

    Qt hands such keys on to what has the keyboard, as if the arrow alone had been pressed: another
    language was chosen, a row was folded in.
    """

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        for spec in ACTIONS:
            action = actions[spec.id]
            if any(map(_is_arrow, action.shortcuts())):
                idle = QShortcut(window)
                action.changed.connect(partial(self._stand_in, idle, action))
                self._stand_in(idle, action)

    @Slot()
    def _stand_in(self, idle: QShortcut, action: QAction) -> None:
        idle.setKeys(action.shortcuts())
        idle.setEnabled(not action.isEnabled())


def _is_arrow(keys: QKeySequence) -> bool:
    """Tell whether keys are Alt, perhaps with others, and an arrow."""
    *others, key = keys.toString().split("+")
    return "Alt" in others and key in _ARROWS
