"""Definitions that each language orders by its own alphabet."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.gui.window.rivers import MANIFEST, TEXTS, top, twin, words
from viewer.ui.page.content import Target

TERMS = {"minister": "ministre", "quarter": "trimestre", "year": "année", "goods": "marchandises"}
ENGLISH = sorted(f"**{en}** has a meaning of its own. ({fr})" for en, fr in TERMS.items())
FRENCH = sorted(f"**{fr}** S’entend en son propre sens. ({en})" for en, fr in TERMS.items())
OTHER_ORDER = "(in another order in French)"


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    made = dict(TEXTS)
    made["en/ottawa.md"] = "\n\n".join(["In this part:", *ENGLISH, "End of 2024."])
    made["fr/ottawa.md"] = "\n\n".join(["Dans cette partie :", *FRENCH, "Fin de 2024."])
    folder = write_book(tmp_path / "books" / "rivers", MANIFEST, made)
    program = start(str(folder), "ottawa")
    program.window.resize(1500, 700)
    settle()
    return program


def ordinal(lines: list[str], word: str) -> int:
    return next(at for at, line in enumerate(lines, 1) if line.startswith(f"**{word}"))


def test_the_lists_stand_level_and_the_pairs_are_what_says_the_same(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    page = program.window.page
    wait_until(lambda: OTHER_ORDER in words(page))
    assert "(in another order in English)" in words(twin(program))
    assert "no French" not in words(page)
    assert "no English" not in words(twin(program))
    wait_until(lambda: all(abs(top(page, at) - top(twin(program), at)) <= 1 for at in range(6)))
    program.keys("F7")
    here = ordinal(ENGLISH, "year")
    page.go_to(Target(here))
    wait_until(lambda: program.controls.both.marked() == (here, ordinal(FRENCH, "année")))


def test_in_stacks_each_stands_over_its_translation(program: Program) -> None:
    program.window.resize(700, 700)
    program.keys("Ctrl+Shift+S")
    page = program.window.page
    wait_until(lambda: "année S’entend" in words(page))
    lines = [line for line in words(page).splitlines() if line.strip()]
    for english, french in TERMS.items():
        at = next(i for i, line in enumerate(lines) if line.startswith(english))
        assert lines[at + 1].startswith(french)
    assert "another order" not in words(page)


def test_one_block_is_shown_and_copied_with_its_translation(program: Program) -> None:
    page = program.window.page
    page.go_to(Target(ordinal(ENGLISH, "year")))
    program.keys("F7")
    page.go_to(Target(ordinal(ENGLISH, "year")))
    program.keys("Ctrl+Shift+P")
    wait_until(lambda: "année S’entend" in words(page))
    assert "ministre S’entend" not in words(page)
    program.act("edit.copy_both")
    wait_until(lambda: "Protected A" in program.message())
    program.keys("Return")
    wait_until(lambda: "année S’entend" in QGuiApplication.clipboard().text())
    assert "ministre" not in QGuiApplication.clipboard().text()


def test_another_language_opens_at_the_translation(program: Program) -> None:
    program.keys("F7")
    program.window.page.go_to(Target(ordinal(ENGLISH, "year")))
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: program.window.navigation.language == "fr")
    wait_until(lambda: program.window.page.caret().ordinal == ordinal(FRENCH, "année"))
