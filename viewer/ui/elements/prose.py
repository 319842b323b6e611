"""Words that may take several lines, at the line spacing that the reader chose."""

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.book.canonical import BIDI_OVERRIDES, REPLACEMENT
from viewer.ui.theme import line_spacing

USUAL = 100
"""Line spacing of a plain label, in percent."""

_WIDEST = 80
"""Width that is asked for, in average characters; longer text goes on in the next line."""

_TOO_LONG = re.compile(rf"(\S{{{_WIDEST // 2}}})(?=\w)")
_BREAK = "\u200b"


class Prose(QLabel):
    """A label of plain text, however it is set: it is never taken for HTML.

    Qt spaces the lines of rich text only, so with another spacing the words are set as such.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._spacing = USUAL
        self._trimmed = 0
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        """Return the words."""
        return self._words

    def setText(self, text: str) -> None:
        """Show other words."""
        self._words, self._spacing = text, line_spacing()
        plain = self._spacing == USUAL or not text
        formats = Qt.TextFormat
        self.setTextFormat(formats.PlainText if plain else formats.RichText)
        # Qt puts all room between lines below each.
        room = self.fontMetrics().height() * (self._spacing - USUAL) / USUAL
        self._trim(0 if plain else round(room))
        shown = upright(text)
        super().setText(shown if plain else spaced(_as_html(shown), self._spacing))

    def _trim(self, below: int) -> None:
        """Take away room below the last line, in pixels; there is nothing to keep it apart from."""
        margins = self.contentsMargins()
        margins.setBottom(margins.bottom() + self._trimmed - below)
        self._trimmed = below
        self.setContentsMargins(margins)

    def sizeHint(self) -> QSize:
        """Return the size of the words, as wide as plain ones would be."""
        hint = super().sizeHint()
        if self.textFormat() == Qt.TextFormat.PlainText:
            return hint
        metrics, around = self.fontMetrics(), 2 * self.margin()
        longest = max(map(metrics.horizontalAdvance, self._words.splitlines()), default=0)
        wanted = min(longest + around + 1, _WIDEST * metrics.averageCharWidth())
        width = max(hint.width(), wanted)
        return QSize(width, self.heightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        """Follow when the reader chooses another spacing."""
        super().changeEvent(event)
        changed = event.type() == QEvent.Type.StyleChange and self._spacing != line_spacing()
        if changed or (event.type() == QEvent.Type.FontChange and self._trimmed):
            self.setText(self._words)


def breakable(text: str) -> str:
    """Return ``text`` with places in endless words where a line may end.

    Labels break lines between words only, and would be as wide as the longest one. For words of a
    book; not where a reader copies them, a path for example.
    """
    return _TOO_LONG.sub(rf"\1{_BREAK}", text)


def upright(text: str) -> str:
    """Return ``text`` without what makes it read otherwise than it is; as long as it was."""
    return BIDI_OVERRIDES.sub(REPLACEMENT, text)


def spaced(html: str, spacing: int) -> str:
    """Return rich text with its lines as far apart as wanted, in percent of the usual."""
    return f'<div style="line-height:{spacing}%">{html}</div>'


def _as_html(text: str) -> str:
    return f'<div style="white-space:pre-wrap">{escape(text)}</div>'
