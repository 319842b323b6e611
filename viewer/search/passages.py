"""The best passages of a section: whole sentences of one block, with every match highlighted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from viewer.book.model import Kind
from viewer.search.cuts import Part, best_part
from viewer.search.matching import Matcher, Spans, Worth
from viewer.search.units import MARKS, OTHER, ROW, TITLE, StoredUnits, Unit

CUT = "…"
_WORTH = {MARKS[Kind.HEADING]: 0.6, MARKS[Kind.TERM]: 0.8}
"""A heading that matches says less than a sentence that does."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a section.

    Attributes:
        block: Id of the block.
        ordinal: Ordinal of the block in the section.
        text: What is shown; "…" at an end where a sentence was cut.
        start: Where it begins in the block's canonical text, in code points.
        highlights: Matches in ``text``, start and end in code points.
        matches: The same matches in the block's canonical text.
        heading: The heading above, or empty.
    """

    block: str
    ordinal: int
    text: str
    start: int
    highlights: tuple[tuple[int, int], ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    heading: str = ""


class Passages(Sequence[Passage]):
    """Passages that are cut when they are looked at; how many they are is known at once.

    Args:
        places: Where each is cut from, in order; whatever ``cut`` understands.
        cut: Cuts a passage.
    """

    def __init__(
        self, places: Sequence[int] = (), cut: Callable[[int], Passage] | None = None
    ) -> None:
        self._places = places
        self._cut = cut
        self._made: dict[int, Passage] = {}

    def after_first(self) -> "Passages":
        """Return all but the best."""
        return Passages(self._places[1:], self._cut)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        place = self._places[at]
        if place not in self._made and self._cut is not None:
            self._made[place] = self._cut(place)
        return self._made[place]

    def __iter__(self) -> Iterator[Passage]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passages) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # a list in all but name


def best_first(found: Iterable[tuple[int, bytes, int, int]], worth: Worth) -> list[int]:
    """Return the places of units that answer, the best first.

    Of equals, the one with most matches comes first, then the first in the section.

    Args:
        found: For each, its place, its kind as ``units.MARKS`` has it, which parts of the query it
            answers (bits), and how many of its words do.
        worth: What the parts of the query are worth.
    """
    order = [
        (-_WORTH.get(mark, 1.0) * worth.of(keys), -min(words, 9), place)
        for place, mark, keys, words in found
    ]
    order.sort()
    return [place for _, _, place in order]


def answers(unit: Unit, spans: Spans) -> bool:
    """Tell whether what matches in a unit makes it an answer.

    The title is shown anyway, and the head of a column stands in every row of a table.
    """
    if unit.kind == TITLE or not spans:
        return False
    return not unit.pieces or any(map(unit.origin, spans.starts, spans.ends))


def heading_above(units: Sequence[Unit], place: int) -> str:
    """Return the heading above a unit; empty if there is none, or if it is one."""
    if isinstance(units, StoredUnits):
        at = units.marks().rfind(MARKS[Kind.HEADING], 0, place + 1)
    else:
        above = (at for at in range(place, -1, -1) if units[at].kind == Kind.HEADING)
        at = next(above, -1)
    return units[at].text if 0 <= at < place else ""


def best_passages(units: Sequence[Unit], matcher: Matcher, worth: Worth) -> Passages:
    """Return the passages of a section that match, one a block or row, the best first."""
    spans = [Spans.of(matcher.spans(unit.text)) for unit in units]
    found = [
        (place, MARKS.get(unit.kind, OTHER), spans[place].together, len(spans[place]))
        for place, unit in enumerate(units)
        if answers(unit, spans[place])
    ]

    def cut(place: int) -> Passage:
        return passage(units, place, spans[place], worth)

    return Passages(best_first(found, worth), cut)


def opening(units: Sequence[Unit]) -> Passage | None:
    """Return the first sentence of a section, for a hit in the title alone; None without text."""
    below = [unit for unit in units if unit.kind != TITLE]
    plain = (unit for unit in below if unit.kind not in (Kind.HEADING, ROW))
    unit = next(plain, below[0] if below else None)
    if unit is None or not unit.sentences:
        return None
    return _made(unit, Part(*unit.sentences[0]), (), "")


def passage(units: Sequence[Unit], place: int, spans: Spans, worth: Worth) -> Passage:
    """Return the passage of a unit that answers best.

    Args:
        units: The section.
        place: Which of its units.
        spans: What matches in it; at least one.
        worth: What the parts of the query are worth.
    """
    unit = units[place]
    if unit.pieces:
        pairs = enumerate(zip(spans.starts, spans.ends, strict=True))
        spans = spans.pick([number for number, pair in pairs if unit.piece(*pair)])
    part, inside = best_part(unit, spans, worth)
    return _made(unit, part, inside.places(), heading_above(units, place))


def _made(unit: Unit, part: Part, places: Sequence[tuple[int, int]], heading: str) -> Passage:
    """Return the passage ``part`` of a unit.

    Args:
        unit: The unit.
        part: What of it is shown.
        places: Start and end of what matches in that part, in the text of the unit.
        heading: The heading above.
    """
    text = unit.text[part.start : part.end].replace("\n", " ").replace("\t", " ")
    first, origins = part.start, tuple(places)
    if unit.pieces:
        first = min(piece.origin for piece in unit.pieces if not piece.label)
        origins = tuple([origin for place in places if (origin := unit.origin(*place))])
    before, after = (CUT if cut else "" for cut in (part.cut_before, part.cut_after))
    shift = len(before) - part.start
    return Passage(
        unit.block,
        unit.ordinal,
        f"{before}{text}{after}",
        first,
        tuple([(begin + shift, stop + shift) for begin, stop in places]),
        origins,
        heading,
    )
