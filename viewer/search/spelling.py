"""Which indexed words a misspelt word may have meant.

Candidates are close in letters (a letter added, left out, changed or swapped with its neighbour);
of those, words that sound alike, doubled letters and slips of neighbouring keys come first, and
frequent words of the reader's language before rare or foreign ones.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from viewer.search.impacts import Impacts

SHORTEST = 3
"""Letters that a word needs to be corrected."""

_CANDIDATES = 40
_RANKED = 12
_FAR = 5
_VERY_FAR = 8
"""From so many letters on, two slips are forgiven, and three."""

# What each of these counts was chosen on common misspellings; small changes change nothing.
_FREQUENCY = 0.3
_FOREIGN = 0.2
_SLIP = 2.0
_OTHER_FIRST_LETTER = 1.0
_SHORTER = 0.3
_SAME_SOUND = 1.0
_SAME_BUT_DOUBLED = 1.2
_NEIGHBOURING_KEYS = 0.3
_SAME_LETTERS = 0.5

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
_SOUNDS = (
    (r"ph", "f"),
    (r"ck|qu|q|c(?=[aoul])|ch(?=r)", "k"),
    (r"c(?=[eiy])|sc(?=[ei])|z", "s"),
    (r"gh(?=t)|^k(?=n)|^g(?=n)|^w(?=r)|^p(?=[sn])|b$|(?<=m)b", ""),
    (r"x", "ks"),
    (r"tion|sion", "sn"),
    (r"y|ee|ea|ie|ei", "i"),
    (r"oo|ou|ow", "u"),
    (r"au|aw|eau", "o"),
    (r"w", "v"),
    (r"h", ""),
)


class Spelling:
    """Corrects words with those of a collection.

    Args:
        surfaces: The words as they are typed, with their postings.
        bounds: First document of each language, and after its last.
    """

    def __init__(self, surfaces: Impacts, bounds: Mapping[str, tuple[int, int]]) -> None:
        self._surfaces = surfaces
        self._bounds = bounds
        self._by_length: dict[int, tuple[list[str], list[int]]] = {}
        self.corrections: Callable[[str, str], list[str]] = lru_cache(256)(self._corrections)
        self._frequencies: Callable[[str], list[float]] = lru_cache(4)(self._count)

    def _corrections(self, surface: str, language: str) -> list[str]:
        """Return the other indexed words that ``surface`` may stand for, the best first.

        Args:
            surface: A folded word.
            language: Language of the reader: ``en``, ``fr`` or ``xx``.
        """
        if len(surface) < SHORTEST or not surface.isalpha():
            return []
        allowed = 1 + (len(surface) >= _FAR) + (len(surface) >= _VERY_FAR)
        frequencies = self._frequencies(language)
        scored = sorted(
            (_cost(surface, word, slips) - _FREQUENCY * frequencies[at], word)
            for word, slips, at in self._near(surface, allowed)
            if word != surface
        )
        return [word for _, word in scored[:_RANKED]]

    def _near(self, surface: str, allowed: int) -> Iterator[tuple[str, float, int]]:
        """Yield words at most ``allowed`` slips away: the word, the slips, its place."""
        self._sort()
        for length in range(len(surface) - allowed, len(surface) + allowed + 1):
            words, places = self._by_length.get(length, ([], []))
            for word, slips, at in process.extract(
                surface, words, scorer=OSA.distance, score_cutoff=allowed, limit=_CANDIDATES
            ):
                yield word, slips, places[at]

    def _sort(self) -> None:
        """Sort the vocabulary by length, the first time it is needed."""
        if self._by_length:
            return
        counts = np.diff(self._surfaces.starts).tolist()
        for at, word in enumerate(self._surfaces.terms):
            # Words that aren't indexed stand nowhere.
            if word.isalpha() and counts[at]:
                words, places = self._by_length.setdefault(len(word), ([], []))
                words.append(word)
                places.append(at)

    def _count(self, language: str) -> list[float]:
        """Return how frequent each word is, logarithmically; foreign texts count less."""
        starts, docs = self._surfaces.starts, self._surfaces.docs
        if not len(docs):
            return [0.0] * len(self._surfaces.terms)
        first, last = self._bounds.get(language, (0, 0))
        own = np.concatenate([[0], np.cumsum((docs >= first) & (docs < last))])
        mine = own[starts[1:]] - own[starts[:-1]]
        others = np.diff(starts) - mine
        return [float(value) for value in np.log1p(mine + _FOREIGN * others)]


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two that changed places."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def _cost(typed: str, word: str, slips: float) -> float:
    """Return how unlikely it is that ``word`` was meant; lower is likelier."""
    cost = _SLIP * slips
    if typed[0] != word[0]:
        cost += _OTHER_FIRST_LETTER
    if len(word) < len(typed):
        cost += _SHORTER
    if sound(typed) == sound(word):
        cost -= _SAME_SOUND
    if _single(typed) == _single(word):
        cost -= _SAME_BUT_DOUBLED
    if len(typed) == len(word) and _is_slip(typed, word):
        cost -= _NEIGHBOURING_KEYS
    if sorted(typed) == sorted(word):
        cost -= _SAME_LETTERS
    return cost


def _is_slip(typed: str, word: str) -> bool:
    """Tell whether two words of equal length differ in one key, by a neighbour."""
    pairs = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
    return len(pairs) == 1 and any(
        f"{a}{b}" in row or f"{b}{a}" in row for a, b in pairs for row in _ROWS
    )


def _single(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return roughly how ``word`` sounds, in English or French."""
    for letters, sounds in _SOUNDS:
        word = re.sub(letters, sounds, word)
    word = _single(word)
    return word[:1] + re.sub(r"[aeiou]", "", word[1:])
