"""A query in the terms of one language: what must match there, what may, what must not."""

from dataclasses import dataclass, field

from viewer.search.analysis import Analyzer, analyzer
from viewer.search.matching import Pattern
from viewer.search.query import Clause, Phrase, Query, Word
from viewer.search.stopwords import IN_QUESTIONS, OPTIONAL, QUESTION


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks of texts in one language.

    Keys are places in ``Query.required``; of a word typed twice, the first.

    Attributes:
        language: Language of the fields: ``en``, ``fr`` or ``xx``.
        terms: Terms that have to be found, by key.
        counts: How often each of them was typed, by key.
        phrases: Phrases that have to be found, by key.
        excluded: Terms that must not be found.
        excluded_phrases: Phrases that must not be found.
    """

    language: str
    terms: dict[int, str] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[Phrase, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for: the query has only words that aren't indexed."""
        return not self.terms and not self.phrases

    def patterns(self) -> list[Pattern]:
        """Return what stands for each part of the query in a text."""
        words = [Pattern(key, (term,)) for key, term in self.terms.items()]
        return words + [
            Pattern(key, phrase.surfaces, exact=True) for key, phrase in self.phrases.items()
        ]


def plan(query: Query, language: str) -> Plan:
    """Return what ``query`` asks of texts in ``language`` (``en``, ``fr`` or ``xx``)."""
    forms = analyzer(language)
    phrases = {
        key: clause for key, clause in enumerate(query.required) if isinstance(clause, Phrase)
    }
    needed = {
        key: word
        for key, word in _indexed(query, forms).items()
        if not _may_miss(word, query, language)
    }
    if not needed and not phrases:
        needed = _indexed(query, forms)
    terms, counts = _grouped({key: forms.term(word.surface) for key, word in needed.items()})
    return Plan(
        language,
        terms,
        counts,
        phrases,
        tuple(_terms(query.excluded, forms)),
        tuple(clause for clause in query.excluded if isinstance(clause, Phrase)),
    )


def _indexed(query: Query, forms: Analyzer) -> dict[int, Word]:
    """Return the words of ``query`` that an index holds, by key."""
    return {
        key: clause
        for key, clause in enumerate(query.required)
        if isinstance(clause, Word) and forms.term(clause.surface)
    }


def _may_miss(word: Word, query: Query, language: str) -> bool:
    """Tell whether ``word`` is one of those that ask rather than say what to find."""
    if word.capitals:
        return False
    if word.surface in OPTIONAL.get(language, frozenset()):
        return True
    question = query.words[0].surface in QUESTION.get(language, frozenset())
    return question and word.surface in IN_QUESTIONS.get(language, frozenset())


def _grouped(terms: dict[int, str]) -> tuple[dict[int, str], dict[int, int]]:
    """Return each term under the first of its keys, and how often it came."""
    first: dict[str, int] = {}
    counts: dict[int, int] = {}
    for key, term in terms.items():
        own = first.setdefault(term, key)
        counts[own] = counts.get(own, 0) + 1
    return {key: term for term, key in first.items()}, counts


def _terms(clauses: tuple[Clause, ...], forms: Analyzer) -> list[str]:
    found = (forms.term(clause.surface) for clause in clauses if isinstance(clause, Word))
    return [term for term in found if term]
