"""Columns of a table: how they stand, how wide they are, and how their numbers line up."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from viewer.book.model import Cell, SpanKind
from viewer.book.words import label
from viewer.ui.page.inline import unbroken_redaction
from viewer.ui.page.look import Look, Role
from viewer.ui.page.values import day_in, number_in

NOTHING = frozenset("–—-−")
"""Signs that fill a cell in which there is nothing."""

ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}

_BREAKS = re.compile(r"[ \t\n\u2028]+")
"""Where a line may end: not at the no-break spaces in a number."""

_ROWS_MEASURED = 1000
"""Rows whose words are never broken; more would take too long before the first paint."""

_CELLS_READ = 30_000
"""Cells that are looked at for widths and figures: of very many columns, fewer rows are."""

_LONGEST_WORD = 200
"""Characters of a word that are measured; a longer one is wider than any page as well."""

_ROWS_WEIGHED = 60
"""Rows by whose length the room that is left is shared among the columns."""

_LONGEST_FIGURE = 24
"""Characters up to which a number or date stays on one line."""

_ROWS_READ = 300
"""Rows that decide how columns stand, likewise."""

_WIDEST = 26.0
"""Width, in em of the body text, from which a cell asks for no more."""

PAD = 0.55
"""Room at the left and right of the text of a cell, in em of the body text."""


class Columns:
    """The columns of one table.

    Attributes:
        count: How many there are.
        aligns: How each stands, one of ``ALIGNMENTS``.
        shares: How wide each is, in percent.
        cramped: Whether their longest words don't fit side by side.
    """

    def __init__(
        self, rows: Sequence[Sequence[Cell]], look: Look, language: str, width: int
    ) -> None:
        """Measure the columns.

        Args:
            rows: The table, its header included.
            look: How it looks.
            language: Of its text, which decides what is a decimal sign.
            width: Of the table, in pixels.
        """
        self._rows = rows
        self._look = look
        self._language = language
        self._figures = QFontMetricsF(look.font(Role.FIGURE))
        self.cramped = False
        self.count = max(len(row) for row in rows)
        self.aligns = column_alignments(rows, self.count)
        self._behind = [self._rooms_behind(column) for column in range(self.count)]
        self.shares = self._widths(width)

    def behind(self, column: int, cell: Cell) -> float | None:
        """Return the room behind a number, in pixels; None for other cells.

        With it, units stand below units, and decimal signs below one another.
        """
        # What spans columns ends with the last of them.
        rooms = self._behind[min(column + cell.colspan, self.count) - 1]
        return rooms.get(self._tail(cell.text)) if rooms and not cell.header else None

    def align(self, column: int, cell: Cell) -> str:
        """Return how a cell stands: as its column; names and words of several are between them."""
        own = self.aligns[column]
        if cell.colspan <= 1:
            return own
        if cell.header:
            return "center"
        return "center" if own == "right" and not _is_number(cell.text) else own

    def _numbers(self, column: int, rows: int) -> Iterator[str]:
        """Yield the numbers of a column, in so many rows."""
        read = self._rows[: _within(rows, self.count)]
        cells = (row[column] for row in read if column < len(row))
        own = (cell.text for cell in cells if not cell.header and cell.colspan == 1)
        return (text for text in own if _is_number(text))

    def _rooms_behind(self, column: int) -> dict[str, float]:
        """Return the room behind each number that brings their units below one another.

        It is told by what stands behind the units; nothing for a column that isn't one of figures.
        """
        if self.aligns[column] != "right":
            return {}
        tails = {self._tail(text) for text in self._numbers(column, _ROWS_READ)}
        widths = {tail: self._figures.horizontalAdvance(tail) for tail in tails}
        widest = max(widths.values(), default=0.0)
        return {tail: widest - width for tail, width in widths.items()}

    def _least_with_room(self, column: int) -> float:
        """Return the width that the numbers of a column need with the room behind them."""
        rooms = self._behind[column]
        widths = (
            self._figures.horizontalAdvance(text) + rooms[self._tail(text)]
            for text in self._numbers(column, _ROWS_WEIGHED if rooms else 0)
        )
        return max(widths, default=0.0)

    def _tail(self, text: str) -> str:
        """Return what stands behind the units of a number: decimals, and signs after them."""
        text = text.rstrip()
        point = text.rfind(label("decimal", self._language))
        last = max((place for place, sign in enumerate(text) if sign.isdigit()), default=-1)
        return text[point if 0 <= point < last else last + 1 :]

    def _widths(self, width: int) -> list[float]:
        """Return the widths of columns in percent: room for the longest word, the rest by need."""
        pad = 2 * self._look.pixels(PAD) + 2
        widest = _WIDEST * self._look.em
        plain = QFontMetricsF(self._look.font(Role.CELL))
        bold = QFontMetricsF(self._look.font(Role.CELL_HEAD))
        letter = plain.averageCharWidth()
        columns = [_Column() for _column in range(self.count)]
        spanning: dict[tuple[int, int], _Column] = {}
        for number, row in enumerate(self._rows[: _within(_ROWS_MEASURED, self.count)]):
            for place, cell in enumerate(row):
                column = columns[place]
                if cell.colspan > 1:
                    column = spanning.setdefault((place, cell.colspan), _Column())
                text = shown_words(cell, self._language)
                if number < _ROWS_WEIGHED:
                    column.most = max(column.most, len(text))
                    word = column.long_word(text)
                else:
                    word = column.longer_word(text)
                if word:
                    metrics = bold if cell.header else plain
                    column.least = max(column.least, metrics.horizontalAdvance(word) * 1.03)
        least = [
            max(column.least, self._least_with_room(number) * 1.03)
            for number, column in enumerate(columns)
        ]
        wished = [min(column.most * letter, widest) for column in columns]
        for (first, count), over in spanning.items():
            _widen(least, first, count, over.least - pad * (count - 1))
            _widen(wished, first, count, min(over.most * letter, widest) - pad * (count - 1))
        self.cramped = sum(least) + pad * self.count > width
        return _shared([pad + low for low in least], [pad + wish for wish in wished], width)


def _widen(widths: list[float], first: int, count: int, needed: float) -> None:
    """Make so many columns wider by the same, where what spans them needs more than they have."""
    missing = needed - sum(widths[first : first + count])
    for column in range(first, min(first + count, len(widths))):
        widths[column] += max(0.0, missing) / count


def _within(rows: int, columns: int) -> int:
    """Return how many of so many rows are looked at, in a table of so many columns."""
    return max(1, min(rows, _CELLS_READ // max(columns, 1)))


def shown_words(cell: Cell, language: str) -> str:
    """Return the words of a cell as far as its width goes: a redaction is longer than its text."""
    if len(cell.spans) == 1 and cell.spans[0].kind is SpanKind.TEXT:
        return cell.spans[0].text
    return "".join(
        unbroken_redaction(span, language) if span.kind is SpanKind.REDACTION else span.text
        for span in cell.spans
    )


class _Column:
    """What decides how wide a column is.

    Attributes:
        least: Width of its longest word, in pixels.
        most: Characters of its longest text.
    """

    def __init__(self) -> None:
        self.least = 0.0
        self.most = 0
        self._longest = 0
        self._figures = False
        self._longer = re.compile("")

    def long_word(self, text: str) -> str:
        """Return a part of a text in which no line ends, if it may be the widest so far.

        Such parts are words, and whole numbers and dates.
        """
        self._figures = _is_figure(text)
        word = text if self._figures else max(_BREAKS.split(text), key=len)[:_LONGEST_WORD]
        # Measuring costs the most here; what is much shorter is not wider.
        if len(word) <= self._longest - 2:
            return ""
        if len(word) > self._longest:
            self._longest = len(word)
            self._longer = re.compile(rf"[^ \t\n\u2028]{{{self._longest + 1},}}")
        return word

    def longer_word(self, text: str) -> str:
        """Return such a part only if it is the longest so far; this takes far less time."""
        known = min(len(text), _LONGEST_WORD) <= self._longest
        if known or not (self._figures or self._longer.search(text)):
            return ""
        return self.long_word(text)


def _is_figure(text: str) -> bool:
    short = len(text) <= _LONGEST_FIGURE and any(map(str.isdigit, text))
    return short and (_is_number(text) or day_in(text) is not None)


def column_alignments(rows: Sequence[Sequence[Cell]], columns: int) -> list[str]:
    """Return how the columns of a table stand, each one of ``ALIGNMENTS``.

    As the author says, else figures to the right, in whichever language they are written.

    Args:
        rows: The table, its header included.
        columns: How many columns it has.
    """
    read = rows[: _within(_ROWS_READ, columns)]
    return [_alignment(read, column) for column in range(columns)]


def _alignment(rows: Sequence[Sequence[Cell]], column: int) -> str:
    cells = [row[column] for row in rows if column < len(row)]
    given = next((cell.align for cell in cells if cell.align), "")
    if given:
        return given if given in ALIGNMENTS else "left"
    texts = [cell.text.strip() for cell in cells if not cell.header and cell.colspan <= 1]
    filled = [text for text in texts if text and text not in NOTHING]
    return "right" if filled and all(map(_is_number, filled)) else "left"


def _is_number(text: str) -> bool:
    return any(number_in(text, language) is not None for language in ("en", "fr"))


def _shared(least: Sequence[float], wished: Sequence[float], width: float) -> list[float]:
    """Share ``width`` out among columns, as percentages."""
    spare = max(0.0, width - sum(least))
    needs = [max(0.0, wish - low) for wish, low in zip_longest(wished, least, fillvalue=0.0)]
    need = sum(needs)
    count = len(least) or 1
    extra = [spare * part / need if need else spare / count for part in needs]
    widths = [low + more for low, more in zip(least, extra, strict=True)]
    total = sum(widths) or 1.0
    return [100 * part / total for part in widths]
