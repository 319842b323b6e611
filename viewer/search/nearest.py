"""What can be searched instead, where nothing was found: what comes nearest to what was asked.

These are only candidates: whoever asks for them offers those that find something.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from viewer.search.analysis import words
from viewer.search.parts import without_filters, words_of
from viewer.search.query import AnyOf, Clause, InTitle, Near, Phrase, Query, Word
from viewer.search.relax import Corrections


class Candidate(NamedTuple):
    """Another query.

    Attributes:
        code: Code of the note that offers it.
        text: The query, as one would type it.
        everywhere: Whether all books are to be searched, not only those that were asked for.
    """

    code: str
    text: str
    everywhere: bool = False


def candidates(
    query: Query, is_known: Callable[[str], bool], corrections: Corrections, books: Collection[str]
) -> Iterator[Candidate]:
    """Yield other queries in place of one that finds nothing, the nearest first.

    Args:
        query: What was asked.
        is_known: Tells whether a folded word stands in some text, or is too common to be indexed.
        corrections: Finds words that were meant.
        books: Ids of the books that were searched; empty for all.
    """
    text = " ".join(query.text.split())
    spelt = respelt(query, is_known, corrections)
    made = [
        Candidate("search-nearest", spelt),
        Candidate("search-without-filters", without_filters(text)),
        Candidate("search-words-alone", words_of(text)),
        Candidate("search-nearest", words_of(spelt)),
    ]
    seen = {text}
    for one in made:
        if one.text.strip() and one.text not in seen:
            seen.add(one.text)
            yield one
    if books:
        elsewhere = " ".join([text, *(f"-book:{book}" for book in sorted(books))])
        yield Candidate("search-other-books", elsewhere, everywhere=True)


def respelt(query: Query, is_known: Callable[[str], bool], corrections: Corrections) -> str:
    """Return the query with the nearest known words in place of unknown ones, in phrases too.

    Args:
        query: What was asked.
        is_known: Tells whether a folded word is right.
        corrections: Finds words that were meant by those that aren't.
    """
    unknown = {
        surface
        for clause in query.required
        for surface in _surfaces(clause)
        if not is_known(surface)
    }
    text = query.text
    for word in reversed(list(words(text))):
        found = corrections(word.surface) if word.surface in unknown else []
        if found:
            start = word.start - (text[: word.start].endswith("+"))
            text = f"{text[:start]}{found[0]}{text[word.end :]}"
    return " ".join(text.split())


def _surfaces(clause: Clause) -> Iterator[str]:
    match clause:
        case Word():
            yield clause.surface
        case Phrase() | Near():
            yield from clause.surfaces
        case AnyOf() | InTitle():
            for one in clause.clauses:
                yield from _surfaces(one)
