"""Asking Whoosh: the index of record, for what the arrays can't answer.

One searcher over all opened editions, kept open between queries.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.errors import SearchIndexError
from viewer.search import codec
from viewer.search.analysis import analyzer
from viewer.search.arrays import PARTS, EditionArrays, Source
from viewer.search.backend import BROKEN, Untyped, query, reading, searching
from viewer.search.collect import LANGUAGES


class Record:
    """The Whoosh indexes of several editions as one.

    Documents are numbered in the order of the editions, each in its own order.

    Args:
        readers: What ``open_reader`` returned for each edition.
    """

    def __init__(self, readers: Sequence[Untyped]) -> None:
        self._readers = list(readers)
        self._whole = reading.MultiReader(self._readers)
        self._searcher = searching.Searcher(self._whole)

    def phrase(self, language: str, terms: Sequence[str]) -> NDArray[np.int64]:
        """Return the documents in which ``terms`` follow one another in one part.

        Args:
            language: ``en``, ``fr`` or ``xx``.
            terms: Terms of that language.

        Raises:
            SearchIndexError: The index is damaged.
        """
        fields = [f"{part}_{language}" for part in PARTS]
        return self._documents(query.Or([query.Phrase(field, list(terms)) for field in fields]))

    def _documents(self, asked: Untyped) -> NDArray[np.int64]:
        try:
            found = np.fromiter(self._searcher.docs_for_query(asked.normalize()), np.int64)
        except BROKEN as error:
            raise SearchIndexError("search-index-damaged") from error
        return np.unique(found)


def open_reader(arrays: EditionArrays, files: Source) -> Untyped:
    """Return a Whoosh reader of the index of one edition.

    Args:
        arrays: Arrays of the edition.
        files: Verified files of the index.

    Raises:
        SearchIndexError: The index is damaged.
    """
    names = [f"{part}_{code}" for part in PARTS for code in LANGUAGES]
    made = codec.schema({name: analyzer(name.rpartition("_")[2]) for name in names})
    segment = codec.segment(len(arrays.sections), dict.fromkeys(names, 0))
    try:
        return reading.SegmentReader(codec.Storage(files), made, segment)
    except BROKEN as error:
        raise SearchIndexError("search-index-damaged") from error
