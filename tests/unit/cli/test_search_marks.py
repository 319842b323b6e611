"""search knows the reader's own bookmarks and notes, as the window does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Run
from viewer.annotations.anchoring import anchor_at
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.store import AnnotationStore
from viewer.book.book import open_book
from viewer.settings import profile_at


@pytest.fixture
def store(shelf: Path, profile_folder: Path) -> Path:
    """A bookmark in ``spring``, and a note about ferries in ``harbour``."""
    book = open_book(shelf / "tides")
    profile = profile_at(profile_folder)
    profile.ensure()
    marks = AnnotationStore(profile.store_file)
    for number, (section, motivation, note) in enumerate(
        [
            ("spring", Motivation.BOOKMARKING, ""),
            ("harbour", Motivation.COMMENTING, "Ask about the ferries."),
        ]
    ):
        anchor = anchor_at(book.edition, book.text(section, "en"), 0, 0, 6)
        name = f"5f0c1d3e-8c0b-4b6e-9a55-0d6f6f7f4c1{number}"
        marks.add(Annotation(name, motivation, anchor, title=f"Mark {number}", note=note))
    marks.close()
    return profile.store_file


def found(run: Run, query: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(run("search", query, "--book", "tides", "--json").out)
    return record


def sections(run: Run, query: str) -> list[str]:
    return [hit["section"] for hit in found(run, query)["hits"]]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:bookmarked", ["spring"]),
        ("est:signet", ["spring"]),
        ("water note:ferry", ["harbour"]),
        ("water note:train", []),
        ("tag:essential", ["spring"]),
        ("low water is:noted", ["harbour"]),
        ("low water is:bookmarked", []),
        ("harbour -is:noted", []),
    ],
)
def test_filters_about_the_readers_marks(run: Run, query: str, expected: list[str]) -> None:
    assert sections(run, query) == expected


@pytest.mark.usefixtures("store")
def test_own_notes_are_found_beside_the_sections(run: Run) -> None:
    (note,) = found(run, "ferry")["own"]
    assert (note["title"], note["section"]) == ("Mark 1", "harbour")
    assert [note["passage"][start:end] for start, end in note["highlights"]] == ["ferries"]
    said = run("search", "ferry", "--book", "tides")
    assert said.status == 0
    assert "Mark 1  [tides, harbour]\n   Ask about the ferries.\n" in said.out
    assert said.out.endswith("\nFound in 1 note of your own.\n")
    assert "own" not in found(run, "moon")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("query", ["is:noted", "est:annoté", "note:ferry"])
def test_filters_alone_list_the_notes_that_fit(run: Run, query: str) -> None:
    assert [note["section"] for note in found(run, query)["own"]] == ["harbour"]


@pytest.mark.usefixtures("store")
def test_a_batch_key_by_key_knows_them_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_text("water is:noted\nwater note:ferr\nferr\n", encoding="utf-8")
    out = run("search", "--batch", str(file), "--typed", "--book", "tides").out
    first, second, third = (json.loads(line) for line in out.splitlines())
    assert [hit["section"] for hit in first["hits"]] == ["harbour"]
    assert [hit["section"] for hit in second["hits"]] == ["harbour"]
    assert [note["section"] for note in third["own"]] == ["harbour"]


def test_nothing_is_made_in_a_profile_without_marks(run: Run, profile_folder: Path) -> None:
    assert sections(run, "is:bookmarked") == sections(run, "is:noted") == []
    assert not profile_at(profile_folder).store_file.exists()


def test_marks_that_can_not_be_read_are_told_once(run: Run, store: Path) -> None:
    store.write_bytes(b"no database at all" * 100)
    result = run("search", "low water", "--book", "tides")
    assert result.status == 0
    assert len(result.err.splitlines()) == 2  # that the search was prepared, and this
    assert store.name in result.err
