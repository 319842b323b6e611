"""Sets of documents with scores: both, either, and not."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.impacts import Ids, Scores

_BLOCK = 64
"""Scores that are looked at together, to leave out most of them at once."""


class Found(NamedTuple):
    """Documents that were found.

    Attributes:
        docs: Their numbers, ascending.
        scores: How well each answers.
    """

    docs: Ids
    scores: Scores

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.docs)

    def found(self) -> "Found":
        """Return the documents, as of a ``Dense``."""
        return self

    def keep(self, mask: NDArray[np.bool_]) -> "Found":
        """Return those for which ``mask`` is true."""
        # With places in between: a mask takes much longer where it changes often.
        at = mask.nonzero()[0]
        return Found(self.docs.take(at), self.scores.take(at))

    def times(self, factor: float) -> "Found":
        """Return the same documents with scores multiplied."""
        return self if factor == 1.0 else Found(self.docs, self.scores * np.float32(factor))


class Dense(NamedTuple):
    """Documents that were found, as a table with a place for every document there is.

    That is quicker than a list where very many were found and only few of those matter.

    Attributes:
        values: For every document how well it answers, in steps; 0 where it doesn't.
        step: What a step is worth.
        first: First document that counts.
        last: One more than the last.
        listed: The same as a list, if that is known.
    """

    values: NDArray[np.uint16]
    step: float
    first: int
    last: int
    listed: Found | None = None

    @property
    def size(self) -> int:
        """How many documents were found."""
        return int(np.count_nonzero(self.values[self.first : self.last]))

    def times(self, factor: float) -> "Dense":
        """Return the same documents with scores multiplied."""
        return self if factor == 1.0 else self._replace(step=self.step * factor, listed=None)

    def found(self) -> Found:
        """Return the documents as a list."""
        if self.listed is not None:
            return self.listed
        values = self.values[self.first : self.last]
        at = (values != 0).nonzero()[0]
        docs = at.astype(np.int32) + np.int32(self.first)
        return Found(docs, values.take(at) * np.float32(self.step))

    def among(self, other: Found) -> Found:
        """Return those that are in ``other`` too, scores added."""
        values = self.values[other.docs]
        keep = (values > 0) & (other.docs >= self.first) & (other.docs < self.last)
        added_up = other.scores[keep] + values[keep].astype(np.float32) * np.float32(self.step)
        return Found(other.docs[keep], added_up)


NOTHING = Found(np.zeros(0, np.int32), np.zeros(0, np.float32))


def both(lists: Sequence[Found | Dense]) -> Found:
    """Return the documents that are in all ``lists``, scores added; nothing for no lists."""
    tables = [one for one in lists if isinstance(one, Dense)]
    ordered = sorted((one for one in lists if isinstance(one, Found)), key=lambda one: one.size)
    if not ordered and tables:
        ordered = [tables.pop(0).found()]
    if not ordered or not ordered[0].size:
        return NOTHING
    docs, scores = ordered[0]
    for other in ordered[1:]:
        at = np.searchsorted(other.docs, docs)
        at[at == len(other.docs)] = 0
        same = other.docs[at] == docs
        docs, scores = docs[same], scores[same] + other.scores[at[same]]
    found = Found(docs, scores)
    for table in tables:
        found = table.among(found)
    return found


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
    if len(scores) <= count:
        return np.argsort(-scores, kind="stable")
    places = _may_be_best(scores, count)
    values = scores[places]
    # Partition the values, not their places: many ties make that slow.
    limit = np.partition(values, len(values) - count)[len(values) - count]
    above = places[values > limit]
    equal = places[values == limit][: count - len(above)]
    places = np.sort(np.concatenate([above, equal]))
    return places[np.argsort(-scores[places], kind="stable")]


def _may_be_best(scores: Scores, count: int) -> NDArray[np.int64]:
    """Return places among which the ``count`` highest scores are, ascending; at least so many.

    Of blocks of scores, ``count`` have a greatest one that isn't below the limit that this returns;
    nothing below it can be among the best.
    """
    blocks = len(scores) // _BLOCK
    if blocks <= count:
        return np.arange(len(scores))
    # Any parts will do: those of scores that stand far apart are looked through at once.
    greatest = scores[: blocks * _BLOCK].reshape(_BLOCK, blocks).max(axis=0)
    limit = np.partition(greatest, blocks - count)[blocks - count]
    places: NDArray[np.int64] = (scores >= limit).nonzero()[0]
    return places
