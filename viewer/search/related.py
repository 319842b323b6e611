"""Sections that are about the same as one: they share the words that tell it from the others."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from viewer.search.edition import OpenEdition
from viewer.search.impacts import Collection
from viewer.search.scope import Mask
from viewer.search.scoring import best_places

TELLING = 24
"""Words of a section that count: those with the greatest impact."""

COMMON = 0.2
"""Share of the documents of a language from which a word is too common to tell anything."""

LEAST_SHARED = 3
"""Telling words that a section has in common with another, at least."""

LEAST_LIKE = 0.3
"""How like a section must be, at least, of what the most like one is."""


class Related(NamedTuple):
    """A section that is about the same as another.

    Attributes:
        book: Id of its book.
        section: Its id.
        language: Language in which it is shown.
        title: Its title in that language.
        path: Titles of the sections above, the outermost first.
    """

    book: str
    section: str
    language: str
    title: str
    path: tuple[str, ...]


def related(
    editions: Sequence[OpenEdition],
    documents: Collection,
    place: tuple[str, str, str],
    mask: Mask,
    limit: int = 5,
) -> list[Related]:
    """Return sections that share the telling words of one, the nearest first.

    Args:
        editions: The opened editions.
        documents: Their collection.
        place: Book, section and language.
        mask: Which documents may be named.
        limit: Most sections to return.
    """
    document = _document(editions, documents, place, mask)
    if document < 0:
        return []
    scores, shared = _likeness(documents, document)
    own = documents.sections == documents.sections[document]
    fits = mask & ~own & (shared >= LEAST_SHARED)
    found = np.flatnonzero(fits)
    places = best_places(scores[found].astype(np.float32), limit)
    if len(places):
        places = places[scores[found[places]] >= LEAST_LIKE * scores[found[places[0]]]]
    return [_named(editions, documents, int(found[at])) for at in places]


def _document(
    editions: Sequence[OpenEdition],
    documents: Collection,
    place: tuple[str, str, str],
    mask: Mask,
) -> int:
    """Return the number of a document; -1 if there is none."""
    book, section, language = place
    for document in np.flatnonzero(mask).tolist():
        edition = editions[int(documents.editions[document])]
        local = int(documents.locals[document])
        arrays = edition.arrays
        if (arrays.sections[local], arrays.languages[local]) == (section, language) and (
            edition.book.edition.book == book
        ):
            return int(document)
    return -1


def _likeness(
    documents: Collection, document: int
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]]
]:
    """Return how like each document is, and how many telling words it shares."""
    stems = documents.stems
    postings = np.flatnonzero(stems.docs == document)
    terms = np.searchsorted(stems.starts, postings, side="right") - 1
    counts = stems.starts[terms + 1] - stems.starts[terms]
    first, last = next(
        bounds for bounds in documents.bounds().values() if bounds[0] <= document < bounds[1]
    )
    telling = (counts > 1) & (counts <= max(2, COMMON * (last - first)))
    weights = np.where(telling, stems.values[postings], 0.0)
    scores = np.zeros(documents.size)
    shared = np.zeros(documents.size, np.int64)
    for at in np.argsort(-weights)[:TELLING].tolist():
        if weights[at] <= 0:
            break
        docs, values = stems.slice(int(terms[at]), int(terms[at]) + 1)
        scores[docs] += weights[at] * values
        shared[docs] += 1
    return scores, shared


def _named(editions: Sequence[OpenEdition], documents: Collection, document: int) -> Related:
    edition = editions[int(documents.editions[document])]
    local = int(documents.locals[document])
    section, language = edition.arrays.sections[local], edition.arrays.languages[local]
    return Related(
        edition.book.edition.book,
        section,
        language,
        edition.title(section, language),
        edition.path(edition.arrays.parents[local], language),
    )
