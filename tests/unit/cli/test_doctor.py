"""doctor: versions, paths, and what is wrong."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run
from viewer import __version__


def test_a_new_profile_is_healthy(run: Run, profile_folder: Path) -> None:
    result = run("doctor", "--json")
    report = json.loads(result.out)
    assert result.status == 0
    assert report["version"] == __version__
    assert report["versions"]["Whoosh"] == "2.7.4"
    assert report["paths"]["profile"] == str(profile_folder)
    assert report["store"]["state"] == "new"
    assert {book["book"]: book["index"] for book in report["books"]}["tides"] == "missing"
    assert report["healthy"] is True


def test_for_people(run: Run, profile_folder: Path) -> None:
    out = run("doctor").out
    assert str(profile_folder) in out
    assert out.endswith("All is well.\n")


def test_a_broken_book_is_told(run: Run, shelf: Path) -> None:
    (shelf / "tides" / "book.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    result = run("doctor")
    assert result.status == 1
    assert "book.yaml" in result.out
    assert result.out.endswith("Something is wrong; see above.\n")
