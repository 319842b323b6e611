"""list, contents, show, align, check: what is in the books."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_list_shows_the_shelf_and_the_bundled_books(run: Run) -> None:
    result = run("list")
    assert result.status == 0
    assert result.err == ""
    lines = {line.split()[0]: line for line in result.out.splitlines()}
    assert set(lines) == {"key-relationships", "tides", "user-guide"}
    for word in ("2", "Tides", "en fr", "Protected A", "3 sections", "not indexed yet"):
        assert word in lines["tides"]


def test_list_as_json(run: Run) -> None:
    books = {book["id"]: book for book in json.loads(run("list", "--json").out)}
    tides = books["tides"]
    assert tides["edition"] == "2"
    assert tides["title"] == {"en": "Tides", "fr": "Marées"}
    assert tides["languages"] == ["en", "fr"]
    assert tides["classification"] == "protected-a"
    assert tides["sections"] == 3
    assert tides["index"] == "missing"
    assert tides["current"] is True


def test_list_tells_what_cannot_be_opened_and_goes_on(run: Run, shelf: Path) -> None:
    broken = shelf / "broken"
    broken.mkdir()
    (broken / "book.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    result = run("list")
    assert result.err.startswith(f"{broken / 'book.yaml'}:")
    assert "Tides" in result.out


def test_older_edition_is_listed_as_such(run: Run, shelf: Path) -> None:
    older = shelf / "older"
    older.mkdir()
    manifest = (shelf / "tides" / "book.yaml").read_text(encoding="utf-8")
    manifest = manifest.replace('edition: "2"', 'edition: "1"').replace("2024-02", "2023-02")
    (older / "book.yaml").write_text(manifest, encoding="utf-8")
    assert "1 (earlier)" in run("list").out
    assert run("contents", "tides@1").status == 0


def test_contents_is_an_indented_tree(run: Run) -> None:
    assert run("contents", "tides").out.splitlines() == [
        "Basics  [basics]",
        "  Spring tides  [spring]",
        "Harbour  [harbour]",
    ]


def test_contents_as_json_is_nested(run: Run) -> None:
    tree = json.loads(run("contents", "tides", "--json").out)
    assert tree["book"] == "tides"
    basics, harbour = tree["contents"]
    assert basics["languages"] == []
    (spring,) = basics["sections"]
    assert spring["id"] == "spring"
    assert spring["title"]["fr"] == "Marées de vive-eau"
    assert spring["tags"] == ["essential"]
    assert harbour["sections"] == []


def test_a_book_can_be_named_by_its_folder(run: Run, shelf: Path) -> None:
    assert run("contents", str(shelf / "tides")).out == run("contents", "tides").out


def test_show_prints_a_section_for_people(run: Run) -> None:
    assert run("show", "tides", "spring").out == (
        "Spring tides\n"
        "\n"
        "Spring tides follow the new moon.\n"
        "\n"
        "When\n"
        "----\n"
        "\n"
        "• at new moon;\n"
        "• at full moon.\n"
        "\n"
        "Moon | Height\n"
        "new  | 5.1 m\n"
    )


def test_show_prints_footnotes_with_their_number(run: Run) -> None:
    assert run("show", "tides", "harbour").out.endswith("\n\n[1] By order of 1998.\n")


def test_show_as_json_has_every_block(run: Run) -> None:
    section = json.loads(run("show", "tides", "spring", "--format", "json", "--lang", "fr").out)
    assert section["language"] == "fr"
    assert section["path"] == ["Notions"]
    kinds = [block["kind"] for block in section["blocks"]]
    assert kinds == ["paragraph", "heading", "list_item", "list_item", "table"]
    assert [block["ordinal"] for block in section["blocks"]] == [0, 1, 2, 3, 4]
    assert section["blocks"][4]["text"] == "Lune\tHauteur\nnouvelle\t5,1 m"
    assert len({block["id"] for block in section["blocks"]}) == 5


def test_show_falls_back_to_the_other_language_and_says_so(run: Run) -> None:
    result = run("show", "tides", "harbour", "--lang", "fr")
    assert result.status == 0
    assert "closes at low water" in result.out
    assert "no text in French; it is shown in English" in result.err


@pytest.mark.parametrize("form", ["md", "html"])
def test_show_says_that_other_formats_come_later(run: Run, form: str) -> None:
    result = run("show", "tides", "spring", "--format", form)
    assert result.status == 2
    assert "yet" in result.err


def test_align_pairs_the_blocks(run: Run) -> None:
    aligned = json.loads(run("align", "tides", "spring", "--json").out)
    assert aligned["languages"] == ["en", "fr"]
    assert [(pair["en"]["ordinal"], pair["fr"]["ordinal"]) for pair in aligned["pairs"]] == [
        (number, number) for number in range(5)
    ]
    assert aligned["pairs"][1]["fr"]["text"] == "Quand"


def test_align_prints_two_columns(run: Run) -> None:
    lines = run("align", "tides", "spring").out.splitlines()
    assert lines[1].split() == ["1", "heading", "When", "1", "heading", "Quand"]


def test_align_tells_what_a_list_in_another_order_has_elsewhere(run: Run, shelf: Path) -> None:
    terms = {"minister": "ministre", "quarter": "trimestre", "year": "année"}
    english = sorted(f"**{en}** is defined elsewhere. ({fr})" for en, fr in terms.items())
    french = sorted(f"**{fr}** S’entend au sens de la Loi. ({en})" for en, fr in terms.items())
    for language, lines in (("en", english), ("fr", french)):
        text = "\n\n".join(["2024", *lines]) + "\n"
        (shelf / f"tides/{language}/spring.md").write_text(text, encoding="utf-8")
    aligned = json.loads(run("align", "tides", "spring", "--json").out)
    pairs = [(pair["en"]["ordinal"], pair["fr"]["ordinal"]) for pair in aligned["pairs"]]
    assert pairs == [(0, 0), (1, 1), (2, 2), (3, 3)]
    found = {pair["en"]["text"][:5]: pair["fr"]["text"][:5] for pair in aligned["elsewhere"]}
    assert found == {"minis": "minis", "quart": "trime", "year ": "année"}
    lines = run("align", "tides", "spring").out.splitlines()
    assert "In another order, and so with the translation elsewhere:" in lines


def test_align_needs_two_languages(run: Run) -> None:
    result = run("align", "tides", "harbour")
    assert result.status == 2
    assert "one language only" in result.err


def test_check_finds_the_missing_translation(run: Run, shelf: Path) -> None:
    result = run("check", str(shelf / "tides"))
    assert result.status == 1
    assert len(result.out.splitlines()) == 1
    assert result.out.startswith("book.yaml:19: warning: ")
    assert result.err == "1 finding.\n"


def test_check_prints_place_severity_and_rule(run: Run, shelf: Path) -> None:
    (shelf / "tides" / "en" / "spring.md").write_text("[x](section:nowhere)\n", encoding="utf-8")
    (line,) = [line for line in run("check", "tides").out.splitlines() if "nowhere" in line]
    assert line.startswith("en/spring.md:1: error: ")
    assert line.endswith("]")


def test_check_of_a_clean_book_is_0(run: Run, shelf: Path) -> None:
    (shelf / "tides" / "fr" / "harbour.md").write_text("Le port ferme.\n", encoding="utf-8")
    manifest = shelf / "tides" / "book.yaml"
    text = manifest.read_text(encoding="utf-8")
    text = text.replace("{en: en/harbour.md}", "{en: en/harbour.md, fr: fr/harbour.md}")
    manifest.write_text(text, encoding="utf-8")
    (shelf / "tides" / "en" / "harbour.md").write_text("The harbour closes.\n", encoding="utf-8")
    result = run("check", "tides")
    assert (result.status, result.out) == (0, "")


def test_a_section_with_nothing_in_it_is_not_said_to_have_sections(run: Run, shelf: Path) -> None:
    manifest = shelf / "tides" / "book.yaml"
    bare = "  - id: bare\n    title: {en: Bare, fr: Vide}\n"
    manifest.write_text(manifest.read_text("utf-8") + bare, encoding="utf-8")
    result = run("show tides bare")
    assert (result.status, result.out) == (2, "")
    assert "neither a text nor sections below it" in result.err
    assert "only sections below it" in run("show tides basics").err
