"""``briefing list``: the books on the shelf."""

from typing import Any

from viewer import messages
from viewer.book import classification
from viewer.book.model import pick
from viewer.book.shelf import Listed
from viewer.cli.output import complain, say_json, say_table
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command, json_option
from viewer.messages import mark, number, plural
from viewer.messages import translate as _

INDEX_STATES = {
    "ready": mark("search ready"),
    "missing": mark("not indexed yet"),
    "damaged": mark("index damaged"),
    "building": mark("being indexed"),
}


@command("list", mark("List the books on the shelf."))
@json_option()
@with_session
def list_command(session: Session, *, as_json: bool) -> int:
    """List the books."""
    books = session.shelf.books()
    if as_json:
        say_json([_record(session, listed) for listed in books])
        return 0
    for listed in books:
        if listed.problem is not None:
            complain(listed.problem)
    say_table(_row(session, listed) for listed in books if listed.problem is None)
    return 0


def _index_state(session: Session, listed: Listed) -> str:
    from viewer.book.book import open_book

    return session.indexes.state(open_book(listed.folder, session.cache))


def _record(session: Session, listed: Listed) -> dict[str, Any]:
    edition = listed.edition
    record: dict[str, Any] = {
        "id": edition.book,
        "edition": edition.edition,
        "issued": edition.issued,
        "revision": edition.revision,
        "current": listed.current,
        "title": dict(edition.title),
        "languages": list(edition.languages),
        "classification": edition.classification,
        "sections": listed.sections,
        "folder": str(listed.folder),
        "bundled": listed.bundled,
        "index": None if listed.problem else _index_state(session, listed),
    }
    if listed.problem is not None:
        record["problem"] = messages.located(listed.problem)
    return record


def _row(session: Session, listed: Listed) -> list[str]:
    edition = listed.edition
    language = messages.language()
    name = edition.edition
    if not listed.current:
        name = _("{edition} (earlier)").format(edition=name)
    count = plural("{count} section", "{count} sections", listed.sections)
    state = INDEX_STATES[_index_state(session, listed)]
    return [
        edition.book,
        name,
        pick(edition.title, language),
        " ".join(edition.languages),
        pick(classification.label(edition.classification), language),
        count.format(count=number(listed.sections)),
        _(state),
    ]
