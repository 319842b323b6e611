"""Words of which some are set otherwise: strong, raised, as code, as links, redacted."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from viewer.book.model import Mark
from viewer.ui.elements.prose import USUAL
from viewer.ui.elements.text_layout import break_lines, plain_layout
from viewer.ui.fonts import MONO, SANS, need_font
from viewer.ui.theme import Theme

_SMALLER = 0.92
"""Size of code and redactions, whose letters are wider, in sizes of the words around them."""

_RAISED = {
    Mark.SUPERSCRIPT: QTextCharFormat.VerticalAlignment.AlignSuperScript,
    Mark.SUBSCRIPT: QTextCharFormat.VerticalAlignment.AlignSubScript,
}

LOOKS = frozenset((QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange))
"""Events after which words are to be laid out anew."""

_NO_MARKS: frozenset[Mark] = frozenset()


class Piece(NamedTuple):
    """A stretch of words that is set otherwise.

    Attributes:
        start: Where it starts, in UTF-16 units.
        length: How long it is, likewise.
        marks: How it is set.
        link: Where it leads; empty for nowhere.
        redacted: Whether it stands for something redacted.
    """

    start: int
    length: int
    marks: frozenset[Mark] = _NO_MARKS
    link: str = ""
    redacted: bool = False


class RichWords(NamedTuple):
    """Words, and what in them is set otherwise.

    Attributes:
        text: The words.
        pieces: In order, none over another.
    """

    text: str
    pieces: tuple[Piece, ...] = ()

    def behind(self, place: int) -> "RichWords":
        """Return what stands behind a place, in UTF-16 units; where all characters take one."""
        pieces = (
            piece._replace(
                start=max(piece.start, place) - place,
                length=piece.start + piece.length - max(piece.start, place),
            )
            for piece in self.pieces
        )
        return RichWords(self.text[place:], tuple(one for one in pieces if one.length > 0))


class Setting(NamedTuple):
    """How words are set.

    Attributes:
        font: Font of what isn't set otherwise.
        theme: Colours.
        chosen: Whether they stand on the ground of a selected row.
        align: How their lines stand.
    """

    font: QFont
    theme: Theme
    chosen: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    def colour(self) -> QColor:
        """Return the colour of what isn't set otherwise."""
        return QColor(self.theme.row_text if self.chosen else self.theme.window_text)


class LaidWords(NamedTuple):
    """Words broken into lines.

    Attributes:
        layout: The lines.
        height: Their height, in pixels.
    """

    layout: QTextLayout
    height: float

    def width(self) -> float:
        """Return the width of the longest line, in pixels."""
        lines = (self.layout.lineAt(number) for number in range(self.layout.lineCount()))
        return max((line.naturalTextWidth() for line in lines), default=0.0)

    def place_at(self, point: QPointF) -> int:
        """Return the character at a point, in UTF-16 units; -1 where there is none."""
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.naturalTextRect().contains(point):
                return line.xToCursor(point.x(), line.CursorPosition.CursorOnCharacter)
        return -1


def lay_out(
    words: RichWords, setting: Setting, width: float, spacing: int = USUAL, most: int = 1000
) -> LaidWords:
    """Break words into lines.

    Args:
        words: The words.
        setting: How they are set.
        width: Of the lines, in pixels.
        spacing: Line spacing, in percent of the usual.
        most: Number of lines, 1 or more.
    """
    layout = plain_layout(words.text, setting.font)
    wrapping = layout.textOption()
    wrapping.setAlignment(setting.align)
    layout.setTextOption(wrapping)
    if words.pieces:
        layout.setFormats([_range(piece, setting) for piece in words.pieces])
    layout.beginLayout()
    height = break_lines(layout, max(1.0, width), most, spacing / USUAL)
    layout.endLayout()
    return LaidWords(layout, height)


def _range(piece: Piece, setting: Setting) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = piece.start, piece.length
    made.format = format_of(piece, setting)
    return made


def format_of(piece: Piece, setting: Setting) -> QTextCharFormat:
    """Return the format of a piece among words that are set in some way."""
    made, theme, marks = QTextCharFormat(), setting.theme, piece.marks
    made.setFont(piece_font(piece, setting.font))
    made.setFontStrikeOut(Mark.STRIKE in marks)
    for mark, stands in _RAISED.items():
        if mark in marks:
            made.setVerticalAlignment(stands)
    if Mark.CODE in marks and not setting.chosen:
        made.setBackground(QColor(theme.code))
    if piece.link:
        made.setForeground(QColor(theme.row_text if setting.chosen else theme.link))
        made.setFontUnderline(Mark.SUPERSCRIPT not in marks)
    if piece.redacted:
        # It keeps its own ground: on no other can it be told from words.
        made.setForeground(QColor(theme.redaction_text))
        made.setBackground(QColor(theme.redaction))
    return made


def piece_font(piece: Piece, font: QFont) -> QFont:
    """Return the font of a piece, raised and lowered ones as large as the others."""
    made, code = QFont(font), Mark.CODE in piece.marks
    strong, italic = Mark.STRONG in piece.marks, Mark.EMPHASIS in piece.marks
    if code:
        made.setFamilies([MONO, SANS])
        made.setWeight(QFont.Weight.Normal)
    elif strong or italic:
        made.setWeight(max(font.weight(), QFont.Weight.DemiBold) if strong else font.weight())
        made.setItalic(italic)
    need_font(made.family(), strong=made.weight() > QFont.Weight.Normal, italic=made.italic())
    if code or piece.redacted:
        made.setPointSizeF(font.pointSizeF() * _SMALLER)
    return made
