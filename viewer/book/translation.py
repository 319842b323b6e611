"""How probable it is that one block is the translation of another.

No dictionary: the kind and the place in the structure, the label at the start ("(a)"), how a block
ends, its length, numbers, and what is spelt alike in both languages (names, cognates, addresses).
Each of them is weighed as evidence: the logarithm of how many times likelier it is between
translations than between two blocks taken at random from this very section. So what is common in
the section counts little, and what is rare counts much.

The lengths are compared after Gale and Church, "A Program for Aligning Sentences in Bilingual
Corpora", Computational Linguistics 19 (1993), but as ratios: translators of whole paragraphs are
freer than those of sentences.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from viewer.book.model import Block, Kind, Mark

# How often translations agree in each respect; chosen by reason, on a plateau: a half or a double
# of what remains to 1 changes little.
_SAME_SHAPE = 0.97
_SAME_LABEL = 0.97
_SAME_END = 0.9
_SAME_NUMBER = 0.85
_SAME_WORD = 0.5
"""How often a word occurs in the translation that occurs somewhere in the other language."""

# What disagreement costs, where it says more than that the agreement is missing.
_OTHER_GROUP = -20.0
_OTHER_SHAPE = -2.0
_OTHER_LABEL = -8.0
_NO_LABEL = -3.0
_OTHER_END = -1.5
# Words of one block are no independent witnesses.
_WORDS_COUNT = 0.6
_LEAST_WORDS, _MOST_WORDS = -5.0, 12.0
_LEAST_LENGTH, _MOST_LENGTH = -5.0, 3.0
# Characters that are added to each length, so that the shortest texts don't differ hugely.
_LENGTH = 6
# Spread of the lengths of blocks that is taken for granted, as that of so many blocks.
_SPREAD, _SPREAD_BLOCKS = 0.8, 4
# The languages are taken for equally long until so many blocks say otherwise.
_RATIO_BLOCKS = 10

_NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d{3})*(?!\d)")
_SEPARATORS = re.compile(r"[ ,.\u00a0\u202f]")
# All that the decomposition of Latin letters gives.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
# Letters at the start of a word by which names and cognates are recognised.
_STEM = 4
_PART = r"(?:\d{1,4}(?:[.\-]\d{1,3})*|[a-z]{1,2}(?:\.\d+)*|[ivxlc]{1,7}(?:\.\d+)*)"
_LABEL = re.compile(
    rf"[\s\-•*–—]*((?:(?:\d{{1,4}}(?:[.\-]\d{{1,3}})*\s)?[(\[]?{_PART}[)\].]\s*)+)(?=\s|\w|$)",
    re.IGNORECASE,
)
_IN_LABEL = re.compile(r"[a-z0-9]+")
# "; and" ends like ";".
_END = re.compile(r"([.;:,!?…])[\"”»)\s]*(?:\w{1,4})?\Z")
# So much of a text is looked at for it, in characters.
_ENDING = 40

# Kinds that one language may use where the other uses another of the same group.
_GROUPS = {
    Kind.PARAGRAPH: "prose",
    Kind.LIST_ITEM: "prose",
    Kind.CALLOUT: "prose",
    Kind.DEFINITION: "prose",
    Kind.TERM: "prose",
    Kind.FOOTNOTE: "note",
}


_Trait = TypeVar("_Trait", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Features:
    """What a block is compared by.

    Attributes:
        shape: Kind, level of a heading, containers around it, and whether all of it is set strong:
            equal shapes are the same place in a structure.
        group: Kinds that can stand for each other.
        label: Letters and numbers before the text, as "a" or "12 1", or nothing.
        end: The punctuation at the end, or nothing.
        length: Characters after the label.
        numbers: Numbers without separators.
        words: Starts of words without accents, and addresses of links.
    """

    shape: tuple[str, ...]
    group: str
    label: str
    end: str
    length: int
    numbers: frozenset[str]
    words: frozenset[str]


def features(block: Block) -> Features:
    """Return what ``block`` is compared by."""
    found = _LABEL.match(block.text)
    label = found.group(1).casefold() if found else ""
    rest = block.text[found.end() :] if found else block.text
    end = _END.search(rest.rstrip()[-_ENDING:])
    links = {span.link for span in block.spans if span.link}
    return Features(
        _shape(block),
        _GROUPS.get(block.kind, block.kind),
        " ".join(_IN_LABEL.findall(label)),
        end.group(1) if end else "",
        len(rest),
        frozenset(_SEPARATORS.sub("", found) for found in _NUMBER.findall(rest)),
        frozenset(word[:_STEM] for word in _WORD.findall(plain(rest))) | links,
    )


def joined(parts: Sequence[Features]) -> Features:
    """Return what blocks that belong together are compared by as one: the shape of the first."""
    first = parts[0]
    return Features(
        first.shape,
        first.group,
        first.label,
        parts[-1].end,
        sum(part.length for part in parts),
        frozenset().union(*(part.numbers for part in parts)),
        frozenset().union(*(part.words for part in parts)),
    )


def plain(text: str) -> str:
    """Return a text without capitals and accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _shape(block: Block) -> tuple[str, ...]:
    level = block.data.get("level", "") if block.kind is Kind.HEADING else ""
    spans = [span for span in block.spans if span.text.strip()]
    strong = bool(spans) and all(Mark.STRONG in span.marks for span in spans)
    return block.kind, level, *(box.kind for box in block.within), *(["strong"] if strong else [])


class Translations:
    """Compares the blocks of two texts, or what is made of several of them.

    Attributes:
        left: What the left text consists of.
        right: What the right text consists of.
    """

    def __init__(self, left: Sequence[Features], right: Sequence[Features]) -> None:
        self.left = left
        self.right = right
        every = [*left, *right]
        self._count = len(every)
        self._shapes = Counter(one.shape for one in every)
        self._labels = Counter(one.label for one in every)
        self._ends = Counter(one.end for one in every)
        self._measure_lengths()
        self._words = Shared(
            [one.words for one in self.left], [one.words for one in self.right], _SAME_WORD
        )
        self._numbers = Shared(
            [one.numbers for one in self.left],
            [one.numbers for one in self.right],
            _SAME_NUMBER,
            expected=True,
        )

    def _measure_lengths(self) -> None:
        counts = [sum(one.length for one in side) or 1 for side in (self.left, self.right)]
        known = min(len(self.left), len(self.right))
        ratio = max(-0.5, min(0.5, math.log(counts[1] / counts[0])))
        self._ratio = ratio * known / (known + _RATIO_BLOCKS)
        lengths = [_log(one) + self._ratio for one in self.left] + [_log(one) for one in self.right]
        self._mean = sum(lengths) / max(1, len(lengths))
        squares = sum((length - self._mean) ** 2 for length in lengths)
        squares += _SPREAD * _SPREAD * _SPREAD_BLOCKS
        self._spread = math.sqrt(squares / (len(lengths) + _SPREAD_BLOCKS))

    def same_structure(self) -> bool:
        """Tell whether both texts have blocks of the same shapes in the same order."""
        return [one.shape for one in self.left] == [one.shape for one in self.right]

    def odds(self, row: int, column: int) -> float:
        """Return the logarithm of how many times likelier a pair is than one by accident.

        Args:
            row: Place of a block in the left text.
            column: Place of a block in the right text.
        """
        one, other = self.left[row], self.right[column]
        if one.group != other.group:
            return _OTHER_GROUP
        words = _WORDS_COUNT * self._words.odds(row, column)
        return (
            self._same(one.shape, other.shape, self._shapes, _SAME_SHAPE, _OTHER_SHAPE)
            + self._same(one.end, other.end, self._ends, _SAME_END, _OTHER_END)
            + self._label_odds(one.label, other.label)
            + self._length_odds(one, other)
            + self._numbers.odds(row, column)
            + max(_LEAST_WORDS, min(_MOST_WORDS, words))
        )

    def _same(
        self,
        one: _Trait,
        other: _Trait,
        counts: Mapping[_Trait, int],
        same: float,
        different: float,
    ) -> float:
        if one != other:
            return different
        return math.log(same * (self._count + 2) / (counts[one] + 1))

    def _label_odds(self, one: str, other: str) -> float:
        different = _OTHER_LABEL if one and other else _NO_LABEL
        return self._same(one, other, self._labels, _SAME_LABEL, different)

    def _length_odds(self, one: Features, other: Features) -> float:
        usual = 0.15 + 1.4 / math.sqrt(one.length + other.length + _LENGTH)
        off = (_log(other) - _log(one) - self._ratio) / usual
        rare = (_log(other) - self._mean) / self._spread
        odds = math.log(self._spread / usual) - off * off / 2 + rare * rare / 2
        return max(_LEAST_LENGTH, min(_MOST_LENGTH, odds))


def _log(one: Features) -> float:
    return math.log(one.length + _LENGTH)


class Shared:
    """Weighs what two blocks have in common, and what only one of them has."""

    def __init__(
        self,
        left: Sequence[frozenset[str]],
        right: Sequence[frozenset[str]],
        same: float,
        *,
        expected: bool = False,
    ) -> None:
        """Count.

        Args:
            left: What the blocks of the left text have.
            right: The same of the right text.
            same: How often translations have something in common that both texts have.
            expected: Whether what one text has is expected in the other, so that it counts against
                a pair even if the other text has it nowhere.
        """
        self._left, self._right = left, right
        self._same, self._expected = same, expected
        counts = _counts(left), _counts(right)
        by_accident = tuple(
            {name: (count + 0.5) / (len(side) + 1) for name, count in counted.items()}
            for side, counted in ((left, counts[0]), (right, counts[1]))
        )
        self._in_left, self._in_right = by_accident
        self._alone_left = [self._alone(names, self._in_right, len(right)) for names in left]
        self._alone_right = [self._alone(names, self._in_left, len(left)) for names in right]

    def odds(self, row: int, column: int) -> float:
        """Return the logarithm of the odds of two blocks."""
        odds = self._alone_left[row] + self._alone_right[column]
        for name in self._left[row] & self._right[column]:
            for where in (self._in_left[name], self._in_right[name]):
                odds += max(0.0, math.log(self._same / where)) - self._missing(where)
        return odds

    def _alone(self, names: Iterable[str], there: dict[str, float], count: int) -> float:
        """Return the odds of a block that has nothing in common with its partner."""
        seldom = 0.5 / (count + 1) if self._expected else None
        found = (there.get(name, seldom) for name in names)
        return sum(self._missing(where) for where in found if where is not None)

    def _missing(self, by_accident: float) -> float:
        """Return how something that a block lacks, that is there by accident so often, counts."""
        if by_accident >= self._same:
            return 0.0
        return math.log((1 - self._same) / (1 - by_accident))


def _counts(side: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(name for names in side for name in names)
