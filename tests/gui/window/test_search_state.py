"""What the window shows of a search before and after: the page, the list, and the guide."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, wait_until, write_book
from tests.gui.window.test_search import choices, label, type_words
from viewer.settings import Preferences, Profile, save_preferences


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


def test_results_follow_the_language_of_reading_at_the_same_passage(program: Program) -> None:
    program.search("2022")
    program.keys("F3")
    results = program.controls.results
    assert results.answer is not None
    place, section = program.hit()[0], program.section
    titles = {hit.title for hit in results.answer.hits}
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: results.answer is not None and results.answer.language == "fr")
    program.rest()
    assert (program.hit()[0], program.section) == (place, section)
    assert results.answer.hits[0].language == "fr"
    assert titles != {hit.title for hit in results.answer.hits}


def test_results_of_the_books_stay_theirs_while_the_guide_is_open(program: Program) -> None:
    program.search("2022")
    results = program.controls.results
    assert results.answer is not None
    found = results.answer.total
    program.keys("F1")
    assert program.window.windowTitle().startswith("User guide")
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: results.answer is not None and results.answer.language == "fr")
    program.rest()
    assert results.answer.total == found
    assert {hit.book for hit in results.answer.hits} == {"key-relationships"}


def test_a_result_in_another_language_leaves_the_list_as_it_is(program: Program) -> None:
    program.search("lang:fr border")
    results = program.controls.results
    wait_until(lambda: program.window.navigation.language == "fr")
    program.rest()
    assert results.answer is not None
    assert results.answer.language == "en"
    assert program.hit()[0] == 1


def test_results_follow_the_shelf(
    profile: Profile, start: Start, tmp_path: Path, builds: HeldChildren
) -> None:
    save_preferences(profile, Preferences(theme="light", shelf=(str(tmp_path / "books"),)))
    program = start()
    program.search("chair OR moon")
    results = program.controls.results

    def found(book: str) -> bool:
        answer = results.answer
        return answer is not None and book in {hit.book for hit in answer.hits}

    row = results._list.currentIndex().data()
    assert not found("tides")
    folder = write_book(tmp_path / "books" / "tides", MANIFEST, TEXTS)
    program.controls.search.prepare()
    wait_until(lambda: program.controls.search.builds.current() is not None)
    assert not found("tides"), "its index is being built"
    builds.release()
    wait_until(lambda: found("tides"))
    program.await_search()
    assert results._list.currentIndex().data() == row
    assert program.window.left.tab() == "results"
    shutil.rmtree(folder)
    program.controls.search.prepare()
    wait_until(lambda: not found("tides"))
    assert found("key-relationships")
