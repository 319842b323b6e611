"""The sections that refer to the open one, under its end; found by the child process."""

from pathlib import Path

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, focused, settle, wait_until, write_book

TITLES = [f"Section {number}" for number in range(40)]
MANIFEST = """\
format: 1
id: harbour
edition: "1"
issued: 2024-02-01
title: {en: Harbour}
languages: [en]
contents:
  - id: main
    title: {en: Main}
    text: {en: en/main.md}
  - id: quiet
    title: {en: Quiet}
    text: {en: en/main.md}
""" + "".join(
    f"  - id: s{number}\n    title: {{en: {title}}}\n    text: {{en: en/s.md}}\n"
    for number, title in enumerate(TITLES)
)

pytestmark = pytest.mark.usefixtures("looked_through")
TEXTS = {
    "en/main.md": "Nothing but this.\n",
    "en/s.md": "One.\n\nSee [the main one](section:main), [again](section:main).\n",
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with a book whose sections refer to the first one."""
    return start(str(write_book(tmp_path / "books" / "harbour", MANIFEST, TEXTS)), "main")


def at_the_end(program: Program) -> list[str]:
    bar, scroll = program.controls.referring.bar, program.window.page.verticalScrollBar()

    def shown() -> bool:
        scroll.setValue(scroll.maximum())
        settle()
        return bar.isVisible()

    wait_until(shown)
    return bar.titles()


def test_the_end_of_a_section_tells_what_refers_to_it(harbour: Program) -> None:
    titles = at_the_end(harbour)
    assert titles == TITLES[: len(titles)]
    bar = harbour.controls.referring.bar
    assert bar.accessibleName() == "Referred to by"
    assert bar._all.isVisible()
    assert "40" in bar._all.text()
    bar._buttons[0].click()
    settle()
    assert harbour.section == "s0"
    assert harbour.window.page.caret().ordinal == 1
    assert focused() is harbour.window.page
    harbour.act("go.back")
    assert harbour.section == "main"
    assert at_the_end(harbour) == titles


def test_they_take_no_more_room_when_they_are_told_again(harbour: Program) -> None:
    titles = at_the_end(harbour)
    # The glossary is made of the same survey.
    harbour.controls.collected.open_glossary()
    harbour.rest()
    assert harbour.controls.referring.bar.titles() == titles
    assert harbour.controls.collected.dialog is not None
    harbour.controls.collected.dialog.reject()


def test_a_section_that_nothing_refers_to_shows_no_bar(harbour: Program) -> None:
    at_the_end(harbour)
    harbour.window.open_section("quiet")
    wait_until(lambda: not harbour.controls.referring._rest.isActive())
    harbour.rest()
    assert not harbour.controls.referring.bar.isVisible()


def test_a_bundled_book_needs_no_child(program: Program) -> None:
    program.window.open_section("border-five")
    titles = at_the_end(program)
    assert "Border Five" not in titles
    assert program.controls.surveys._child._process is None
