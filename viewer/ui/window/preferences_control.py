"""Opens the preferences, and does at once what is changed there."""

from collections.abc import Collection, Container
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.preferences.dialog import PreferencesDialog
    from viewer.ui.window.controls import Controls

AT_ONCE = frozenset(["track_reading", "keys", "heading_keys", "second_copy"])
"""Preferences that are saved first; then what they say is done."""

LOOK = frozenset(["theme", "text_size", "interface_size", "line_spacing", "column_width", "font"])
"""Preferences about what the window looks like."""

SHELF = frozenset(["shelf", "opened", "removed"])
"""Preferences about which books there are."""


class PreferencesControl(QObject):
    """The dialog of the preferences, made when it is asked for."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self.dialog: PreferencesDialog | None = None
        window.look.changed.connect(self._show)
        self._hint()

    @Slot()
    def open(self) -> None:
        """Show the dialog."""
        if self.dialog is None:
            # Imported here: much that is seldom needed.
            from viewer.ui.preferences.dialog import PreferencesDialog

            self.dialog = PreferencesDialog(self._window)
            self.dialog.changed.connect(self.change)
            copies = self._controls.commands.carrying.copies
            self.dialog.second_copy.copy_requested.connect(copies.copy_now)
            copies.changed.connect(self._show_copy)
        self._show()
        self.dialog.show()
        self.dialog.activateWindow()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        if self.dialog is not None:
            self.dialog.retranslate()
            self._show()

    @Slot()
    def _show(self) -> None:
        dialog, look = self.dialog, self._window.look
        if dialog is not None:
            dialog.show_values(self._window.services.preferences)
            dialog.show_look(look.theme, look.percent, look.typesetting)
            self._show_copy()

    @Slot()
    def _show_copy(self) -> None:
        if self.dialog is not None:
            self.dialog.second_copy.show_state(self._controls.commands.carrying.copies.words())

    @Slot(object)
    def change(self, wanted: dict[str, object]) -> None:
        """Change preferences, by name, and do at once what they say."""
        actions, services = self._controls.actions, self._window.services
        now = services.preferences
        changes = {name: value for name, value in wanted.items() if value != getattr(now, name)}
        if "interface_language" in changes:
            actions[f"view.interface_{changes.pop('interface_language')}"].trigger()
        if "recent_searches" in changes:
            del changes["recent_searches"]
            actions["edit.keep_searches"].trigger()
        at_once = {name: changes.pop(name) for name in AT_ONCE & changes.keys()}
        if at_once:
            services.prefer(**at_once)
            self._do(at_once)
        if changes:
            self._window.look.choose(**changes)
        self._show()

    def _do(self, names: Container[str]) -> None:
        """Do what preferences say that are saved by now."""
        controls = self._controls
        if "track_reading" in names:
            controls.room.take_preference()
        if "keys" in names:
            controls.actions.set_keys(self._window.services.preferences.keys)
            controls.commands.refresh()
            self._window.toolbar.retranslate()
            self._hint()
        if "second_copy" in names:
            controls.commands.carrying.copies.follow()

    def follow(self, names: Collection[str]) -> None:
        """Do what preferences say that another window changed."""
        controls = self._controls
        self._do(names)
        if "recent_searches" in names:
            controls.commands.searches.take_preference()
        if "interface_language" in names:
            controls.commands.view.speak()
        if not LOOK.isdisjoint(names):
            self._window.look.apply()
        if not SHELF.isdisjoint(names):
            controls.library.changed.emit()
        controls.commands.refresh()
        self._show()

    def _hint(self) -> None:
        """Show the keys of the search field in it."""
        self._window.field.set_hint(self._controls.actions["go.search"].shortcut().toString())
