"""The reader's own notes are found through the search field, and in the filter of My marks."""

import pytest

from tests.gui.window.program import Program, wait_until
from tests.gui.window.test_notes import said
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.book.anchor import Anchor
from viewer.ui.elements.roles import Role
from viewer.ui.search_field.choices import Choice, ChoiceKind


def note(program: Program, text: str, section: str) -> Annotation:
    """Store a note on a section as another part of the program does."""
    anchor = Anchor("key-relationships", "2023-09", section, "en")
    title = section.replace("-", " ").title()
    new = new_annotation(Motivation.COMMENTING, anchor, title, note=text)
    made = program.controls.marks.add("Add note", new)
    assert made is not None
    return made


@pytest.fixture
def noted(program: Program) -> Program:
    """A window whose reader has written three notes."""
    program.await_search()
    note(program, "Ask the deputy about budgets.", "border-five")
    note(program, "Relire la frontière avant la réunion.", "migration-five")
    note(program, "Zephyr is the code name.", "bargaining-agents")
    program.rest()
    return program


def search(program: Program, text: str) -> list[str]:
    """Search for all results; return the own notes found."""
    results = program.controls.results
    program.keys("Ctrl+K")
    program.window.field.setText(text)
    program.keys("Ctrl+Return")
    wait_until(lambda: results.query == text)
    program.rest()
    assert results.answer is not None
    return [hit.passage for hit in results.answer.own]


def sections(program: Program) -> set[str]:
    """Return the sections of the books that were found."""
    answer = program.controls.results.answer
    assert answer is not None
    return {hit.section for hit in answer.hits}


def listed(program: Program) -> list[Choice]:
    model = program.window.field._list._list._model
    return [choice for choice in model._choices if choice.kind is ChoiceKind.NOTE_OF_MINE]


def test_notes_stand_in_their_own_group_and_open_at_their_place(noted: Program) -> None:
    assert search(noted, "zephyr") == ["Zephyr is the code name."]
    results = noted.controls.results
    assert results.count_words() == "1 of my notes"
    head = results._model.index(0, 0)
    assert head.data() == "My notes"
    row = results._model.index(0, 0, head)
    (title, book, said_lines) = row.data(Role.LINES)
    assert (title.text, book.text) == ("Bargaining Agents", "Key relationships")
    assert said_lines.marks == ((0, 6),)
    assert results._list.currentIndex() == row
    noted.keys("Return")
    wait_until(lambda: noted.section == "bargaining-agents")


def test_a_note_that_is_written_is_found_at_once_and_no_more_when_it_is_gone(
    noted: Program,
) -> None:
    assert search(noted, "ornithology") == []
    noted.window.open_section("about")
    noted.keys("Ctrl+Shift+M")
    noted.type("Ornithology!")
    wait_until(lambda: said(noted) == "Saved")
    assert search(noted, "ornithology") == ["Ornithology!"]
    noted.controls.marks.delete(noted.controls.store.find()[-1].id)
    noted.rest()
    assert search(noted, "ornithologies") == []


def test_notes_are_listed_while_one_types(noted: Program) -> None:
    noted.keys("Ctrl+K")
    noted.type("zeph")
    wait_until(lambda: len(listed(noted)) == 1)
    assert listed(noted)[0].passage == "Zephyr is the code name."
    noted.keys("Esc", "Esc")
    noted.keys("Ctrl+K")
    noted.type("xx deputy budget".removeprefix("xx "))
    wait_until(lambda: [one.text for one in listed(noted)] == ["Border Five"])
    while (current := noted.window.field._list.current()) is None or current not in listed(noted):
        noted.keys("Down")
    noted.keys("Return")
    wait_until(lambda: noted.section == "border-five")


def test_filters_about_notes(noted: Program) -> None:
    assert search(noted, "note:budget") == ["Ask the deputy about budgets."]
    assert len(search(noted, "is:noted")) == 3
    results = noted.controls.results
    assert results.answer is not None
    assert results.answer.hits == ()
    search(noted, "five is:noted")
    assert sections(noted) == {"border-five", "migration-five", "bargaining-agents"}
    search(noted, "five note:budget")
    assert sections(noted) == {"border-five"}
    *chips, _more = results._parts.buttons()
    assert [chip.text() for chip in chips] == ["five ✕", "In my notes: budget ✕"]


def test_the_filter_of_my_marks_finds_notes_in_other_forms(noted: Program) -> None:
    panel = noted.controls.marks_panel
    noted.window.left.show_tab("marks")

    def shown(text: str) -> list[str]:
        panel._filter.setText(text)
        noted.rest()
        return [panel._model.mark_at(index) for index in panel._model.mark_rows()]

    ask, relire, zephyr = (mark.id for mark in noted.controls.store.find())
    assert shown("budget") == [ask]
    assert shown("frontieres") == [relire]
    assert shown("asking deputies") == [ask]
    assert shown("note:names") == [zephyr]
    assert set(shown("is:noted")) == {ask, relire, zephyr}
    assert shown("ornithology") == []
    assert len(shown("")) == 3
