"""The user guide: searched alone while it is open, and the reader is told so."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.assets import GUIDE
from viewer.book.book import Book
from viewer.errors import Message, Severity
from viewer.messages import translate
from viewer.ui.results.refine import WRITTEN

if TYPE_CHECKING:
    from viewer.search.answers import Answer


def is_open(book: Book | None) -> bool:
    """Return whether the open book is the user guide."""
    return book is not None and book.edition.book == GUIDE


def searched_from(book: Book | None, text: str, books: Collection[str]) -> Sequence[str]:
    """Return the ids of the books that ``text`` may find from within ``book``; empty for as always.

    Args:
        book: The open book.
        text: A query.
        books: Ids of all books that can be searched.
    """
    if not is_open(book):
        return ()
    # Imported here: by now, there is a search.
    from viewer.search.parts import parts_of

    names_a_book = any(part.kind == "book" for part in parts_of(text))
    return tuple(books) if names_a_book else (GUIDE,)


def told(answer: "Answer", searched: Sequence[str], books: Collection[str]) -> "Answer":
    """Return an answer that says when only the guide was searched, and offers the other books.

    Args:
        answer: What was found.
        searched: What ``searched_from`` returned for it.
        books: Ids of all books that can be searched.
    """
    if tuple(searched) != (GUIDE,) or set(books) <= {GUIDE}:
        return answer
    # Where nothing is found, the search itself offers the others, and counts what they have.
    offered = any(note.code == "search-other-books" for note in answer.notes)
    parameters = {} if offered else {"suggestion": in_the_others(answer.query)}
    note = Message("search-guide-alone", parameters, Severity.INFO)
    return replace(answer, notes=(note, *answer.notes))


def in_the_others(text: str) -> str:
    """Return a query that searches all books but the guide, though that be open."""
    return f"{text.strip()} -{translate(WRITTEN['book'])}:{GUIDE}".lstrip()
