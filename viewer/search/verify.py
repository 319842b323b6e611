"""Looking closely at documents that may answer: phrases, words near one another, titles."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.edition import Flags, OpenEdition
from viewer.search.matching import Pattern
from viewer.search.plan import patterns
from viewer.search.query import Beginning, Near, Phrase, Word
from viewer.search.runs import Runs
from viewer.search.scoring import Found

Place = Callable[[int], tuple[OpenEdition, int]]
"""Returns the edition of a document of the collection, and its number there."""


class Verifier:
    """Tells which of the documents that were found really have what was asked for.

    Args:
        place: Finds documents.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def with_phrase(self, found: Found, language: str, phrase: Phrase) -> NDArray[np.bool_]:
        """Return for each document whether it has ``phrase``, of several words.

        Raises:
            SearchIndexError: A document can't be read.
        """
        wanted = [Pattern(0, phrase.surfaces, exact=True, prefix=phrase.unfinished)]
        runs: dict[str, Runs] = {}
        keep = np.zeros(len(found.docs), bool)
        for at, document in enumerate(found.docs.tolist()):
            edition, local = self._place(document)
            if edition.name not in runs:
                runs[edition.name] = Runs(edition, language, wanted)
            keep[at] = runs[edition.name].keys(local) > 0
        return keep

    def with_near(self, found: Found, language: str, clauses: Sequence[Near]) -> NDArray[np.bool_]:
        """Return for each document whether it has all of ``clauses``.

        Raises:
            SearchIndexError: A document can't be read.
        """
        keep = np.ones(len(found.docs), bool)
        for near in clauses:
            looks: dict[str, _Closeness] = {}
            for at in keep.nonzero()[0].tolist():
                edition, local = self._place(int(found.docs[at]))
                if edition.name not in looks:
                    looks[edition.name] = _Closeness(edition, language, near)
                keep[at] = looks[edition.name].stands(local)
        return keep

    def in_title(
        self, found: Found, language: str, clause: Word | Phrase | Beginning
    ) -> NDArray[np.bool_]:
        """Return for each document whether its title has ``clause``.

        Raises:
            SearchIndexError: A document can't be read.
        """
        wanted = list(patterns(clause, 0, analyzer(language)))
        keep = np.zeros(len(found.docs), bool)
        flags: dict[str, Flags] = {}
        runs: dict[str, Runs] = {}
        for at, document in enumerate(found.docs.tolist()):
            edition, local = self._place(document)
            if isinstance(clause, Phrase) and len(clause.surfaces) > 1:
                if edition.name not in runs:
                    runs[edition.name] = Runs(edition, language, wanted)
                keep[at] = 0 in runs[edition.name].spans(local)
                continue
            if edition.name not in flags:
                flags[edition.name] = edition.flags(language, wanted)
            own = edition.words(local)
            title = own.surfaces[: own.units[1]] if len(own.units) > 1 else own.surfaces
            keep[at] = bool(flags[edition.name][title].any())
        return keep


class _Closeness:
    """Tells whether words stand close to one another, in the documents of one edition."""

    def __init__(self, edition: OpenEdition, language: str, near: Near) -> None:
        self._edition = edition
        self._distance = near.distance
        forms = analyzer(language)
        values = dict.fromkeys(forms.term(surface) or surface for surface in near.surfaces)
        wanted = [
            Pattern(key, (value,), exact=value in forms.stop) for key, value in enumerate(values)
        ]
        self._all = sum(pattern.bit for pattern in wanted)
        self._flags = edition.flags(language, wanted)
        self._no_word = len(edition.arrays.surfaces)

    def stands(self, document: int) -> bool:
        """Tell whether all words stand close to one another in a unit of a document."""
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        at = hits.nonzero()[0]
        units = words.units.searchsorted(at, side="right").tolist()
        # What stands for no word lies between no words.
        places = np.cumsum(words.surfaces < self._no_word)[at].tolist()
        rows = list(zip(units, places, hits[at].tolist(), strict=True))
        return any(
            close_together([row[1:] for row in rows if row[0] == unit], self._all, self._distance)
            for unit in dict.fromkeys(units)
        )


def close_together(places: Sequence[tuple[int, int]], wanted: int, distance: int) -> bool:
    """Tell whether places that have all bits of ``wanted`` lie in a run of words.

    Args:
        places: Number of each word, ascending, and its bits.
        wanted: The bits.
        distance: Most words in the run besides those.
    """
    last: dict[int, int] = {}
    needed = wanted.bit_count()
    for at, bit in places:
        last[bit] = at
        if len(last) == needed and at - min(last.values()) - needed + 1 <= distance:
            return True
    return False
