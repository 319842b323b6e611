"""Finding the words of a query in a text: one way for passages, highlights and verified phrases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from viewer.search.analysis import WORD, Analyzer, Word, normal, words


class Span(NamedTuple):
    """A place that matches.

    Attributes:
        start: First code point.
        end: Code point after the last.
        key: Which part of the query it answers.
    """

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row that answer one part of a query.

    Attributes:
        key: The part of the query; several patterns may answer the same.
        values: Terms of the text's language, or surfaces if ``exact``; at least one.
        exact: Whether other forms of the words don't count.
        prefix: Whether the last value is the beginning of a word (a surface).
    """

    key: int
    values: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


_Hit = tuple[int, int, tuple[int, ...]]
_NOTHING: _Hit = (0, 0, ())


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
        self._prefixes = [(item.values[0], item.key) for item in single if item.prefix]
        self._known: dict[str, _Hit] = {}

    def spans(self, text: str) -> list[Span]:
        """Return all places of ``text`` that match, in order; they may overlap."""
        found = []
        known = self._known
        for match in WORD.finditer(text):
            raw = match.group()
            hit = known.get(raw)
            if hit is None:
                hit = known[raw] = self._single(raw)
            if hit is not _NOTHING:
                start, end = match.start() + hit[0], match.end() - hit[1]
                found += [Span(start, end, key) for key in hit[2]]
        if self._sequences:
            found = sorted({*found, *self._runs(text)})
        return found

    def _single(self, raw: str) -> _Hit:
        skipped, dropped, surface = normal(raw)
        if not surface:
            return _NOTHING
        keys = {
            *self._surfaces.get(surface, ()),
            *self._terms.get(self._analyzer.term(surface), ()),
            *(key for start, key in self._prefixes if surface.startswith(start)),
        }
        return (skipped, dropped, tuple(sorted(keys))) if keys else _NOTHING

    def _runs(self, text: str) -> Iterable[Span]:
        """Yield the places of patterns of several words."""
        found = list(words(text))
        for pattern in self._sequences:
            size = len(pattern.values)
            for start in range(len(found) - size + 1):
                if self._runs_at(found, start, pattern):
                    yield Span(found[start].start, found[start + size - 1].end, pattern.key)

    def _runs_at(self, found: list[Word], start: int, pattern: Pattern) -> bool:
        last = len(pattern.values) - 1
        for offset, value in enumerate(pattern.values):
            surface = found[start + offset].surface
            if pattern.prefix and offset == last:
                if not surface.startswith(value):
                    return False
            elif value != (surface if pattern.exact else self._analyzer.term(surface) or surface):
                return False
        return True


def _by_value(patterns: Iterable[Pattern]) -> dict[str, list[int]]:
    """Return the keys of each value."""
    keys: dict[str, list[int]] = {}
    for pattern in patterns:
        keys.setdefault(pattern.values[0], []).append(pattern.key)
    return keys


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the places of ``spans``, those that overlap as one; neighbours stay apart."""
    places: list[tuple[int, int]] = []
    for start, end, _ in sorted(spans):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], end))
        else:
            places.append((start, end))
    return places
