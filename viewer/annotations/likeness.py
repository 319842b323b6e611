"""Passages that read alike: words, how many two stretches share, and where a reworded one ends.

Comparing is done word by word, since editors change words; ``rapidfuzz`` tells quickly where
nothing is alike, and is imported when the first comparison is made.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 0.4
"""Likeness below which a passage is not even a candidate."""

LONG = 120
"""Words from which only the ends of a quote are aligned, since the work grows with their square."""

END_WORDS = 40
"""Words at each end that are aligned then."""

_QUICK = 35.0
"""Likeness of the best equally long stretch, in per cent, below which nothing is aligned."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        words: In lower case.
        spans: Where each stands, in code points.
    """

    words: Sequence[str]
    spans: Sequence[tuple[int, int]]

    def slice(self, start: int, end: int) -> "Words":
        """Return the words that lie between two positions of the text."""
        first = next(
            (at for at, span in enumerate(self.spans) if span[0] >= start), len(self.spans)
        )
        last = next(
            (at for at in range(len(self.spans), first, -1) if self.spans[at - 1][1] <= end), first
        )
        return Words(self.words[first:last], self.spans[first:last])


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that reads like another.

    Attributes:
        first: Index of its first word.
        after: Index after its last word.
        likeness: 0 to below 1.
    """

    first: int
    after: int
    likeness: float


def words_of(text: str) -> Words:
    """Return the words of ``text``, which is folded."""
    found = [(match[0].lower(), match.span()) for match in _WORD.finditer(text)]
    return Words([word for word, _ in found], [span for _, span in found])


def word_set(text: str) -> set[str]:
    """Return the different words of ``text``, which is folded."""
    return set(_WORD.findall(text.lower()))


def best_window(
    quote: Sequence[str], text: Sequence[str], weights: Mapping[str, float]
) -> Window | None:
    """Return the stretch of ``text`` most like ``quote``; None if nothing is alike.

    Likeness is the mean of two shares: words that stay in their order (one minus the edit distance
    of the words), and the weight of the words that are there at all.

    Args:
        quote: Words that are looked for.
        text: Words in which to look.
        weights: How much each word of ``quote`` says; rare words say more.
    """
    if not quote or not text or not _is_worth_it(quote, text):
        return None
    first, after, distance = _aligned(quote, text)
    if after <= first:
        return None
    kept = 1 - distance / max(len(quote), after - first)
    there = set(text[first:after])
    total = sum(weights[word] for word in set(quote))
    shared = sum(weights[word] for word in set(quote) & there)
    likeness = (kept + (shared / total if total else 0)) / 2
    # The same words with other punctuation are alike, not the same.
    return Window(first, after, min(likeness, 0.99)) if likeness >= LEAST else None


def _is_worth_it(quote: Sequence[str], text: Sequence[str]) -> bool:
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(quote, text, score_cutoff=_QUICK) > 0


def _aligned(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int, int]:
    """Return start, end and edit distance of the stretch of ``text`` nearest to ``quote``."""
    if len(quote) <= LONG:
        return _snapped(quote, text, *_nearest(quote, text))
    from rapidfuzz.distance import Levenshtein

    first = _nearest(quote[:END_WORDS], text)[0]
    after = _nearest(quote[-END_WORDS:], text[first:])[1] + first
    return first, after, Levenshtein.distance(quote, text[first:after])


def _nearest(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int, int]:
    """Return start, end and distance of the nearest stretch, by Sellers' algorithm.

    P. H. Sellers, "The theory and computation of evolutionary distances: pattern recognition",
    Journal of Algorithms 1 (1980): an edit distance whose start and end in the text are free.
    Of equally near stretches, the one whose length is nearest to the quote's.
    """
    size = len(quote)
    distances, starts = list(range(size + 1)), [0] * (size + 1)
    best = (size, size, 0, 0)
    for at, word in enumerate(text, 1):
        corner, corner_start = distances[0], starts[0]
        distances[0], starts[0] = 0, at
        for row in range(1, size + 1):
            above, above_start = distances[row], starts[row]
            distance, start = corner + (quote[row - 1] != word), corner_start
            if above + 1 < distance:
                distance, start = above + 1, above_start
            if distances[row - 1] + 1 < distance:
                distance, start = distances[row - 1] + 1, starts[row - 1]
            corner, corner_start = above, above_start
            distances[row], starts[row] = distance, start
        found = (distances[size], abs(size - (at - starts[size])), starts[size], at)
        best = min(best, found)
    return best[2], best[3], best[0]


def _snapped(
    quote: Sequence[str], text: Sequence[str], first: int, after: int, distance: int
) -> tuple[int, int, int]:
    """Take in the quote's own first and last word where they stand right beside the stretch."""
    if 0 < first < after and text[first] != quote[0] == text[first - 1]:
        first -= 1
    if first < after < len(text) and text[after - 1] != quote[-1] == text[after]:
        after += 1
    return first, after, distance
