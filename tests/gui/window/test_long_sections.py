"""A long section is there at once, and whole a moment later."""

from pathlib import Path

import pytest

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.ui.page.content import Target

PARAGRAPH = "The harbour of number {n} has a lamp, a wall and a watch that never sleeps.\n\n"
LONG = "".join(f"## Pier {n}\n\n{PARAGRAPH.format(n=n) * 5}" for n in range(500))
LAST = "The harbour of number 499"


@pytest.fixture
def long(tmp_path: Path) -> Path:
    texts = {**TEXTS, "en/harbour.md": LONG, "en/log.md": "[Pier 499](section:harbour#pier-499)\n"}
    return write_book(tmp_path / "books" / "long", MANIFEST, texts)


def unfinished(program: Program) -> bool:
    return program.window.navigation.text.unfinished


def test_the_beginning_is_shown_and_then_all(start: Start, long: Path) -> None:
    program = start(str(long), "spring")
    navigation, page = program.window.navigation, program.window.page
    navigation.open_section("harbour")
    assert unfinished(program)
    assert page.toPlainText().startswith("Harbour\nPier 0\n")
    page.go_to(Target(7))
    before = page.position()
    wait_until(lambda: not unfinished(program))
    settle()
    assert page.position() == before
    shown = navigation.shown
    assert shown is not None
    assert shown.content.text.blocks[-1].text.startswith(LAST)
    # From now on it is known.
    navigation.open_section("spring")
    navigation.open_section("harbour")
    assert not unfinished(program)


def test_a_link_to_a_heading_far_down_leads_there(start: Start, long: Path) -> None:
    program = start(str(long), "log")
    program.controls.links.follow("section:harbour#pier-499")
    shown = program.window.navigation.shown
    assert shown is not None
    assert shown.content.text.blocks[program.window.page.first_visible_block()].text == "Pier 499"


def test_another_section_may_be_opened_meanwhile(start: Start, long: Path) -> None:
    program = start(str(long), "spring")
    program.window.navigation.open_section("harbour")
    program.window.navigation.open_section("spring")
    program.rest()
    assert program.section == "spring"
    assert "new moon" in program.window.page.toPlainText()


def test_a_start_may_show_the_beginning_first(start: Start, long: Path) -> None:
    program = start(str(long), "harbour")
    wait_until(lambda: not unfinished(program))
    assert program.window.navigation.shown is not None
    assert program.section == "harbour"
