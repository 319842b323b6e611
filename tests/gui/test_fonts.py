"""The bundled fonts: there, licensed, and covering what books are written in."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from viewer.assets import RESOURCES
from viewer.ui.fonts import MONO, SANS, SERIF, load_all_fonts, load_start_fonts, need_font

FOLDER = RESOURCES / "fonts"

FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’‘“”–—…\u00a0\u202f°€$"
NAMES = "WSÁNEĆ Škwxwú7mesh Ŋ ŧ á̱"
SIGNS = "→←↑↗≤≥−×•"

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("family", [SERIF, SANS, MONO])
@pytest.mark.parametrize(
    ("strong", "italic"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_every_family_and_style_is_there(family: str, *, strong: bool, italic: bool) -> None:
    load_all_fonts()
    font = QFont([family])
    found = QFontInfo(font)
    assert found.family() == family
    if family == MONO:
        return
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setItalic(italic)
    found = QFontInfo(font)
    assert (found.weight() >= QFont.Weight.DemiBold, found.italic()) == (strong, italic)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_every_font_covers_french(path: object) -> None:
    font = QRawFont(str(path), 12)
    missing = [character for character in FRENCH if not font.supportsCharacter(ord(character))]
    assert missing == []


def test_names_and_signs_are_covered_by_the_first_or_the_second_family() -> None:
    fonts = [
        QRawFont(str(FOLDER / name), 12)
        for name in ("SourceSerif4-Regular.ttf", "Inter-Regular.ttf")
    ]
    shown = {c for c in NAMES + SIGNS for font in fonts if font.supportsCharacter(ord(c))}
    assert set(NAMES + SIGNS) - shown == set()


def test_every_font_has_its_licence() -> None:
    families = {path.stem.partition("-")[0] for path in FOLDER.glob("*.ttf")}
    for family in families:
        words = (FOLDER / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in words


def test_loading_twice_does_nothing(qapp: QApplication) -> None:
    assert qapp is not None
    load_all_fonts()
    before = QFontDatabase.families()
    load_all_fonts()
    load_start_fonts()
    need_font(MONO, strong=True, italic=True)
    need_font("unknown", strong=False, italic=False)
    assert QFontDatabase.families() == before
