"""``briefing annotations``: the reader's bookmarks, highlights and notes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from viewer.book.book import Book
from viewer.book.model import Anchor, SectionText
from viewer.cli.output import complain, say, say_json, say_table
from viewer.cli.session import Session, with_session
from viewer.cli.translated import Command, json_option, option
from viewer.errors import BookError, SectionError
from viewer.messages import mark
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.annotations.anchoring import Placement
    from viewer.annotations.model import Annotation

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
    records = [
        _record(annotation, placement) for annotation, placement in _placed(session, book, edition)
    ]
    if as_json:
        say_json(records)
    elif not records:
        say(_("Nothing marked yet."))
    else:
        say_table(_row(record) for record in records)
    return 0


def _placed(
    session: Session, name: str | None, edition: str | None
) -> "list[tuple[Annotation, Placement]]":
    """Return the annotations with where they lie in the book as it is now."""
    from viewer.annotations.anchoring import place
    from viewer.annotations.store import AnnotationStore

    session.profile.ensure()
    store = AnnotationStore(session.profile.store_file)
    if store.problem is not None:
        complain(store.problem)
    books = _Books(session, edition)
    placed = []
    try:
        for annotation in store.find(book=books.identifier(name)):
            book = books.open(annotation.anchor.book)
            edition = book.edition.edition if book else annotation.anchor.edition
            anchor = store.anchor_in(annotation, edition)
            placed.append((annotation, place(anchor, _text(book, anchor))))
    finally:
        store.close()
    return placed


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


def _text(book: Book | None, anchor: Anchor) -> SectionText | None:
    """Return the text that an anchor points into, or None where it isn't any more."""
    if book is None or anchor.section not in book:
        return None
    if anchor.language not in book.languages_of(anchor.section):
        return None
    try:
        return book.text(anchor.section, anchor.language)
    except SectionError:
        return None


def _record(annotation: "Annotation", placement: "Placement") -> dict[str, Any]:
    anchor = annotation.anchor
    return {
        "id": annotation.id,
        "motivation": str(annotation.motivation),
        "book": anchor.book,
        "edition": anchor.edition,
        "section": anchor.section,
        "language": anchor.language,
        "block": anchor.block,
        "quote": anchor.quote,
        "title": annotation.title,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "created": annotation.created,
        "modified": annotation.modified,
        "state": str(placement.state),
    }


def _row(record: dict[str, Any]) -> Sequence[str]:
    kind, state = MOTIVATIONS[record["motivation"]], STATES[record["state"]]
    words = " ".join((record["title"] or record["note"] or record["quote"]).split())
    short = words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
    return (_(kind), record["book"], record["section"], short, _(state))
