"""What the actions of the menu Help do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from viewer.assets import GUIDE
from viewer.messages import translate
from viewer.messages import translate as _
from viewer.ui.actions import ACTIONS, plain
from viewer.ui.menu_titles import MENUS
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class HelpCommands(QObject):
    """User guide, shortcuts, log, about."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._dialogs: dict[str, QDialog] = {}

    def retranslate(self) -> None:
        """Set the words of the dialogs that are open."""
        for dialog in self._dialogs.values():
            again = getattr(dialog, "retranslate", None)
            if again is not None:
                again()

    @Slot()
    def guide(self) -> None:
        """Open the user guide."""
        self._controls.library.open_name(GUIDE)

    @Slot()
    def shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        from viewer.ui.dialogs.shortcuts import Shortcut, ShortcutsDialog

        actions = self._controls.actions
        rows = [
            Shortcut(
                plain(translate(MENUS[spec.id.partition(".")[0]])),
                plain(translate(spec.text)),
                tuple(actions.native_keys(spec.id)),
            )
            for spec in ACTIONS
            if actions.native_keys(spec.id)
        ]
        self._show_dialog("shortcuts", ShortcutsDialog(rows, self._window))

    @Slot()
    def copy_details(self) -> None:
        """Copy what whoever helps needs to know."""
        from viewer.ui.dialogs.details import details

        QGuiApplication.clipboard().setText(details())
        self._window.line.tell(_("Details copied."), topic="details", seconds=6)

    @Slot()
    def log(self) -> None:
        """Show the log."""
        from viewer.ui.dialogs.log import LogDialog

        self._show_dialog("log", LogDialog(self._window.services.profile.log_file, self._window))

    @Slot()
    def about(self) -> None:
        """Show versions and licences."""
        from viewer.ui.dialogs.about import AboutDialog

        self._show_dialog("about", AboutDialog(self._window))

    def _show_dialog(self, name: str, dialog: QDialog) -> None:
        old = self._dialogs.pop(name, None)
        if old is not None:
            self._window.unfollow(old)
            old.close()
            old.deleteLater()
        self._dialogs[name] = dialog
        self._window.follow(dialog)
        dialog.open()
