"""``briefing contents``: the tree of sections of a book."""

from typing import Any

import click

from viewer import messages
from viewer.book.book import Book
from viewer.book.model import pick
from viewer.cli.output import say, say_json
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command, json_option
from viewer.messages import mark


@command("contents", mark("Print the table of contents of a book."))
@click.argument("book")
@json_option()
@with_session
def contents_command(session: Session, *, book: str, as_json: bool) -> int:
    """Print the tree."""
    opened = session.book(book)
    if as_json:
        edition = opened.edition
        tree = _tree(opened)
        say_json({"book": edition.book, "edition": edition.edition, "contents": tree})
        return 0
    for identifier in opened.order:
        section = opened.section(identifier)
        title = pick(section.title, messages.language())
        say(f"{'  ' * (section.level - 1)}{title}  [{identifier}]")
    return 0


def _tree(book: Book) -> list[dict[str, Any]]:
    """Return the tree as nested records; built without recursion, since books nest to any depth."""
    top: list[dict[str, Any]] = []
    lists = {"": top}
    for identifier in book.order:
        section = book.section(identifier)
        record: dict[str, Any] = {
            "id": identifier,
            "title": dict(section.title),
            "level": section.level,
            "languages": list(section.text),
            "classification": section.classification,
            "modified": section.modified,
            "tags": list(section.tags),
            "sections": [],
        }
        lists[section.parent].append(record)
        lists[identifier] = record["sections"]
    return top
