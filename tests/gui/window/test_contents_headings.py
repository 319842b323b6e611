"""The headings of the open section under it in the contents, and how they follow the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.ui.contents.model import CURRENT
from viewer.ui.contents.tree import ContentsTree
from viewer.ui.elements.roles import NOWHERE, Role

MANIFEST = """\
format: 1
id: capes
edition: "1"
issued: 2024-02-01
title: {en: Capes, fr: Caps}
languages: [en, fr]
contents:
  - id: north
    title: {en: North, fr: Nord}
    text: {en: en/north.md, fr: fr/north.md}
    sections:
      - id: isle
        title: {en: Isle, fr: Île}
        text: {en: en/isle.md}
  - id: south
    title: {en: South, fr: Sud}
    text: {en: en/south.md}
  - id: plain
    title: {en: Plain, fr: Plaine}
    text: {en: en/plain.md}
"""

WORDS = "A cape is a headland that juts out into the sea. " * 40

TEXTS = {
    "en/north.md": f"{WORDS}\n\n## Ice\n\n{WORDS}\n\n### Drift\n\n{WORDS}\n\n## Ice\n\n{WORDS}\n",
    "fr/north.md": f"{WORDS}\n\n## Glace\n\n{WORDS}\n",
    "en/isle.md": f"## Birds\n\n{WORDS}\n",
    "en/south.md": f"## Wind\n\n{WORDS}\n\n## Waves\n\n{WORDS}\n",
    "en/plain.md": "Nothing but words.\n",
}


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """The program, with a book whose sections have headings."""
    return start(str(write_book(tmp_path / "capes", MANIFEST, TEXTS)), "north")


def tree_of(program: Program) -> ContentsTree:
    tree = program.part("contents_tree")
    assert isinstance(tree, ContentsTree)
    return tree


def rows(program: Program) -> list[str]:
    """Titles and headings that the tree shows, top down, headings as they are set in."""
    tree = tree_of(program)
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data(Role.LINES)[0].text)
        index = tree.indexBelow(index)
    return found


def row(program: Program, title: str, after: str = "") -> QModelIndex:
    """The row of a title or heading; the first one below another, if that is told."""
    tree = tree_of(program)
    index, passed = tree.model().index(0, 0), not after
    while index.isValid() and not (passed and index.data() == title):
        passed = passed or index.data() == after
        index = tree.indexBelow(index)
    assert index.isValid()
    return index


def current(program: Program, parent: QModelIndex = NOWHERE) -> list[str]:
    """What is marked in the tree: the section, and the heading that the reader is at."""
    model, found = tree_of(program).model(), []
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        found += [str(index.data())] if index.data(CURRENT) else []
        found += current(program, index)
    return found


def test_the_headings_of_the_open_section_stand_under_it(program: Program) -> None:
    assert rows(program) == ["North", "Ice", "\u2003Drift", "Ice", "Isle", "South", "Plain"]
    assert current(program) == ["North"]
    program.act("go.next")
    assert rows(program) == [
        "North",
        "Ice",
        "\u2003Drift",
        "Ice",
        "Isle",
        "Birds",
        "South",
        "Plain",
    ]


def test_headings_of_a_section_without_others_go_in_when_it_is_left(program: Program) -> None:
    program.window.open_section("south")
    assert "Wind" in rows(program)
    program.window.open_section("plain")
    assert "Wind" not in rows(program)
    program.keys("Alt+Left")
    assert rows(program)[-4:] == ["South", "Wind", "Waves", "Plain"]


def test_a_heading_opens_its_place_and_back_leads_to_the_place_before(program: Program) -> None:
    page = program.window.page
    page.verticalScrollBar().setValue(40)
    settle()
    before = page.position()
    index = row(program, "Ice", after="Drift")
    QTest.mouseClick(
        tree_of(program).viewport(),
        Qt.MouseButton.LeftButton,
        pos=tree_of(program).visualRect(index).center(),
    )
    program.rest()
    assert page.position().ordinal == 5
    assert current(program) == ["North", "Ice"]
    program.keys("Alt+Left")
    assert page.position() == before


def test_the_keyboard_stays_at_the_heading_that_it_opened(program: Program) -> None:
    program.keys("Ctrl+1", "Down", "Down", "Return")
    assert program.window.page.position().ordinal == 3
    assert tree_of(program).hasFocus()
    assert tree_of(program).currentIndex().data() == "Drift"
    program.keys("Down", "Return")
    assert program.window.page.position().ordinal == 5


def test_the_mark_follows_the_page(program: Program) -> None:
    bar = program.window.page.verticalScrollBar()
    seen = [current(program)]
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 20)
        settle()
        if current(program) != seen[-1]:
            seen.append(current(program))
    assert seen[:3] == [["North"], ["North", "Ice"], ["North", "Drift"]]
    bar.setValue(0)
    wait_until(lambda: current(program) == ["North"])


def test_the_tree_brings_the_heading_into_view(program: Program) -> None:
    tree = tree_of(program)
    first = tree.model().index(0, 0)
    # Without rows that are laid out there would be no height, and nothing could ever be seen.
    wait_until(lambda: tree.visualRect(first).height() > 0 and bool(rows(program)))
    tree.setFixedHeight(3 * tree.visualRect(first).height())
    program.window.page.setFocus()
    settle()
    program.act("go.next_heading")
    program.act("go.next_heading")
    program.act("go.next_heading")

    def seen() -> bool:
        place = tree.visualRect(row(program, "Ice", after="Drift")).center()
        return tree.viewport().rect().contains(place)

    wait_until(seen)


def test_a_heading_says_what_it_is_to_a_screen_reader(program: Program) -> None:
    program.act("go.next_heading")
    role = Qt.ItemDataRole
    index = row(program, "Ice")
    assert index.data(role.AccessibleTextRole) == "Ice"
    assert index.data(role.AccessibleDescriptionRole) == "heading, current"


def test_headings_are_those_of_the_text_that_is_shown(program: Program) -> None:
    program.window.open_section("south")
    program.window.open_section("north")
    program.act("view.other_language")
    assert rows(program) == ["Nord", "Glace", "Île", "Sud", "Plaine"]
    program.act("view.other_language")
    assert rows(program)[:4] == ["North", "Ice", "\u2003Drift", "Ice"]


def test_a_filter_looks_at_titles_alone(program: Program) -> None:
    program.window.contents._filter.setFocus()
    program.type("o")
    wait_until(lambda: rows(program) == ["North", "South"])
    program.keys("Escape")
    wait_until(lambda: "Ice" in rows(program))


def test_only_what_the_reader_expands_is_remembered(program: Program) -> None:
    tree = tree_of(program)
    program.window.open_section("south")
    assert "south" not in tree.expanded_sections()
    assert tree.isExpanded(row(program, "South"))


def test_a_heading_opens_in_a_tab_of_its_own(program: Program) -> None:
    tree_of(program).wanted_apart.emit(row(program, "Drift"))
    program.keys("Ctrl+Tab")
    assert program.window.page.position().ordinal == 3
    assert current(program) == ["North", "Drift"]


def test_the_menu_of_a_heading_opens_it_alone(program: Program) -> None:
    texts = [one.text() for one in program.window.contents.menu_for(row(program, "Ice")).actions()]
    assert texts[0] == "&Open"
    assert not any("read" in text for text in texts)
