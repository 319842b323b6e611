"""A query in the terms of one language: what must match there, and how to find it in a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viewer.search.analysis import Analyzer, analyzer
from viewer.search.matching import Pattern
from viewer.search.query import AnyOf, Beginning, Clause, InTitle, Near, Phrase, Query, Word
from viewer.search.stopwords import IN_QUESTIONS, OPTIONAL, QUESTION


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks of texts in one language.

    Attributes:
        language: Language of the fields: ``en``, ``fr`` or ``xx``.
        clauses: What has to be found, by its place in ``Query.required``; of a word typed twice,
            the first. Words that aren't indexed, or that only ask, are left out.
        counts: How often each word was typed, by key; 1 if it isn't here.
    """

    language: str
    clauses: Mapping[int, Clause]
    counts: Mapping[int, int]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for: the query has only words that aren't indexed."""
        return not self.clauses

    def patterns(self) -> list[Pattern]:
        """Return how to find each part of the query in a text."""
        forms = analyzer(self.language)
        return [
            pattern
            for key, clause in self.clauses.items()
            for pattern in patterns(clause, key, forms)
        ]


def plan(query: Query, language: str) -> Plan:
    """Return what ``query`` asks of texts in ``language`` (``en``, ``fr`` or ``xx``)."""
    forms = analyzer(language)
    indexed = {
        key: clause
        for key, clause in enumerate(query.required)
        if not isinstance(clause, Word) or clause.unfinished or forms.term(clause.surface)
    }
    needed = {
        key: clause
        for key, clause in indexed.items()
        if not (isinstance(clause, Word) and _may_miss(clause, query, language))
    }
    return Plan(language, *_grouped(needed or indexed, forms))


def patterns(clause: Clause, key: int, forms: Analyzer) -> Iterable[Pattern]:
    """Yield how to find ``clause`` in a text.

    Args:
        clause: Part of a query.
        key: Its key.
        forms: Analyzer of the text's language.
    """
    match clause:
        case Word():
            yield from _word_patterns(clause, key, forms)
        case Phrase(surfaces=surfaces, unfinished=unfinished):
            yield Pattern(key, surfaces, exact=True, prefix=unfinished)
        case Beginning(surface=surface):
            yield Pattern(key, (surface,), exact=True, prefix=True)
        case Near(surfaces=surfaces):
            terms = (forms.term(surface) for surface in surfaces)
            yield from (Pattern(key, (term,)) for term in dict.fromkeys(terms) if term)
        case AnyOf() | InTitle():
            yield from (found for one in clause.clauses for found in patterns(one, key, forms))


def _word_patterns(word: Word, key: int, forms: Analyzer) -> Iterable[Pattern]:
    term = forms.term(word.surface)
    if term:
        yield Pattern(key, (term,))
    if word.unfinished:
        yield Pattern(key, (word.surface,), exact=True, prefix=True)


def _may_miss(word: Word, query: Query, language: str) -> bool:
    """Tell whether ``word`` is one of those that ask rather than say what to find."""
    if word.capitals or word.strict:
        return False
    if word.unfinished:
        # "the" is no beginning of "their" once there is something else to find.
        return not analyzer(language).term(word.surface)
    if word.surface in OPTIONAL.get(language, frozenset()):
        return True
    first = query.words[0].surface
    question = first in QUESTION.get(language, frozenset())
    return question and word.surface in IN_QUESTIONS.get(language, frozenset())


def _grouped(
    clauses: Mapping[int, Clause], forms: Analyzer
) -> tuple[dict[int, Clause], dict[int, int]]:
    """Return ``clauses`` without words that were typed before, and how often those came."""
    first: dict[str, int] = {}
    kept: dict[int, Clause] = {}
    counts: dict[int, int] = {}
    for key, clause in clauses.items():
        term = forms.term(clause.surface) if isinstance(clause, Word) else ""
        if not term or (isinstance(clause, Word) and clause.unfinished):
            kept[key] = clause
            continue
        own = first.setdefault(term, key)
        kept.setdefault(own, clause)
        counts[own] = counts.get(own, 0) + 1
    return kept, counts
