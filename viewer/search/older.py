"""Queries that name an edition: those editions are searched in place of the current ones."""

from collections.abc import Iterable
from dataclasses import replace

from viewer.book.shelf import Listed
from viewer.errors import Message, Severity
from viewer.search.analysis import fold
from viewer.search.answers import Answer
from viewer.search.parser import parse


def editions_named(text: str) -> frozenset[str]:
    """Return the editions that a query asks for with ``edition:``, folded."""
    if ":" not in text:
        return frozenset()
    named = (one for one in parse(text).filters if one.name == "edition" and not one.negated)
    return frozenset(fold(one.value) for one in named)


def chosen(text: str, listed: Iterable[Listed], books: Iterable[str] = ()) -> list[Listed]:
    """Return the editions that a query names, if an older one is among them; else none.

    Without an older one, the current editions are searched as always.

    Args:
        text: A query.
        listed: The books and editions on the shelf.
        books: Ids of the books that may be searched; all if empty.
    """
    named = editions_named(text)
    if not named:
        return []
    only = frozenset(books)
    found: dict[str, Listed] = {}
    for one in listed:
        fits = fold(one.edition.edition) in named and (not only or one.edition.book in only)
        if fits and one.problem is None:
            # Of two copies of an edition the first is the one that is opened, too.
            found.setdefault(one.name, one)
    return list(found.values()) if any(not one.current for one in found.values()) else []


def told(answer: Answer, listed: Iterable[Listed]) -> Answer:
    """Return an answer that says which editions it is from."""
    names = ", ".join(dict.fromkeys(one.edition.edition for one in listed))
    note = Message("search-edition", {"edition": names}, Severity.INFO)
    return replace(answer, notes=(note, *answer.notes))


def preparing(text: str, language: str, listed: Iterable[Listed]) -> Answer:
    """Return what is answered while the index of one of those editions is being built."""
    names = ", ".join(dict.fromkeys(one.edition.edition for one in listed))
    note = Message("search-edition-preparing", {"edition": names}, Severity.INFO)
    return Answer(text, language, notes=(note,))
