"""Themes: every pair of colours that can meet, the style sheet, the icons."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from viewer import ui
from viewer.annotations.palette import COLOURS
from viewer.assets import RESOURCES
from viewer.book.model import CLASSIFICATIONS
from viewer.ui.page.view import PageView
from viewer.ui.theme import (
    THEMES,
    Theme,
    apply_theme,
    icon,
    palette,
    picture,
    style_sheet,
    system_theme,
    theme,
)

pytestmark = pytest.mark.usefixtures("qapp")

BOXES = ("note", "caution", "key_message", "question")
GROUNDS = ("window", "panel", "field", "button")
LINES = ("note", "caution")
"""Grounds of the line above the text and of the line for a bookmark."""

TEXT = [
    *product(["page"], ["text", "muted", "heading", "link", "error", "warning", "success", "info"]),
    *product(["page", "hover"], ["link", "muted"]),
    *product(["table_head", "table_stripe", "code"], ["text", "link", "muted", "heading"]),
    *product(BOXES, ["text", "link", "heading", "muted", "window_text"]),
    *((box, f"{box}_label") for box in BOXES),
    *((ground, f"{ground}_text") for ground in ("redaction", "hit", "current_hit", "selection")),
    *product(
        GROUNDS, ["window_text", "window_muted", "link", "error", "warning", "success", "info"]
    ),
    *product(["hover", "row"], ["window_text", "window_muted", "link"]),
    *((ground, f"{ground}_text") for ground in ("row", "accent", "tooltip")),
    # Rows and heads of the table window; the name of the tab that has the keyboard.
    *product(["table_head", "table_stripe", "code"], ["window_text"]),
    *product(["window", "panel", "hover"], ["focus"]),
]
"""Grounds with the text that can stand on them: at least 4.5:1 (WCAG 2.2, 1.4.3).

Links and note signs are set in ``link``, in all that has text: page, tables, call-outs, code. What
is found, redacted or selected has one colour of text, whatever it was before; redactions keep
theirs where they lie in a highlight.
"""

SIGNS = [
    *product(["page"], ["rule_strong", "quote_bar", "sign", "current_hit_line", "focus", "border"]),
    *product(["table_head", "table_stripe", "code", *BOXES], ["current_hit_line"]),
    # Boxes, quotes, rules and tables may stand in boxes.
    *product(["page", *BOXES], [*(f"{box}_bar" for box in BOXES), "rule_strong", "quote_bar"]),
    # The ring around a link that has the keyboard.
    *product(["table_head", "table_stripe", "code", *BOXES], ["focus"]),
    # The frame and sign in place of an image that can't be shown.
    *product(["code"], ["rule_strong", "muted"]),
    # The bar beside the pair of two languages, and the sign of the line for a bookmark.
    *product(["page", "note"], ["accent"]),
    # The edge of a line that tells an error.
    *product(["caution"], ["error"]),
    *product(GROUNDS, ["border", "focus", "accent"]),
    *product(["row", "hover"], ["focus", "accent", "border"]),
    *product(LINES, ["border", "focus"]),
    ("current_hit", "current_hit_text"),
    # Dots below abbreviations; where one is found, they are as its text.
    *product(["page", "table_head", "table_stripe", *BOXES], ["muted"]),
    ("hit", "hit_text"),
    # What can't be used now still tells that it is there.
    *product(GROUNDS, ["disabled"]),
]
"""Grounds with the signs of controls and states that can stand on them: at least 3:1 (1.4.11)."""

MOST_CONTRAST = 7
"""Least ratio of everything in the themes of high contrast (WCAG 2.2, 1.4.6)."""


def least(name: str, usual: float) -> float:
    return MOST_CONTRAST if name.startswith("contrast") else usual


class Hints:
    """What the system says of itself."""

    def __init__(self, scheme: Qt.ColorScheme, wanted: Qt.ContrastPreference) -> None:
        self.colorScheme = lambda: scheme
        self.contrastPreference = lambda: wanted
        self.accessibility = lambda: self


def _luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _too_low(chosen: Theme, pairs: list[tuple[str, str]], least: float) -> dict[str, float]:
    found = {f"{a} on {b}": contrast(getattr(chosen, a), getattr(chosen, b)) for b, a in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


def test_contrast_is_computed_as_wcag_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_no_colour_is_left_out() -> None:
    only_separating = {"rule", "separator", "frame", "picture"}
    compared = {colour for pair in (*TEXT, *SIGNS) for colour in pair}
    colours = set(Theme._fields) - {"name", "dark", "strips", "highlights"}
    assert colours - compared == only_separating


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    assert _too_low(theme(name), TEXT, least(name, 4.5)) == {}


@pytest.mark.parametrize("name", THEMES)
def test_signs_can_be_seen_on_every_ground(name: str) -> None:
    assert _too_low(theme(name), SIGNS, least(name, 3)) == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_strip_can_be_read_and_none_looks_like_another(name: str) -> None:
    strips = theme(name).strips
    assert set(strips) == set(CLASSIFICATIONS)
    assert all(contrast(*pair) >= least(name, 4.5) for pair in strips.values())
    assert len({ground for ground, _text in strips.values()}) == len(strips)


@pytest.mark.parametrize("name", THEMES)
def test_highlighted_text_can_be_read_and_its_line_be_seen(name: str) -> None:
    chosen = theme(name)
    assert list(chosen.highlights) == [colour.name for colour in COLOURS]
    for ground, line in chosen.highlights.values():
        texts = (chosen.text, chosen.link, chosen.heading, chosen.muted)
        assert min(contrast(text, ground) for text in texts) >= least(name, 4.5)
        boxes = [getattr(chosen, box) for box in BOXES]
        behind = (chosen.page, chosen.table_head, chosen.table_stripe, chosen.code, *boxes, ground)
        assert min(contrast(line, other) for other in behind) >= least(name, 3)
        # What is drawn over it: the current passage, the ring around a link, dots.
        over = (chosen.current_hit_line, chosen.focus, chosen.muted)
        assert min(contrast(other, ground) for other in over) >= least(name, 3)


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_is_one(name: str) -> None:
    chosen = theme(name)
    named = [
        getattr(chosen, field)
        for field in Theme._fields
        if field not in {"name", "dark", "strips", "highlights"}
    ]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in named)
    assert chosen.dark == (_luminance(chosen.page) < _luminance(chosen.text))


def test_an_unknown_theme_is_the_light_one() -> None:
    assert theme("drak").name == "light"


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_no_name_left_and_a_rule_for_every_level(name: str) -> None:
    sheet = style_sheet(theme(name), 100)
    assert "$" not in sheet
    assert all(f'level="{level}"' in sheet for level in CLASSIFICATIONS)


def test_the_style_sheet_grows_with_the_text_but_fine_lines_stay() -> None:
    sizes = {float(size) for size in re.findall(r"(\d+)px", style_sheet(theme("light"), 100))}
    grown = {float(size) for size in re.findall(r"(\d+)px", style_sheet(theme("light"), 200))}
    assert grown == {size if size <= 2 else size * 2 for size in sizes}
    assert style_sheet(theme("light"), 300) == style_sheet(theme("light"), 200)


def test_smaller_text_leaves_what_is_clicked_as_large_as_it_was() -> None:
    assert style_sheet(theme("light"), 70).startswith(style_sheet(theme("light"), 100))


@pytest.mark.parametrize(
    ("scheme", "contrast_wanted", "name"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.HighContrast, "contrast"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "contrast_dark"),
    ],
)
def test_the_system_is_followed_its_contrast_included(
    monkeypatch: pytest.MonkeyPatch,
    scheme: Qt.ColorScheme,
    contrast_wanted: Qt.ContrastPreference,
    name: str,
) -> None:
    hints = Hints(scheme, contrast_wanted)
    monkeypatch.setattr("viewer.ui.theme.QGuiApplication.styleHints", lambda: hints)
    assert system_theme() == name


@pytest.mark.usefixtures("same_look")
def test_a_theme_sets_style_font_and_palette(qapp: QApplication) -> None:
    apply_theme(qapp, theme("dark"), 200)
    assert qapp.style().name() == "fusion" or qapp.styleSheet()
    assert qapp.font().pointSizeF() == 20
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme("dark").window


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_leaves_no_colour_to_the_system(name: str) -> None:
    made = palette(theme(name))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight):
        assert made.isBrushSet(QPalette.ColorGroup.Active, role)


ICONS = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    drawn = picture(name, "#ff0000", 48).toImage()
    pixels = [drawn.pixelColor(x, y) for x in range(48) for y in range(48)]
    shown = [colour for colour in pixels if colour.alpha() > 200]
    assert len(shown) > 40
    assert {colour.name() for colour in shown} == {"#ff0000"}


def test_every_icon_is_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    assert [name for name in ICONS if f'"{name}"' not in sources] == []


@pytest.mark.parametrize("name", THEMES)
def test_pictures_of_the_style_sheet_have_the_colour_of_the_theme(name: str) -> None:
    used = set(re.findall(r'url\("themes:(.*?)"\)', style_sheet(theme(name), 100)))
    there = {f"{name}/{path.name}" for path in (RESOURCES / "themes" / name).iterdir()}
    assert used == there
    for path in used:
        source = (RESOURCES / "themes" / path).read_text(encoding="utf-8")
        assert f'stroke="{theme(name).window_muted}"' in source


@pytest.mark.usefixtures("same_look")
def test_signs_of_menus_grow_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    sizes = []
    for percent in (100, 200):
        apply_theme(qapp, theme("light"), percent)
        menu = QMenu()
        qtbot.addWidget(menu)
        action = menu.addAction("")
        action.setCheckable(True)
        action.setChecked(True)
        menu.addMenu("")
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        sizes.append([_drawn(menu, menu.actionGeometry(item)) for item in menu.actions()])
    for small, large in zip(*sizes, strict=True):
        assert small >= 6
        assert large > 1.6 * small


@pytest.mark.usefixtures("same_look")
def test_a_page_that_was_not_seen_yet_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, theme("light"), 100)
    page = PageView()
    qtbot.addWidget(page)
    apply_theme(qapp, theme("dark"), 100)
    page.set_look(theme("dark"), 100)
    page.show()
    assert page.grab().toImage().pixelColor(5, 5).name() == theme("dark").page


def _drawn(menu: QMenu, row: QRect) -> int:
    """Height of what is drawn in a row of a menu, in pixels."""
    image = menu.grab().toImage()
    ground = image.pixelColor(row.center().x(), row.top() + 1)
    return sum(
        any(image.pixelColor(x, y) != ground for x in range(row.left() + 1, row.right()))
        for y in range(row.top(), row.bottom())
    )


def test_an_icon_is_the_same_object_for_the_same_theme() -> None:
    assert icon("search", theme("light")) is icon("search", theme("light"))
    assert not icon("search", theme("dark")).isNull()


@pytest.mark.parametrize("name", THEMES)
def test_an_icon_that_can_not_be_used_has_the_colour_of_that(name: str) -> None:
    chosen = theme(name)
    size = QSize(24, 24)
    drawn = icon("back", chosen).pixmap(size, QIcon.Mode.Disabled).toImage()
    inked = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert chosen.disabled in inked
    assert chosen.window_text not in inked
