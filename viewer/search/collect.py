"""Gathers the words of a book's documents, in reading order."""

from array import array
from collections.abc import Iterator, Sequence

from viewer.book.model import Kind
from viewer.search.analysis import PLAIN, WORD, analyzer, field_language, normal
from viewer.search.arrays import LARGEST_GAP, LONGEST_WORD, NEW_UNIT, PARTS
from viewer.search.units import ROW, TITLE, Unit

LANGUAGES = ("en", "fr", PLAIN)
"""Languages of fields, in alphabetical order."""

BLOCK_GAP = 8
"""Positions left free between blocks, so that a phrase isn't found across them."""

NO_WORD = 0xFFFFFFFF
"""Stands for nothing where the distance between two words is too large for a gap."""

_TITLE, _HEADINGS, _BODY = range(len(PARTS))
_NO_TERM = -1
"""Stands for the term of a word that isn't indexed, but that phrases may have."""


_Numbers = tuple[int, int, int, int]
"""Of a raw word: its term, its surface, and what it loses in front and keeps in length."""

_NO_WORDS: _Numbers = (_NO_TERM, NO_WORD, 0, 0)
"""Of what looks like a word and is none."""


class Occurrences:
    """Every indexed word of one part: its term, surface, document and position."""

    def __init__(self) -> None:
        self.terms = array("I")
        self.surfaces = array("I")
        self.docs = array("I")
        self.positions = array("I")


class Collector:
    """Takes one document after the other.

    Attributes:
        sections: Section of each document so far.
        languages: Language of each document so far.
        parents: Section above the section of each document so far; empty at the top.
        terms: Number of each term, with its language in front.
        surfaces: Number of each surface.
        parts: Occurrences in each of ``PARTS``.
        words: Surface of every word in reading order, heads of columns and words that aren't
            indexed included; ``NO_WORD`` between the cells of a row.
        gaps: How far each begins from the one before, and whether it begins a unit.
        sizes: How long each is.
        word_counts: How many words each document has.
    """

    def __init__(self) -> None:
        self.sections: list[str] = []
        self.languages: list[str] = []
        self.parents: list[str] = []
        self.terms: dict[str, int] = {}
        self.surfaces: dict[str, int] = {}
        self.parts = [Occurrences() for _ in PARTS]
        self.words = array("I")
        self.gaps = array("H")
        self.sizes = array("B")
        self.word_counts: list[int] = []
        self._known: dict[str, dict[str, _Numbers]] = {}
        self._document = -1
        self._last = 0

    def add(self, section: str, language: str, units: Sequence[Unit], parent: str = "") -> None:
        """Add a document.

        Args:
            section: Id of its section.
            language: Its language, as the book names it.
            units: What passages are cut from, the title first.
            parent: Id of the section above; empty at the top.
        """
        self._document += 1
        self.sections.append(section)
        self.languages.append(language)
        self.parents.append(parent)
        field = field_language(language)
        before, self._last = len(self.words), 0
        positions = [0] * len(PARTS)
        start = 0
        for unit in units:
            part = _TITLE if unit.kind == TITLE else _BODY
            part = _HEADINGS if unit.kind == Kind.HEADING else part
            positions[part] = self._add_unit(unit, field, part, (start, positions[part]))
            start += len(unit.text) + 1
        self.word_counts.append(len(self.words) - before)

    def _add_unit(self, unit: Unit, field: str, part: int, place: tuple[int, int]) -> int:
        """Add a unit that begins at a code point and position; return where the next may begin."""
        start, position = place
        new = NEW_UNIT
        for begin, text, counted in _texts(unit):
            if begin or not text:
                # No phrase goes from one cell to the next.
                self._add_word(NO_WORD, start + begin, new, 0)
                new = 0
            for match, (term, surface, skipped, size) in self._found(text, field):
                self._add_word(surface, start + begin + match + skipped, new, size)
                new = 0
                if counted and term != _NO_TERM:
                    self._count(self.parts[part], term, surface, position)
                    position += 1
            position += BLOCK_GAP
        if new:
            self._add_word(NO_WORD, start, new, 0)
        return position

    def _found(self, text: str, field: str) -> Iterator[tuple[int, _Numbers]]:
        """Yield where each word of ``text`` begins, and its numbers."""
        known = self._known.setdefault(field, {})
        for match in WORD.finditer(text):
            raw = match.group()
            numbers = known.get(raw)
            if numbers is None:
                numbers = known[raw] = self._numbers(raw, field)
            if numbers is not _NO_WORDS:
                yield match.start(), numbers

    def _add_word(self, surface: int, at: int, new: int, size: int) -> None:
        """Add a word that begins at the code point ``at``; ``new`` tells that a unit does."""
        gap, self._last = at - self._last, at
        while gap > LARGEST_GAP:
            self.words.append(NO_WORD)
            self.gaps.append(LARGEST_GAP | new)
            self.sizes.append(0)
            gap, new = gap - LARGEST_GAP, 0
        self.words.append(surface)
        self.gaps.append(gap | new)
        self.sizes.append(min(size, LONGEST_WORD))

    def _count(self, found: Occurrences, term: int, surface: int, position: int) -> None:
        found.terms.append(term)
        found.surfaces.append(surface)
        found.docs.append(self._document)
        found.positions.append(position)

    def _numbers(self, raw: str, field: str) -> _Numbers:
        skipped, dropped, surface = normal(raw)
        if not surface:
            return _NO_WORDS
        term = analyzer(field).term(surface)
        return (
            self.terms.setdefault(f"{field} {term}", len(self.terms)) if term else _NO_TERM,
            self.surfaces.setdefault(surface, len(self.surfaces)),
            skipped,
            len(raw) - skipped - dropped,
        )


def _texts(unit: Unit) -> Iterator[tuple[int, str, bool]]:
    """Yield the texts of a unit: where each begins, and whether its words count.

    The heads of columns, repeated in every row of a table, are shown there but count once.
    """
    if unit.kind != ROW:
        yield 0, unit.text, True
        return
    for piece in unit.pieces:
        text = unit.text[piece.start : piece.start + piece.length]
        yield piece.start, text, not piece.label
