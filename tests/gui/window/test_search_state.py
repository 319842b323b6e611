"""What the window shows of a search before and after: the page, the list, and the guide."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.window.program import Program, wait_until
from tests.gui.window.test_search import choices, label, type_words


def test_going_to_a_title_ends_what_was_sought_but_keeps_its_list(program: Program) -> None:
    program.search("chair")
    number, count = program.hit()
    assert program.window.hit_bar.isVisible()
    type_words(program, "mexico")
    program.keys("Return")
    wait_until(lambda: program.section == "mexico")
    program.rest()
    assert program.window.hit_bar.isHidden()
    assert program.window.page.extraSelections() == []
    assert label(program, "results_count").endswith("sections · “chair”")
    program.keys("F3")
    wait_until(lambda: program.hit() == (number + 1, count))
    assert program.window.hit_bar.isVisible()


@pytest.mark.parametrize(
    "pasted",
    ["word" * 2500, "Nobody chairs it\n" * 600, f"{'word' * 100} border " + "chair " * 1500],
)
def test_what_is_pasted_makes_nothing_wider(program: Program, pasted: str) -> None:
    program.search("chairs")
    before = program.window.size(), program.window.minimumSizeHint().width()
    program.keys("Ctrl+K")
    program.window.field.take_text(pasted)
    program.keys("Ctrl+Return")
    wait_until(lambda: program.controls.results.query == pasted.strip())
    program.rest()
    assert (program.window.size(), program.window.minimumSizeHint().width()) == before
    panel = program.controls.results
    assert len(panel.count_words()) < 100
    program.keys("Ctrl+K")
    assert all(len(row) <= 400 for row in choices(program))


def test_inside_the_guide_it_is_said_that_only_the_guide_is_searched(program: Program) -> None:
    alone = "Only this guide was searched, since it is open."
    type_words(program, "bookmark")
    assert alone not in choices(program)
    program.keys("Esc", "Esc", "F1")
    type_words(program, "agency")
    assert alone in choices(program)
    program.keys("Ctrl+Return")
    wait_until(lambda: program.controls.results.query == "agency")
    notes = program.part("result_notes")
    assert alone in [label.text() for label in notes.findChildren(QLabel)]
    program.act("go.option_everywhere")
    assert program.window.field.text() == "agency -book:user-guide"
    type_words(program, "agency -book:user-guide")
    assert alone not in choices(program)
