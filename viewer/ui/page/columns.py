"""Columns of a table: how they stand, how wide they are, and how their numbers line up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from viewer.book.model import Cell, Mark, Span, SpanKind
from viewer.ui.page.inline import unbroken_redaction
from viewer.ui.page.look import Look, Role
from viewer.ui.page.values import day_in, is_number, units_end

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

_NEARLY = 0.75
"""Length of a bold word, of that of the longest one, from which it may be wider."""

_NOTE_MARK = "9"
"""As wide as the small mark of a footnote, of one figure or two."""

_SPARE = 1.01
"""Share of a word's width that it has, so that no rounding breaks it."""

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
        roles = Role.CELL, Role.CELL_HEAD, Role.FIGURE
        self._metrics = {role: QFontMetricsF(look.font(role)) for role in roles}
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
        return "center" if own == "right" and not is_number(cell.text) else own

    def _numbers(self, column: int, rows: int) -> Iterator[str]:
        """Yield the numbers of a column, in so many rows."""
        read = self._rows[: _within(rows, self.count)]
        cells = (row[column] for row in read if column < len(row))
        own = (cell.text for cell in cells if not cell.header and cell.colspan == 1)
        return (text for text in own if is_number(text))

    def _rooms_behind(self, column: int) -> dict[str, float]:
        """Return the room behind each number that brings their units below one another.

        It is told by what stands behind the units; nothing for a column that isn't one of figures.
        """
        if self.aligns[column] != "right":
            return {}
        tails = {self._tail(text) for text in self._numbers(column, _ROWS_READ)}
        widths = {tail: self._metrics[Role.FIGURE].horizontalAdvance(tail) for tail in tails}
        widest = max(widths.values(), default=0.0)
        return {tail: widest - width for tail, width in widths.items()}

    def _least_with_room(self, column: int) -> float:
        """Return the width that the numbers of a column need with the room behind them."""
        rooms = self._behind[column]
        widths = (
            self._metrics[Role.FIGURE].horizontalAdvance(text) + rooms[self._tail(text)]
            for text in self._numbers(column, _ROWS_WEIGHED if rooms else 0)
        )
        return max(widths, default=0.0)

    def _tail(self, text: str) -> str:
        """Return what stands behind the units of a number: decimals, and signs after them."""
        text = text.rstrip()
        return text[units_end(text, self._language) :]

    def _widths(self, width: int) -> list[float]:
        """Return the widths of columns in percent: room for the longest word, the rest by need."""
        pad = 2 * self._look.pixels(PAD) + 2
        widest = _WIDEST * self._look.em
        letter = self._metrics[Role.CELL].averageCharWidth()
        columns = [_Column() for _column in range(self.count)]
        spanning: dict[tuple[int, int], _Column] = {}
        for number, row in enumerate(self._rows[: _within(_ROWS_MEASURED, self.count)]):
            for place, cell in enumerate(row):
                column = columns[place]
                if cell.colspan > 1:
                    column = spanning.setdefault((place, cell.colspan), _Column())
                self._weigh(column, cell, near_top=number < _ROWS_WEIGHED)
        least = [
            max(column.least, self._least_with_room(number) * _SPARE)
            for number, column in enumerate(columns)
        ]
        wished = [min(column.most * letter, widest) for column in columns]
        for (first, count), over in spanning.items():
            _widen(least, first, count, over.least - pad * (count - 1))
            _widen(wished, first, count, min(over.most * letter, widest) - pad * (count - 1))
        self.cramped = sum(least) + pad * self.count > width
        return _shared([pad + low for low in least], [pad + wish for wish in wished], width)

    def _weigh(self, column: "_Column", cell: Cell, *, near_top: bool) -> None:
        """Widen a column, or what spans several, for the words of a cell."""
        text = shown_words(cell, self._language)
        role = Role.CELL_HEAD if cell.header else Role.CELL
        if near_top:
            column.most = max(column.most, len(text))
        words = column.wide(text) if near_top else column.wider(text)
        for word in words:
            width = self._metrics[role].horizontalAdvance(word)
            column.least = max(column.least, width * _SPARE)
        if (words or near_top) and _is_set_apart(cell):
            for parts in column.wide_apart(_words(cell, self._language)):
                column.least = max(column.least, self._width_of(parts, role) * _SPARE)

    def _width_of(self, word: "_Word", role: Role) -> float:
        """Return how wide a word is, with parts that are set apart."""
        fonts = (self._look.font(role, span.marks) for _part, span in word)
        parts = (part[:_LONGEST_WORD] for part, _span in word)
        return sum(
            QFontMetricsF(font).horizontalAdvance(part)
            for font, part in zip(fonts, parts, strict=True)
        )


_Word = list[tuple[str, Span]]
"""The parts of a word, each in a span of its own."""

_SET_APART = frozenset({Mark.STRONG, Mark.CODE})
"""Marks that make words wider."""


def _is_set_apart(cell: Cell) -> bool:
    return any(
        span.kind is SpanKind.FOOTNOTE or not _SET_APART.isdisjoint(span.marks)
        for span in cell.spans
    )


def _words(cell: Cell, language: str) -> Iterator[_Word]:
    """Yield the words of a cell that may have several fonts; a mark belongs to the word before."""
    word: _Word = []
    for span in cell.spans:
        first, *others = _BREAKS.split(_shown(span, language))
        word.append((first, span))
        for part in others:
            yield word
            word = [(part, span)]
    yield word


def _shown(span: Span, language: str) -> str:
    if span.kind is SpanKind.REDACTION:
        return unbroken_redaction(span, language)
    return _NOTE_MARK if span.kind is SpanKind.FOOTNOTE else span.text


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
        self._longest = self._longest_apart = 0
        self._figures = False
        self._longer = re.compile("")

    def wide(self, text: str) -> set[str]:
        """Return parts of a text in which no line ends that may be the widest so far.

        Such parts are words, and whole numbers and dates.
        """
        self._figures = _is_figure(text)
        words = [text] if self._figures else _BREAKS.split(text)
        longest = min(max(map(len, words)), _LONGEST_WORD)
        if longest > self._longest:
            self._longest = longest
            self._longer = re.compile(rf"[^ \t\n\u2028]{{{longest + 1},}}")
        # Measuring costs the most here; what is much shorter is not wider.
        least = self._longest - 1
        return (
            {word[:_LONGEST_WORD] for word in words if len(word) >= least}
            if longest >= least
            else set()
        )

    def wide_apart(self, words: "Iterable[_Word]") -> "Iterator[_Word]":
        """Yield the words with parts that are set apart that may be the widest so far."""
        for word in words:
            count = sum(len(part) for part, _span in word)
            if count >= max(self._longest * _NEARLY, self._longest_apart - 2):
                self._longest_apart = max(count, self._longest_apart)
                yield word

    def wider(self, text: str) -> set[str]:
        """Return such parts only if one is the longest so far; this takes far less time."""
        known = min(len(text), _LONGEST_WORD) <= self._longest
        if known or not (self._figures or self._longer.search(text)):
            return set()
        return self.wide(text)


def _is_figure(text: str) -> bool:
    short = len(text) <= _LONGEST_FIGURE and any(map(str.isdigit, text))
    return short and (is_number(text) or day_in(text) is not None)


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
    return "right" if filled and all(map(is_number, filled)) else "left"


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
