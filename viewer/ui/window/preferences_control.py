"""Opens the preferences, and does at once what is changed there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.preferences.dialog import PreferencesDialog
    from viewer.ui.window.controls import Controls


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
        if "track_reading" in changes:
            services.prefer(track_reading=changes.pop("track_reading"))
            self._controls.room.take_preference()
        if "keys" in changes:
            services.prefer(keys=changes.pop("keys"))
            actions.set_keys(services.preferences.keys)
            self._controls.commands.refresh()
            self._window.toolbar.retranslate()
            self._hint()
        if "heading_keys" in changes:
            services.prefer(heading_keys=changes.pop("heading_keys"))
        if "second_copy" in changes:
            services.prefer(second_copy=changes.pop("second_copy"))
            self._controls.commands.carrying.copies.follow()
        if changes:
            self._window.look.choose(**changes)
        self._show()

    def _hint(self) -> None:
        """Show the keys of the search field in it."""
        self._window.field.set_hint(self._controls.actions["go.search"].shortcut().toString())
