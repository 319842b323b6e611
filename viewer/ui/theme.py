"""Colours of the program: themes, the palette, the one style sheet, and coloured icons.

A theme is a JSON file under ``resources/themes``: one colour a role, a pair (ground, text) for the
strip of each classification, and a pair (ground, line) for each colour of highlights. The style
sheet beside them names colours by role; the arrows in a theme's folder have the colour of its muted
words. This is the only module that sets either.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from string import Template
from typing import NamedTuple

from PySide6.QtCore import QDir, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication

from viewer.assets import RESOURCES
from viewer.ui.fonts import SANS

THEMES = ("light", "dark", "sepia", "contrast", "contrast_dark")
"""Names of the themes, the default first; the last two have high contrast."""

INTERFACE_POINTS = 10.0
"""Size of the interface's text at 100 %, in points."""

MOST_ROOM = 200
"""Percent up to which room around words grows with them; beyond, the words need it themselves."""

LEAST_ICON = 24
"""Least width and height of an icon, in device-independent pixels."""

_DIMMED = frozenset({"back", "forward", "previous", "next"})
"""Icons of buttons that can't be used now and then."""

_FOLDER = RESOURCES / "themes"
_SVG_SIZE = 'width="24" height="24"'
"""How every file in ``resources/icons`` gives its size."""

SPACING = "line_spacing"
"""Property of the application that keeps what ``line_spacing`` returns."""

_THEME = "theme"
"""Property of the application that keeps which theme was applied."""

_SMALL = "QMenuBar::item { padding: 6px 8px; }\n"
"""What small text needs more; titles of menus know no least height."""

_PIXELS = re.compile(r"\b(\d+)px")


class Theme(NamedTuple):
    """All colours of one theme, as ``#rrggbb``.

    Attributes:
        name: One of ``THEMES``.
        dark: Whether text is lighter than its ground.
        page: Ground of the page; ``text``, ``muted``, ``heading`` and ``link`` stand on it.
        rule: Fine lines of tables, which only separate; ``rule_strong`` frames them.
        table_head: Ground of header rows; ``table_stripe`` of every second row.
        code: Ground of code.
        quote_bar: Bar beside quotes.
        frame: Frame around images, in dark themes; ``picture`` is the ground of the images, which
            are drawn for a light one.
        note: Ground of a note; ``note_bar`` its bar, ``note_label`` its label; likewise
            ``caution``, ``key_message`` and ``question``.
        redaction: Ground of a redaction; ``redaction_text`` its words.
        hit: Ground of a found passage, with ``hit_text``; the current one has ``current_hit`` and,
            so that colour is not the only sign, a line in ``current_hit_line``.
        selection: Ground of selected text, with ``selection_text``.
        sign: Margin signs.
        window: Ground of bars and dialogs, ``panel`` of lists and menus, ``field`` of entry fields,
            ``button`` of buttons; ``window_text`` and ``window_muted`` stand on all of them.
        border: Outline of controls; ``separator`` only separates.
        hover: Ground under the pointer; ``row`` of the selected row, with ``row_text``.
        accent: Signs of state, with ``accent_text`` on it.
        focus: Ring around what has the focus.
        disabled: Text of what can't be used now.
        tooltip: Ground of tooltips, with ``tooltip_text``.
        error: Signs and words of errors; likewise ``warning``, ``success``, ``info``.
        strips: Ground and text of the strip for each classification.
        highlights: Ground and line of the reader's highlights, by the name of their colour.
    """

    name: str
    dark: bool
    page: str
    text: str
    muted: str
    heading: str
    link: str
    rule: str
    rule_strong: str
    table_head: str
    table_stripe: str
    code: str
    quote_bar: str
    frame: str
    picture: str
    note: str
    note_bar: str
    note_label: str
    caution: str
    caution_bar: str
    caution_label: str
    key_message: str
    key_message_bar: str
    key_message_label: str
    question: str
    question_bar: str
    question_label: str
    redaction: str
    redaction_text: str
    hit: str
    hit_text: str
    current_hit: str
    current_hit_text: str
    current_hit_line: str
    selection: str
    selection_text: str
    sign: str
    window: str
    panel: str
    window_text: str
    window_muted: str
    field: str
    button: str
    border: str
    separator: str
    hover: str
    row: str
    row_text: str
    accent: str
    accent_text: str
    focus: str
    disabled: str
    tooltip: str
    tooltip_text: str
    error: str
    warning: str
    success: str
    info: str
    strips: Mapping[str, tuple[str, str]]
    highlights: Mapping[str, tuple[str, str]]

    # ``theme`` gives each theme once, and icons are kept by it.
    def __eq__(self, other: object) -> bool:
        """Compare by identity."""
        return self is other

    def __hash__(self) -> int:
        """Return what goes with that."""
        return id(self)


@cache
def theme(name: str) -> Theme:
    """Return the theme ``name``; an unknown name gives the light one."""
    known = name if name in THEMES else THEMES[0]
    content = json.loads((_FOLDER / f"{known}.json").read_text(encoding="utf-8"))
    strips, highlights = (
        {key: (ground, other) for key, (ground, other) in content[pairs].items()}
        for pairs in ("strips", "highlights")
    )
    return Theme(
        name=known,
        dark=content["dark"],
        strips=strips,
        highlights=highlights,
        **content["colours"],
    )


def system_theme() -> str:
    """Return the name of the theme that the system asks for, as far as it says."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast_dark" if dark else "contrast"
    return "dark" if dark else "light"


def apply_theme(
    application: QApplication,
    chosen: Theme,
    text_percent: int,
    family: str = SANS,
    spacing: int = 100,
) -> None:
    """Give the whole interface the colours of ``chosen`` and text of the size asked for.

    Args:
        application: The application.
        chosen: The theme.
        text_percent: Size of the interface's text, in percent, 70 to 300.
        family: Font family of the interface.
        spacing: Line spacing of lists, labels and notes, in percent of the usual one.
    """
    # Where the style sheet finds its pictures.
    QDir.setSearchPaths("themes", [str(_FOLDER)])
    application.setProperty(SPACING, spacing)
    application.setProperty(_THEME, chosen.name)
    font = QFont([family] if family == SANS else [family, SANS])
    font.setPointSizeF(INTERFACE_POINTS * text_percent / 100)
    application.setFont(font)
    application.setPalette(palette(chosen))
    application.setStyleSheet(style_sheet(chosen, text_percent))


def line_spacing() -> int:
    """Return the line spacing of the interface that was applied last, in percent of the usual."""
    application = QApplication.instance()
    spacing = application.property(SPACING) if application is not None else None
    return spacing if isinstance(spacing, int) else 100


def applied_theme() -> Theme:
    """Return the theme of the interface that was applied last."""
    application = QApplication.instance()
    name = application.property(_THEME) if application is not None else None
    return theme(name if isinstance(name, str) else THEMES[0])


def palette(chosen: Theme) -> QPalette:
    """Return the palette of ``chosen``; the system's colours have no part in it."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.window,
        role.WindowText: chosen.window_text,
        role.Base: chosen.field,
        role.AlternateBase: chosen.table_stripe,
        role.Text: chosen.window_text,
        role.Button: chosen.button,
        role.ButtonText: chosen.window_text,
        role.BrightText: chosen.error,
        role.Highlight: chosen.selection,
        role.HighlightedText: chosen.selection_text,
        role.Link: chosen.link,
        role.LinkVisited: chosen.link,
        role.PlaceholderText: chosen.window_muted,
        role.ToolTipBase: chosen.tooltip,
        role.ToolTipText: chosen.tooltip_text,
        role.Accent: chosen.accent,
        role.Light: chosen.panel,
        role.Midlight: chosen.hover,
        role.Mid: chosen.separator,
        role.Dark: chosen.border,
        role.Shadow: chosen.border,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.disabled))
    return made


def style_sheet(chosen: Theme, text_percent: int) -> str:
    """Return the style sheet in the colours of ``chosen``, its sizes grown to ``text_percent``."""
    source = (_FOLDER / "style.qss").read_text(encoding="utf-8")
    colours = {
        name: getattr(chosen, name)
        for name in Theme._fields
        if name not in {"dark", "strips", "highlights"}
    }
    text = Template(source).substitute(colours)
    text += "".join(_strip_rule(level, *pair) for level, pair in chosen.strips.items())
    if text_percent <= 100:  # noqa: PLR2004 - the size that the sheet is written for
        # Smaller text leaves what is clicked as large as it was.
        return text if text_percent == 100 else f"{text}{_SMALL}"  # noqa: PLR2004 - likewise
    # Lines of one or two pixels stay; room grows with the text.
    return _PIXELS.sub(lambda found: f"{_grown(int(found[1]), text_percent)}px", text)


def _grown(pixels: int, percent: int) -> int:
    fine = 2
    return pixels if pixels <= fine else round(pixels * min(percent, MOST_ROOM) / 100)


def _strip_rule(level: str, back: str, text: str) -> str:
    frame = f'#classification_strip[level="{level}"]'
    return f"{frame} {{ background: {back}; }}\n{frame} QLabel {{ color: {text}; }}\n"


def icon_size() -> int:
    """Return the width and height of icons beside the interface's text, in pixels."""
    return max(LEAST_ICON, round(QFontMetricsF(QApplication.font()).height() * 1.2))


def put_icon(button: QAbstractButton, name: str, chosen: Theme) -> None:
    """Give a button the icon ``name``, as large as the interface's text needs it."""
    button.setIconSize(QSize(icon_size(), icon_size()))
    button.setIcon(icon(name, chosen))


def icon(name: str, chosen: Theme) -> QIcon:
    """Return the icon ``name`` from ``resources/icons``, in the colours of ``chosen``.

    Raises:
        OSError: There is no such icon.
    """
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _icon(name, chosen, icon_size(), ratio)


@cache
def _icon(name: str, chosen: Theme, size: int, ratio: float) -> QIcon:
    made = QIcon(picture(name, chosen.window_text, size, ratio))
    if name in _DIMMED:
        # What Qt makes of light lines on a dark ground looks as if it could be used.
        made.addPixmap(picture(name, chosen.disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a square picture.

    Args:
        name: File in ``resources/icons``, without its ending.
        colour: Of its lines, as ``#rrggbb``.
        size: Width and height in device-independent pixels.
        ratio: Device pixels for each of them.

    Raises:
        OSError: There is no such icon.
    """
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    side = round(size * ratio)
    # Qt draws currentColor black, so the colour is written in.
    source = source.replace("currentColor", colour)
    source = source.replace(_SVG_SIZE, f'width="{side}" height="{side}"')
    made = QPixmap()
    made.loadFromData(source.encode(), "SVG")
    made.setDevicePixelRatio(ratio)
    return made
