"""Where a phrase stands in a whole edition: all its words are looked at, a million at a time.

That is quicker than one document after the other where its words are frequent, and the only way
where none of them is indexed.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.search.arrays import NEW_UNIT, EditionArrays
from viewer.search.texts import Texts

_AT_ONCE = 1 << 20

Step = tuple[int, int]
"""Which surfaces may stand for a word of a phrase: the first of them, and after the last."""


def documents_with(
    texts: Texts, arrays: EditionArrays, phrase: Sequence[str], *, unfinished: bool
) -> NDArray[np.int64]:
    """Return the documents in which the words of ``phrase`` follow one another, ascending.

    Args:
        texts: Words of the edition.
        arrays: Its arrays.
        phrase: Surfaces; at least one.
        unfinished: Whether the last of them is only the beginning of a word.

    Raises:
        SearchIndexError: The words can't be read.
    """
    steps = [_step(arrays, surface) for surface in phrase]
    if unfinished:
        steps[-1] = arrays.surfaces.beginning(phrase[-1])
    if any(first >= last for first, last in steps):
        return np.zeros(0, np.int64)
    starts = arrays.word_starts
    found = [
        np.unique(starts.searchsorted(first + _places(texts, first, last, steps), "right") - 1)
        for first, last in _stretches(starts)
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _step(arrays: EditionArrays, surface: str) -> Step:
    at = arrays.surfaces.find(surface)
    return (at, at + 1) if at >= 0 else (0, 0)


def _stretches(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the first word of some whole documents, and after the last, for all documents."""
    document, count = 0, len(starts) - 1
    while document < count:
        first = int(starts[document])
        after = int(starts.searchsorted(first + _AT_ONCE, side="right")) - 1
        document = min(max(after, document + 1), count)
        yield first, int(starts[document])


def _places(texts: Texts, first: int, last: int, steps: Sequence[Step]) -> NDArray[np.int64]:
    """Return at which words, counted from ``first``, the phrase begins."""
    surfaces = texts.surfaces(first, last)
    places = _among(surfaces[: max(len(surfaces) - len(steps) + 1, 0)], steps[0]).nonzero()[0]
    for at, step in enumerate(steps[1:], start=1):
        places = places[_among(surfaces[places + at], step)]
    if len(places) and len(steps) > 1:
        new = texts.gaps(first, last) >= NEW_UNIT
        for at in range(1, len(steps)):
            places = places[~new[places + at]]
    return places


def _among(surfaces: NDArray[np.uint32], step: Step) -> NDArray[np.bool_]:
    """Tell for each of ``surfaces`` whether it may stand for a word."""
    first, last = step
    # Smaller ones become very large.
    among: NDArray[np.bool_] = surfaces - np.uint32(first) < np.uint32(last - first)
    return among
