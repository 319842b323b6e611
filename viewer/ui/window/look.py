"""Theme, size and setting of the text, for the whole window at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.settings import AS_TEXT, Preferences
from viewer.ui.fonts import SANS, SERIF, need_font
from viewer.ui.page.look import Typesetting
from viewer.ui.theme import Theme, apply_theme, system_theme, theme
from viewer.ui.window.services import Services

SIZES = (70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 175, 200, 225, 250, 275, 300)
"""Sizes of the text, in percent."""

NORMAL = 100
"""The size at which most people read, in percent."""

OPPOSITES = {"light": "dark", "sepia": "dark", "contrast": "contrast_dark"}
"""Light themes, each with the dark one that the button of the toolbar changes to."""


def chosen_theme(name: str) -> Theme:
    """Return the theme that a preference names: one of ``THEMES``, or ``system``."""
    return theme(system_theme() if name == "system" else name)


def typesetting_of(preferences: Preferences) -> Typesetting:
    """Return how the text is to be set."""
    return Typesetting(preferences.line_spacing, preferences.column_width, preferences.font)


def apply_look(application: QApplication, preferences: Preferences) -> None:
    """Give the whole interface the look that the reader chose."""
    size = preferences.interface_size
    family = SANS
    if preferences.font == "serif":
        family = SERIF
        need_font(SERIF, strong=True, italic=False)
    apply_theme(
        application,
        chosen_theme(preferences.theme),
        preferences.text_size if size == AS_TEXT else size,
        family,
        preferences.line_spacing,
    )


class Look(QObject):
    """What the reader has chosen, and who has to know.

    Signals:
        changed: Theme, size or setting are different now.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._followers: list[Callable[[Theme, int], object]] = []
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return chosen_theme(self._services.preferences.theme)

    @property
    def percent(self) -> int:
        """Size of the text, in percent."""
        return self._services.preferences.text_size

    @property
    def typesetting(self) -> Typesetting:
        """Lines and fonts of the text."""
        return typesetting_of(self._services.preferences)

    def follow(self, show: Callable[[Theme, int], object]) -> None:
        """Call ``show`` with theme and size now and after each change."""
        self._followers.append(show)
        show(self.theme, self.percent)

    def apply(self) -> None:
        """Give the application and all followers the chosen look."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_look(application, self._services.preferences)
        for show in self._followers:
            show(self.theme, self.percent)
        self.changed.emit()

    def choose(self, **changes: object) -> None:
        """Change preferences, and show at once what they do."""
        before = self._services.preferences
        self._services.prefer(**changes)
        if self._services.preferences != before:
            self.apply()

    @Slot()
    def toggle_theme(self) -> None:
        """Change between light and dark, with as much contrast as before."""
        name = self.theme.name
        backwards = {dark: light for light, dark in reversed(OPPOSITES.items())}
        self.choose(theme=OPPOSITES.get(name) or backwards[name])

    @Slot()
    def larger(self) -> None:
        """Take the next larger size."""
        size = next((size for size in SIZES if size > self.percent), SIZES[-1])
        self.choose(text_size=size)

    @Slot()
    def smaller(self) -> None:
        """Take the next smaller size."""
        size = next((size for size in reversed(SIZES) if size < self.percent), SIZES[0])
        self.choose(text_size=size)

    @Slot()
    def normal(self) -> None:
        """Take the size 100 %."""
        self.choose(text_size=NORMAL)

    @Slot(int)
    def step(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) size."""
        if direction > 0:
            self.larger()
        else:
            self.smaller()

    @Slot()
    def _follow_system(self) -> None:
        if self._services.preferences.theme == "system":
            self.apply()
