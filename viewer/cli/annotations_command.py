"""``briefing annotations``: the reader's bookmarks, highlights and notes."""

from collections.abc import Sequence
from typing import Any

from viewer.cli.annotations_exchange import annotations_export, annotations_import
from viewer.cli.editions import Editions
from viewer.cli.output import complain, say, say_json, say_table
from viewer.cli.session import Session, with_session
from viewer.cli.translated import Command, group, json_option, option
from viewer.errors import StoreError
from viewer.messages import mark
from viewer.messages import translate as _

UNREACHABLE = "store-unreachable"
"""Code of the problem that neither the notes nor a copy of them can be read."""

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


@group("annotations", mark("List, export and import your bookmarks, highlights and notes."))
def annotations_command() -> None:
    """Everything is in the commands below."""


annotations_command.add_command(annotations_export)
annotations_command.add_command(annotations_import)


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
    """Return the annotations with where they lie in the book as it is now.

    Raises:
        StoreError: Nothing of them can be read: that isn't the same as that there are none.
    """
    from viewer.annotations.listing import rows
    from viewer.annotations.store import AnnotationStore

    session.profile.ensure()
    store = AnnotationStore(session.profile.store_file)
    problem = store.problem
    if problem is not None:
        if problem.code == UNREACHABLE:
            store.close()
            reason = problem.parameters["reason"]
            raise StoreError(UNREACHABLE, file=problem.file, reason=reason)
        complain(problem)
    books = Editions(session, edition)
    try:
        found = rows(store, books.open, books.identifier(name), older_of=books.others)
        records = [row.to_json() for row in found]
    finally:
        store.close()
    if name is not None and not records:
        # Annotations may outlive their book; a name without any must be that of a book.
        session.shelf.find(name)
    return records


def _row(record: dict[str, Any]) -> Sequence[str]:
    kind, state = MOTIVATIONS[record["motivation"]], STATES[record["state"]]
    words = " ".join((record["title"] or record["note"] or record["quote"]).split())
    short = words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
    return (_(kind), record["book"], record["section"], short, _(state))
