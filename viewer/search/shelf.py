"""All opened editions as one collection, and how a query is answered from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from viewer.assets import GUIDE
from viewer.errors import Message, Severity
from viewer.search.analysis import field_language
from viewer.search.answers import Hit
from viewer.search.correction import LIKELIER, Corrector
from viewer.search.edition import OpenEdition
from viewer.search.evaluate import Asked, Evaluator
from viewer.search.hits import Ranker
from viewer.search.impacts import Collection
from viewer.search.lookup import Lookup
from viewer.search.names import Names
from viewer.search.nearest import candidates, respelt
from viewer.search.parser import parse
from viewer.search.query import Query, Word, settle_numbers, written
from viewer.search.record import Record
from viewer.search.related import Related, related
from viewer.search.relax import also, correct, fewer, nowhere, other_names, steps
from viewer.search.scope import Accept, Mask, Scope, is_about_notes
from viewer.search.scoring import NOTHING, Found
from viewer.search.spelling import Spelling
from viewer.search.verify import Verifier

FEW = 10
"""Sections with all words of a question that leave room for those with most of them."""

SEVERAL = 4
"""Words that a question has at least, apart from those that say nothing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted; see ``SearchEngine.search``."""

    text: str
    books: frozenset[str]
    language: str
    limit: int
    accept: Accept | None
    states: Mapping[str, Accept]
    typing: bool


class Result(NamedTuple):
    """What was found.

    Attributes:
        total: How many sections.
        hits: The best of them.
        notes: How the wish was understood.
        searched: What was searched for, as one would type it.
    """

    total: int = 0
    hits: tuple[Hit, ...] = ()
    notes: tuple[Message, ...] = ()
    searched: str = ""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A query as it was tried.

    Attributes:
        query: The query.
        asked: What it asks in each language.
        found: What has everything that it asks for.
    """

    query: Query
    asked: Mapping[str, Asked]
    found: Found


class OpenShelf:
    """Answers queries.

    Args:
        editions: The opened editions.
        documents: Their collection.
    """

    def __init__(self, editions: Sequence[OpenEdition], documents: Collection) -> None:
        self._editions = editions
        self._documents = documents
        record = Record([edition.reader for edition in editions])
        names = Names(edition.book.glossary for edition in editions)
        verifier = Verifier(self._place)
        self._evaluator = Evaluator(Lookup(documents, record, verifier, editions), names, verifier)
        self._ranker = Ranker(editions, documents)
        self._scope = Scope(editions, documents)
        self._spelling = Spelling(documents.surfaces, documents.bounds())
        for edition in editions:
            for language in documents.present():
                # Now rather than at the first key.
                edition.stops(language)

    def related(self, place: tuple[str, str, str], limit: int) -> list[Related]:
        """Return sections that are about the same as one: book, section, language."""
        book = place[0]
        mask = self._scope.searched(frozenset((book,) if book == GUIDE else ()), ())
        return related(self._editions, self._documents, place, mask, limit)

    def search(self, wish: Wish) -> Result:
        """Return what answers a wish.

        Raises:
            SearchIndexError: An index was changed under our feet.
        """
        query = parse(wish.text, typing=wish.typing)
        query = settle_numbers(query, self._documents.surfaces.terms.__contains__)
        mask, notes = self._scope.mask(wish.books, query.filters, wish.states)
        notes = [*query.notes, *notes]
        corrector = self._corrector(wish, query)
        mask = self._without_excluded(query, mask, corrector.language)
        attempt = self._attempt(query, mask)
        complete = attempt.found.size
        if not len(attempt.found.docs):
            attempt, more = self._relaxed(attempt, mask, corrector)
            notes += more
        elif len(attempt.found.docs) < FEW and _is_question(attempt):
            attempt, more = self._widened(attempt, mask)
            notes += more
        asked = attempt.asked
        total, hits = self._ranker.hits(
            attempt.found, asked, wish.language, (wish.limit, wish.accept)
        )
        if hits:
            names = dict.fromkeys(name for one in asked.values() for name in one.names)
            keys = sorted({key for one in asked.values() for key in one.named})
            notes += other_names(attempt.query, keys, list(names))
        else:
            notes += self._nearest(query, wish, corrector)
        if hits and complete < FEW and not wish.typing:
            notes += self._likelier(attempt.query, mask, complete, corrector)
        return Result(total, tuple(hits), tuple(notes), written(attempt.query))

    def passing(self, wish: Wish) -> Accept | None:
        """Return what tells which sections pass the filters of a wish; None if it has none.

        Filters about the reader's own notes aside, which may lie in books that aren't here.
        """
        filters = [one for one in parse(wish.text).filters if not is_about_notes(one)]
        if not filters:
            return None
        mask, _notes = self._scope.mask(wish.books, filters, wish.states)
        places = map(self._place, np.flatnonzero(mask).tolist())
        passing = {
            (edition.book.edition.book, edition.arrays.sections[local]) for edition, local in places
        }
        return lambda book, section: (book, section) in passing

    def _attempt(self, query: Query, mask: Mask) -> _Attempt:
        asked = {code: self._evaluator.asked(query, code) for code in self._documents.present()}
        return _Attempt(query, asked, self._joined(asked, self._evaluator.all, mask))

    def _relaxed(
        self, attempt: _Attempt, mask: Mask, corrector: Corrector
    ) -> tuple[_Attempt, list[Message]]:
        """Return the nearest query that finds something, and what was changed."""
        query, asked = attempt.query, attempt.asked
        if not query.required:
            found = _in_order(mask) if _lists(query) else NOTHING
            return _Attempt(query, asked, found), [] if found.size else _nothing_asked(query)
        if any(one.plan.empty for one in asked.values()):
            return attempt, [_note("search-common-words")]
        unknown = self._unknown(attempt, corrector)
        for step in steps(query, unknown, corrector.corrections):
            tried = self._attempt(step.query, mask)
            if len(tried.found.docs):
                return tried, list(step.notes)
        corrected = correct(query, unknown, corrector.corrections)
        tried = self._attempt(corrected.query, mask)
        most = self._joined(tried.asked, self._evaluator.most, mask)
        left = [key for key in unknown if corrected.query.required[key] is query.required[key]]
        notes = [*corrected.notes, *nowhere(query, left)]
        if len(most.docs):
            notes = [*corrected.notes, *fewer(query, _telling(asked)), *nowhere(query, left)]
        return _Attempt(tried.query, tried.asked, most), notes

    def _without_excluded(self, query: Query, mask: Mask, language: str) -> Mask:
        """Return ``mask`` without sections that have in ``language`` what must not be there.

        Else a section would be found in the other language, which doesn't have that word.
        """
        sections = self._documents.sections
        for clause in query.excluded if language in self._documents.present() else ():
            docs = self._evaluator.standing(clause, language)
            mask = mask & ~np.isin(sections, sections[docs])
        return mask

    def _corrector(self, wish: Wish, query: Query) -> Corrector:
        """Return what corrects words with those of the books that are searched."""
        mask = self._scope.searched(wish.books, query.filters)
        own = field_language(wish.language)
        return Corrector(self._documents, self._spelling, self._written, mask, own)

    def _unknown(self, attempt: _Attempt, corrector: Corrector) -> list[int]:
        """Return the keys of words that each language asks for, and that stand in no book."""
        asked = attempt.asked
        return [
            key
            for key, clause in enumerate(attempt.query.required)
            if isinstance(clause, Word)
            # "qui" is left out in French, so it isn't unknown where only English lacks it.
            and all(key in one.plan.clauses for one in asked.values())
            and not corrector.is_common(clause.surface)
            and not any(self._evaluator.stands(clause, code, corrector.mask) for code in asked)
        ]

    def _likelier(
        self, query: Query, mask: Mask, total: int, corrector: Corrector
    ) -> Iterator[Message]:
        """Yield what may have been meant by a query that finds few sections, if that finds many.

        It is only offered: the rare word may well be the right one.
        """
        sure = {word.surface for word in query.words if word.strict or word.capitals}

        def is_right(surface: str) -> bool:
            return surface in sure or not corrector.likelier(surface)

        text = respelt(query, is_right, corrector.likelier)
        if text != " ".join(query.text.split()):
            docs = self._attempt(parse(text), mask).found.docs
            count = len(np.unique(self._documents.sections[docs]))
            if count >= max(LIKELIER * total, 1):
                yield _note("search-did-you-mean", suggestion=text, count=count)

    def _nearest(self, query: Query, wish: Wish, corrector: Corrector) -> Iterator[Message]:
        """Yield what can be searched instead of a query that finds nothing, and how much it finds.

        Only what does find something is offered.
        """
        if not query.required:
            return
        offered = set[str]()
        for one in candidates(query, corrector.is_known, corrector.corrections, wish.books):
            other = parse(one.text)
            books = frozenset[str]() if one.everywhere else wish.books
            mask, _notes = self._scope.mask(books, other.filters, wish.states)
            docs = self._attempt(other, mask).found.docs
            if len(docs) and one.code not in offered:
                offered.add(one.code)
                count = len(np.unique(self._documents.sections[docs]))
                yield _note(one.code, suggestion=one.text, count=count)

    def _widened(self, attempt: _Attempt, mask: Mask) -> tuple[_Attempt, list[Message]]:
        """Return what has most words of a question too: few say it in the reader's very words."""
        most = self._joined(attempt.asked, self._evaluator.most, mask)
        extra = np.setdiff1d(most.docs, attempt.found.docs)
        notes = also(attempt.query, _telling(attempt.asked)) if len(extra) else []
        return _Attempt(attempt.query, attempt.asked, most), notes

    def _joined(
        self, asked: Mapping[str, Asked], find: Callable[[Asked], Found], mask: Mask
    ) -> Found:
        """Return what ``find`` finds in all languages; they have no documents in common."""
        lists = [found for found in map(find, asked.values()) if len(found.docs)]
        if not lists:
            return NOTHING
        docs = np.concatenate([found.docs for found in lists])
        scores = np.concatenate([found.scores for found in lists])
        found = Found(docs, scores)
        return found if mask is self._scope.everything else found.keep(mask[docs])

    def _place(self, document: int) -> tuple[OpenEdition, int]:
        edition = self._editions[int(self._documents.editions[document])]
        return edition, int(self._documents.locals[document])

    def _written(self, document: int, surface: str) -> str:
        """Return how a word is written in a document."""
        edition, local = self._place(document)
        return edition.written(local, surface)


def _lists(query: Query) -> bool:
    """Tell whether the filters of a query alone say what is wanted: what has a mark, or a tag."""
    if query.excluded or any(is_about_notes(one) for one in query.filters):
        return False
    return any(one.name in ("is", "tag") for one in query.filters)


def _nothing_asked(query: Query) -> list[Message]:
    """Return why a query without a word to find finds nothing; nothing if its filters say it."""
    if query.excluded:
        return [_note("search-only-exclusions")]
    if query.filters:
        said = _lists(query) or any(map(is_about_notes, query.filters))
        return [] if said else [_note("search-only-filters")]
    return [_note("search-no-words")]


def _in_order(mask: Mask) -> Found:
    """Return all documents that pass, those first that come first."""
    docs = np.flatnonzero(mask).astype(np.int32)
    return Found(docs, np.linspace(1, 0.9, len(docs), dtype=np.float32))


def _is_question(attempt: _Attempt) -> bool:
    """Tell whether a query is a sentence: it has words that say nothing, and several that do."""
    words = attempt.query.words
    # In the other language, the words of a question are words like any other.
    telling = min(
        (
            sum(
                isinstance(clause, Word) and not clause.strict
                for clause in one.plan.clauses.values()
            )
            for one in attempt.asked.values()
        ),
        default=0,
    )
    return SEVERAL <= telling < len(words)


def _telling(asked: Mapping[str, Asked]) -> list[int]:
    """Return the keys of what says something in every language."""
    keys = [set(one.plan.clauses) for one in asked.values()]
    return sorted(set.intersection(*keys)) if keys else []


def _note(code: str, **parameters: object) -> Message:
    return Message(code, parameters, Severity.INFO)
