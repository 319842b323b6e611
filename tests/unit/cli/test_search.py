"""search and index: building what is missing, answers for people and scripts, batches."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Run

HIT_KEYS = {
    "rank",
    "score",
    "book",
    "edition",
    "section",
    "language",
    "title",
    "path",
    "block",
    "passage",
    "highlights",
}


def answer(run: Run, query: str, *arguments: str) -> dict[str, Any]:
    result = run("search", query, "--book", "tides", "--json", *arguments)
    found: dict[str, Any] = json.loads(result.out)
    assert result.status == (0 if found["hits"] else 1)
    return found


def test_search_builds_the_index_first_and_says_so(run: Run) -> None:
    first = run("search", "moon", "--book", "tides")
    assert first.status == 0
    assert "Preparing search: Tides" in first.err
    assert run("search", "moon", "--book", "tides").err == ""


def test_search_as_json(run: Run) -> None:
    found = answer(run, "new moon")
    assert found.keys() == {"query", "language", "total", "took_ms", "notes", "hits"}
    assert (found["query"], found["language"], found["total"]) == ("new moon", "en", 1)
    (hit,) = found["hits"]
    assert hit.keys() == HIT_KEYS
    assert (hit["rank"], hit["book"], hit["edition"]) == (1, "tides", "2")
    assert (hit["section"], hit["language"]) == ("spring", "en")
    assert (hit["title"], hit["path"]) == ("Spring tides", ["Basics"])
    words = [hit["passage"][start:end] for start, end in hit["highlights"]]
    assert words == ["new", "moon"]


def test_a_word_after_a_hyphen_is_left_out(run: Run) -> None:
    assert run("search", "tides", "--book", "tides").status == 0
    assert run("search", "tides", "-moon", "--book", "tides").status == 1


def test_search_in_french(run: Run) -> None:
    found = answer(run, "maree nouvelle lune", "--lang", "fr")
    assert found["language"] == "fr"
    assert found["hits"][0]["language"] == "fr"
    assert "nouvelle lune" in found["hits"][0]["passage"]


def test_search_for_people(run: Run) -> None:
    result = run("search", "low", "water", "--book", "tides")
    assert "1. Harbour  [harbour, en]" in result.out
    assert "   The harbour closes at low water." in result.out
    assert result.out.endswith("\nFound in 1 section.\n")


def test_answer_starts_at_once(run: Run) -> None:
    assert run("search", "low", "water", "--book", "tides").out.startswith("1. Harbour")


def test_index_that_cannot_be_kept_is_told_before_it_is_built(
    run: Run, profile_folder: Path
) -> None:
    cache = profile_folder / "cache"
    cache.mkdir(exist_ok=True)
    (cache / "indexes").write_text("in the way", encoding="utf-8")
    result = run("search", "moon", "--book", "tides")
    assert result.status == 0
    told, prepared = result.err.splitlines()
    assert told.startswith("The search index can’t be written in ")
    assert prepared == "Preparing search: Tides"


def test_nothing_found_is_1(run: Run) -> None:
    result = run("search", "zeppelin", "--book", "tides")
    assert result.status == 1
    assert "Nothing found." in result.out
    assert answer(run, "zeppelin")["hits"] == []


def test_limit_leaves_the_total(run: Run) -> None:
    found = answer(run, "tides OR harbour", "--limit", "1")
    assert len(found["hits"]) == 1
    assert found["total"] >= 1


@pytest.mark.parametrize("query", ['"', "((", "-", "* ?", "\u202e\u0000x", "a" * 5000, "NOT"])
def test_any_text_is_a_query(run: Run, query: str) -> None:
    result = run("search", "--book", "tides", "--json", "--", query)
    assert result.status in {0, 1, 2}
    assert "Traceback" not in result.err


def test_search_of_all_books_includes_the_bundled_ones(run: Run) -> None:
    result = run("search", "border five", "--json")
    assert result.status == 0
    assert json.loads(result.out)["hits"][0]["book"] == "key-relationships"


def test_batch_gives_a_line_a_query(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("q1\tnew moon\n\nlow water\nq3\tzeppelin\n", encoding="utf-8")
    result = run("search", "--book", "tides", "--batch", str(queries))
    records = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 0
    assert [record["id"] for record in records] == ["q1", "3", "q3"]
    assert [record["query"] for record in records] == ["new moon", "low water", "zeppelin"]
    assert [record["total"] for record in records] == [1, 1, 0]
    assert "keystrokes" not in records[0]


def test_batch_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"a\tmoon\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    result = run("search", "--book", "tides", "--batch", "-")
    assert json.loads(result.out)["id"] == "a"


def test_batch_that_finds_nothing_is_1(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("zeppelin\n", encoding="utf-8")
    assert run("search", "--book", "tides", "--batch", str(queries)).status == 1


def test_typed_replays_every_key(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("q1\tnew m\n", encoding="utf-8")
    result = run("search", "--book", "tides", "--batch", str(queries), "--typed")
    record = json.loads(result.out)
    strokes = record["keystrokes"]
    assert [stroke["text"] for stroke in strokes] == ["n", "ne", "new", "new ", "new m"]
    for stroke in strokes:
        assert stroke.keys() == {"text", "took_ms", "cpu_ms", "total"}
        assert 0 <= stroke["cpu_ms"] < 10_000
        assert 0 < stroke["took_ms"] < 10_000
    assert record["query"] == "new m"
    assert record["total"] == strokes[-1]["total"]


def test_batch_that_is_not_utf_8_names_the_line(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_bytes(b"moon\ncaf\xe9\n")
    result = run("search", "--book", "tides", "--batch", str(queries))
    assert result.status == 2
    assert result.err.splitlines()[-1].startswith(f"{queries}:2: ")


def test_index_builds_what_is_missing_once(run: Run) -> None:
    first = run("index", "tides")
    assert first.status == 0
    assert "Tides" in first.err
    second = run("index", "tides")
    assert "already" in second.err
    again = run("index", "tides", "--rebuild")
    assert again.status == 0
    assert "Preparing search: Tides" in again.err


def test_index_that_cannot_be_built_is_3(run: Run, profile_folder: Path) -> None:
    cache = profile_folder / "cache"
    cache.mkdir()
    (cache / "indexes").write_text("in the way", encoding="utf-8")
    result = run("index", "tides")
    assert result.status == 3
    assert "Traceback" not in result.err
    assert result.out == ""


def test_damaged_index_is_built_again(run: Run, profile_folder: Path) -> None:
    run("index", "tides")
    for file in (profile_folder / "cache" / "indexes" / "tides").rglob("*.json"):
        file.write_text("{}", encoding="utf-8")
    result = run("search", "moon", "--book", "tides")
    assert result.status == 0
    assert "Preparing search" in result.err


def test_search_works_where_nothing_can_be_kept(run: Run, profile_folder: Path) -> None:
    (profile_folder / "cache").write_text("in the way", encoding="utf-8")
    result = run("search", "moon", "--book", "tides")
    assert result.status == 0
    assert "Spring tides" in result.out
    assert "can’t be written" in result.err


def test_an_older_edition_is_searched_when_it_is_named(run: Run, shelf: Path) -> None:
    older = shelf / "older"
    shutil.copytree(shelf / "tides", older)
    manifest = (older / "book.yaml").read_text("utf-8")
    manifest = manifest.replace('edition: "2"', 'edition: "1"').replace("2024-02-01", "2024-01-01")
    (older / "book.yaml").write_text(manifest, encoding="utf-8")
    (older / "en" / "harbour.md").write_text("The lighthouse was lit.\n", encoding="utf-8")
    assert answer(run, "lighthouse")["hits"] == []
    found = answer(run, "lighthouse edition:1")
    assert [(hit["edition"], hit["section"]) for hit in found["hits"]] == [("1", "harbour")]
    assert found["notes"] == ["Searched in edition 1, not in the current ones."]
    assert answer(run, "closes edition:1")["hits"] == []
    assert answer(run, "closes edition:2")["hits"][0]["edition"] == "2"
    queries = shelf / "queries.txt"
    queries.write_text("lighthouse edition:1\nlighthouse\ncloses\n", encoding="utf-8")
    result = run("search", "--batch", str(queries), "--typed", "--book", "tides")
    editions = [
        [hit["edition"] for hit in json.loads(line)["hits"]] for line in result.out.splitlines()
    ]
    assert editions == [["1"], [], ["2"]]
