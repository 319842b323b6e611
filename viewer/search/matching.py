"""Finding the words of a query in a text: one way for passages, highlights and verified phrases."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import le, or_
from typing import NamedTuple

from viewer.search.analysis import WORD, Analyzer, Word, normal, words


class Span(NamedTuple):
    """A place that matches.

    Attributes:
        start: First code point.
        end: Code point after the last.
        keys: Which parts of the query it answers: bit n for key n.
    """

    start: int
    end: int
    keys: int


@dataclass(slots=True)
class Spans:
    """Places of one text that match, in order; they may overlap.

    As columns of numbers: the beginning of a word can stand in hundreds of places, of which a few
    are shown.

    Attributes:
        starts: First code point of each.
        ends: Code point after the last of each.
        keys: Which parts of the query each answers, as in ``Span``.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    keys: Sequence[int]

    @classmethod
    def of(cls, found: Iterable[Span]) -> "Spans":
        """Return the same places as columns."""
        rows = tuple(found)
        return cls(*zip(*rows, strict=True)) if rows else cls((), (), ())

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def together(self) -> int:
        """All parts of the query that any of them answers, as bits."""
        return reduce(or_, set(self.keys), 0)

    def each(self) -> Iterator[Span]:
        """Return them one by one."""
        return map(Span, self.starts, self.ends, self.keys)

    def part(self, first: int, last: int) -> "Spans":
        """Return those from number ``first`` to before number ``last``."""
        return Spans(self.starts[first:last], self.ends[first:last], self.keys[first:last])

    def pick(self, numbers: Sequence[int]) -> "Spans":
        """Return those with these numbers."""
        columns = (self.starts, self.ends, self.keys)
        return Spans(*([column[number] for number in numbers] for column in columns))

    def within(self, start: int, end: int) -> "Spans":
        """Return those that lie in ``text[start:end]`` as a whole."""
        found = self
        if self.starts and (self.starts[0] < start or self.starts[-1] >= end):
            first = bisect_left(self.starts, start)
            found = self.part(first, bisect_left(self.starts, end, first))
        if max(found.ends, default=end) <= end:
            return found
        return found.pick([number for number, stop in enumerate(found.ends) if stop <= end])

    def apart(self) -> bool:
        """Tell whether none overlaps another."""
        return all(map(le, self.ends, self.starts[1:]))

    def places(self) -> list[tuple[int, int]]:
        """Return start and end of each, those that overlap as one; neighbours stay apart."""
        if self.apart():
            return list(zip(self.starts, self.ends, strict=True))
        return merged(self.each())


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row that answer one part of a query.

    Attributes:
        key: The part of the query, 0 to 63; several patterns may answer the same.
        values: Terms of the text's language, or surfaces if ``exact``; at least one.
        exact: Whether other forms of the words don't count.
        prefix: Whether the last value is the beginning of a word (a surface).
    """

    key: int
    values: tuple[str, ...]
    exact: bool = False
    prefix: bool = False

    @property
    def bit(self) -> int:
        """The key as a bit of ``Span.keys``."""
        return 1 << self.key


class Worth:
    """How much the parts of a query that a place answers are worth together.

    Args:
        weights: Worth of each part, by key.
    """

    def __init__(self, weights: Mapping[int, float]) -> None:
        self._weights = weights
        self._known: dict[int, float] = {}
        self.total = sum(weights.values())

    def of(self, keys: int) -> float:
        """Return the worth of ``keys`` (bits)."""
        found = self._known.get(keys)
        if found is None:
            parts = (weight for key, weight in self._weights.items() if keys >> key & 1)
            found = self._known[keys] = round(sum(parts), 6)
        return found


_Hit = tuple[int, int, int]
_NOTHING: _Hit = (0, 0, 0)


class Matcher:
    """Finds patterns in texts of one language; quick where the same words come again.

    Attributes:
        patterns: What is looked for.
    """

    def __init__(self, patterns: Iterable[Pattern], analyzer: Analyzer) -> None:
        self.patterns = tuple(patterns)
        self._analyzer = analyzer
        self._sequences = tuple(found for found in self.patterns if len(found.values) > 1)
        single = [found for found in self.patterns if len(found.values) == 1]
        self._terms = _by_value(item for item in single if not (item.exact or item.prefix))
        self._surfaces = _by_value(item for item in single if item.exact and not item.prefix)
        self._prefixes = [(item.values[0], item.bit) for item in single if item.prefix]
        self._known: dict[str, _Hit] = {}

    def spans(self, text: str) -> list[Span]:
        """Return all places of ``text`` that match, in order; they may overlap."""
        found = []
        if self._terms or self._surfaces or self._prefixes:
            known = self._known
            for match in WORD.finditer(text):
                raw = match.group()
                hit = known.get(raw)
                if hit is None:
                    hit = known[raw] = self._single(raw)
                if hit is not _NOTHING:
                    found.append(Span(match.start() + hit[0], match.end() - hit[1], hit[2]))
        if self._sequences:
            found = sorted({*found, *self._runs(text)})
        return found

    def _single(self, raw: str) -> _Hit:
        skipped, dropped, surface = normal(raw)
        if not surface:
            return _NOTHING
        keys = self._surfaces.get(surface, 0) | self._terms.get(self._analyzer.term(surface), 0)
        for start, bit in self._prefixes:
            if surface.startswith(start):
                keys |= bit
        return (skipped, dropped, keys) if keys else _NOTHING

    def _runs(self, text: str) -> Iterable[Span]:
        """Yield the places of patterns of several words."""
        found = list(words(text))
        for pattern in self._sequences:
            size = len(pattern.values)
            for start in range(len(found) - size + 1):
                run = found[start : start + size]
                if self._is_run(run, pattern):
                    yield Span(run[0].start, run[-1].end, pattern.bit)

    def _is_run(self, run: Sequence[Word], pattern: Pattern) -> bool:
        """Tell whether the words of ``run`` are those of ``pattern``."""
        last = len(pattern.values) - 1
        for at, (word, value) in enumerate(zip(run, pattern.values, strict=True)):
            if pattern.prefix and at == last:
                same = word.surface.startswith(value)
            elif pattern.exact:
                same = word.surface == value
            else:
                same = (self._analyzer.term(word.surface) or word.surface) == value
            if not same:
                return False
        return True


def _by_value(patterns: Iterable[Pattern]) -> dict[str, int]:
    """Return the keys (bits) of each value."""
    keys: dict[str, int] = {}
    for pattern in patterns:
        keys[pattern.values[0]] = keys.get(pattern.values[0], 0) | pattern.bit
    return keys


def end_of_word(text: str, start: int) -> int:
    """Return where the word that begins at ``start`` ends, without a possessive."""
    match = WORD.match(text, start)
    return match.end() - normal(match.group())[1] if match else len(text)


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the places of ``spans``, those that overlap as one; neighbours stay apart."""
    places: list[tuple[int, int]] = []
    before = -1
    for start, end, _ in sorted(spans):
        if start < before:
            before = max(before, end)
            places[-1] = (places[-1][0], before)
        else:
            before = end
            places.append((start, end))
    return places
