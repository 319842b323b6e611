"""From found documents to ranked hits: one a section, each with its passages.

Ranking has two steps: BM25F over the whole collection, then, for the best of those, how well the
title and one single passage answer by themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from viewer.book.model import pick
from viewer.search.analysis import field_language
from viewer.search.answers import Hit, Passage
from viewer.search.edition import OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.impacts import Collection
from viewer.search.matching import Matcher
from viewer.search.passages import best_passages, opening
from viewer.search.scoring import Found, best_places
from viewer.search.units import Unit

Accept = Callable[[str, str], bool]
"""Tells whether a section (book, section) may be among the hits."""

RERANKED = 40
"""Sections whose texts are looked at before the best are chosen."""

OWN_LANGUAGE = 1.2
"""What a section in the reader's language counts, beside one that isn't."""

IN_PASSAGE = 0.8
"""What it adds that one passage has all that was asked for."""

IN_TITLE = 0.8
"""What it adds that the title has."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A section that was found.

    Attributes:
        document: The document of it that is shown.
        score: How well that document answers.
        documents: All its documents that were found.
    """

    document: int
    score: float
    documents: tuple[int, ...]


class Ranker:
    """Makes hits of documents.

    Args:
        editions: The opened editions.
        documents: Their collection.
    """

    def __init__(self, editions: Sequence[OpenEdition], documents: Collection) -> None:
        self._editions = editions
        self._documents = documents
        names = [self._language(document) for document in range(documents.size)]
        self._languages = np.array(names, np.str_)

    def hits(
        self,
        found: Found,
        asked: Mapping[str, Asked],
        language: str,
        wanted: tuple[int, Accept | None],
    ) -> tuple[int, list[Hit]]:
        """Return how many sections were found, and the best of them.

        Args:
            found: Documents with scores.
            asked: The query in each language.
            language: Language to prefer.
            wanted: How many hits, and which sections may be among them.
        """
        limit, accept = wanted
        found = self._accepted(found, accept)
        if not len(found.docs):
            return 0, []
        total = len(np.unique(self._documents.sections[found.docs]))
        matchers = {code: one.matcher for code, one in asked.items()}
        ranked = [
            self._hit(section, asked, matchers)
            for section in self._sections(found, language, max(limit, RERANKED))
        ]
        ranked.sort(key=lambda hit: -hit.score)
        return total, [replace(hit, rank=at) for at, hit in enumerate(ranked[:limit], start=1)]

    def _accepted(self, found: Found, accept: Accept | None) -> Found:
        if accept is None:
            return found
        known: dict[int, bool] = {}
        keep = np.zeros(len(found.docs), bool)
        for at, document in enumerate(found.docs.tolist()):
            section = int(self._documents.sections[document])
            if section not in known:
                edition, local = self._place(document)
                book = edition.book.edition.book
                known[section] = accept(book, edition.arrays.sections[local])
            keep[at] = known[section]
        return found.keep(keep)

    def _sections(self, found: Found, language: str, count: int) -> list[_Section]:
        """Return the best sections, each with the document to show."""
        own = self._languages[found.docs] == language
        factor = np.where(own, OWN_LANGUAGE, 1.0)
        places = best_places((found.scores * factor).astype(np.float32), 2 * count)
        groups: dict[int, list[int]] = {}
        for place in places.tolist():
            document = int(found.docs[place])
            groups.setdefault(int(self._documents.sections[document]), []).append(place)
        sections = []
        for group in list(groups.values())[:count]:
            documents = tuple(int(found.docs[place]) for place in group)
            # The reader's own language decides: a word may be rare, so telling, only in the other.
            shown = next((place for place in group if own[place]), group[0])
            score = float(found.scores[shown] * factor[shown])
            sections.append(_Section(int(found.docs[shown]), score, documents))
        return sections

    def _hit(
        self, section: _Section, asked: Mapping[str, Asked], matchers: Mapping[str, Matcher]
    ) -> Hit:
        edition, local = self._place(section.document)
        book = edition.book
        identifier = edition.arrays.sections[local]
        language = edition.arrays.languages[local]
        code = field_language(language)
        units = edition.units(local)
        passages = best_passages(units, matchers[code], asked[code].weights)
        score = section.score * _answers(units, passages, asked[code], matchers[code])
        best = passages[0] if passages else opening(units) or Passage("", -1, "", 0)
        return Hit(
            rank=0,
            score=score,
            book=book.edition.book,
            edition=book.edition.edition,
            section=identifier,
            language=language,
            title=pick(book.section(identifier).title, language),
            path=tuple(pick(above.title, language) for above in book.ancestors(identifier)),
            block=best.block,
            ordinal=best.ordinal,
            passage=best.text,
            passage_start=best.start,
            highlights=best.highlights,
            matches=best.matches,
            heading=best.heading,
            more=tuple(passages[1:]),
            languages=tuple(self._language(document) for document in section.documents),
        )

    def _place(self, document: int) -> tuple[OpenEdition, int]:
        edition = self._editions[int(self._documents.editions[document])]
        return edition, int(self._documents.locals[document])

    def _language(self, document: int) -> str:
        edition, local = self._place(document)
        return edition.arrays.languages[local]


def _answers(
    units: Sequence[Unit], passages: Sequence[Passage], asked: Asked, matcher: Matcher
) -> float:
    """Return a factor for how well one passage, and the title, answer by themselves."""
    every = sum(asked.weights.values()) or 1.0
    in_passage = min(1.0, passages[0].score / every) if passages else 0.0
    keys = {span.key for span in matcher.spans(units[0].text)} if units else set()
    in_title = sum(asked.weights.get(key, 0.0) for key in keys) / every
    return 1 + IN_PASSAGE * in_passage + IN_TITLE * in_title
