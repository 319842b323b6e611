"""Opening indexes: which books are searched, and what stays in use when the shelf changes."""

from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, indexed, quiet, write_book
from viewer.book.book import open_book
from viewer.errors import Severity
from viewer.search.engine import Answer, SearchEngine
from viewer.search.indexes import IndexFolder
from viewer.search.writer import build_index


def sections(answer: Answer) -> list[str]:
    return [hit.section for hit in answer.hits]


def test_newest_edition_is_searched_and_older_ones_by_name(tmp_path: Path) -> None:
    new = write_book(tmp_path / "new", BORDERS, edition="2")
    old = write_book(tmp_path / "old", BORDERS, edition="1")
    manifest = (new / "book.yaml").read_text(encoding="utf-8")
    (new / "book.yaml").write_text(manifest.replace("2026-01-01", "2026-02-01"), encoding="utf-8")
    engine, _ = indexed(tmp_path / "cache", [old, new])
    assert [hit.edition for hit in engine.search("united kingdom").hits] == ["2"]
    assert [hit.edition for hit in engine.search("united kingdom edition:1").hits] == ["1"]
    engine.close()


def test_books_without_an_index_are_told_and_the_others_searched(tmp_path: Path) -> None:
    indexes = IndexFolder(tmp_path / "cache")
    ready = open_book(write_book(tmp_path / "one", BORDERS, book="one"))
    missing = open_book(write_book(tmp_path / "two", BORDERS, book="two"))
    damaged = open_book(write_book(tmp_path / "three", BORDERS, book="three"))
    build_index(indexes, ready, quiet)
    (build_index(indexes, damaged, quiet) / "stems.txt").write_bytes(b"x")
    engine = SearchEngine(indexes)
    problems = engine.open([missing, ready, damaged])
    assert [(one.code, one.parameters["book"]) for one in problems] == [
        ("search-index-missing", "two"),
        ("search-index-damaged", "three"),
    ]
    assert engine.books == ("one",)
    assert engine.search("united kingdom").total == 1
    engine.close()
    assert engine.search("united kingdom").total == 0


def test_books_that_stay_open_are_not_read_again(tmp_path: Path) -> None:
    engine, books = indexed(tmp_path / "cache", [write_book(tmp_path / "one", BORDERS)])
    before = engine._editions[0]
    assert engine.open(books) == []
    assert engine._editions[0] is before
    assert engine.search("united kingdom").total == 1
    engine.close()


def test_old_index_stays_in_use_until_the_new_one_is_there(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "one", BORDERS)
    engine, _ = indexed(tmp_path / "cache", [folder])
    (folder / "en" / "crisis.md").write_text("Work against smuggling.\n", encoding="utf-8")
    changed = open_book(folder)
    [problem] = engine.open([changed])
    assert (problem.code, problem.severity) == ("search-index-missing", Severity.INFO)
    assert problem.parameters["book"] == "sample"
    assert sections(engine.search("opioids")) == ["crisis"]
    build_index(IndexFolder(tmp_path / "cache"), changed, quiet)
    assert engine.open([changed]) == []
    assert engine.search("opioids").total == 0
    assert sections(engine.search("smuggling")) == ["crisis"]
    engine.close()


def test_old_index_of_a_book_that_left_the_shelf_is_closed(tmp_path: Path) -> None:
    folders = [write_book(tmp_path / name, BORDERS, book=name) for name in ("one", "two")]
    engine, books = indexed(tmp_path / "cache", folders)
    assert engine.open(books[:1]) == []
    assert {hit.book for hit in engine.search("border").hits} == {"one"}
    engine.close()


def test_several_books_are_one_collection(tmp_path: Path) -> None:
    one = write_book(tmp_path / "one", BORDERS, book="one")
    two = write_book(tmp_path / "two", BORDERS, book="two")
    engine, _ = indexed(tmp_path / "cache", [one, two])
    answer = engine.search("united kingdom")
    assert {(hit.book, hit.section) for hit in answer.hits} == {("one", "five"), ("two", "five")}
    assert engine.search('"border five"').total == 2
    assert engine.search("united kingdom", books=["two"]).total == 1
    engine.close()


def test_the_guide_changes_nothing_in_how_other_books_are_ranked(tmp_path: Path) -> None:
    sample = write_book(tmp_path / "sample", BORDERS)
    scores = []
    for number, words in enumerate(("border five chair kingdom", "other words")):
        guide = {f"s{at}": {"en": ("Border", f"{words} {at}\n")} for at in range(20)}
        folder = write_book(tmp_path / f"guide-{number}", guide, book="user-guide")
        engine, _ = indexed(tmp_path / f"cache-{number}", [sample, folder])
        documents = engine._shelf._documents if engine._shelf else None
        assert documents is not None
        docs, values = documents.stems.postings("en border")
        own = documents.editions[docs] == 0
        scores.append(values[own].tolist())
        engine.close()
    assert scores[0] == pytest.approx(scores[1], rel=0.01)
