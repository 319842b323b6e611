"""Fonts that ship with the program: one for reading, one for the interface, one for code.

Where they come from is told in ``docs/decisions/0016-fonts.md``.
"""

from PySide6.QtGui import QFontDatabase

from viewer.assets import RESOURCES

SERIF = "Source Serif 4"
SANS = "Inter"
MONO = "Source Code Pro"

START = ("SourceSerif4-Regular.ttf", "Inter-Regular.ttf", "Inter-SemiBold.ttf")
"""What the first paint of most pages needs."""

OTHERS = (
    "SourceSerif4-It.ttf",
    "SourceSerif4-Semibold.ttf",
    "SourceSerif4-SemiboldIt.ttf",
    "Inter-Italic.ttf",
    "Inter-SemiBoldItalic.ttf",
    "SourceCodePro-Regular.ttf",
)
"""What is loaded when a page first needs it."""

_loaded: set[str] = set()


def load_start_fonts() -> None:
    """Load the fonts that the first paint needs."""
    _load(START)


def load_all_fonts() -> None:
    """Load all fonts; cheap when they are loaded."""
    _load(START)
    _load(OTHERS)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        if name not in _loaded:
            # Without it, Qt takes a font of the system: less beautiful, but readable.
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
            _loaded.add(name)
