"""The pieces of a section that a passage may be cut from, and how they are written down.

A unit is the title, a block, or a row of a table shown as pairs: "Agent: PSAC · Employees: 14,577".
"""

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from viewer.book.model import Block, Cell, Kind, SectionText
from viewer.book.tables import (
    BETWEEN_COLUMNS,
    BETWEEN_ROWS,
    MOST_REPEATED,
    ColumnNames,
    Place,
    covering,
    head_rows,
    read_row,
)
from viewer.errors import SearchIndexError
from viewer.search.sentences import sentences

TITLE = "title"
ROW = "row"
_SKIPPED = frozenset({Kind.REDACTION, Kind.RULE})
_BETWEEN_PAIRS = " · "


class Piece(NamedTuple):
    """A stretch of a row's words that was copied from a cell of the table.

    Attributes:
        start: First code point in the words of the row.
        origin: First code point in the canonical text of the table.
        length: Length in code points.
        label: Whether it stands in another row: it heads the column, or spans several rows.
    """

    start: int
    origin: int
    length: int
    label: bool


class Unit(NamedTuple):
    """A piece of a section.

    Attributes:
        block: Id of the block; empty for the title.
        ordinal: Ordinal of the block; -1 for the title.
        kind: Kind of the block, or ``title`` or ``row``.
        text: Its words: for a row, what a passage shows; else the canonical text.
        sentences: Start and end of each sentence in it; a row is one.
        pieces: For a row, where its words come from; else empty.
        begin: Where it begins in the section: code points, units one apart, from the title on.
    """

    block: str
    ordinal: int
    kind: str
    text: str
    sentences: tuple[tuple[int, int], ...] = ()
    pieces: tuple[Piece, ...] = ()
    begin: int = 0

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``text[start:end]`` stands in the block's canonical text.

        None if it crosses cells of a table or repeats what another row says.
        """
        if not self.pieces:
            return start, end
        piece = self.piece(start, end)
        if piece is None or piece.label:
            return None
        shift = piece.origin - piece.start
        return start + shift, end + shift

    def piece(self, start: int, end: int) -> Piece | None:
        """Return the piece that holds ``text[start:end]`` of a row, if it is a single one."""
        for piece in self.pieces:
            if piece.start <= start and end <= piece.start + piece.length:
                return piece
        return None


def units(title: str, text: SectionText | None, language: str) -> list[Unit]:
    """Return the units of a section, the title first.

    Args:
        title: Title of the section.
        text: Its text; None for a mere group.
        language: Language, for the punctuation of pairs.
    """
    found = [_title(title)]
    for block in text.blocks if text else ():
        if block.kind is Kind.TABLE:
            found.extend(_rows(block, language))
        elif block.kind not in _SKIPPED and block.text.strip():
            cuts = tuple(sentences(block.text))
            found.append(Unit(block.id, block.ordinal, str(block.kind), block.text, cuts))
    return _placed(found)


def _title(text: str) -> Unit:
    return Unit("", -1, TITLE, text, ((0, len(text)),))


def _placed(found: Iterable[Unit]) -> list[Unit]:
    """Return units that know where they begin."""
    placed, begin = [], 0
    for unit in found:
        placed.append(unit._replace(begin=begin))
        begin += len(unit.text) + 1
    return placed


def _rows(block: Block, language: str) -> list[Unit]:
    """Return the rows of a table; those that head columns are rows without names."""
    table = _Table(block.rows, "\u00a0: " if language.startswith("fr") else ": ")
    found = []
    for number in range(len(block.rows)):
        pieces, words = table.pairs(number)
        # What only repeats other rows is found there.
        if not all(piece.label for piece in pieces) and words.strip():
            cuts = ((0, len(words)),)
            found.append(Unit(block.id, block.ordinal, ROW, words, cuts, tuple(pieces)))
    return found


class _Table:
    """The rows of a table as pairs of a column's name and a value."""

    def __init__(self, rows: Sequence[Sequence[Cell]], colon: str) -> None:
        self._rows = rows
        self._colon = colon
        self._covered = covering(rows)
        self._heads = head_rows(rows)
        self._names = ColumnNames(rows[: self._heads], lambda cell: cell.text)
        self._labels: dict[tuple[int, int], list[list[Place]]] = {}
        self._begins: list[list[int]] = []
        position = 0
        for row in rows:
            begins = list(accumulate((len(cell.text) + 1 for cell in row), initial=position))
            position = begins[-1] if row else position + 1
            self._begins.append(begins)

    def pairs(self, number: int) -> tuple[list[Piece], str]:
        """Return the words of a row and where they come from; empty cells are left out."""
        made = _Words()
        head = number < self._heads
        for _column, (at, column) in read_row(self._rows, number, self._covered):
            cell = self._rows[at][column]
            if not cell.text.strip() or (head and at < number):
                continue
            made.add(_BETWEEN_PAIRS if made.text else "")
            # What spans a whole row belongs to no column.
            if not head and (cell.colspan == 1 or cell.colspan < len(self._rows[number])):
                self._name(made, column, cell.colspan)
            made.take(cell.text, self._begins[at][column], label=at < number)
        return made.pieces, made.text

    def _name(self, made: "_Words", column: int, count: int) -> None:
        labels = self._labels.get((column, count))
        if labels is None:
            labels = self._labels[column, count] = self._names.cells(column, count)
        for number, row in enumerate(labels):
            made.add(BETWEEN_ROWS if number else "")
            for place, (at, left) in enumerate(row):
                made.add(BETWEEN_COLUMNS if place else "")
                made.take(self._rows[at][left].text, self._begins[at][left], label=True)
        made.add(self._colon if labels else "")


class _Words:
    """The words of a row as they are put together.

    Attributes:
        text: The words so far.
        pieces: Where they come from.
    """

    def __init__(self) -> None:
        self.text = ""
        self.pieces: list[Piece] = []

    def add(self, text: str) -> None:
        """Add what stands in no cell."""
        self.text += text

    def take(self, text: str, origin: int, *, label: bool) -> None:
        """Add what stands in a cell, at ``origin`` in the table."""
        text = text[:MOST_REPEATED] if label else text
        self.pieces.append(Piece(len(self.text), origin, len(text), label))
        self.text += text


MARKS = {TITLE: b"0", ROW: b"1", str(Kind.HEADING): b"2", str(Kind.TERM): b"3"}
"""First bytes of lines: kinds that are told apart before a unit is read."""

OTHER = b"9"
"""First byte of the lines of all other kinds."""


def encode(found: Iterable[Unit]) -> bytes:
    """Return units as lines, the last without its end: the title, then JSON for each unit."""
    title, *rest = found
    lines = [MARKS[TITLE] + " ".join(title.text.split("\n")).encode("utf-8")]
    for unit in rest:
        cuts = [place for cut in unit.sentences for place in cut]
        row: list[object] = [unit.block, unit.ordinal, unit.kind, unit.text, unit.begin, cuts]
        if unit.pieces:
            row.append([[*piece[:3], int(piece.label)] for piece in unit.pieces])
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        lines.append(MARKS.get(unit.kind, OTHER) + text.encode("utf-8"))
    return b"\n".join(lines)


class StoredUnits(Sequence[Unit]):
    """The units that ``encode`` wrote; each is read when it is looked at.

    Args:
        data: What ``encode`` returned.
    """

    def __init__(self, data: bytes) -> None:
        self._lines = data.split(b"\n")
        self._marks = b""
        self._read: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, place: int) -> Unit:  # type: ignore[override]  # no slices
        unit = self._read.get(place)
        if unit is None:
            unit = _decode(self._lines[place]) if place else _title(self.title)
            self._read[place] = unit
        return unit

    @property
    def title(self) -> str:
        """The title of the section."""
        return self._lines[0][1:].decode("utf-8", "replace")

    def marks(self) -> bytes:
        """Return the first byte of each line, which tells the kind of its unit."""
        if not self._marks:
            self._marks = b"".join([line[:1] for line in self._lines])
        return self._marks


def _decode(line: bytes) -> Unit:
    """Return the unit of a line.

    Raises:
        SearchIndexError: ``encode`` didn't write it.
    """
    try:
        block, ordinal, kind, text, begin, cuts, *rest = json.loads(line[1:].decode())
        if not (isinstance(text, str) and isinstance(ordinal, int) and isinstance(begin, int)):
            raise TypeError(text)  # noqa: TRY301 - like any other damage
        pairs = tuple(zip(cuts[::2], cuts[1::2], strict=True))
        pieces = (
            Piece(start, origin, size, bool(label))
            for found in rest
            for start, origin, size, label in found
        )
        return Unit(block, ordinal, kind, text, pairs, tuple(pieces) if rest else (), begin)
    except (ValueError, TypeError, RecursionError) as error:
        raise SearchIndexError("search-index-damaged") from error
