"""Search options, recent searches, and what is done with a list of results."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, click, focused, settle, wait_until, write_book
from viewer.ui.results.model import part_of


def write(program: Program, text: str, option: str) -> str:
    """What stands in the field after a text and an option."""
    program.keys("Ctrl+K")
    program.window.field.setText(text)
    program.act(f"go.option_{option}")
    assert focused() is program.window.field
    return program.window.field.text()


@pytest.mark.parametrize(
    ("text", "option", "written"),
    [
        ("border five", "phrase", '"border five"'),
        ("border lang:fr", "phrase", '"border" lang:"fr"'),
        ("border", "without", "border -"),
        ("border", "either", "border OR "),
        ("border five", "near", "near:10(border five)"),
        ("agreem", "beginning", "agreem*"),
        ("border five", "exact", "+border +five"),
        ("border five", "title", "title:border title:five"),
        ("border", "section", 'border in:"Border Five"'),
        ("border", "part", 'border in:"International partners"'),
        ("border", "book", "border book:key-relationships"),
        ("border", "edition", "border edition:2023-09"),
        ("border book:x lang:fr", "everywhere", "border"),
        ("border lang:fr", "english", "border lang:en"),
        ("border", "french", "border lang:fr"),
        ("border", "marked", "border is:bookmarked"),
        ("border", "noted", "border is:noted"),
        ("border", "note", "border note:"),
        ("border", "tag", "border tag:"),
        ("> dark", "french", "lang:fr"),
    ],
)
def test_each_operator_has_an_option(
    program: Program, text: str, option: str, written: str
) -> None:
    program.window.open_section("border-five")
    assert write(program, text, option) == written


def test_options_are_written_in_the_language_of_the_interface(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    assert write(program, "frontière", "french") == "frontière langue:fr"
    assert write(program, "frontière", "near") == "près:10(frontière)"


def test_between_the_signs_of_an_empty_phrase_one_types(program: Program) -> None:
    write(program, "", "phrase")
    program.type("five")
    assert program.window.field.text() == '"five"'


def test_a_filter_of_the_results_narrows_them_and_can_be_taken_away(program: Program) -> None:
    program.search("government canada")
    results = program.controls.results
    before = results.place()[1]
    (button,) = (one for one in results._filters.buttons() if one.objectName() == "filter_in")
    entry = button.menu().actions()[-1]
    part = entry.text().rpartition(" (")[0]
    entry.trigger()
    wait_until(lambda: results.query != "government canada")
    settle()
    assert program.window.field.text() == results.query == f'government canada in:"{part}"'
    assert results.answer is not None
    assert {part_of(hit) for hit in results.answer.hits} == {part}
    *chips, _more = results._parts.buttons()
    assert [chip.text() for chip in chips] == ["government ✕", "canada ✕", f"In: {part} ✕"]
    click(chips[-1])
    wait_until(lambda: results.query == "government canada")
    settle()
    assert results.place()[1] == before


def test_the_list_can_be_copied_and_saved(program: Program, tmp_path: Path) -> None:
    actions = program.controls.actions
    assert not actions["edit.copy_results"].isEnabled()
    program.search("who chairs the border five")
    program.act("edit.copy_results")
    copied = QGuiApplication.clipboard().text()
    assert "1. Border Five" in copied
    assert "Key relationships, edition" in copied
    assert program.message() == "The list was copied"
    program.controls.commands.searches.write_list(tmp_path / "list.md")
    assert "1. **Border Five**" in (tmp_path / "list.md").read_text("utf-8")
    program.controls.commands.searches.write_list(tmp_path / "no" / "list.md")
    assert "could not be saved" in program.message()


def test_recent_searches_can_be_switched_off(program: Program) -> None:
    program.search("fentanyl committee")
    assert program.controls.places.searches() == ["fentanyl committee"]
    program.act("edit.keep_searches")
    assert not program.controls.actions["edit.keep_searches"].isChecked()
    program.search("border five chair")
    assert program.controls.places.searches() == []
    program.act("edit.keep_searches")
    assert program.controls.places.searches() == [], "those from before are forgotten"
    program.search("border forum chair")
    assert program.controls.places.searches() == ["border forum chair"]


def test_a_list_of_classified_passages_asks_and_carries_its_label(
    start: Start, tmp_path: Path
) -> None:
    """Of two sections, the higher level counts."""
    folder = write_book(tmp_path / "books" / "tides", MANIFEST, TEXTS)
    program = start(str(folder))
    wait_until(lambda: program.controls.search.book("tides") is not None)
    program.search("log of the harbour")
    QGuiApplication.clipboard().setText("before")
    program.act("edit.copy_results")
    assert QGuiApplication.clipboard().text() == "before"
    assert "Protected B" in program.message()
    program.keys("Return")
    assert QGuiApplication.clipboard().text().startswith("PROTECTED B / PROTÉGÉ B\n\nResults")
    program.controls.commands.searches.write_list(tmp_path / "list.md")
    assert (tmp_path / "list.md").read_text("utf-8").startswith("**PROTECTED B / PROTÉGÉ B**\n")
