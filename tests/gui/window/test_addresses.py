"""Links to places in books: from a start, the search field, the text, a note."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from tests.gui.window.conftest import ROOT, Start
from tests.gui.window.program import Program, focused, settle, wait_until, write_book
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.ui.instance import Instance

PONDS = """\
format: 1
id: ponds
edition: "3"
issued: 2024-02-01
title: {en: Ponds, fr: Étangs}
languages: [en, fr]
contents:
  - id: pond
    title: {en: The pond, fr: L’étang}
    text: {en: en/pond.md, fr: fr/pond.md}
  - id: shore
    title: {en: The shore}
    text: {en: en/shore.md}
"""

TEXTS = {
    "en/pond.md": "Ducks swim here.\n\n" + "Water.\n\n" * 80 + "The deepest place.\n",
    "fr/pond.md": "Les canards nagent ici.\n\n" + "De l’eau.\n\n" * 80 + "L’endroit profond.\n",
    "en/shore.md": "See [the deepest place](briefing:key-relationships/border-five?lang=en), or\n"
    "[call](tel:+1-613-555-0100).\n",
}


@pytest.fixture
def ponds(tmp_path: Path) -> Path:
    return write_book(tmp_path / "books" / "ponds", PONDS, TEXTS)


@pytest.fixture
def program(start: Start, ponds: Path) -> Program:
    return start(str(ponds), "shore")


def block_of(program: Program, section: str, language: str, words: str) -> str:
    book = program.window.navigation.book
    assert book is not None
    blocks = book.text(section, language).blocks
    return next(block.id for block in blocks if words in block.text)


def deepest(program: Program, language: str) -> str:
    words = {"en": "deepest", "fr": "profond"}[language]
    block = block_of(program, "pond", language, words)
    return f"briefing:ponds/pond?lang={language}#{block}"


def seen(program: Program, words: str) -> bool:
    """Whether words are in the part of the page that can be seen."""
    page = program.window.page
    found = page.document().find(words)
    return page.viewport().rect().contains(page.cursorRect(found).center())


def paste(program: Program, text: str) -> None:
    program.keys("Ctrl+K")
    QGuiApplication.clipboard().setText(text)
    program.keys("Ctrl+V")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pasted_into_the_search_field_it_leads_to_its_paragraph(
    program: Program, language: str
) -> None:
    paste(program, f" {deepest(program, language)}\n")
    navigation = program.window.navigation
    assert (navigation.section, navigation.language) == ("pond", language)
    assert seen(program, "deepest" if language == "en" else "profond")
    assert focused() is program.window.page
    program.keys("Alt+Left")
    assert program.section == "shore"


def test_typed_into_the_search_field_it_is_followed_with_enter(program: Program) -> None:
    program.keys("Ctrl+K")
    program.type("briefing:ponds/pond")
    assert program.section == "shore"
    assert not program.window.field.list_is_open()
    program.keys("Return")
    assert program.section == "pond"


def follow(program: Program, words: str) -> None:
    """Click on words of the text."""
    page = program.window.page
    found = page.document().find(words)
    spot = page.cursorRect(found).center() - QPoint(3, 0)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    program.rest()


def test_a_telephone_number_is_told_and_can_be_copied(program: Program) -> None:
    follow(program, "call")
    assert "tel:+1-613-555-0100" in program.message()


def test_a_link_in_the_text_leads_into_another_book(program: Program) -> None:
    follow(program, "deepest place")
    book = program.window.navigation.book
    assert book is not None
    assert book.edition.book == "key-relationships"
    assert program.section == "border-five"
    program.keys("Alt+Left")
    assert program.section == "shore"


def test_a_link_in_a_note_is_followed_by_click_and_menu(program: Program) -> None:
    program.window.page.setFocus()
    program.keys("Ctrl+Shift+M")
    editor = program.controls.notes.pane.editor
    editor.set_note(f"Before it.\nSee ({deepest(program, 'en')}), again.")
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    assert not editor.address_at(cursor)
    cursor.movePosition(
        QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, len("See (brief")
    )
    assert editor.address_at(cursor) == deepest(program, "en")
    spot = editor.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()
    assert program.section == "shore"
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, control, spot)
    program.rest()
    assert program.section == "pond"
    assert seen(program, "deepest")
    program.window.open_section("shore")
    menu = editor.menu_for(cursor)
    follow = next(one for one in menu.actions() if one.objectName() == "note_follow")
    follow.trigger()
    menu.deleteLater()
    program.rest()
    assert program.section == "pond"
    plain = editor.menu_for(QTextCursor(editor.document()))
    assert all(one.objectName() != "note_follow" for one in plain.actions())
    plain.deleteLater()


def test_what_isnt_there_is_told_and_the_nearest_place_opened(program: Program) -> None:
    paste(program, "briefing:ponds/pond?lang=en#0123456789")
    assert program.section == "pond"
    assert "isn’t in this edition" in program.message()
    paste(program, "briefing:ponds/lake")
    assert program.section == "pond"
    assert "no section “lake”" in program.message()
    paste(program, "briefing:atlas/lake")
    assert program.section == "pond"
    assert "no book “atlas”" in program.message()
    paste(program, "briefing:ponds/pond/deeper")
    assert program.section == "pond"
    assert "isn’t the address" in program.message()
    paste(program, "briefing:key-relationships/nowhere")
    assert "no section “nowhere”" in program.message()
    book = program.window.navigation.book
    assert book is not None
    assert book.edition.book == "key-relationships"


def test_a_block_is_found_in_the_other_language_too(program: Program) -> None:
    block = block_of(program, "pond", "fr", "profond")
    paste(program, f"briefing:ponds/pond#{block}")
    assert program.window.navigation.language == "fr"
    assert seen(program, "profond")


def test_the_program_starts_at_a_link(start: Start, ponds: Path) -> None:
    first = start(str(ponds), "shore")
    address = deepest(first, "fr")
    first.close()
    again = start(address)
    assert again.section == "pond"
    assert again.window.navigation.language == "fr"
    assert seen(again, "profond")


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_another_start_hands_a_link_to_the_running_window(
    program: Program, profile: Profile
) -> None:
    running, second = Instance(profile), Instance(profile)
    assert not running.hand_over(OpenOptions())
    running.watch(program.session.open_request)
    try:
        assert second.hand_over(OpenOptions(book=deepest(program, "en")))
        wait_until(lambda: program.section == "pond")
        program.rest()
        assert seen(program, "deepest")
    finally:
        running.release()


@pytest.mark.parametrize(
    ("address", "said"), [("briefing:atlas/lake", "atlas"), ("briefing:x/y/z", "briefing:BOOK/")]
)
def test_a_start_at_no_book_is_refused_with_a_sentence(
    address: str, said: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "viewer", address, "--profile", str(tmp_path / "profile")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, timeout=60, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert said in done.stderr.decode()
