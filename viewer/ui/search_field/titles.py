"""Titles in memory, and which of them contain given words.

Titles are kept in one run of text for each length, so that the shortest come first, and most runs
are passed over at once: 100,000 titles take a few milliseconds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from viewer.ui.elements.folding import fold

_BETWEEN = "\0"
_FEW = 8
"""Where a word stands in fewer than every so many titles of a run, its places are looked up."""

_WORD = re.compile(r"\w+")
_LONG = 8
"""Letters of a word from which two slips are forgiven; one, in shorter ones."""

_ALTERNATIVES = 3


class _Run:
    """Titles of one length."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.titles: list[str] = []
        self._text = ""
        self._starts: list[int] = []

    def containing(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the titles that contain all words."""
        text = self._joined()
        if any(word not in text for word in words):
            return []
        first, *others = words
        found = self._with(first)
        for word in others:
            found = [place for place in found if word in self.titles[place]]
        return [self.numbers[place] for place in found]

    def _with(self, word: str) -> list[int]:
        text = self._joined()
        if text.count(word) * _FEW > len(self.titles):
            return [place for place, title in enumerate(self.titles) if word in title]
        found, at = [], text.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            found.append(place)
            # On to the next title: once in each is enough.
            at = text.find(word, self._starts[place] + len(self.titles[place]))
        return found

    def _joined(self) -> str:
        if len(self._starts) < len(self.titles):
            self._text = _BETWEEN.join(self.titles)
            self._starts, at = [], 0
            for title in self.titles:
                self._starts.append(at)
                at += len(title) + 1
        return self._text


class Titles:
    """Titles, each in one or more languages, by the numbers in which they were added."""

    def __init__(self) -> None:
        self.folded: list[str] = []
        self._runs: dict[int, _Run] = {}
        self._words: dict[int, set[str]] = {}

    def __len__(self) -> int:
        """Return how many were added."""
        return len(self.folded)

    def add(self, titles: Sequence[str]) -> None:
        """Add the titles of one thing; the first one counts for its length."""
        parts = [fold(title).replace(_BETWEEN, " ") for title in titles]
        folded = "\n".join(parts)
        run = self._runs.setdefault(len(parts[0]), _Run())
        run.numbers.append(len(self.folded))
        run.titles.append(folded)
        self.folded.append(folded)
        for word in _WORD.findall(folded):
            self._words.setdefault(len(word), set()).add(word)

    def containing(self, words: Sequence[str], enough: int) -> list[int]:
        """Return the numbers of titles that contain all words, shorter ones first.

        Args:
            words: Folded words, at least one.
            enough: Number from which no longer titles are looked at.
        """
        wanted = sorted(words, key=len, reverse=True)
        found: list[int] = []
        if any(_BETWEEN in word for word in words):
            return found
        for length in sorted(self._runs):
            found += self._runs[length].containing(wanted)
            if len(found) >= enough:
                break
        return found

    def respelt(self, words: Sequence[str]) -> Iterator[list[str]]:
        """Yield ``words`` with the nearest words of titles in place of one that is in none."""
        unknown = [word for word in words if not self.containing([word], 1)]
        if len(unknown) != 1:
            return
        for near in self._nearest(unknown[0]):
            yield [near if word == unknown[0] else word for word in words]

    def _nearest(self, word: str) -> list[str]:
        # Imported here: most words are spelt well.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= _LONG else 1
        lengths = range(len(word) - slips, len(word) + slips + 1)
        known = [one for length in lengths for one in self._words.get(length, ())]
        found = process.extract(
            word, known, scorer=OSA.distance, score_cutoff=slips, limit=_ALTERNATIVES
        )
        return [near for near, _slips, _place in found]
