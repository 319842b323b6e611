"""``briefing annotations``: the reader's bookmarks, highlights and notes."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from viewer.book.book import Book, open_book
from viewer.cli.output import complain, say, say_json, say_table
from viewer.cli.session import Session, with_session
from viewer.cli.translated import Command, json_option, option
from viewer.errors import BookError
from viewer.messages import mark
from viewer.messages import translate as _

WIDTH = 60
"""Characters of a quote that a line shows."""

STATES = {
    "placed": mark("placed"),
    "moved": mark("moved, please check"),
    "unplaced": mark("unplaced"),
}
MOTIVATIONS = {
    "bookmarking": mark("bookmark"),
    "highlighting": mark("highlight"),
    "commenting": mark("note"),
}


class Annotations(Command, click.Group):
    """The group of commands about annotations."""


@click.command(
    "annotations", cls=Annotations, help=mark("List your bookmarks, highlights and notes.")
)
def annotations_command() -> None:
    """Everything is in the commands below."""


@annotations_command.command(
    "list", cls=Command, help=mark("List your bookmarks, highlights and notes.")
)
@option("--book", metavar="BOOK", words=mark("Those of this book only."))
@option("--edition", metavar="EDITION", words=mark("Where they lie in this edition."))
@json_option()
@with_session
def annotations_list(
    session: Session, *, book: str | None, edition: str | None, as_json: bool
) -> int:
    """List annotations."""
    records = _rows(session, book, edition)
    if as_json:
        say_json(records)
    elif not records:
        say(_("Nothing marked yet."))
    else:
        say_table(_row(record) for record in records)
    return 0


def _rows(session: Session, name: str | None, edition: str | None) -> list[dict[str, Any]]:
    """Return the annotations with where they lie in the book as it is now."""
    from viewer.annotations.listing import rows
    from viewer.annotations.store import AnnotationStore

    session.profile.ensure()
    store = AnnotationStore(session.profile.store_file)
    if store.problem is not None:
        complain(store.problem)
    books = _Books(session, edition)
    try:
        found = rows(store, books.open, books.identifier(name), older_of=books.others)
        return [row.to_json() for row in found]
    finally:
        store.close()


class _Books:
    """Opens each book once."""

    def __init__(self, session: Session, edition: str | None) -> None:
        self._session = session
        self._edition = edition
        self._opened: dict[str, Book | None] = {}

    def identifier(self, name: str | None) -> str | None:
        """Return the id of the book that ``name`` means; a name unknown to the shelf is an id."""
        if name is None:
            return None
        try:
            book = self._session.book(name)
        except BookError:
            return name
        if self._edition is None:
            self._opened[book.edition.book] = book
        return book.edition.book

    def open(self, identifier: str) -> Book | None:
        """Return a book in the edition asked for, or None where it isn't."""
        if identifier not in self._opened:
            name = f"{identifier}@{self._edition}" if self._edition else identifier
            try:
                self._opened[identifier] = self._session.book(name)
            except BookError as problem:
                complain(problem.message)
                self._opened[identifier] = None
        return self._opened[identifier]

    def others(self, identifier: str) -> list[Book]:
        """Return the other editions of a book on the shelf: they tell what stood where."""
        shown = self.open(identifier)
        others = []
        for listed in self._session.shelf.books():
            same = shown is not None and listed.edition.edition == shown.edition.edition
            if listed.edition.book == identifier and listed.problem is None and not same:
                # One that can't be opened is no help, and concerns nobody here.
                with suppress(BookError):
                    others.append(open_book(listed.folder, self._session.cache))
        return others


def _row(record: dict[str, Any]) -> Sequence[str]:
    kind, state = MOTIVATIONS[record["motivation"]], STATES[record["state"]]
    words = " ".join((record["title"] or record["note"] or record["quote"]).split())
    short = words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
    return (_(kind), record["book"], record["section"], short, _(state))
