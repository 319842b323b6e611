"""Words that a reader may have meant, of those that stand in the books that are searched.

What stands only in other books, or in the user guide, is as unknown as what stands nowhere. And a
book has misspellings too: a word that is there, but far rarer than one a slip away, may be one.
"""

from collections.abc import Callable

import numpy as np

from viewer.search.analysis import analyzer
from viewer.search.impacts import Collection, Ids
from viewer.search.scope import Mask
from viewer.search.spelling import Spelling, is_one_slip

LIKELIER = 10
"""How many times the sections a word stands in, at least, for it to be meant by a known one."""

_RARE, _RARE_OF = 3, 1000
"""A misspelling stands in so few documents, or in one of so many."""

_SHORTEST = 5
"""Letters of a word that may be a misspelling although it stands in a text."""

_MOST = 3


class Corrector:
    """Corrects words for one search.

    Args:
        documents: The collection.
        spelling: Its words.
        written: Returns how a word is written in a document.
        mask: Documents of the books that are searched.
        language: Language of the reader: ``en``, ``fr`` or ``xx``.

    Attributes:
        mask: The same.
        language: The same.
    """

    def __init__(
        self,
        documents: Collection,
        spelling: Spelling,
        written: Callable[[int, str], str],
        mask: Mask,
        language: str,
    ) -> None:
        self._documents = documents
        self._spelling = spelling
        self._written = written
        self.mask = mask
        self.language = language

    def is_known(self, surface: str) -> bool:
        """Tell whether a word stands in some text, or is too common to be indexed."""
        return bool(self._standing(surface).size) or self.is_common(surface)

    def is_common(self, surface: str) -> bool:
        """Tell whether a word is too common in some language here to be indexed in it."""
        return not all(analyzer(code).term(surface) for code in self._documents.present())

    def corrections(self, surface: str) -> list[str]:
        """Return the words that an unknown one may stand for, the best first, at most three.

        A word that another book has is hardly misspelt: only one a slip away stands for it.
        """
        elsewhere = len(self._documents.surfaces.postings(surface)[0]) > 0
        return [
            self._as_written(word)
            for word in self._spelling.corrections(surface, self.language)
            if self._standing(word).size and (not elsewhere or is_one_slip(surface, word))
        ][:_MOST]

    def likelier(self, surface: str) -> list[str]:
        """Return the words that a known one may be a misspelling of; mostly none."""
        count = self._standing(surface).size
        if len(surface) < _SHORTEST or count > max(_RARE, self._documents.size // _RARE_OF):
            return []
        needed = LIKELIER * max(count, 1)
        return [
            self._as_written(word)
            for word in self._spelling.corrections(surface, self.language)
            if is_one_slip(surface, word)
            and not self._is_form(surface, word)
            and self._standing(word).size >= needed
        ][:_MOST]

    def _is_form(self, one: str, other: str) -> bool:
        """Tell whether two words are forms of the same in some language."""
        codes = self._documents.present()
        return any(analyzer(code).term(one) == analyzer(code).term(other) for code in codes)

    def _standing(self, surface: str) -> Ids:
        """Return the searched documents in which a word stands."""
        docs, _ = self._documents.surfaces.postings(surface)
        return docs[self.mask[docs]]

    def _as_written(self, surface: str) -> str:
        """Return how a word is written, in a text of the reader's language if possible."""
        docs = self._standing(surface)
        first, last = np.searchsorted(docs, self._documents.bounds()[self.language])
        return self._written(int(docs[first] if first < last else docs[0]), surface)
