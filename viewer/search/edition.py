"""An opened index of one edition."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from viewer.book.book import Book
from viewer.book.model import pick
from viewer.search.analysis import WORD, analyzer
from viewer.search.arrays import EditionArrays, Postings, load, load_postings
from viewer.search.backend import BROKEN, Untyped
from viewer.search.matching import Pattern
from viewer.search.record import open_reader
from viewer.search.seal import Sealed
from viewer.search.texts import DocumentWords, Texts

if TYPE_CHECKING:
    from viewer.search.units import StoredUnits

_KEPT = 256
"""Documents kept for the next key: some twenty are shown, and a few more looked at."""

Flags = NDArray[np.unsignedinteger]
"""Bits, in numbers just large enough."""


def full_name(sealed: Sealed, book: Book) -> str:
    """Return the name of the index of ``book`` among all (``IndexFolder.open_named``)."""
    return f"{book.edition.book}/{sealed.facts['name']}"


class OpenEdition:
    """An edition that can be searched.

    Args:
        book: The book.
        sealed: Its verified index.

    Attributes:
        book: The book.
        sealed: Its verified index.
        name: Name of its index among all: the id of the book, a slash, and its own name.
        arrays: Its arrays.
        reader: A Whoosh reader of its index.
        units: Returns the text of a document; keeps those asked for last.
        words: Returns the words of a document; keeps those asked for last.
        stops: Returns the places of the surfaces that aren't indexed in a language, and of no word.
        texts: Its texts and words, whence those come.
        path: Returns the titles of a section and of those above it in a language, the outermost
            first; nothing for no section.
    """

    def __init__(self, book: Book, sealed: Sealed) -> None:
        self.book = book
        self.sealed = sealed
        self.name = full_name(sealed, book)
        self.arrays: EditionArrays = load(sealed.files)
        self.reader: Untyped = open_reader(self.arrays, sealed.files)
        self.texts = Texts(sealed.files, self.arrays)
        self.units: Callable[[int], StoredUnits] = lru_cache(_KEPT)(self.texts.units)
        self.words: Callable[[int], DocumentWords] = lru_cache(_KEPT)(self.texts.words)
        self.stops: Callable[[str], frozenset[int]] = lru_cache(4)(self._stop_places)
        self._unfound: Callable[[str], NDArray[np.int64]] = lru_cache(4)(self._stop_array)
        self.path: Callable[[str, str], tuple[str, ...]] = lru_cache(_KEPT)(self._path)

    def postings(self) -> Postings:
        """Return what ranking is made from; it isn't kept.

        Raises:
            SearchIndexError: It can't be read.
        """
        return load_postings(self.sealed.files, self.arrays)

    def flags(self, language: str, patterns: Iterable[Pattern]) -> Flags:
        """Return for each surface which parts of a query it answers, as bits.

        Patterns of several words are left out. One more place stands for no word. Words that aren't
        indexed are never found by their beginning: "th" doesn't mean "the".

        Args:
            language: Language of the fields of the documents: ``en``, ``fr`` or ``xx``.
            patterns: What is looked for.
        """
        single = [(one, one.bit) for one in patterns if len(one.values) == 1]
        kind = np.min_scalar_type(max((bit for _, bit in single), default=0))
        flags = np.zeros(len(self.arrays.surfaces) + 1, kind)
        begun = [(one.values[0], kind.type(bit)) for one, bit in single if one.prefix]
        for value, bit in begun:
            first, last = self.arrays.surfaces.beginning(value)
            flags[first:last] |= bit
        if begun:
            flags[self._unfound(language)] = 0
        for one, bit in single:
            if not one.prefix:
                flags[self._places(language, one)] |= kind.type(bit)
        return flags

    def steps(self, language: str, pattern: Pattern) -> list[Flags]:
        """Return for each word of a pattern which surfaces may stand for it, stop words as well."""
        stop = analyzer(language).stop
        last = len(pattern.values) - 1 if pattern.prefix else -1
        steps = []
        for at, value in enumerate(pattern.values):
            may = np.zeros(len(self.arrays.surfaces) + 1, bool)
            if at == last:
                may[slice(*self.arrays.surfaces.beginning(value))] = True
            else:
                word = Pattern(0, (value,), exact=pattern.exact or value in stop)
                may[self._places(language, word)] = True
            steps.append(may)
        return steps

    def _places(self, language: str, pattern: Pattern) -> slice | NDArray[np.int32]:
        """Return the places of the surfaces that answer a pattern of one whole word."""
        arrays, value = self.arrays, pattern.values[0]
        if pattern.exact:
            at = arrays.surfaces.find(value)
            return slice(at, at + 1) if at >= 0 else slice(0)
        at = arrays.stems.find(f"{language} {value}")
        if at < 0:
            return slice(0)
        return arrays.forms[arrays.form_starts[at] : arrays.form_starts[at + 1]]

    def _stop_places(self, language: str) -> frozenset[int]:
        """Return the places of surfaces that the index leaves out, and of no word."""
        places = (self.arrays.surfaces.find(word) for word in analyzer(language).stop)
        return frozenset([*(at for at in places if at >= 0), len(self.arrays.surfaces)])

    def _stop_array(self, language: str) -> NDArray[np.int64]:
        return np.array(sorted(self.stops(language)))

    def written(self, document: int, surface: str) -> str:
        """Return how ``surface`` is written in a document that has it.

        Raises:
            SearchIndexError: The document can't be read.
        """
        at = self.arrays.surfaces.find(surface)
        words = self.words(document)
        places = np.flatnonzero(words.surfaces == at)
        if at < 0 or not len(places):
            return surface
        start = int(words.starts[places[0]])
        text = "\n".join(unit.text for unit in self.units(document))
        match = WORD.match(text, start)
        return match.group() if match else surface

    def title(self, section: str, language: str) -> str:
        """Return the title of a section, in another language if it has none in this one."""
        return pick(self.book.section(section).title, language)

    def _path(self, section: str, language: str) -> tuple[str, ...]:
        if not section:
            return ()
        above = (*self.book.ancestors(section), self.book.section(section))
        return tuple(pick(one.title, language) for one in above)

    def close(self) -> None:
        """Close its files."""
        self.texts.close()
        with suppress(*BROKEN):
            self.reader.close()
