"""What happens to books, clocks and texts around the notes: none of it costs a note."""

import json
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.stores import NOBODY, all_records, records
from tests.unit.annotations.books import OLD_EXAMPLE, anchor_on, write_book
from tests.unit.annotations.samples import bookmark
from viewer.annotations import changes
from viewer.annotations.exchange import read_set, to_json
from viewer.annotations.gathering import Wanted, gather
from viewer.annotations.listing import rows
from viewer.annotations.merging import carry_out, plan
from viewer.annotations.model import Motivation, new_annotation
from viewer.annotations.report import to_html, to_markdown
from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book, open_book
from viewer.errors import BookError, StoreError
from viewer.reading.store import ReadingStore
from viewer.storage.opening import open_database

CHAIR = OLD_EXAMPLE["border-five"][1]
HOSTILE = Path(__file__).parents[2].parent / "shared" / "corpora" / "hostile"

NAUGHTY = [
    "",
    " ",
    "\0",
    "\x1f\x7f\x85\u2028\u2029\ufeff\ufffe",
    "\u202eright to left",
    "ｅﾅ\u0301\u0301\u0301\u0301",
    "Ω≈ç√∫˜µ≤≥÷ 田中さん 👩\u200d👩\u200d👧\u200d👦 🇨🇦",
    "'; DROP TABLE annotation; --",
    "%s%s%n {0} {name} $HOME `id` ${jndi:x}",
    "<script>alert(1)</script><!-- --> ]]> &amp;",
    "a\tb\nc\r\nd\re",
    "-->\n<!-- annotations\n{}\n-->\n",
    "# heading\n> quote\n- [ ] item\n```\ncode",
    "\\u0000 \\n \\\\ \" '",
    "x" * 100_000,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "reader.sqlite3"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return write_book(tmp_path / "book", "2", OLD_EXAMPLE)


def state(path: Path, folder: Path) -> tuple[str, str]:
    """Return state and quote of the only annotation, with the book that lies in ``folder``."""

    def opened(_book: str) -> Book | None:
        try:
            return open_book(folder)
        except BookError:
            return None

    store = AnnotationStore(path)
    (row,) = rows(store, opened)
    store.close()
    return row.state, row.quote


def test_a_book_that_comes_and_goes_takes_no_note_along(
    path: Path, book: Book, tmp_path: Path
) -> None:
    store = AnnotationStore(path)
    store.add(bookmark("Chair", anchor_on(book, "border-five", CHAIR)))
    store.close()
    expected = records(path)
    assert state(path, book.folder) == ("placed", CHAIR)
    book.folder.rename(tmp_path / "renamed")
    assert state(path, book.folder) == ("unplaced", CHAIR)
    assert state(path, tmp_path / "renamed") == ("placed", CHAIR)
    newer = {**OLD_EXAMPLE, "border-five": ["Other words.", CHAIR.replace("late", "early")]}
    write_book(book.folder, "3", newer)
    assert state(path, book.folder) == ("moved", newer["border-five"][1])
    shutil.rmtree(book.folder)
    write_book(book.folder, "1", {"border-five": ["Nothing of it was written yet."]})
    assert state(path, book.folder) == ("unplaced", CHAIR)
    shutil.rmtree(book.folder)
    assert state(path, book.folder) == ("unplaced", CHAIR)
    (tmp_path / "renamed").rename(book.folder)
    assert state(path, book.folder) == ("placed", CHAIR)
    assert records(path) == expected


def test_a_clock_that_was_set_back_decides_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AnnotationStore(path)
    made = store.add(bookmark("first"))
    monkeypatch.setattr("viewer.annotations.records.now", lambda: "1970-01-01T00:00:00Z")
    monkeypatch.setattr(changes, "now", lambda: "1970-01-01T00:00:00Z")
    later = store.update(replace(made, title="second"))
    assert (later.modified, later.revision) == ("1970-01-01T00:00:00Z", 2)
    assert store.find() == [later]
    assert store.restore(store.delete(made.id).id).revision == 4
    assert store.apply([changes.merging(made)])[0].title == "second"
    store.close()


@pytest.mark.parametrize("happens", ["deleted", "replaced", "folder gone"])
def test_a_store_that_goes_while_the_program_runs_refuses_changes(
    path: Path, tmp_path: Path, happens: str
) -> None:
    store = AnnotationStore(path)
    made = store.add(bookmark("kept"))
    AnnotationStore(path).close()
    if happens == "deleted":
        path.unlink()
    elif happens == "replaced":
        path.unlink()
        path.write_bytes(b"")
    else:
        path.parent.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError) as caught:
        store.update(replace(made, title="lost?"))
    assert caught.value.message.code == "store-replaced"
    assert store.find() == [made]
    store.close()


def test_a_store_that_becomes_read_only_while_the_program_runs(path: Path) -> None:
    store = AnnotationStore(path)
    made = store.add(bookmark("kept"))
    as_root = os.geteuid() == 0
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        if as_root:
            os.seteuid(NOBODY)
        with pytest.raises(StoreError):
            store.update(replace(made, title="lost?"))
    finally:
        if as_root:
            os.seteuid(0)
        path.parent.chmod(stat.S_IRWXU)
    assert store.update(replace(made, title="again")).title == "again"
    store.close()


def naughty() -> list[str]:
    """Return strings that have broken programs: ours, and the shared collection if it is there."""
    found = list(NAUGHTY)
    for file in sorted(HOSTILE.glob("*naughty*.json")):
        found += [one for one in json.loads(file.read_text(encoding="utf-8")) if one]
    return found


def test_naughty_strings_are_kept_as_names_notes_tags_and_searches(
    path: Path, book: Book, tmp_path: Path
) -> None:
    database = open_database(path)
    store = AnnotationStore(database)
    anchor = anchor_on(book, "border-five", CHAIR)
    for text in naughty():
        wanted = new_annotation(Motivation.COMMENTING, replace(anchor, quote=text), text, note=text)
        store.add(replace(wanted, tags=(text,) if text else (), colour=text))
        ReadingStore(database).add_search(text)
    expected = all_records(store)
    assert [one.note for one in expected.values()] == naughty()
    gathered = gather(database, lambda _: [book], Wanted(deleted=True))
    database.close()
    assert records(path) == expected
    for written in (
        to_json(gathered.annotations, gathered.contents),
        to_html(gathered),
        to_markdown(gathered),
    ):
        fresh = open_database(tmp_path / f"fresh-{len(written)}" / "reader.sqlite3")
        read = read_set(written.encode())
        assert read.problems == ()
        carry_out(fresh, plan(AnnotationStore(fresh), read, lambda _: ()))
        assert all_records(AnnotationStore(fresh)) == expected
        fresh.close()
