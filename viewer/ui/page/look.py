"""How the page is set: type, sizes, spaces and colours of every role, as Qt formats.

All spaces are in em of the body text, so that everything grows with it. Lines have fixed heights: a
character from another font, a note sign or inline code never pushes lines apart.
"""

from collections.abc import Set
from enum import IntEnum
from functools import cached_property
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
)

from viewer.book.model import Mark
from viewer.ui.fonts import MONO, SANS, SERIF, need_font
from viewer.ui.theme import Theme

BODY_POINTS = 12.5
"""Size of the body text at 100 %, in points."""


class Typesetting(NamedTuple):
    """What the reader chose of how the text is set, beside its size.

    Attributes:
        leading: Height of lines, in percent of the one that is right for most.
        measure: Characters that fit on a line of body text; since lines break at spaces, of 68
            about 62 stand there.
        fonts: ``mixed`` sets the text serif, headings, tables and call-outs sans serif; ``serif``
            and ``sans`` set everything so.
    """

    leading: int = 100
    measure: int = 68
    fonts: str = "mixed"


USUAL = Typesetting()

ORDINAL = QTextFormat.Property.UserProperty.value + 1
"""Property of a text block: the ordinal of the block of the section that it belongs to."""

REDACTED = ORDINAL + 1
"""Property of the format of a redaction, which keeps its own ground."""

_EM = BODY_POINTS * 96 / 72
"""Size of the body text at 100 % on an ordinary screen, in pixels."""

_SANS_SIZE = 0.93
"""Size at which Inter looks as large as Source Serif, whose letters are smaller for their size."""

_CLOSEST = 1.15
"""Least height of a line, in em of its role's own size; closer, letters would touch."""

BASE_LINE = 0.8
"""Share of the height of a line of fixed height that is above its base line, in all fonts."""

_BARELY = 0.06
"""How far a sign may reach below the letters of its line, in em of the body text."""

_SAMPLE = "the quick brown fox jumps over a lazy dog and a few more words, "
_REGULAR = QFont.Weight.Normal
_STRONG = QFont.Weight.DemiBold


class Role(IntEnum):
    """What a stretch of text is, as far as its setting goes."""

    TITLE = 1
    HEADING_2 = 2
    HEADING_3 = 3
    HEADING_4 = 4
    HEADING_5 = 5
    BODY = 6
    ITEM = 7
    TERM = 8
    DEFINITION = 9
    QUOTE = 10
    CALLOUT = 11
    LABEL = 12
    CELL = 13
    CELL_HEAD = 14
    CODE = 15
    CAPTION = 16
    FOOTNOTE = 17
    NOTICE = 18
    MARKING = 19
    FIGURE = 20


class Setting(NamedTuple):
    """How a role is set.

    Attributes:
        family: Font family.
        size: Size of the text, in em of the body text.
        line: Height of a line, in em of this role's own size.
        above: Least space above, in em of the body text.
        below: Least space below, likewise.
        colour: Name of the colour in the theme.
        strong: Whether it is set semibold.
    """

    family: str = SERIF
    size: float = 1.0
    line: float = 1.55
    above: float = 0.0
    below: float = 0.75
    colour: str = "text"
    strong: bool = False


SETTINGS = {
    Role.TITLE: Setting(SANS, 1.85, 1.2, 0.0, 0.9, "heading", strong=True),
    Role.HEADING_2: Setting(SANS, 1.34, 1.28, 1.75, 0.5, "heading", strong=True),
    Role.HEADING_3: Setting(SANS, 1.12, 1.32, 1.45, 0.4, "heading", strong=True),
    Role.HEADING_4: Setting(SANS, 0.98, 1.36, 1.2, 0.3, "heading", strong=True),
    Role.HEADING_5: Setting(SANS, 0.88, 1.4, 1.1, 0.3, "muted", strong=True),
    Role.BODY: Setting(),
    Role.ITEM: Setting(below=0.35),
    Role.TERM: Setting(SANS, 0.94, 1.5, 0.6, 0.1, "heading", strong=True),
    Role.DEFINITION: Setting(below=0.5),
    Role.QUOTE: Setting(below=0.6),
    Role.CALLOUT: Setting(SANS, 0.93, 1.52, 0.0, 0.5),
    Role.LABEL: Setting(SANS, 0.76, 1.6, 0.0, 0.2, strong=True),
    Role.CELL: Setting(SANS, 0.86, 1.42, 0.0, 0.0),
    Role.FIGURE: Setting(SANS, 0.86, 1.42, 0.0, 0.0),
    Role.CELL_HEAD: Setting(SANS, 0.82, 1.42, 0.0, 0.0, "heading", strong=True),
    Role.CODE: Setting(MONO, 0.84, 1.5, 0.0, 0.0),
    Role.CAPTION: Setting(SANS, 0.84, 1.45, 0.4, 1.1, "muted"),
    Role.FOOTNOTE: Setting(SERIF, 0.9, 1.5, 0.0, 0.35),
    Role.NOTICE: Setting(SANS, 0.9, 1.45, 0.0, 0.4),
    Role.MARKING: Setting(SANS, 0.78, 1.6, 0.0, 0.5, strong=True),
}


class Look:
    """Gives formats for one theme, size and width; makes each of them once."""

    def __init__(
        self,
        theme: Theme,
        text_percent: int,
        dots_per_inch: float,
        typesetting: Typesetting = USUAL,
    ) -> None:
        """Prepare a look.

        Args:
            theme: Colours.
            text_percent: Size of the text, 70 to 300.
            dots_per_inch: Of the device, by which points become pixels.
            typesetting: Lines and fonts.
        """
        self.theme = theme
        self.typesetting = typesetting
        self.points = BODY_POINTS * text_percent / 100
        self.em = self.points * dots_per_inch / 72
        self._chars: dict[object, QTextCharFormat] = {}
        self._measured: dict[Role, QFontMetricsF] = {}

    @cached_property
    def column(self) -> int:
        """Width of a full column of text, in pixels."""
        character = QFontMetricsF(self.font(Role.BODY)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return round(character * self.typesetting.measure)

    def stroke(self, pixels: float) -> float:
        """Return how thick a line is that has so many pixels at 100 %: it grows with the text."""
        return max(pixels, float(int(pixels * self.em / _EM)))

    def pixels(self, ems: float) -> int:
        """Return a length in em of the body text as whole pixels."""
        return round(ems * self.em)

    def setting(self, role: Role) -> Setting:
        """Return how a role is set, in the fonts that the reader chose."""
        made, fonts = SETTINGS[role], self.typesetting.fonts
        if fonts == "sans" and made.family == SERIF:
            return made._replace(family=SANS, size=made.size * _SANS_SIZE)
        if fonts == "serif" and made.family == SANS:
            return made._replace(family=SERIF, size=made.size / _SANS_SIZE)
        return made

    def font(self, role: Role, marks: Set[Mark] = frozenset()) -> QFont:
        """Return the font of a role, with marks."""
        setting = self.setting(role)
        code = Mark.CODE in marks
        italic = Mark.EMPHASIS in marks and not code
        strong = (setting.strong or Mark.STRONG in marks) and not code
        family = MONO if code else setting.family
        need_font(family, strong=strong, italic=italic)
        # Inter has the arrows and signs that the other two lack.
        font = QFont([family, SANS] if family != SANS else [SANS])
        font.setPointSizeF(
            self.points * setting.size * (0.88 if code and setting.family != MONO else 1)
        )
        font.setWeight(_STRONG if strong else _REGULAR)
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if role is Role.FIGURE:
            # All figures equally wide; hyphens would be, too, which tears words apart.
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def char(
        self, role: Role, marks: frozenset[Mark] = frozenset(), link: str = ""
    ) -> QTextCharFormat:
        """Return the format of a stretch of text.

        Args:
            role: What it is.
            marks: How it is set beyond that.
            link: Target in the document's own names, or empty.
        """
        made = self._chars.get((role, marks, link))
        if made is None:
            made = self._chars[role, marks, link] = self._make_char(role, marks, link)
        return made

    def _make_char(self, role: Role, marks: frozenset[Mark], link: str) -> QTextCharFormat:
        if link:
            made = QTextCharFormat(self.char(role, marks))
            made.setAnchor(True)
            made.setAnchorHref(link)
            made.setForeground(self.colour("link"))
            made.setFontUnderline(Mark.SUPERSCRIPT not in marks)
            return made
        made = QTextCharFormat()
        made.setFont(self.font(role, marks))
        made.setForeground(self.colour(SETTINGS[role].colour))
        if role is Role.TITLE:
            _track(made, 98.5)
        elif role is Role.LABEL:
            made.setFontCapitalization(QFont.Capitalization.AllUppercase)
            _track(made, 106)
        if Mark.CODE in marks and role is not Role.CALLOUT:
            # On the ground of a call-out, one of another colour would be a patch.
            made.setBackground(self.colour("code"))
        made.setFontStrikeOut(Mark.STRIKE in marks)
        if Mark.SUPERSCRIPT in marks:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif Mark.SUBSCRIPT in marks:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        return made

    def redaction(self, role: Role, *, alone: bool = False) -> QTextCharFormat:
        """Return the format of a redaction's words, inside a line or ``alone`` in a box."""
        made = self._chars.get((role, "redaction", alone))
        if made is None:
            made = QTextCharFormat(self.char(role))
            made.setForeground(self.colour("redaction_text"))
            made.setProperty(REDACTED, True)  # noqa: FBT003 - Qt takes no name here
            if not alone:
                made.setFont(self._chip_font(role))
                made.setBackground(self.colour("redaction"))
            self._chars[role, "redaction", alone] = made
        return made

    def stand_in(self, role: Role) -> QTextCharFormat:
        """Return the format of words in place of an image that can't be shown, on its ground."""
        made = self._chars.get((role, "image", None))
        if made is None:
            made = QTextCharFormat(self.char(role))
            made.setFont(self._chip_font(role))
            made.setBackground(self.colour("code"))
            made.setForeground(self.colour("text"))
            self._chars[role, "image", None] = made
        return made

    def _chip_font(self, role: Role) -> QFont:
        """Return the font of words in a line that stand for something else."""
        font = QFont([self.setting(Role.CALLOUT).family])
        font.setPointSizeF(self.points * SETTINGS[role].size * 0.86)
        return font

    def middle(self, role: Role, height: int) -> QTextCharFormat.VerticalAlignment:
        """Return how an image of a height in pixels stands in the middle of a line of a role.

        Tall ones stand on its ground: lower they would push away what follows the paragraph.
        """
        metrics = QFontMetricsF(self.font(role))
        # Qt has images in the middle reach so far below the base line.
        low = (height - metrics.xHeight() / 2) / 2 > metrics.descent() + _BARELY * self.em
        align = QTextCharFormat.VerticalAlignment
        return align.AlignBottom if low else align.AlignMiddle

    def label(self, kind: str) -> QTextCharFormat:
        """Return the format of the label of a call-out."""
        made = self._chars.get((Role.LABEL, kind))
        if made is None:
            made = QTextCharFormat(self.char(Role.LABEL))
            made.setForeground(self.colour(f"{kind.replace('-', '_')}_label"))
            self._chars[Role.LABEL, kind] = made
        return made

    def marking(self, level: str) -> QTextCharFormat:
        """Return the format of the handling level above a title, in the colours of the strip."""
        made = QTextCharFormat(self.char(Role.MARKING))
        made.setForeground(QColor(self.theme.strips[level][1]))
        return made

    def marker(self, role: Role, *, number: bool) -> QTextCharFormat:
        """Return the format of the marker of a list item, a ``number`` or a bullet.

        Qt sets a bullet one space before the text, and makes it a third of a line large. The space
        of the font for code is wide enough; those of the others are not.
        """
        made = self._chars.get((role, "marker", number))
        if made is None:
            made = QTextCharFormat(self.char(role if number else Role.CODE))
            made.setForeground(self.colour("muted"))
            if number:
                made.setFontWordSpacing(0.3 * self.em)
            self._chars[role, "marker", number] = made
        return made

    def block(self, role: Role, ordinal: int = -1) -> QTextBlockFormat:
        """Return a format for a block of a role; the caller sets its margins.

        Args:
            role: What it is.
            ordinal: Block of the section that it belongs to; -1 for what belongs to none.
        """
        made = QTextBlockFormat()
        made.setLineHeight(self.line(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if ordinal >= 0:
            made.setProperty(ORDINAL, ordinal)
        return made

    def line(self, role: Role) -> float:
        """Return the height of a line of a role, in pixels."""
        # Of its size in the usual fonts: another font must not push lines closer or apart.
        setting = SETTINGS[role]
        line = max(_CLOSEST, setting.line * self.typesetting.leading / 100)
        return round(line * setting.size * self.em)

    def above_capitals(self, role: Role) -> float:
        """Return the room in a line of a role above its capitals, in pixels."""
        return self._base_line(role) - self._metrics(role).capHeight()

    def below_base(self, role: Role, *, in_cell: bool = False) -> int:
        """Return how far below its last base line a block of a role ends, in pixels.

        That is where letters set as close as Qt would set them end: above the base line, in lines
        that stand far apart. Cells of tables end where their last line does.
        """
        if in_cell:
            return round(self.line(role)) - self._base_line(role)
        metrics = self._metrics(role)
        return ceil(metrics.ascent() + metrics.descent()) - self._base_line(role)

    def _metrics(self, role: Role) -> QFontMetricsF:
        if role not in self._measured:
            self._measured[role] = QFontMetricsF(self.font(role))
        return self._measured[role]

    def _base_line(self, role: Role) -> int:
        """Return how far below the top of a line of fixed height Qt puts its letters, in pixels."""
        return round(BASE_LINE * self.line(role))

    def colour(self, name: str) -> QColor:
        """Return a colour of the theme by its name there."""
        return QColor(getattr(self.theme, name))


def _track(target: QTextCharFormat, percent: float) -> None:
    """Set letters wider or closer, for capitals and for large type."""
    target.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
    target.setFontLetterSpacing(percent)


def centred(target: QTextBlockFormat) -> QTextBlockFormat:
    """Return ``target``, its lines centred."""
    target.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return target
