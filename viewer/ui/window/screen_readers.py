"""The text cursor is on by itself while a screen reader is at work, as in browsers."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QGuiApplication

from viewer.ui.window.main_window import MainWindow


class ScreenReaders(QObject):
    """Looks whether a screen reader listens, also whether one has begun to since.

    Qt doesn't tell Python when that happens; so it is looked for whenever the program becomes the
    active one and whenever a section is opened. A reader who switches the cursor off is not
    overruled.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._heard = QAccessible.isActive()
        window.page.set_text_cursor(on=self._heard)
        window.navigation.section_opened.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        if self._heard or not QAccessible.isActive():
            return
        self._heard = True
        for page in self._window.readings.pages():
            page.set_text_cursor(on=True)
