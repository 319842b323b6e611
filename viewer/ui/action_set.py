"""The actions of one window, made from the table."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.messages import translate
from viewer.ui.actions import ACTIONS, ActionSpec, plain
from viewer.ui.elements.hints import plain_hint
from viewer.ui.keys import keys_in_use


class Actions(QObject):
    """The actions of one window, by id."""

    def __init__(self, window: QWidget, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Make all actions.

        Args:
            window: What they belong to.
            keys: Shortcuts that the reader has changed.
        """
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            self._actions[spec.id] = self._make(window, spec)
        self.set_keys(keys)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Give the actions their shortcuts.

        Args:
            keys: Those that the reader has changed.
        """
        for name, texts in keys_in_use(keys).items():
            self._actions[name].setShortcuts([QKeySequence(text) for text in texts])
        self.retranslate()

    def native_keys(self, name: str) -> list[str]:
        """Return the shortcuts of an action as people read them, in the interface's language."""
        native = QKeySequence.SequenceFormat.NativeText
        return [keys.toString(native) for keys in self._actions[name].shortcuts()]

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            text = translate(spec.text)
            action.setText(text)
            keys = self.native_keys(spec.id)
            shown = keys[0] if keys else ""
            action.setToolTip(plain_hint(f"{plain(text)} ({shown})" if shown else plain(text)))

    def check(self, name: str, *, on: bool) -> None:
        """Show an action as on or off without doing what it stands for."""
        action = self._actions[name]
        with QSignalBlocker(action):
            action.setChecked(on)

    def _make(self, window: QWidget, spec: ActionSpec) -> QAction:
        action = QAction(window)
        action.setObjectName(spec.id)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(window))
            group.addAction(action)
        window.addAction(action)
        return action
