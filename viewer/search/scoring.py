"""Sets of documents with scores: both, either, and not."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.impacts import Ids, Scores


class Found(NamedTuple):
    """Documents that were found.

    Attributes:
        docs: Their numbers, ascending.
        scores: How well each answers.
    """

    docs: Ids
    scores: Scores

    def keep(self, mask: NDArray[np.bool_]) -> "Found":
        """Return those for which ``mask`` is true."""
        return Found(self.docs[mask], self.scores[mask])

    def times(self, factor: float) -> "Found":
        """Return the same documents with scores multiplied."""
        return self if factor == 1.0 else Found(self.docs, self.scores * np.float32(factor))


NOTHING = Found(np.zeros(0, np.int32), np.zeros(0, np.float32))


def both(lists: Sequence[Found]) -> Found:
    """Return the documents that are in all ``lists``, scores added; nothing for no lists."""
    ordered = sorted(lists, key=lambda found: len(found.docs))
    if not ordered or not len(ordered[0].docs):
        return NOTHING
    docs, scores = ordered[0]
    for other in ordered[1:]:
        at = np.searchsorted(other.docs, docs)
        at[at == len(other.docs)] = 0
        same = other.docs[at] == docs
        docs, scores = docs[same], scores[same] + other.scores[at[same]]
    return Found(docs, scores)


def best_of(lists: Iterable[Found]) -> Found:
    """Return the documents that are in any of ``lists``, each with its best score."""
    filled = [found for found in lists if len(found.docs)]
    if len(filled) < 2:  # noqa: PLR2004 - nothing to merge
        return filled[0] if filled else NOTHING
    docs = np.concatenate([found.docs for found in filled])
    scores = np.concatenate([found.scores for found in filled])
    # The best of each document comes first of its equals.
    order = np.lexsort((-scores, docs))
    docs, scores = docs[order], scores[order]
    first = np.ones(len(docs), bool)
    first[1:] = docs[1:] != docs[:-1]
    return Found(docs[first], scores[first])


def added(lists: Sequence[Found], first: int, last: int) -> tuple[Found, NDArray[np.int32]]:
    """Return the documents that are in any of ``lists``, scores added, and in how many each is.

    Args:
        lists: What was found for each part of a query.
        first: Lowest number of a document in them.
        last: One more than the highest.
    """
    total = np.zeros(last - first, np.float32)
    count = np.zeros(last - first, np.int32)
    for found in lists:
        total[found.docs - first] += found.scores
        count[found.docs - first] += 1
    docs = np.flatnonzero(count).astype(np.int32)
    return Found(docs + np.int32(first), total[docs]), count[docs]


def without(found: Found, docs: NDArray[np.integer]) -> Found:
    """Return ``found`` without the documents ``docs``."""
    return found.keep(~np.isin(found.docs, docs)) if len(docs) else found


def within(found: Found, docs: NDArray[np.integer]) -> Found:
    """Return the part of ``found`` that is among ``docs``."""
    return found.keep(np.isin(found.docs, docs))


def best_places(scores: Scores, count: int) -> NDArray[np.int64]:
    """Return where the ``count`` highest scores stand, the highest first; of equals the first."""
    places: NDArray[np.int64] = np.arange(len(scores))
    if len(scores) > count:
        # Partition the values, not their places: many ties make that slow.
        limit = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores > limit)
        equal = np.flatnonzero(scores == limit)[: count - len(above)]
        places = np.sort(np.concatenate([above, equal]))
    return places[np.argsort(-scores[places], kind="stable")]
