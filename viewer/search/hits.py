"""From found documents to ranked hits: one a section, each with its passages.

Ranking has two steps: BM25F over the whole collection, then, for the best of those, how well the
title and one single passage answer by themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from viewer.search.answers import Hit, Passage
from viewer.search.edition import OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.impacts import Collection
from viewer.search.marks import MarksOf
from viewer.search.passages import opening
from viewer.search.scope import Accept
from viewer.search.scoring import Found, best_places

RERANKED = 24
"""Sections at least that are looked at more closely before the best are chosen."""

OWN_LANGUAGE = 1.2
"""What a section in the reader's language counts, beside one that isn't."""

IN_PASSAGE = 0.8
"""What it adds that one passage has all that was asked for."""

IN_TITLE = 1.2
"""What it adds that the title has."""

ALL_OF_TITLE = 0.6
"""The share of that which only a title gets that says nothing else."""


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
        self._sections_in_all = int(documents.sections.max(initial=-1)) + 1
        names = [self._language(document) for document in range(documents.size)]
        self._codes = {name: code for code, name in enumerate(dict.fromkeys(names))}
        self._languages = np.array([self._codes[name] for name in names], np.int16)

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
        sections = np.zeros(self._sections_in_all, bool)
        sections[self._documents.sections[found.docs]] = True
        total = int(sections.sum())
        marks = MarksOf(asked)
        best = self._sections(found, language, max(limit + limit // 4, RERANKED))
        ranked = [(one.score * self._answers(one.document, marks), one) for one in best]
        ranked.sort(key=lambda pair: -pair[0])
        hits = [
            self._hit(rank, score, section, marks)
            for rank, (score, section) in enumerate(ranked[:limit], start=1)
        ]
        return total, hits

    def _answers(self, document: int, marks: MarksOf) -> float:
        """Return a factor for how well one passage, and the title, answer by themselves."""
        edition, local = self._place(document)
        cover = marks.of(edition, local).cover(local)
        exactness = 1 - ALL_OF_TITLE + ALL_OF_TITLE * cover.exact
        return 1 + IN_PASSAGE * cover.passage + IN_TITLE * cover.title * exactness

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
        own = self._languages[found.docs] == self._codes.get(language, -1)
        scores = np.where(own, found.scores * np.float32(OWN_LANGUAGE), found.scores)
        places = best_places(scores, 2 * count)
        columns = (found.docs[places], self._documents.sections[found.docs[places]])
        rows = zip(
            *(column.tolist() for column in (*columns, scores[places], own[places])), strict=True
        )
        groups: dict[int, list[tuple[int, float, bool]]] = {}
        for document, section, score, mine in rows:
            groups.setdefault(section, []).append((document, score, mine))
        sections = []
        for group in list(groups.values())[:count]:
            # The reader's own language decides: a word may be rare, so telling, only in the other.
            document, score, _ = next((row for row in group if row[2]), group[0])
            sections.append(_Section(document, score, tuple(row[0] for row in group)))
        return sections

    def _hit(self, rank: int, score: float, section: _Section, marks: MarksOf) -> Hit:
        edition, local = self._place(section.document)
        own = marks.of(edition, local)
        identifier, language = edition.arrays.sections[local], edition.arrays.languages[local]
        units = edition.units(local)
        passages = own.passages(local)
        best = passages[0] if passages else opening(units) or Passage("", -1, "", 0)
        return Hit(
            rank=rank,
            score=score,
            book=edition.book.edition.book,
            edition=edition.book.edition.edition,
            section=identifier,
            language=language,
            title=units.title or edition.title(identifier, language),
            path=edition.path(edition.arrays.parents[local], language),
            block=best.block,
            ordinal=best.ordinal,
            passage=best.text,
            passage_start=best.start,
            highlights=best.highlights,
            matches=best.matches,
            heading=best.heading,
            more=passages.after_first(),
            languages=tuple(self._language(document) for document in section.documents),
        )

    def _place(self, document: int) -> tuple[OpenEdition, int]:
        edition = self._editions[int(self._documents.editions[document])]
        return edition, int(self._documents.locals[document])

    def _language(self, document: int) -> str:
        edition, local = self._place(document)
        return edition.arrays.languages[local]
