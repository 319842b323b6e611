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


def words_of(text: str) -> Words:
    """Return the words of ``text``, which is folded."""
    found = [(match[0].lower(), match.span()) for match in _WORD.finditer(text)]
    return Words([word for word, _ in found], [span for _, span in found])


def word_set(text: str) -> set[str]:
    """Return the different words of ``text``, which is folded."""
    return set(_WORD.findall(text.lower()))


def likeness(quote: Sequence[str], stretch: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return how alike a quote and a stretch of words are, 0 to below 1.

    The mean of two shares: words that stay in their order (one minus the edit distance of the
    words), and the weight of the words that are there at all.

    Args:
        quote: Words that are looked for.
        stretch: Words that are compared.
        weights: How much each word of ``quote`` says, above 0; rare words say more.
    """
    kept = 1 - word_distance(quote, stretch) / max(len(quote), len(stretch))
    wanted = set(quote)
    shared = sum(weights[word] for word in wanted.intersection(stretch))
    # The same words with other punctuation are alike, not the same.
    return min((kept + shared / sum(weights[word] for word in wanted)) / 2, 0.99)


def word_distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words have to be changed, added or removed (Levenshtein's distance)."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def nearest_stretch(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """Return start and end of the stretch of ``text`` nearest to ``quote``; equal if none is."""
    from rapidfuzz import fuzz

    if not fuzz.partial_ratio(quote, text, score_cutoff=_QUICK):
        return 0, 0
    if len(quote) <= LONG:
        return _aligned(quote, text)
    first = _aligned(quote[:END_WORDS], text)[0]
    return first, _aligned(quote[-END_WORDS:], text[first:])[1] + first


def _aligned(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """Return start and end of the stretch with the smallest distance, by Sellers' algorithm.

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
        best = min(best, (distances[size], abs(size - (at - starts[size])), starts[size], at))
    return best[2], best[3]
