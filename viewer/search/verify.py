"""Looking closely at documents that may answer: phrases, words near one another, titles."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import Analyzer, analyzer, words
from viewer.search.edition import Flags, OpenEdition
from viewer.search.matching import Pattern
from viewer.search.plan import patterns
from viewer.search.query import Beginning, Near, Phrase, Word
from viewer.search.runs import Runs
from viewer.search.scoring import Found
from viewer.search.units import Unit

Place = Callable[[int], tuple[OpenEdition, int]]
"""Returns the edition of a document of the collection, and its number there."""


class Verifier:
    """Tells which of the documents that were found really have what was asked for.

    Args:
        place: Finds documents.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def having(
        self, found: Found, language: str, clauses: Sequence[Phrase | Near]
    ) -> NDArray[np.bool_]:
        """Return for each document whether it has all of ``clauses``.

        Raises:
            SearchIndexError: A document can't be read.
        """
        phrases = [one for one in clauses if isinstance(one, Phrase) and len(one.surfaces) > 1]
        keep = self._runs(found, language, phrases)
        forms = analyzer(language)
        for near in (one for one in clauses if isinstance(one, Near)):
            values = [forms.term(surface) or surface for surface in near.surfaces]
            for at in np.flatnonzero(keep).tolist():
                edition, local = self._place(int(found.docs[at]))
                units = edition.units(local)
                keep[at] = any(_close(unit, values, near.distance, forms) for unit in units)
        return keep

    def _runs(self, found: Found, language: str, phrases: Sequence[Phrase]) -> NDArray[np.bool_]:
        keep = np.ones(len(found.docs), bool)
        if not phrases:
            return keep
        wanted = [
            Pattern(key, phrase.surfaces, exact=True, prefix=phrase.unfinished)
            for key, phrase in enumerate(phrases)
        ]
        needed = (1 << len(wanted)) - 1
        runs: dict[str, Runs] = {}
        for at, document in enumerate(found.docs.tolist()):
            edition, local = self._place(document)
            if edition.name not in runs:
                runs[edition.name] = Runs(edition, language, wanted)
            keep[at] = runs[edition.name].keys(local) == needed
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


def _close(unit: Unit, values: Sequence[str], distance: int, forms: Analyzer) -> bool:
    """Tell whether all of ``values`` stand in a run of words with ``distance`` others at most."""
    last: dict[str, int] = {}
    wanted = set(values)
    for at, word in enumerate(words(unit.text)):
        value = forms.term(word.surface) or word.surface
        if value in wanted:
            last[value] = at
            if len(last) == len(wanted) and at - min(last.values()) - len(wanted) + 1 <= distance:
                return True
    return False
