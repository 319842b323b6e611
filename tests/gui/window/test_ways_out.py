"""What is classified leaves the program only after a question, and with its label."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QTreeView

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, focused, settle, wait_until, write_book
from tests.gui.window.system import System
from viewer.ui.carrying.export_dialog import ExportChoice
from viewer.ui.carrying.import_dialog import ImportDialog

MANIFEST = """\
format: 1
id: ponds
edition: "3"
issued: 2024-02-01
title: {en: Ponds, fr: Étangs}
classification: protected-b
caveat: {en: Not for the ducks, fr: Pas pour les canards}
languages: [en, fr]
contents:
  - id: pond
    title: {en: The pond, fr: L’étang}
    classification: unclassified
    text: {en: en/pond.md, fr: fr/pond.md}
  - id: secret
    title: {en: The secret pond, fr: L’étang secret}
    classification: secret
    text: {en: en/secret.md}
"""

TEXTS = {
    "en/pond.md": "Ducks swim here. See [the other](section:secret).\n\n"
    "| Duck | Count |\n| --- | --- |\n| Mallard | 12 |\n\n::: key-message\nNo bread.\n:::\n",
    "fr/pond.md": "Les canards nagent ici.\n",
    "en/secret.md": "Nobody knows it. [A file](attachments/map.pdf) tells.\n",
}

LABEL = "PROTECTED B / PROTÉGÉ B  –  Not for the ducks"


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    QGuiApplication.clipboard().setText("before")
    folder = write_book(tmp_path / "books" / "ponds", MANIFEST, TEXTS)
    (folder / "attachments").mkdir()
    (folder / "attachments" / "map.pdf").write_bytes(b"%PDF-")
    made = start(str(folder), "pond")
    made.window.page.setFocus()
    return made


def copied() -> str:
    return QGuiApplication.clipboard().text()


def agree(program: Program, level: str) -> None:
    """Agree to what the line above the text asks."""
    assert f"marked {level}." in program.message()
    program.come_back()
    wait_until(lambda: program.window.line.isAncestorOf(focused() or program.window))
    program.keys("Return")


def test_a_web_page_is_asked_about_once_for_each_level(program: Program, system: System) -> None:
    program.act("file.web_page")
    assert not system.opened
    program.keys("Escape")
    assert not system.opened
    program.act("file.web_page")
    agree(program, "Protected B")
    program.act("file.web_page")
    assert len(system.opened) == 2
    program.window.open_section("secret")
    program.act("file.web_page")
    assert len(system.opened) == 2
    agree(program, "Secret")
    assert len(system.opened) == 3


def test_a_web_page_carries_the_higher_level_and_the_caveat(
    program: Program, system: System
) -> None:
    # The section alone is unclassified, in a book that isn't.
    program.act("file.web_page")
    agree(program, "Protected B")
    page = Path(system.opened[0].toLocalFile()).read_text(encoding="utf-8")
    assert page.count("Protected B / Protégé B – Not for the ducks</p>") == 2


def test_an_attachment_is_handled_as_the_section_with_the_link(
    program: Program, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.window.open_section("secret")
    program.window.page.link_requested.emit("attachments/map.pdf")
    ask = program.controls.commands.view.attachments.dialog
    assert ask is not None
    strip = ask.findChild(QLabel, "classification_words")
    assert isinstance(strip, QLabel)
    assert strip.text().startswith("SECRET")
    wait_until(ask.isActiveWindow)
    program.keys("Return")
    program.come_back()
    assert not system.opened
    agree(program, "Secret")
    assert system.opened[0].fileName() == "map (Secret).pdf"
    proposed: list[str] = []

    def choose(*given: object, **_named: object) -> tuple[str, str]:
        proposed.append(str(given[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    program.window.page.link_requested.emit("attachments/map.pdf")
    wait_until(lambda: not program.window.isActiveWindow())
    program.keys("Tab", "Return")
    program.come_back()
    assert [Path(one).name for one in proposed] == ["map (Secret).pdf"]


def test_the_window_of_a_table_shows_and_copies_with_the_higher_level(program: Program) -> None:
    program.act("view.table")
    dialog = program.window.findChild(QDialog, "table_dialog")
    assert isinstance(dialog, QDialog)
    strip = dialog.findChild(QLabel, "classification_words")
    assert isinstance(strip, QLabel)
    assert strip.text() == LABEL
    program.keys("Ctrl+C")
    assert copied() == "before"
    program.keys("Return")
    assert copied().startswith(f"{LABEL}\n\nDuck\tCount")
    dialog.reject()


@pytest.mark.usefixtures("looked_through")
def test_the_collected_views_copy_with_the_label(program: Program) -> None:
    program.act("go.collected")
    wait_until(lambda: "No bread" in collected(program))
    dialog = program.window.findChild(QDialog, "collected_dialog")
    assert isinstance(dialog, QDialog)
    lists = dialog.findChild(QTreeView)
    assert lists is not None
    lists.setFocus()
    # The words of a row are not copied by themselves.
    QTest.keySequence(lists, QKeySequence("Ctrl+C"))
    assert copied() == "before"
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy the list")
    button.click()
    settle()
    agree(program, "Protected B")
    assert copied().splitlines()[0] == LABEL


def collected(program: Program) -> str:
    dialog = program.window.findChild(QDialog, "collected_dialog")
    lists = dialog.findChild(QTreeView) if isinstance(dialog, QDialog) else None
    if lists is None:
        return ""
    index, words = lists.model().index(0, 0), ""
    while index.isValid():
        words += str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        index = lists.indexBelow(index)
    return words


def test_words_of_a_preview_can_not_be_selected(program: Program) -> None:
    label = program.window.findChild(QLabel, "bubble_text")
    assert isinstance(label, QLabel)
    flags = label.textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def test_the_report_of_an_import_carries_the_label(program: Program, tmp_path: Path) -> None:
    program.act("marks.bookmark")
    program.keys("Return")
    file = tmp_path / "marks.json"
    carrying = program.controls.commands.carrying
    exporting = carrying.exporting
    exporting.write(ExportChoice("all", "json", deleted=False), file)
    wait_until(file.exists)
    wait_until(lambda: not exporting.errand.busy())
    carrying.importing.open(file)
    wait_until(lambda: program.window.findChild(ImportDialog) is not None)
    dialog = program.window.findChild(ImportDialog)
    assert dialog is not None
    dialog._copy_report()
    settle()
    assert copied() == "before"
    assert "marked Protected B." in dialog.line.text()
    program.keys("Return")
    assert copied().splitlines()[:2] == ["PROTECTED B / PROTÉGÉ B", ""]
    dialog.reject()


def test_files_that_hold_no_label_are_named_after_their_level(program: Program) -> None:
    handling = program.controls.handling
    assert handling.file_name("map.pdf") == "map (Protected B).pdf"
    assert handling.file_name("map.pdf", "top-secret") == "map (Top Secret).pdf"
    assert handling.file_name("map.pdf", "") == "map.pdf"
    assert handling.file_name("map.pdf", "unclassified") == "map.pdf"
    program.act("view.interface_fr")
    assert handling.file_name("map.pdf") == "map (Protégé B).pdf"
