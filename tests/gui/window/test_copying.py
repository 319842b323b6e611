"""Copying from the page, and citing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, focused, settle, write_book
from tests.gui.window.rivers import twin, write_rivers
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView

MANIFEST = """\
format: 1
id: ponds
edition: "3"
issued: 2024-02-01
title: {en: Ponds, fr: Étangs}
caveat: {en: Not for the ducks}
languages: [en, fr]
contents:
  - id: part
    title: {en: Small waters, fr: Petites eaux}
    sections:
      - id: pond
        title: {en: The pond, fr: L’étang}
        text: {en: en/pond.md, fr: fr/pond.md}
      - id: secret
        title: {en: The secret pond}
        classification: secret
        text: {en: en/secret.md}
"""

TEXTS = {
    "en/pond.md": "Ducks swim **here**.[^a]\n\n1. one\n2. two\n\n| Duck | Count |\n| --- | --- |\n"
    "| Mallard | 12 |\n\n[^a]: In summer.\n",
    "fr/pond.md": "Les canards nagent ici.\n",
    "en/secret.md": "Nobody knows it.\n",
}


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    QGuiApplication.clipboard().setText("before")
    made = start(str(write_book(tmp_path / "books" / "ponds", MANIFEST, TEXTS)), "pond")
    made.window.page.setFocus()
    return made


def copied() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def select(page: PageView, first: str, last: str) -> None:
    """Select from the words ``first`` to the words ``last``."""
    start, end = page.document().find(first), page.document().find(last)
    cursor = page.textCursor()
    cursor.setPosition(start.selectionStart())
    cursor.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    settle()


@pytest.mark.parametrize("how", ["Ctrl+C", "Ctrl+Ins", "menu"])
def test_words_are_copied_clean(program: Program, how: str) -> None:
    select(program.window.page, "Ducks", "two")
    if how == "menu":
        program.act("edit.copy")
    else:
        program.keys(how)
    assert copied().text() == "Ducks swim here.\n\n1. one\n2. two"
    html = copied().html()
    assert "<strong>here</strong>" in html
    assert "<ol" in html
    assert "<sup" not in html
    assert not program.message()


def test_everything_is_copied_with_its_title(program: Program) -> None:
    program.keys("Ctrl+A", "Ctrl+C")
    assert copied().text() == (
        "The pond\n\nDucks swim here.\n\n1. one\n2. two\n\nDuck\tCount\nMallard\t12\n\nIn summer."
    )
    assert "<h1>The pond</h1>" in copied().html()
    assert "<td>Mallard</td>" in copied().html()


def test_without_a_selection_nothing_is_copied(program: Program) -> None:
    program.keys("Ctrl+C")
    program.act("edit.copy")
    assert copied().text() == "before"


def test_only_the_title(program: Program) -> None:
    select(program.window.page, "The pond", "The pond")
    program.keys("Ctrl+C")
    assert copied().text() == "The pond"


def test_a_citation_tells_where_it_stands(program: Program) -> None:
    select(program.window.page, "Ducks", "swim")
    program.keys("Ctrl+Shift+C")
    assert copied().text() == (
        "“Ducks swim”\n"
        "— Ponds, edition 3, Small waters › The pond (Unclassified – Not for the ducks)"
    )
    assert "<cite>Ponds</cite>" in copied().html()
    assert "citation" in program.message()


def test_without_a_selection_the_paragraph_is_cited_in_the_language_that_is_read(
    program: Program,
) -> None:
    program.keys("Ctrl+Shift+L")
    program.window.page.go_to(Target(0))
    program.keys("Ctrl+Shift+C")
    lines = copied().text().split("\n")
    assert lines[0] == "«\u00a0Les canards nagent ici.\u00a0»"
    assert lines[1].startswith("— Étangs, édition 3, Petites eaux › L’étang (Non classifié")


def test_at_the_title_the_first_paragraph_is_cited(program: Program) -> None:
    program.window.page.go_to(Target(-1))
    program.keys("Ctrl+Shift+C")
    assert copied().text().startswith("“Ducks swim here.”\n— Ponds, edition 3")


def test_a_link_is_added_if_that_is_ticked_and_the_choice_is_kept(
    program: Program, start: Start
) -> None:
    action = program.controls.actions["edit.cite_link"]
    assert not action.isChecked()
    program.act("edit.cite_link")
    assert action.isChecked()
    select(program.window.page, "two", "two")
    program.keys("Ctrl+Shift+C")
    shown = program.window.navigation.shown
    assert shown is not None
    link = f"briefing:ponds/pond?lang=en#{shown.content.text.blocks[2].id}"
    assert copied().text().split("\n")[2] == link
    assert f'<a href="{link}">' in copied().html()
    program.close()
    assert start().controls.actions["edit.cite_link"].isChecked()


def test_classified_text_asks_once_and_carries_its_label(program: Program) -> None:
    program.window.open_section("secret")
    select(program.window.page, "Nobody", "knows")
    program.keys("Ctrl+C")
    assert copied().text() == "before"
    assert "Secret" in program.message()
    program.keys("Return")
    assert copied().text() == "SECRET  –  Not for the ducks\n\nNobody knows"
    assert "SECRET" in copied().html()
    assert "classification" in program.message()
    program.window.page.setFocus()
    program.keys("Ctrl+Shift+C")
    assert copied().text().endswith("(Secret – Not for the ducks)")


@pytest.mark.parametrize("key", ["Ctrl+C", "Ctrl+Ins"])
def test_refused_nothing_is_copied(program: Program, key: str) -> None:
    program.window.open_section("secret")
    select(program.window.page, "Nobody", "knows")
    program.keys(key)
    assert "Secret" in program.message()
    program.keys("Escape")
    assert copied().text() == "before"
    assert focused() is program.window.page


def test_classified_text_leaves_by_no_other_way(program: Program) -> None:
    page = program.window.page
    select(page, "Ducks", "swim")
    assert page.createMimeDataFromSelection().text() == "Ducks swim"
    program.window.open_section("secret")
    select(page, "Nobody", "knows")
    assert not page.createMimeDataFromSelection().hasText()
    program.window.open_section("pond")
    select(page, "Ducks", "swim")
    assert page.createMimeDataFromSelection().hasText()


def test_what_is_selected_in_the_other_language_is_cited_in_it(
    start: Start, tmp_path: Path
) -> None:
    program = start(str(write_rivers(tmp_path / "books" / "rivers")), "ottawa")
    program.window.resize(1500, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    twin(program).setFocus()
    select(twin(program), "rivière", "source")
    assert not twin(program).createMimeDataFromSelection().hasText()
    program.keys("Ctrl+Shift+C", "Return")
    assert copied().text() == (
        "«\u00a0rivière prend sa source\u00a0»\n— Rivières, édition 1, L’Outaouais (Protégé A)"
    )
