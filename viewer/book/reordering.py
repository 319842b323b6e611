"""Entries that stand in another order in the other language, paired by what they say.

Definitions, names and countries follow the alphabet of each language, so that what stands at one
place in both is not the same. Pairing in order can't put that right; here each entry is compared
with all that have something rare in common with it: a number, a name that both languages share, or
the name in the other language that stands in brackets at its end. An entry finds its partner at
another place only if the two go together far better than either with anything else, its partner in
order included.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.book.entries import entries
from viewer.book.model import Block
from viewer.book.pairing import Pair, in_reading_order, pair_up
from viewer.book.translation import Features, Shared, Translations, joined, plain

# How much more (logarithm) two entries must go together than either with any other.
_LEAD = 4.0
# Least odds (logarithm) of a partner at another place.
_LEAST = 3.0
# Least odds of what is left over in such lists.
_LEAST_OF_REST = 1.0
# Pairs that are compared for it at most, so that nobody waits.
_MOST_COMPARED = 40_000
# What more entries than this have in common, on one side, is not rare.
_RARE = 4
# How often the other language's name of an entry, where it is given, is spelt as there.
_SAME_NAME = 0.9
_LONGEST_NAME = 90
# Characters at the end of a block in which a name is sought.
_ENDING = _LONGEST_NAME + 10
_IN_BRACKETS = re.compile(rf"\(([^()]{{2,{_LONGEST_NAME}}})\)[.;,\s]*$")
_EDGES = " .;:,()«»“”\"'\u00a0"

Compared = tuple[Sequence[Block], Sequence[Features]]
"""The blocks of a text, and what each is compared by."""

_Match = tuple[int, int]


def by_meaning(left: Compared, right: Compared, pairs: list[Pair]) -> list[Pair]:
    """Return the pairs with entries put right that are elsewhere in the other language.

    Args:
        left: The blocks of one text.
        right: Those of the other.
        pairs: Their places, paired in order.

    Returns:
        Every block once, in the reading order of the left text; pairs may cross.
    """
    texts = _Text.of(*left), _Text.of(*right)
    partners = {one: other for one, other in pairs if one is not None and other is not None}
    moved = _moved(*texts, partners)
    if not moved:
        return pairs
    found = _put_right(Translations(left[1], right[1]), *texts, moved, partners)
    owners = {other: one for one, other in found.items()}
    every: list[Pair] = [(row, found.get(row)) for row in range(len(left[0]))]
    every += [(None, column) for column in range(len(right[0])) if column not in owners]
    return in_reading_order(every, 0)


@dataclass(frozen=True)
class _Text:
    """A text as entries.

    Attributes:
        entries: The places of their blocks.
        whole: What each entry is compared by.
        starts: The first words of each block of each entry.
        foreign: The names of each entry in the other language.
    """

    entries: list[range]
    whole: list[Features]
    starts: list[list[str]]
    foreign: list[frozenset[str]]

    @classmethod
    def of(cls, blocks: Sequence[Block], found: Sequence[Features]) -> "_Text":
        places = entries(blocks)
        starts = [_spelt(block.text[:_LONGEST_NAME]) for block in blocks]
        foreign = [_foreign(block) for block in blocks]
        return cls(
            places,
            [joined(found[entry.start : entry.stop]) for entry in places],
            [starts[entry.start : entry.stop] for entry in places],
            [frozenset(filter(None, foreign[entry.start : entry.stop])) for entry in places],
        )

    def named(self, other: "_Text", own: str, foreign: str) -> list[frozenset[str]]:
        """Return what the entries are called, so that a name that both texts give is alike.

        Args:
            other: The other text.
            own: Stands before a name in the language of this text.
            foreign: Stands before one in that of the other.
        """
        given = frozenset().union(*other.foreign)
        whole = frozenset(start for starts in other.starts for start in starts)
        return [
            frozenset(
                [own + name for start in starts for name in _begun(start, given)]
                + [foreign + name for name in called]
                + [f"both {start}" for start in starts if start in whole]
            )
            for starts, called in zip(self.starts, self.foreign, strict=True)
        ]


def _foreign(block: Block) -> str:
    """Return what stands in brackets at the end of a block."""
    found = _IN_BRACKETS.search(block.text.rstrip()[-_ENDING:])
    return _spelt(found.group(1)) if found else ""


def _begun(start: str, names: frozenset[str]) -> list[str]:
    """Return the longest of some names with which a block begins."""
    if not names:
        return []
    words = start.split(" ")
    begun = (" ".join(words[:count]).rstrip(_EDGES) for count in range(len(words), 0, -1))
    return [name for name in begun if name in names][:1]


def _spelt(name: str) -> str:
    return " ".join(plain(name).split()).strip(_EDGES)


def _moved(left: _Text, right: _Text, partners: dict[int, int]) -> list[_Match]:
    """Return the entries that belong together and aren't wholly paired in order."""
    names = left.named(right, "left ", "right "), right.named(left, "right ", "left ")
    entry_of = {place: at for at, entry in enumerate(right.entries) for place in entry}
    in_order = {
        (at, entry_of[partners[place]])
        for at, entry in enumerate(left.entries)
        for place in entry
        if place in partners
    }
    candidates = set(_candidates(left, right, names))
    if candidates <= in_order:
        return []
    compared, shared = Translations(left.whole, right.whole), Shared(*names, _SAME_NAME)
    odds = {match: compared.odds(*match) + shared.odds(*match) for match in in_order | candidates}
    found = _foremost(odds)
    crossing = [match for match in found if match not in in_order]
    if not crossing:
        return []
    lists = [_hull(set(places)) for places in zip(*crossing, strict=True)]
    return [
        (one, other)
        for one, other in found
        if (one, other) in crossing or one in lists[0] or other in lists[1]
    ]


def _candidates(
    left: _Text, right: _Text, names: tuple[list[frozenset[str]], list[frozenset[str]]]
) -> Iterator[_Match]:
    """Yield the entries that have something rare in common."""
    places: tuple[dict[str, list[int]], dict[str, list[int]]]
    places = defaultdict(list), defaultdict(list)
    for side, text in enumerate((left, right)):
        for at, whole in enumerate(text.whole):
            for trait in (*whole.words, *whole.numbers, *names[side][at]):
                places[side][trait].append(at)
    for trait, ones in places[0].items():
        others = places[1].get(trait, [])
        if len(ones) <= _RARE and len(others) <= _RARE:
            yield from ((one, other) for one in ones for other in others)


def _foremost(odds: dict[_Match, float]) -> list[_Match]:
    """Return the matches that lead before all others of either side, the likeliest first."""
    best: tuple[dict[int, list[float]], dict[int, list[float]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for match, value in odds.items():
        for side in (0, 1):
            best[side][match[side]].append(value)
    second = [
        {at: sorted(values)[-2] if len(values) > 1 else -99.0 for at, values in side.items()}
        for side in best
    ]
    found = [
        match
        for match, value in odds.items()
        if value >= _LEAST and all(value - second[side][match[side]] >= _LEAD for side in (0, 1))
    ]
    return sorted(found, key=odds.__getitem__, reverse=True)


def _put_right(
    compared: Translations,
    left: _Text,
    right: _Text,
    moved: list[_Match],
    partners: dict[int, int],
) -> dict[int, int]:
    """Return the partners of the blocks of the left text after the entries were moved."""
    taken = (
        {place for one, _ in moved for place in left.entries[one]},
        {place for _, other in moved for place in right.entries[other]},
    )
    found = {
        one: other
        for one, other in partners.items()
        if one not in taken[0] and other not in taken[1]
    }
    for one, other in moved:
        found |= _pair(compared, left.entries[one], right.entries[other])
    return found | _pair_rest(compared, *_rest(taken, found, partners))


def _rest(
    taken: tuple[set[int], set[int]], found: dict[int, int], partners: dict[int, int]
) -> tuple[list[int], list[int]]:
    """Return what has no partner within the lists whose entries are in another order."""
    owners = {other: one for one, other in partners.items()}
    lists = (
        taken[0] | {_nearest(owners, place) for place in taken[1]},
        taken[1] | {_nearest(partners, place) for place in taken[0]},
    )
    owned = found.keys(), set(found.values())
    rows, columns = (
        [place for place in _hull(places) if place not in has]
        for places, has in zip(lists, owned, strict=True)
    )
    return rows, columns


def _nearest(partners: dict[int, int], place: int) -> int:
    """Return the partner of the nearest place that has one, at or before it; 0 if none has."""
    return next((partners[at] for at in range(place, -1, -1) if at in partners), 0)


def _pair_rest(
    compared: Translations, rows: Sequence[int], columns: Sequence[int]
) -> dict[int, int]:
    """Pair what goes together best, wherever it stands."""
    if len(rows) * len(columns) > _MOST_COMPARED:
        return {}
    odds = {(row, column): compared.odds(row, column) for row in rows for column in columns}
    found: dict[int, int] = {}
    owned: set[int] = set()
    for (row, column), value in sorted(odds.items(), key=lambda one: -one[1]):
        if value >= _LEAST_OF_REST and row not in found and column not in owned:
            found[row] = column
            owned.add(column)
    return found


def _hull(places: set[int]) -> range:
    return range(min(places), max(places) + 1)


def _pair(compared: Translations, rows: Sequence[int], columns: Sequence[int]) -> dict[int, int]:
    """Pair blocks in order: one to one where they have the same structure and labels."""
    left = [(compared.left[row].shape, compared.left[row].label) for row in rows]
    right = [(compared.right[column].shape, compared.right[column].label) for column in columns]
    if left == right:
        return dict(zip(rows, columns, strict=True))

    def odds(row: int, column: int) -> float:
        return compared.odds(rows[row], columns[column])

    return {
        rows[one]: columns[other]
        for one, other in pair_up(len(rows), len(columns), odds)
        if one is not None and other is not None
    }
