"""Fonts that ship with the program: one for reading, one for the interface, one for code.

Where they come from is told in ``docs/decisions/0016-fonts.md``.
"""

from PySide6.QtGui import QFontDatabase

from viewer.assets import RESOURCES

SERIF = "Source Serif 4"
SANS = "Inter"
MONO = "Source Code Pro"

_FILES = {
    (SERIF, False, False): "SourceSerif4-Regular.ttf",
    (SERIF, False, True): "SourceSerif4-It.ttf",
    (SERIF, True, False): "SourceSerif4-Semibold.ttf",
    (SERIF, True, True): "SourceSerif4-SemiboldIt.ttf",
    (SANS, False, False): "Inter-Regular.ttf",
    (SANS, False, True): "Inter-Italic.ttf",
    (SANS, True, False): "Inter-SemiBold.ttf",
    (SANS, True, True): "Inter-SemiBoldItalic.ttf",
    (MONO, False, False): "SourceCodePro-Regular.ttf",
}
"""Files by family, whether semibold, and whether italic."""

_START = ((SERIF, False, False), (SANS, False, False), (SANS, True, False))

_loaded: set[tuple[str, bool, bool]] = set()


def load_start_fonts() -> None:
    """Load the three fonts that the first paint of every page needs."""
    for key in _START:
        _load(key)


def load_all_fonts() -> None:
    """Load all fonts; costs nothing where they are loaded."""
    for key in _FILES:
        _load(key)


def need_font(family: str, *, strong: bool, italic: bool) -> None:
    """Load one font before it is used; code is set in one font only."""
    key = (family, strong and family != MONO, italic and family != MONO)
    if key in _FILES:
        _load(key)


def _load(key: tuple[str, bool, bool]) -> None:
    if key not in _loaded:
        # Without it, Qt takes a font of the system: less beautiful, but readable.
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / _FILES[key]))
        _loaded.add(key)
