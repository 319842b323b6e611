"""Reading in full screen: the text and its classification, and nothing else."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.room import QWIDGETSIZE_MAX
from viewer.ui.window.main_window import MainWindow

TOPIC = "full-screen"

HINT_SECONDS = 4
"""How long the line tells how full screen is left."""


class FullScreen(QObject):
    """Follows the window, whoever made it fill the screen, and puts its parts aside meanwhile.

    Panes come over the text when they are asked for; the tools come for the search field, and the
    menus when they have the keyboard. Hidden, they would not answer their letters: they lose their
    height alone.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        above = (window.toolbar, window.tabs_place, window.breadcrumb)
        self._parts = (*above, window.status)
        self._on = False
        self._companion = False
        window.state_changed.connect(self._follow)
        window.field.wanted.connect(self._bring_tools)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._put_tools_away)

    @Slot()
    def toggle(self) -> None:
        """Fill the screen, or leave it."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    @Slot()
    def _follow(self) -> None:
        on = self._window.isFullScreen()
        if on == self._on:
            return
        self._on = on
        focus = QApplication.focusWidget()
        for part in self._parts:
            part.setVisible(not on)
        self._fold_menus(on=on)
        self._window.reading.set_alone(on=on)
        self._show_companion(on=not on)
        if on:
            self._window.line.tell(_hint, topic=TOPIC, seconds=HINT_SECONDS)
        else:
            self._window.line.withdraw(TOPIC)
        if focus is not None and not focus.isVisible():
            self._window.focus_page()

    def _show_companion(self, *, on: bool) -> None:
        """Put the pane beside the page aside, or let it come back."""
        companion = self._window.companion
        if companion is None:
            return
        if on and self._companion:
            companion.show()
        self._companion = not on and self._window.companion_shows()
        if self._companion:
            companion.hide()

    @Slot()
    def _bring_tools(self) -> None:
        """Show the search field, which is about to take the keyboard."""
        if self._on:
            self._window.toolbar.show()

    @Slot(QWidget, QWidget)
    def _put_tools_away(self, _before: QWidget | None, now: QWidget | None) -> None:
        toolbar = self._window.toolbar
        if self._on and now is not None and not toolbar.isAncestorOf(now):
            toolbar.hide()
            self._fold_menus(on=now is not self._window.menuBar())

    def _fold_menus(self, *, on: bool) -> None:
        self._window.menuBar().setMaximumHeight(0 if on else QWIDGETSIZE_MAX)


def _hint() -> str:
    return _("Full screen: Escape or F11 leads back.")
