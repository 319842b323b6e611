"""annotations export and import: files in and out, and what a dry run says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_annotations import IDENTIFIER, Marked, marked
from viewer.annotations.store import AnnotationStore
from viewer.settings import profile_at

__all__ = ["marked"]

FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "AnnotationSet",
    "items": [
        {
            "id": "q-0",
            "motivation": "highlighting",
            "target": {
                "source": "briefing:tides/spring?lang=en",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "full moon",
                        "prefix": "at ",
                        "suffix": ".",
                    }
                ],
            },
        },
        {"id": "q-1", "target": "https://example.org/"},
    ],
}


def listed(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("annotations list", "--json").out)
    return found


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps(FOREIGN), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["all.json", "all.html", "all.md"])
def test_export_wipe_import_gives_the_same_list(
    marked: Marked, tmp_path: Path, profile_folder: Path, name: str
) -> None:
    before = listed(marked.run)
    exported = marked.run("annotations export", "--deleted", "-o", str(tmp_path / name))
    assert (exported.status, exported.out) == (0, "1 annotation written.\n")
    profile_at(profile_folder).store_file.unlink()
    for copy in profile_folder.glob("snapshots/*"):
        copy.unlink()
    assert listed(marked.run) == []
    imported = marked.run("annotations import", str(tmp_path / name))
    assert imported.status == 0
    assert listed(marked.run) == before


def test_what_was_deleted_here_is_brought_back_on_request(
    marked: Marked, tmp_path: Path, profile_folder: Path
) -> None:
    file, before = str(tmp_path / "all.json"), listed(marked.run)
    marked.run("annotations export", "-o", file)
    store = AnnotationStore(profile_at(profile_folder).store_file)
    store.delete(IDENTIFIER)
    store.close()
    left = marked.run("annotations import", file)
    assert left.out.splitlines()[-1] == "     1 deleted here, left so"
    assert listed(marked.run) == []
    brought = marked.run("annotations import", file, "--bring-back")
    assert brought.out.splitlines()[-1] == "     1 brought back"
    assert [one["id"] for one in listed(marked.run)] == [one["id"] for one in before]


def test_export_prints_a_set_where_no_file_is_named(marked: Marked) -> None:
    made = json.loads(marked.run("annotations export").out)
    assert made["type"] == "AnnotationSet"
    assert made["classification"] == "protected-a"
    assert [item["id"] for item in made["items"]] == [f"urn:uuid:{IDENTIFIER}"]
    assert json.loads(marked.run("annotations export", "--book", "user-guide").out)["items"] == []
    assert json.loads(marked.run("annotations export", "--id", "none").out)["items"] == []


def test_export_for_people(marked: Marked) -> None:
    report = marked.run("annotations export", "--format", "md").out
    assert report.startswith("# My marks\n\nProtected A / Protégé A\n\n## Tides\n\n")
    assert "### Basics › Spring tides" in report
    assert "Ask the harbour master." in report


def test_export_to_a_place_that_is_not_there_is_one_sentence(
    marked: Marked, tmp_path: Path
) -> None:
    result = marked.run("annotations export", "-o", str(tmp_path / "none" / "x.json"))
    assert result.status == 3
    assert "This was not written" in result.err


def test_a_dry_run_says_what_would_be_done(run: Run, foreign: Path) -> None:
    result = run("annotations import", str(foreign), "--dry-run")
    assert result.status == 1
    assert "Entry 2 is about “https://example.org/”" in result.err
    assert result.out.splitlines() == [
        "new  tides  spring  full moon",
        "     1 new",
        "Nothing was changed: this was a dry run.",
    ]
    assert listed(run) == []


def test_import_as_json_item_by_item(run: Run, foreign: Path) -> None:
    result = run("annotations import", str(foreign), "--json")
    record = json.loads(result.out)
    assert (record["dry_run"], record["counts"]) == (False, {"new": 1, "unplaceable": 0})
    (item,) = record["items"]
    assert (item["id"], item["verdict"], item["section"]) == ("q-0", "new", "spring")
    assert record["problems"][0]["code"] == "import-foreign-target"
    (row,) = listed(run)
    assert (row["id"], row["state"], row["edition"]) == ("q-0", "placed", "2")
    again = run("annotations import", str(foreign), "--json")
    assert json.loads(again.out)["counts"] == {"same": 1, "unplaceable": 0}


def test_import_for_a_book_that_the_file_does_not_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "web.json"
    selector = {"type": "TextQuoteSelector", "exact": "low water"}
    target = {"source": "https://example.org/", "selector": selector}
    path.write_text(json.dumps([{"id": "x", "target": target}]), encoding="utf-8")
    assert run("annotations import", str(path)).status == 1
    assert run("annotations import", str(path), "--book", "tides").status == 0
    (row,) = listed(run)
    assert (row["book"], row["quote"], row["state"]) == ("tides", "low water", "unplaced")


def test_import_of_something_else_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n", encoding="utf-8")
    result = run("annotations import", str(path))
    assert result.status == 3
    assert result.err.startswith(f"{path}: There are no annotations in this file")
    missing = run("annotations import", str(tmp_path / "none"))
    assert missing.status == 2
