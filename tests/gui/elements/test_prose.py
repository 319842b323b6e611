"""Line spacing in labels, notes and tables; what is a label stays plain text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextBlock, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.ui.companion.note_editor import NoteEditor
from viewer.ui.companion.note_reading import NoteReading
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.frozen_table import FrozenTable
from viewer.ui.elements.prose import Prose
from viewer.ui.theme import apply_theme, theme

SOURCES = Path(__file__).parents[3] / "viewer" / "ui"

WORDS = "Words that are long enough to be broken into several lines, wherever they stand. " * 3


def space(qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, theme("light"), 100, spacing=percent)


@pytest.fixture(autouse=True)
def usual(qapp: QApplication, same_look: None) -> None:
    """Begin with the usual spacing."""
    del same_look
    space(qapp, 100)


@pytest.mark.parametrize("kind", [Prose, EmptyState])
def test_lines_of_a_label_go_apart_and_together(
    qapp: QApplication, qtbot: QtBot, kind: type[Prose | EmptyState]
) -> None:
    label = kind()
    qtbot.addWidget(label)
    (label.tell if isinstance(label, EmptyState) else label.setText)(WORDS)
    label.ensurePolished()
    usual = label.heightForWidth(300)
    space(qapp, 150)
    assert label.heightForWidth(300) > 1.3 * usual
    space(qapp, 80)
    assert label.heightForWidth(300) < usual
    space(qapp, 100)
    assert label.heightForWidth(300) == usual


def test_a_label_stays_plain_text(qapp: QApplication, qtbot: QtBot) -> None:
    space(qapp, 150)
    label = Prose()
    qtbot.addWidget(label)
    label.setText("1 < 2 & <b>3</b>\nand  4")
    assert label.text() == "1 < 2 & <b>3</b>\nand  4"
    spoken = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert spoken.split() == ["1", "<", "2", "&", "<b>3</b>", "and", "4"]
    two = label.heightForWidth(2000)
    label.setText("1 < 2 & <b>3</b> and  4")
    assert label.heightForWidth(2000) < two


def test_a_spaced_label_asks_for_as_much_width(qapp: QApplication, qtbot: QtBot) -> None:
    label = Prose("Nothing found.")
    qtbot.addWidget(label)
    usual = label.sizeHint().width()
    space(qapp, 150)
    assert label.sizeHint().width() == pytest.approx(usual, abs=4)


def test_every_label_of_several_lines_is_of_this_kind() -> None:
    # The bubble sets its own lines, the labels of fields have letters to go there, and the strip
    # that tells the handling is as low as it can be.
    others = {"elements/prose.py", "elements/frozen_table.py", "explain/bubble.py"}
    others |= {"carrying/passphrase.py", "window/strip.py"}
    found = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        if "setWordWrap(True)" in path.read_text(encoding="utf-8")
    }
    assert found == others


def test_lines_of_a_note_go_apart(qapp: QApplication, qtbot: QtBot) -> None:
    note = NoteReading()
    qtbot.addWidget(note)
    note.resize(300, 400)
    note.show_note(WORDS)
    note.show()
    usual = note.document().size().height()
    space(qapp, 150)
    assert note.document().size().height() > 1.3 * usual
    assert note.toPlainText().strip() == WORDS.strip()


def test_lines_of_a_note_that_is_written_go_apart(qapp: QApplication, qtbot: QtBot) -> None:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.resize(300, 400)
    editor.set_note(WORDS)
    editor.show()
    usual = editor.document().size().height()
    typed: list[None] = []
    editor.typed.connect(lambda: typed.append(None))
    space(qapp, 150)
    assert editor.document().size().height() > 1.3 * usual
    assert not typed
    assert editor.note() == WORDS
    editor.set_note(f"{WORDS}\n{WORDS}")
    assert not editor.document().isUndoAvailable()
    assert editor.document().size().height() > 2.5 * usual
    # What is typed or pasted stands as far apart, and is undone alone.
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert len(typed) == 2
    formats = {block.blockFormat().lineHeight() for block in _blocks(editor.document())}
    assert formats == {150}
    editor.undo()
    editor.undo()
    assert editor.note() == f"{WORDS}\n{WORDS}"
    space(qapp, 100)
    assert editor.document().size().height() < 2.5 * usual


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_lines_of_cells_go_apart(qapp: QApplication, qtbot: QtBot) -> None:
    (block,) = parse_text(f"| A | B |\n|---|---|\n| one | {WORDS} |", file="x.md").blocks
    table = FrozenTable()
    qtbot.addWidget(table)
    table.resize(500, 400)
    model = CellsModel(block, "en", table)
    table.setModel(model)
    usual = table.rowHeight(0)
    lines = usual // table.fontMetrics().height()
    assert lines > 3
    space(qapp, 150)
    table.fit()
    assert table.rowHeight(0) > 1.3 * usual
    # What is drawn fills the cell, and stays in it.
    table.show()
    image = table.viewport().grab(table.visualRect(model.index(0, 1))).toImage()
    ground = image.pixelColor(1, 1)
    rows = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != ground for x in range(4, image.width() - 4, 2))
    ]
    assert rows[0] < 0.2 * image.height()
    assert rows[-1] > 0.8 * image.height()
