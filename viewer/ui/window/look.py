"""Theme and size of the text, for the whole window at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.ui.theme import Theme, apply_theme, system_theme, theme
from viewer.ui.window.services import Services

SIZES = (100, 110, 120, 130, 140, 150, 160, 175, 200)
"""Sizes of the text, in percent."""


def chosen_theme(name: str) -> Theme:
    """Return the theme that a preference names: ``light``, ``dark`` or ``system``."""
    return theme(system_theme() if name == "system" else name)


class Look(QObject):
    """What the reader has chosen, and who has to know.

    Signals:
        changed: Theme or size are different now.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._followers: list[Callable[[Theme, int], object]] = []
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return chosen_theme(self._services.preferences.theme)

    @property
    def percent(self) -> int:
        """Size of the text, in percent."""
        return self._services.preferences.text_size

    def follow(self, show: Callable[[Theme, int], object]) -> None:
        """Call ``show`` with theme and size now and after each change."""
        self._followers.append(show)
        show(self.theme, self.percent)

    def apply(self) -> None:
        """Give the application and all followers the chosen look."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, self.theme, self.percent)
        for show in self._followers:
            show(self.theme, self.percent)
        self.changed.emit()

    def choose_theme(self, name: str) -> None:
        """Use the theme ``name``: ``light``, ``dark`` or ``system``."""
        self._services.prefer(theme=name)
        self.apply()

    @Slot()
    def toggle_theme(self) -> None:
        """Change between light and dark."""
        self.choose_theme("light" if self.theme.dark else "dark")

    @Slot()
    def larger(self) -> None:
        """Take the next larger size."""
        self._size(next((size for size in SIZES if size > self.percent), SIZES[-1]))

    @Slot()
    def smaller(self) -> None:
        """Take the next smaller size."""
        self._size(next((size for size in reversed(SIZES) if size < self.percent), SIZES[0]))

    @Slot()
    def normal(self) -> None:
        """Take the size 100 %."""
        self._size(SIZES[0])

    @Slot(int)
    def step(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) size."""
        if direction > 0:
            self.larger()
        else:
            self.smaller()

    def _size(self, percent: int) -> None:
        if percent != self.percent:
            self._services.prefer(text_size=percent)
            self.apply()

    @Slot()
    def _follow_system(self) -> None:
        if self._services.preferences.theme == "system":
            self.apply()
