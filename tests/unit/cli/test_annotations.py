"""annotations list: the reader's marks, and where they lie in the book as it is now."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from viewer.annotations.anchoring import anchor_at
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.store import AnnotationStore
from viewer.book.book import open_book
from viewer.settings import profile_at

IDENTIFIER = "5f0c1d3e-8c0b-4b6e-9a55-0d6f6f7f4c11"
KEYS = {
    "id",
    "motivation",
    "book",
    "edition",
    "section",
    "block",
    "quote",
    "note",
    "tags",
    "state",
}


@dataclass
class Marked:
    """What stands in the store."""

    run: Run
    book: Path


@pytest.fixture
def marked(run: Run, shelf: Path, profile_folder: Path) -> Marked:
    """A note on the words "new moon" in the first block of a section."""
    book = open_book(shelf / "tides")
    text = book.text("spring", "en")
    start = text.blocks[0].text.index("new moon")
    anchor = anchor_at(book.edition, text, 0, start, start + len("new moon"))
    profile = profile_at(profile_folder)
    profile.ensure()
    store = AnnotationStore(profile.store_file)
    store.add(
        Annotation(
            id=IDENTIFIER,
            motivation=Motivation.COMMENTING,
            anchor=anchor,
            title="The moon",
            note="Ask the harbour master.",
            tags=("tides", "moon"),
        )
    )
    store.close()
    return Marked(run, shelf / "tides")


def records(marked: Marked, *arguments: str) -> list[dict[str, object]]:
    result = marked.run("annotations list", "--json", *arguments)
    assert result.status == 0
    found: list[dict[str, object]] = json.loads(result.out)
    return found


def test_nothing_marked_is_no_mistake(run: Run) -> None:
    result = run("annotations list")
    assert (result.status, result.out) == (0, "Nothing marked yet.\n")
    assert json.loads(run("annotations list", "--json").out) == []


def test_list_as_json(marked: Marked) -> None:
    (record,) = records(marked)
    assert record.keys() >= KEYS
    assert record["id"] == IDENTIFIER
    assert record["motivation"] == "commenting"
    assert (record["book"], record["edition"], record["section"]) == ("tides", "2", "spring")
    assert record["quote"] == "new moon"
    assert record["tags"] == ["tides", "moon"]
    assert record["state"] == "placed"


def test_list_for_people(marked: Marked) -> None:
    assert marked.run("annotations list").out.split() == [
        *("note", "tides", "spring", "The", "moon", "placed"),
    ]


def test_only_those_of_a_book(marked: Marked) -> None:
    assert len(records(marked, "--book", "tides")) == 1
    assert len(records(marked, "--book", str(marked.book))) == 1
    assert records(marked, "--book", "user-guide") == []


@pytest.mark.parametrize("command", ["annotations list", "annotations export"])
def test_a_book_that_there_is_none_of_is_wrong_use(marked: Marked, command: str) -> None:
    result = marked.run(command, "--book", "nowhere")
    assert (result.status, result.out) == (2, "")
    assert "no book “nowhere”" in result.err


def test_state_follows_the_text(marked: Marked) -> None:
    text = marked.book / "en" / "spring.md"
    text.write_text(f"An earlier paragraph.\n\n{text.read_text('utf-8')}", encoding="utf-8")
    assert records(marked)[0]["state"] == "moved"
    text.write_text("Nothing of it is left.\n", encoding="utf-8")
    assert records(marked)[0]["state"] == "unplaced"


def test_annotations_of_a_book_that_is_gone_stay(marked: Marked) -> None:
    (marked.book / "book.yaml").unlink()
    (record,) = records(marked, "--book", "tides")
    assert record["state"] == "unplaced"
    assert record["note"] == "Ask the harbour master."


def test_against_another_edition(marked: Marked, shelf: Path) -> None:
    older = shelf / "older"
    (older / "en").mkdir(parents=True)
    manifest = (marked.book / "book.yaml").read_text(encoding="utf-8")
    manifest = manifest.replace('edition: "2"', 'edition: "1"').replace("2024-02", "2023-02")
    (older / "book.yaml").write_text(manifest, encoding="utf-8")
    (older / "en" / "spring.md").write_text("No moon yet.\n", encoding="utf-8")
    assert records(marked, "--edition", "1")[0]["state"] == "unplaced"
    assert records(marked, "--edition", "2")[0]["state"] == "placed"


def test_damaged_store_is_told_and_never_a_traceback(marked: Marked, profile_folder: Path) -> None:
    store = profile_at(profile_folder).store_file
    store.write_bytes(b"not a database" * 1000)
    result = marked.run("annotations list", "--json")
    assert result.err
    assert "Traceback" not in result.err


def test_marks_of_others_do_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    note = {
        "id": f"urn:uuid:{IDENTIFIER}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": "2024-01-01T00:00:00Z",
        "modified": "2024-01-01T00:00:00Z",
        "body": [
            {"type": "TextualBody", "value": "a\x1b[31m\u202eb\x9bc", "purpose": "commenting"}
        ],
        "target": {
            "source": "briefing:tides/spring?lang=en",
            "selector": [{"type": "TextQuoteSelector", "exact": "new moon"}],
        },
    }
    file = tmp_path / "marks.json"
    file.write_text(json.dumps({"type": "AnnotationSet", "items": [note]}), encoding="utf-8")
    printed = run("annotations import", str(file)).out + run("annotations list").out
    assert "a\ufffd[31m\ufffdb\ufffdc" in printed
    assert not set(printed) & set("\x1b\u202e\x9b")
