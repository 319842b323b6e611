"""Files of annotations: sets, reports that carry them, foreign and broken ones."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.unit.annotations.books import OLD_EXAMPLE, write_book
from tests.unit.annotations.samples import bookmark, passage
from viewer import messages
from viewer.annotations.anchoring import section_anchor
from viewer.annotations.exchange import Contents, read_set, to_json
from viewer.annotations.gathering import Wanted, gather
from viewer.annotations.merging import carry_out, plan
from viewer.annotations.model import Motivation, new_annotation
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.report import to_html, to_markdown
from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book
from viewer.errors import ExchangeError
from viewer.storage.database import Database
from viewer.storage.opening import open_database

NASTY = "</script><script>alert(1)</script> --> <!-- annotations\n[]\n--> & “é” 😀 # * _ |"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return write_book(tmp_path / "book", "1", OLD_EXAMPLE, book="key-relationships")


@pytest.fixture
def database(tmp_path: Path, book: Book) -> Database:
    """A store with one of everything."""
    opened = open_database(tmp_path / "mine" / "reader.sqlite3")
    store = AnnotationStore(opened)
    anchor = replace(passage(), quote=NASTY)
    made = [
        store.add(replace(bookmark("Title", section_anchor(book.edition, "money", "en")))),
        store.add(new_annotation(Motivation.HIGHLIGHTING, anchor, colour="green")),
        store.add(
            replace(
                new_annotation(Motivation.COMMENTING, passage(), note=NASTY), tags=("a b", "c-d")
            )
        ),
        store.add(bookmark("gone", replace(passage(), book="elsewhere"))),
        store.add(bookmark("binned")),
        store.add(bookmark("emptied")),
    ]
    store.update(replace(made[0], title="Renamed"))
    store.confirm(made[1].id, replace(passage(ordinal=2), edition="2"))
    store.set_aside(made[2].id, "2")
    store.delete(made[5].id)
    store.empty_bin()
    store.delete(made[4].id)
    ReadingList(opened).move(made[2].id)
    ReadingList(opened).move(made[1].id)
    Palette(opened).set_meaning("green", "to be asked")
    return opened


def editions_of(book: Book) -> "dict[str, list[Book]]":
    return {"key-relationships": [book]}


def contents_of(database: Database) -> tuple[object, ...]:
    store = AnnotationStore(database)
    placements = [(name, anchor.edition, anchor.section) for name, anchor in store.all_placements()]
    order = ReadingList(database).order()
    return store.all_records(), placements, order, Palette(database).meanings()


@pytest.mark.parametrize("written", ["json", "html", "md"])
def test_an_emptied_store_is_equal_after_an_import(
    tmp_path: Path, database: Database, book: Book, written: str
) -> None:
    here = editions_of(book)
    gathered = gather(database, lambda name: here.get(name, []), Wanted(deleted=True))
    text = {
        "json": to_json(gathered.annotations, gathered.contents),
        "html": to_html(gathered),
        "md": to_markdown(gathered),
    }[written]
    read = read_set(text.encode())
    assert read.problems == ()
    fresh = open_database(tmp_path / "fresh" / "reader.sqlite3")
    carry_out(fresh, plan(AnnotationStore(fresh), read, lambda name: here.get(name, [])))
    assert contents_of(fresh) == contents_of(database)
    database.close()
    fresh.close()


def test_an_export_can_be_of_a_book_or_of_some_only(database: Database, book: Book) -> None:
    everything = gather(database, lambda _: [book])
    assert len(everything.annotations) == 4
    elsewhere = gather(database, lambda _: [], Wanted(book="elsewhere"))
    assert [one.title for one in elsewhere.annotations] == ["gone"]
    one = everything.annotations[1].id
    some = gather(database, lambda _: [book], Wanted(only=frozenset([one])))
    assert [one.id for one in some.annotations] == [one]
    assert some.contents.reading_list == [one]
    database.close()


def test_an_export_carries_the_highest_classification_of_what_it_quotes(
    database: Database, book: Book
) -> None:
    manifest = book.folder / "book.yaml"
    text = manifest.read_text(encoding="utf-8")
    money = "  - id: money\n    classification: protected-b\n"
    manifest.write_text(text.replace("  - id: money\n", money), encoding="utf-8")
    marked = Book(book.folder, manifest.read_bytes(), book.shelf)
    here = editions_of(marked)
    gathered = gather(database, lambda name: here.get(name, []))
    assert gathered.contents.classification == "protected-b"
    assert gathered.contents.unknown == 1
    assert json.loads(to_json((), gathered.contents))["classification"] == "protected-b"
    for report in (to_markdown(gathered), to_html(gathered)):
        assert report.count("Protected B / Protégé B") == 2
        assert "The classification of 1 passage isn’t known" in report
    one = next(one for one in gathered.annotations if one.anchor.section == "border-five")
    lower = gather(database, lambda _: [marked], Wanted(only=frozenset([one.id])))
    assert lower.contents.classification == "unclassified"
    database.close()


class Tags(HTMLParser):
    """Counts the tags of a report."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.append(tag)


def test_reports_show_quotes_and_notes_as_text(database: Database, book: Book) -> None:
    gathered = gather(database, lambda name: [book] if name == "key-relationships" else [])
    report = to_html(gathered)
    tags = Tags()
    tags.feed(report)
    assert tags.seen.count("script") == 1
    assert tags.seen.count("article") == 4
    assert "alert(1)&lt;/script&gt;" in report
    for words in ("border-five", "to be asked", "Renamed", "#c-d", "unplaced"):
        assert words in report
        assert words in to_markdown(gathered).replace("\\", "")
    messages.set_language("fr")
    assert '<html lang="fr">' in to_html(gathered)
    database.close()


def test_reports_go_through_the_book_in_its_order(database: Database, book: Book) -> None:
    gathered = gather(database, lambda name: [book] if name == "key-relationships" else [])
    report = to_markdown(gathered)
    headings = [line for line in report.splitlines() if line.startswith("##")]
    assert headings == [
        "## elsewhere",
        "### border-five",
        "## Neighbours",
        "### border-five",
        "### money",
    ]
    database.close()


# -- foreign and broken files --------------------------------------------------------------------


def item(number: int = 1, **more: object) -> dict[str, object]:
    target = {"source": "briefing:tides/spring?lang=en", "selector": {"exact": "x"}}
    return {"id": f"q-{number}", "target": target, **more}


@pytest.mark.parametrize(
    "whole",
    [
        {"items": [item()]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [item()]}},
        {"@graph": [item()]},
        [item()],
        item(),
    ],
)
def test_sets_collections_pages_and_lists_are_read(whole: object) -> None:
    assert [one.id for one in read_set(json.dumps(whole).encode()).annotations] == ["q-1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_usual_encodings_are_read(encoding: str) -> None:
    data = json.dumps([item(bodyValue="é 😀")], ensure_ascii=False).encode(encoding)
    assert read_set(data).annotations[0].note == "é 😀"


def test_what_cannot_be_understood_is_said_and_the_rest_is_read() -> None:
    items = [item(1), 17, item(2, target="https://example.org"), item(1), {"target": None}]
    read = read_set(json.dumps({"items": items}).encode(), file="set.json")
    assert [one.id for one in read.annotations] == ["q-1"]
    codes = [problem.code for problem in read.problems]
    assert codes == [
        "import-no-annotation",
        "import-foreign-target",
        "import-twice",
        "import-foreign-target",
    ]
    for problem, entry in zip(read.problems, (2, 3, 4, 5), strict=True):
        told = messages.located(problem)
        assert told.startswith(f"set.json: Entry {entry} ")
        assert "{" not in told


def test_a_file_that_was_cut_off_gives_what_is_whole() -> None:
    text = json.dumps({"items": [item(number) for number in range(9)]}, indent=1)
    cut = text[: int(len(text) * 0.8)]
    read = read_set(cut.encode())
    assert [one.id for one in read.annotations] == [f"q-{number}" for number in range(7)]
    (problem,) = read.problems
    assert (problem.code, problem.parameters["count"]) == ("import-broken", 7)
    assert problem.line > 50


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[[[[", b"PK\x03\x04", b'{"a": 1}', b"[" * 100_000, b"\xff\xfe\x00", b"<html>"],
)
def test_a_file_without_annotations_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError) as caught:
        read_set(data, file="x.json")
    assert caught.value.message.code == "import-nothing"


def test_an_empty_set_is_no_mistake() -> None:
    assert read_set(to_json((), Contents()).encode()).annotations == ()


def test_numbers_too_large_for_python_are_survived() -> None:
    data = json.dumps([item(1), item(2)]).replace('"q-2"', "9" * 5000).encode()
    assert [one.id for one in read_set(data).annotations] == ["q-1"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_letters_are_read_in_whatever_encoding(encoding: str) -> None:
    source = "briefing:kr/log?lang=fr"
    text = json.dumps([{"target": source, "bodyValue": "été à l’œuvre"}], ensure_ascii=False)
    read = read_set(text.encode(encoding))
    assert [one.note for one in read.annotations] == ["été à l’œuvre"]
    assert read.problems == ()


def test_one_broken_letter_does_not_spoil_the_others() -> None:
    text = json.dumps([{"target": "briefing:kr/log", "bodyValue": "été là"}], ensure_ascii=False)
    data = text.encode().replace("là".encode(), b"l\xff")
    assert [one.note for one in read_set(data).annotations] == ["été l\ufffd"]
