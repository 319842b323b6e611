"""What readers know from other programs, and miss there: each on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from viewer.__main__ import main

QUESTIONS = Path(__file__).parents[2] / "data" / "key-relationships-questions.tsv"
ROWS = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[1:]]


class Searching:
    """Searches the bundled books in one profile, with an index that is built once."""

    def __init__(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._profile = profile
        self._capsys = capsys

    def __call__(self, *arguments: str) -> dict[str, Any]:
        status = main(["search", "--profile", str(self._profile), "--json", *arguments])
        found: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        assert status == (0 if found["hits"] else 1)
        return found


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    main(["index", "--profile", str(folder)])
    return folder


@pytest.fixture
def search(profile: Path, capsys: pytest.CaptureFixture[str]) -> Searching:
    return Searching(profile, capsys)


def sections(answer: dict[str, Any]) -> list[str]:
    return [hit["section"] for hit in answer["hits"]]


def shown(answer: dict[str, Any]) -> set[str]:
    """What is highlighted, in lower case."""
    return {
        hit["passage"][start:end].lower()
        for hit in answer["hits"]
        for start, end in hit["highlights"]
    }


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("sécurité", "securite", "fr"),
        ("Frontière", "Frontiere", "fr"),
        ("FRONTIÈRE", "frontiere", "fr"),
        ("borders", "border", "en"),
        ("Border", "BORDER", "en"),
        ("l'Agence", "agence", "fr"),
        ("l’agence", "l'agence", "fr"),
    ],
)
def test_spellings_of_one_word_find_the_same(
    search: Searching, one: str, other: str, language: str
) -> None:
    first, second = search(one, "--lang", language), search(other, "--lang", language)
    assert first["total"] == second["total"] > 0
    assert sections(first) == sections(second)


@pytest.mark.parametrize(
    ("one", "other"), [("négocier", "négociations"), ("organismes", "organisme")]
)
def test_forms_of_a_french_word_are_found(search: Searching, one: str, other: str) -> None:
    found = {text: set(sections(search(text, "--lang", "fr"))) for text in (one, other)}
    assert found[one] & found[other]


def test_phrase_is_exact(search: Searching) -> None:
    assert "border-five" in sections(search('"border five"'))
    assert search('"five border"')["total"] == 0


def test_not_leaves_out(search: Searching) -> None:
    every = set(sections(search("border", "--limit", "100")))
    without = set(sections(search("border NOT five", "--limit", "100")))
    five = set(sections(search("border five", "--limit", "100")))
    assert without
    assert without < every
    assert without.isdisjoint(five)
    assert without == set(sections(search("--limit", "100", "--", "border -five")))


def test_beginning_of_a_word_finds_all_that_begin_so(search: Searching) -> None:
    assert search("agreem*")["total"] >= search("agreement")["total"] > 0
    assert all(word.startswith("agreem") for word in shown(search("agreem*")))


def test_misspelt_word_is_corrected_and_said(search: Searching) -> None:
    answer = search("fentanil")
    assert sections(answer) == sections(search("fentanyl"))
    assert any("fentanil" in note and "fentanyl" in note.lower() for note in answer["notes"])


def test_abbreviations_cross_languages(search: Searching) -> None:
    for query in ("CBSA", "ASFC", "Canada Border Services Agency"):
        answer = search(query, "--limit", "100")
        assert {hit["language"] for hit in answer["hits"]} <= {"en", "fr"}
        assert answer["total"] > 10
    assert any("Agence des services frontaliers" in note for note in search("CBSA")["notes"])


def test_several_books_are_searched_at_once(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "book.yaml").write_text(
            f'format: 1\nid: {name}\nedition: "1"\nissued: 2026-01-01\n'
            f"title: {{fr: {name}}}\nlanguages: [fr]\ncontents:\n"
            "  - {id: tide, title: {fr: Marée}, text: {fr: tide.md}}\n",
            encoding="utf-8",
        )
        (folder / "tide.md").write_text(f"Le réseau de {name}.\n", encoding="utf-8")
    search = Searching(profile, capsys)
    for query in ("réseau", "reseau", "RÉSEAUX"):
        answer = search(query, "--shelf", str(tmp_path), "--lang", "fr")
        assert {hit["book"] for hit in answer["hits"]} == {"one", "two"}
        assert shown(answer) == {"réseau"}


def test_every_key_has_results_with_all_matches_marked(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("united kingdom chair\n", encoding="utf-8")
    main(["search", "--profile", str(profile), "--batch", str(queries), "--typed"])
    record = json.loads(capsys.readouterr().out)
    assert all(stroke["total"] > 0 for stroke in record["keystrokes"])
    best = record["hits"][0]
    assert best["section"] == "border-five"
    marked = {best["passage"][start:end].lower() for start, end in best["highlights"]}
    assert marked >= {"united", "kingdom", "chair"}


@pytest.mark.parametrize(("language", "query", "section"), ROWS)
def test_question_of_the_staff_has_its_section_first(
    search: Searching, language: str, query: str, section: str
) -> None:
    assert sections(search(query, "--lang", language))[0] == section
