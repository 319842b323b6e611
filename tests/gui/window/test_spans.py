"""A table whose cells span others, in the window: copied, found, opened, beside its translation."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.gui.window.rivers import top, twin
from viewer.ui.dialogs.table import TableDialog

MANIFEST = """\
format: 1
id: budget
edition: "1"
issued: 2024-02-01
title: {en: Budget, fr: Budget}
classification: unclassified
languages: [en, fr]
contents:
  - id: spending
    title: {en: Spending, fr: Dépenses}
    text: {en: en.md, fr: fr.md}
"""

EN = """\
Before the table.

{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | |
|---|--:|--:|
| | Planned | Actual |
| Ports {rowspan=2} | 10 | 20 |
| | under review {colspan=2} | |
| Total | 10 | 20 |

After the table.
"""
WORDS = {
    "Before the table": "Devant le tableau", "After the table": "Derrière le tableau",
    "Program": "Programme", "Planned": "Prévu", "Actual": "Réel", "under review": "à l’étude",
    "Ports": "Points d’entrée sur terre, sur mer et dans les airs",
}  # fmt: skip


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    french = EN
    for word, other in WORDS.items():
        french = french.replace(word, other)
    folder = write_book(tmp_path / "books" / "budget", MANIFEST, {"en.md": EN, "fr.md": french})
    made = start(str(folder), "spending")
    made.window.page.setFocus()
    return made


def select(program: Program, first: str, last: str) -> None:
    page = program.window.page
    cursor = page.textCursor()
    cursor.setPosition(page.document().find(first).selectionStart())
    end = page.document().find(last).selectionEnd()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    settle()


def test_what_is_copied_over_a_table_keeps_its_spans(program: Program) -> None:
    select(program, "Before", "After")
    program.keys("Ctrl+C")
    copied = QGuiApplication.clipboard().mimeData()
    assert "Ports\t10\t20\n\tunder review\t\nTotal\t10\t20" in copied.text()
    assert '<td rowspan="2">Ports</td>' in copied.html()
    assert "\ufffc" not in copied.text()


def test_what_a_table_says_is_found_once(program: Program) -> None:
    program.keys("Ctrl+F")
    program.type("ports")
    hits = program.controls.hits
    wait_until(lambda: not hits._matching.busy() and bool(hits.matches))
    settle()
    assert len(hits.matches) == 1
    label = program.part("find_count")
    assert isinstance(label, QLabel)
    assert label.text() == "1 of 1"


def test_its_window_shows_it_as_it_is(program: Program) -> None:
    select(program, "under", "review")
    program.keys("Ctrl+Shift+E")
    settle()
    made = program.controls.commands.view.tables.dialog
    assert isinstance(made, TableDialog)
    assert made._model.heads == ["Program", "2024 – Planned", "2024 – Actual"]
    assert made._table.rowSpan(0, 0) == 2
    program.keys("Esc")


def test_it_stands_level_with_its_translation(program: Program) -> None:
    program.window.resize(1500, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    wait_until(lambda: "Derrière" in twin(program).toPlainText())
    both = program.window.page, twin(program)
    # The paragraph after the table.
    wait_until(lambda: abs(top(both[0], 2) - top(both[1], 2)) < 2)
    assert top(both[0], 2) > 150


def test_a_highlight_marks_the_words_of_a_cell_that_spans_others(program: Program) -> None:
    select(program, "under", "review")
    program.keys("Ctrl+Shift+H")
    cursor = program.window.page.textCursor()
    cursor.clearSelection()
    program.window.page.setTextCursor(cursor)
    settle()
    marked = [one.cursor.selectedText() for one in program.window.page.extraSelections()]
    assert "under review" in marked
