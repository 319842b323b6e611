"""Which keys do what, once the reader has changed some."""

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from viewer.ui.actions import ACTIONS, ActionSpec, key_texts

Keys = Mapping[str, tuple[str, ...]]
"""All keys of an action, as portable text, by its id."""

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def keys_in_use(changed: Keys) -> dict[str, list[str]]:
    """Return the keys of every action, no two of which share any.

    Args:
        changed: What the reader chose: that counts first, and takes keys from where they were.
            What is no key is passed over.
    """
    specs = sorted(ACTIONS, key=lambda spec: spec.id not in changed)
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for spec in specs:
        keys = map(portable, changed.get(spec.id, key_texts(spec)))
        # dict: one action may have the same keys twice.
        found[spec.id] = [key for key in dict.fromkeys(keys) if key and key not in taken]
        taken.update(found[spec.id])
    return found


def with_keys(changed: Keys, action: str, keys: tuple[str, ...]) -> Keys:
    """Return the changes when ``action`` gets these keys, which others lose; usual ones are left.

    Args:
        changed: The changes before.
        action: Id of the action.
        keys: All its keys, portable.
    """
    others = {
        name: tuple(key for key in theirs if portable(key) not in keys)
        for name, theirs in changed.items()
        if name != action
    }
    usual = next((tuple(key_texts(spec)) for spec in ACTIONS if spec.id == action), ())
    return others if keys == usual else {**others, action: keys}


def owner(changed: Keys, key: str) -> ActionSpec | None:
    """Return the action that a key belongs to, if any."""
    found = keys_in_use(changed)
    return next((spec for spec in ACTIONS if key in found[spec.id]), None)


def portable(key: str) -> str:
    """Return a key as it is compared and kept; empty for what is none."""
    sequence = QKeySequence(key)
    known = sequence.count() == 1 and _pressed(sequence).key() != Qt.Key.Key_unknown
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if known else ""


def _pressed(sequence: QKeySequence) -> QKeyCombination:
    """Return the first combination of a sequence that isn't empty."""
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # its type leaves this out
    return combination


def native(key: str) -> str:
    """Return a key as people read it, in the language of the interface."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def is_typed(key: str) -> bool:
    """Return whether a key writes or moves something where one types, and can't be a shortcut."""
    pressed = _pressed(QKeySequence(key))
    held = pressed.keyboardModifiers() & _HELD
    function_key = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    # Ctrl and Alt together are AltGr, which many keyboards need for @ or €.
    return (not held and not function_key) or held == _ALT_GR
