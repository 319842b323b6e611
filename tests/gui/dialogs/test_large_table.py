"""A table in a window of its own, in large text: nothing of it is cut."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.dialogs.table_notes import notes_of
from viewer.ui.theme import apply_theme, theme

pytestmark = pytest.mark.usefixtures("same_look")


def in_large_text(qtbot: QtBot, qapp: QApplication, source: str) -> TableDialog:
    apply_theme(qapp, theme("light"), 300)
    blocks = parse_text(source, file="s.md").blocks
    made = TableDialog(TableContent(blocks[0], "Agents", "en", notes_of(blocks)), QWidget())
    qtbot.addWidget(made)
    made.resize(800, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("words", [1, 5, 12, 40])
def test_no_line_of_a_note_is_cut_in_large_text(
    qtbot: QtBot, qapp: QApplication, words: int
) -> None:
    note = "[^a]: " + "counting " * words
    made = in_large_text(qtbot, qapp, f"| A |\n| --- |\n| 1[^a] |\n\n{note}\n")
    box = made.findChild(QPlainTextEdit, "table_notes")
    assert box is not None
    lines = box.document().lineCount
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == max(0, lines() - 4))
    assert box.verticalScrollBar().value() == 0
    room = box.viewport().height() / box.fontMetrics().lineSpacing()
    assert 0.1 < room - min(lines(), 4) < 0.9


def test_no_column_is_wider_than_there_is_room_beside_the_first(
    qtbot: QtBot, qapp: QApplication
) -> None:
    cell = "many words that go on in the next line"
    made = in_large_text(qtbot, qapp, f"| A | B | C |\n|---|---|---|\n| Berth | {cell} | 1 |\n")
    cells = made._table
    qtbot.waitUntil(lambda: cells.columnWidth(1) <= cells.viewport().width() - cells.columnWidth(0))
    assert cells.rowHeight(0) > 2 * cells.fontMetrics().lineSpacing()
    narrow = cells.columnWidth(1)
    made.resize(1000, 800)
    qtbot.waitUntil(lambda: cells.columnWidth(1) > narrow)
    cells.setColumnWidth(1, 2000)
    made.resize(800, 800)
    qtbot.waitUntil(lambda: cells.viewport().width() <= 800)
    assert cells.columnWidth(1) == 2000


def test_words_that_nearly_fit_a_column_are_not_cut(qtbot: QtBot, qapp: QApplication) -> None:
    # A long cell makes the first column as wide as it may be; the others are of any width.
    names = ["Harbour " + "i" * letters for letters in range(1, 40)]
    rows = "".join(f"| {name} | 1 |\n" for name in [*names, "many words " * 9])
    made = in_large_text(qtbot, qapp, f"| A | B |\n|---|---|\n{rows}")
    cells = made._table
    room = cells.columnWidth(0) - sum(cells._cells[0].sides(cells))
    advance, line = cells.fontMetrics().horizontalAdvance, cells.fontMetrics().height()
    wide = [row for row, name in enumerate(names) if advance(name) > room]
    assert 0 < len(wide) < len(names)
    qtbot.waitUntil(lambda: all(cells.rowHeight(row) >= 2 * line for row in wide))
