"""From found documents to ranked hits: one a section, each with its passages.

Ranking has two steps: BM25F over the whole collection, then, for the best of those, how well the
title and one single passage answer by themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from viewer.search.answers import Hit, Passage
from viewer.search.edition import OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.impacts import Collection, Ids
from viewer.search.marks import Cover, Marks, MarksOf
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
        self._count = int(documents.sections.max(initial=-1)) + 1
        self._siblings = _siblings(documents.sections)
        self._paired = np.flatnonzero(self._siblings >= 0).astype(np.int32)
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
        total = self._sections_of(found)
        marks = MarksOf(asked)
        best = self._sections(found, language, max(limit + limit // 4, RERANKED))
        places = [self._place(section.document) for section in best]
        ranked = [
            (section.score * _factor(own.cover(place[1])), section, place, own)
            for section, place, own in zip(best, places, marks.looked_at(places), strict=True)
        ]
        ranked.sort(key=lambda row: -row[0])
        hits = [self._hit(rank, *row) for rank, row in enumerate(ranked[:limit], start=1)]
        return total, hits

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

    def _sections_of(self, found: Found) -> int:
        """Return of how many sections the documents are."""
        if len(self._paired) > self._documents.size // 4:
            return self._distinct(found.docs)
        # Few documents have a sibling: only those can be of the same section.
        at = np.searchsorted(found.docs, self._paired)
        at[at == found.size] = 0
        paired = self._paired[found.docs[at] == self._paired]
        return found.size - len(paired) + self._distinct(paired)

    def _distinct(self, docs: Ids) -> int:
        """Return of how many sections documents are."""
        sections = np.zeros(self._count, bool)
        sections[self._documents.sections[docs]] = True
        return int(np.count_nonzero(sections))

    def _sections(self, found: Found, language: str, count: int) -> list[_Section]:
        """Return the best sections, each with the document to show."""
        best = sorted(self._best(found, language, 2 * count), key=lambda pair: -pair[0])
        sections: dict[int, _Section] = {}
        for score, document in best:
            section = int(self._documents.sections[document])
            if section not in sections:
                sections[section] = self._section(found, language, document, score)
                if len(sections) == count:
                    break
        return list(sections.values())

    def _best(self, found: Found, language: str, count: int) -> Iterator[tuple[float, int]]:
        """Yield the best documents of each language, with their scores, in no special order."""
        own = self._codes.get(language, -1)
        bounds = np.searchsorted(found.docs, self._documents.languages).tolist()
        for first, last in pairwise(bounds):
            docs, scores = found.docs[first:last], found.scores[first:last]
            places = best_places(scores, count)
            mine = (self._languages[docs[places]] == own).tolist()
            rows = zip(docs[places].tolist(), scores[places].tolist(), mine, strict=True)
            for document, score, is_own in rows:
                yield score * OWN_LANGUAGE if is_own else score, document

    def _section(self, found: Found, language: str, document: int, score: float) -> _Section:
        """Return the section of a document that was found, with all its documents that were."""
        documents = [document]
        start, sibling = document, int(self._siblings[document])
        while sibling not in (-1, start):
            at = int(np.searchsorted(found.docs, sibling))
            if at < found.size and int(found.docs[at]) == sibling:
                documents.append(sibling)
                # The reader's own language decides: in the other a word may be rarer, so telling.
                if self._language(sibling) == language:
                    document, score = sibling, float(found.scores[at]) * OWN_LANGUAGE
            sibling = int(self._siblings[sibling])
        return _Section(document, score, tuple(documents))

    def _hit(
        self, rank: int, score: float, section: _Section, place: tuple[OpenEdition, int], own: Marks
    ) -> Hit:
        edition, local = place
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
            languages=tuple([self._language(document) for document in section.documents]),
        )

    def _place(self, document: int) -> tuple[OpenEdition, int]:
        edition = self._editions[int(self._documents.editions[document])]
        return edition, int(self._documents.locals[document])

    def _language(self, document: int) -> str:
        edition, local = self._place(document)
        return edition.arrays.languages[local]


def _factor(cover: Cover) -> float:
    """Return a factor for how well one passage, and the title, answer by themselves."""
    exactness = 1 - ALL_OF_TITLE + ALL_OF_TITLE * cover.exact
    return 1 + IN_PASSAGE * cover.passage + IN_TITLE * cover.title * exactness


def _siblings(sections: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each document the next one of its section, in a circle; -1 for one alone."""
    order = np.argsort(sections, kind="stable")
    following = np.full(len(sections), -1, np.int32)
    bounds = np.flatnonzero(np.diff(sections[order], prepend=-1, append=-1))
    for first, last in pairwise(bounds.tolist()):
        if last - first > 1:
            own = order[first:last]
            following[own] = np.roll(own, -1)
    return following
