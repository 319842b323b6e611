"""``briefing doctor``: versions, paths, and the health of the reader's data and of every index."""

import platform
import sqlite3
from importlib import metadata
from pathlib import Path
from typing import Any

from viewer import __version__, messages
from viewer.assets import DATA, RESOURCES
from viewer.book.book import open_book
from viewer.cli.output import say, say_json
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command, json_option
from viewer.errors import BookError
from viewer.messages import mark
from viewer.messages import translate as _
from viewer.storage.files import is_there

LIBRARIES = (
    "PySide6-Essentials",
    "Whoosh",
    "numpy",
    "PyStemmer",
    "PyYAML",
    "markdown-it-py",
    "mdit-py-plugins",
    "click",
    "platformdirs",
    "rapidfuzz",
    "cryptography",
)

HEALTHY_INDEXES = {"ready", "missing", "building"}
"""A missing index is built when it is needed; only damage is worth a finding."""


@command("doctor", mark("Print versions, paths, and the health of your data and of every index."))
@json_option()
@with_session
def doctor_command(session: Session, *, as_json: bool) -> int:
    """Look at everything; 1 if something is wrong."""
    report = {
        "version": __version__,
        "versions": _versions(),
        "paths": _paths(session),
        "profile_writable": session.profile.writable(),
        "store": _store(session),
        "books": [*_books(session)],
    }
    report["healthy"] = healthy = _is_healthy(report)
    if as_json:
        say_json(report)
    else:
        _print(report)
    return 0 if healthy else 1


def _versions() -> dict[str, str]:
    versions = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    for name in LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = ""
    versions["system"] = platform.platform()
    return versions


def _paths(session: Session) -> dict[str, str]:
    profile = session.profile
    return {
        "profile": str(profile.folder),
        "settings": str(profile.settings_file),
        "state": str(profile.state_file),
        "store": str(profile.store_file),
        "cache": str(profile.cache),
        "log": str(profile.log_file),
        "resources": str(RESOURCES),
        "books": str(DATA),
    }


def _store(session: Session) -> dict[str, Any]:
    """Return the state of the reader's data; a store that isn't there yet is healthy."""
    from viewer.annotations.store import AnnotationStore
    from viewer.storage.health import examine

    path = session.profile.store_file
    health = examine(path)
    record: dict[str, Any] = {
        "state": health.state,
        "annotations": 0,
        "records": health.records or {},
        "altered": health.altered,
        "copies": [str(copy.path) for copy in health.copies],
        "unusable_copies": [str(copy) for copy in health.unusable],
        "newest_copy": health.copies[0].time.isoformat() if health.copies else "",
        "set_aside": [str(kept) for kept in health.set_aside],
        **_second_copy(session),
    }
    if not is_there(path):
        return record
    # Opening it repairs what can be repaired.
    store = AnnotationStore(path)
    try:
        if store.problem is not None:
            record["state"] = store.problem.code
            record["problem"] = messages.located(store.problem)
        record["annotations"] = len(store.find())
    finally:
        store.close()
    return record


def _second_copy(session: Session) -> dict[str, str]:
    """Return folder and time of the newest second copy, if the reader wants them."""
    from viewer.storage.second_copy import SecondCopy

    folder = session.preferences.second_copy
    if not folder:
        return {}
    copies = SecondCopy(session.profile.store_file, Path(folder)).copies()
    newest = copies[0].time.isoformat() if copies else ""
    return {"second_copy_folder": folder, "second_copy": newest}


def _books(session: Session) -> list[dict[str, str]]:
    records = []
    for listed in session.shelf.books():
        record = {
            "book": listed.edition.book,
            "edition": listed.edition.edition,
            "folder": str(listed.folder),
        }
        try:
            if listed.problem is not None:
                record["problem"] = messages.located(listed.problem)
            else:
                record["index"] = session.indexes.state(open_book(listed.folder, session.cache))
        except BookError as problem:
            record["problem"] = messages.located(problem.message)
        records.append(record)
    return records


def _is_healthy(report: dict[str, Any]) -> bool:
    books = report["books"]
    return (
        report["profile_writable"]
        and "problem" not in report["store"]
        and not any("problem" in book for book in books)
        and all(book["index"] in HEALTHY_INDEXES for book in books)
    )


def _print(report: dict[str, Any]) -> None:
    say(_("Briefing Viewer {version}").format(version=report["version"]))
    for title, values in ((_("Versions"), report["versions"]), (_("Paths"), report["paths"])):
        say(f"\n{title}")
        width = max(len(name) for name in values)
        for name, value in values.items():
            say(f"  {name:{width}}  {value}")
    if not report["profile_writable"]:
        say(_("The profile can’t be written."))
    store = report["store"]
    say("\n" + _("Your data: {state}").format(state=store.get("problem", store["state"])))
    if store["newest_copy"]:
        words = _("Newest copy of your data: {time} ({count} in all)")
        say(words.format(time=store["newest_copy"][:16], count=len(store["copies"])))
    for kept in store["set_aside"]:
        say(_("A damaged store is kept as {file}").format(file=kept))
    say("\n" + _("Books"))
    for book in report["books"]:
        state = book.get("problem") or book["index"]
        say(f"  {book['book']} {book['edition']}: {state}")
    say("\n" + (_("All is well.") if report["healthy"] else _("Something is wrong; see above.")))
