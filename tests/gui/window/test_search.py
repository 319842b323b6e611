"""From a few words to the passage, and back to where one was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView

from tests.gui.window.conftest import Start
from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, click, focused, settle, wait_until
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.ui.elements.rows_view import RowsView


def choices(program: Program) -> list[str]:
    """Titles of the rows under the field."""
    model = program.window.field._list._list._model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def type_words(program: Program, words: str) -> None:
    """Ctrl+K, words, and wait for the passages."""
    program.await_search()
    program.keys("Ctrl+K")
    program.type(words)
    field = program.window.field
    wait_until(lambda: field._answer is not None and field._answer.query.strip() == words.strip())
    assert "IN THE TEXT" in choices(program)
    settle()


def no_passage(program: Program) -> bool:
    return "Nothing found in the text." in choices(program)


def place(program: Program) -> tuple[str, int]:
    return program.section, program.window.page.verticalScrollBar().value()


def label(program: Program, name: str) -> str:
    found = program.part(name)
    assert isinstance(found, QLabel)
    return found.text()


def results(program: Program) -> RowsView:
    found = program.part("results_list")
    assert isinstance(found, RowsView)
    return found


def test_the_first_start_prepares_the_search_while_one_reads(
    empty_profile: Profile, running: list[Program], builds: HeldChildren
) -> None:
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    told: list[tuple[str, int]] = []
    program.controls.search.progress.connect(lambda title, percent: told.append((title, percent)))
    preparing = "Preparing search: Key relationships"
    wait_until(lambda: label(program, "status_state").startswith(preparing))
    program.keys("Ctrl+K")
    program.type("border five")
    assert "Border Five" in choices(program), "titles can be searched at once"
    program.keys("Return")
    assert program.section == "border-five"
    assert label(program, "status_state").startswith(preparing)
    builds.release()
    program.await_search()
    assert label(program, "status_state") == "Ready"
    assert {title for title, _percent in told} == {"Key relationships", "User guide", ""}
    type_words(program, "fentanyl committee")
    assert not no_passage(program)


def test_what_was_asked_before_the_search_is_ready_is_answered_then(
    empty_profile: Profile, running: list[Program], builds: HeldChildren
) -> None:
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    program.keys("Ctrl+K")
    program.type("fentanyl committee")
    program.keys("Ctrl+Return")
    assert program.window.left.tab() == "results"
    wait_until(program.part("search_progress").isVisible)
    assert label(program, "results_count") == ""
    builds.release()
    wait_until(lambda: label(program, "results_count") != "")
    assert "passages in" in label(program, "results_count")


def test_words_bring_passages_and_enter_the_first(program: Program) -> None:
    type_words(program, "fentanyl committee")
    program.keys("Return")
    wait_until(lambda: program.hit()[0] > 0)
    assert program.section != "about"
    assert program.window.left.tab() == "results"
    assert results(program).currentIndex().isValid()
    assert focused() is program.window.page, "the keyboard follows the reading"
    assert not program.window.field.list_is_open()
    marked = {
        selection.cursor.selectedText().lower()
        for selection in program.window.page.extraSelections()
    }
    assert "fentanyl" in marked


def test_ctrl_enter_shows_all_and_stays(program: Program) -> None:
    before = place(program)
    type_words(program, "border five")
    program.keys("Ctrl+Return")
    wait_until(lambda: label(program, "results_count") != "")
    assert place(program)[0] == before[0]
    assert program.window.left.tab() == "results"
    assert focused() is results(program)
    program.keys("Return")
    wait_until(lambda: program.hit()[0] > 0)
    assert program.section == "border-five"


def test_a_title_that_fits_is_chosen_first(program: Program) -> None:
    program.keys("Ctrl+K")
    program.type("migration five")
    program.keys("Return")
    assert program.section == "migration-five"
    assert program.window.page.title_visible()
    assert focused() is program.window.page


def test_arrows_choose_a_passage(program: Program) -> None:
    type_words(program, "who chairs the border five")
    row = choices(program).index("Border Five — Who chairs it")
    for _press in range(row):
        current = program.window.field._list.current()
        if current is not None and current.text == "Border Five — Who chairs it":
            break
        program.keys("Down")
    program.keys("Return")
    wait_until(lambda: program.hit()[0] > 0)
    assert program.section == "border-five"
    assert focused() is program.window.page


def test_a_click_chooses_a_passage(program: Program) -> None:
    type_words(program, "who chairs the border five")
    view = program.part("search_choices")
    assert isinstance(view, QListView)
    row = next(n for n, text in enumerate(choices(program)) if text.startswith("Border Five — "))
    index = view.model().index(row, 0)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    wait_until(lambda: program.hit()[0] > 0)
    assert program.section == "border-five"


def test_escape_twice_returns_to_the_same_place(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    settle()
    program.window.page.verticalScrollBar().setValue(250)
    settle()
    before = place(program)
    type_words(program, "fentanyl")
    program.keys("Esc")
    assert not program.window.field.list_is_open()
    assert program.window.field.text() == "fentanyl"
    assert focused() is program.window.field
    program.keys("Esc")
    assert focused() is program.window.page
    assert place(program) == before == ("bargaining-agents", 250)


def press_until_section_changes(program: Program, key: str) -> str:
    """Press a key until another section opens, and return that."""
    before = program.section
    for _press in range(100):
        program.keys(key)
        wait_until(lambda: program.hit()[0] > 0)
        if program.section != before:
            break
    assert program.section != before
    return program.section


def test_f3_goes_through_all_passages_and_on_to_the_next_section(program: Program) -> None:
    program.search("who chairs the border five")
    assert program.hit() == (1, program.controls.results.place()[1])
    program.keys("F3")
    assert program.hit()[0] == 2
    assert press_until_section_changes(program, "F3") == "migration-five"
    number, _all = program.hit()
    assert number > 2, "the numbers go on across sections"
    index = results(program).currentIndex()
    assert index.data() == "Migration Five"


def test_shift_f3_goes_back_to_the_last_passage_of_the_section_before(program: Program) -> None:
    program.search("who chairs the border five")
    press_until_section_changes(program, "F3")
    number, count = program.hit()
    assert press_until_section_changes(program, "Shift+F3") == "border-five"
    assert program.hit() == (number - 1, count)


def test_the_last_passage_says_so(program: Program) -> None:
    program.search("fentanyl committee")
    _number, count = program.hit()
    for _press in range(count):
        program.keys("F3")
    assert program.message() == "No further passage"
    assert program.hit() == (count, count)


def test_the_bar_steps_and_clears(program: Program) -> None:
    program.search("who chairs the border five")
    current, count = program.hit()
    click(program.part("hit_next"))
    assert program.hit() == (current + 1, count)
    click(program.part("hit_previous"))
    assert program.hit() == (current, count)
    before = place(program)
    click(program.part("hit_clear"))
    assert not program.window.hit_bar.isVisible()
    assert program.window.page.extraSelections() == []
    assert focused() is program.window.page
    section, value = place(program)
    assert section == before[0]
    assert value == pytest.approx(before[1], abs=2), "the row above the page may grow by a pixel"


def test_a_passage_chosen_while_typing_has_its_number_among_all(program: Program) -> None:
    type_words(program, "who chairs the border five")
    for _press in choices(program):
        current = program.window.field._list.current()
        if current is not None and current.passage:
            break
        program.keys("Down")
    program.keys("Return")
    wait_until(lambda: program.controls.results.place()[0] > 0)
    settle()
    assert program.hit() == program.controls.results.place()
    assert program.window.left.tab() == "contents", "the pane stays as it was"


def test_what_a_misspelt_word_was_taken_for_is_highlighted(program: Program) -> None:
    program.search("fentanil")
    wait_until(lambda: bool(program.window.page.extraSelections()))
    marked = [
        selection.cursor.selectedText().lower()
        for selection in program.window.page.extraSelections()
    ]
    assert "fentanyl" in marked


def test_hits_stay_when_the_next_section_is_opened(program: Program) -> None:
    program.search("who chairs the border five")
    program.keys("Alt+PgDown")
    assert program.section == "migration-five"
    wait_until(lambda: program.hit()[1] > 0)
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: program.hit()[1] > 0)


def test_nothing_found_says_so(program: Program) -> None:
    type_words(program, "zzzyx")
    assert no_passage(program)
    program.keys("Return")
    wait_until(lambda: program.window.left.tab() == "results")
    empty = program.controls.results.count_words()
    assert empty == "Nothing found for “zzzyx”."
    assert program.section == "about"


@pytest.mark.parametrize(
    "text", ['"', "-", "a*", "((", "\\", "\u0301", "né\u200d", "%s {x}", "x" * 3000, "AND OR NOT"]
)
def test_any_text_can_be_typed(program: Program, text: str) -> None:
    program.await_search()
    program.keys("Ctrl+K")
    field = program.window.field
    field.setText(text)
    field.textEdited.emit(text)
    program.keys("Ctrl+Return")
    wait_until(lambda: not program.controls.search._all.busy())
    settle()
    assert "failed" not in program.message()


def test_recent_searches_are_offered_and_forgotten(program: Program, start: Start) -> None:
    program.search("fentanyl committee")
    program.close()
    again = start()
    again.keys("Ctrl+K")
    assert "fentanyl committee" in choices(again)
    again.keys("Down", "Return")
    assert again.window.field.text() == "fentanyl committee"
    again.window.field.clear()
    again.keys("Esc", "Ctrl+K", "Up")
    row = choices(again).index("Forget recent searches")
    for _press in range(row):
        again.keys("Down")
    again.keys("Return")
    assert again.controls.places.searches() == []
    again.keys("Ctrl+K")
    assert "fentanyl committee" not in choices(again)


def test_the_guide_is_searched_only_from_within(program: Program) -> None:
    type_words(program, "shortcut")
    program.keys("Ctrl+Return")
    wait_until(lambda: program.window.left.tab() == "results")
    assert program.controls.results.count_words() == "Nothing found for “shortcut”."


def test_inside_the_guide_only_the_guide_is_searched(program: Program) -> None:
    program.keys("F1")
    assert program.window.windowTitle().startswith("User guide")
    type_words(program, "opioids committee")
    assert no_passage(program)
    offers = [row for row in choices(program) if row == "Search the other books"]
    assert offers == ["Search the other books"], "once, though two notes are about it"
    program.keys("Esc", "Esc")
    program.search("toolbar remembers size")
    assert program.window.windowTitle().startswith("User guide")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_question_of_the_checklist_leads_to_its_section(program: Program, language: str) -> None:
    words = {"en": "who chairs the border five", "fr": "qui préside le border five"}
    if language == "fr":
        program.keys("Ctrl+Shift+L")
    program.search(words[language])
    assert program.section == "border-five"
    assert program.window.navigation.language == language


def test_the_sign_of_the_other_language_opens_the_section_in_it_at_a_match(
    program: Program,
) -> None:
    type_words(program, "border five")
    program.keys("Ctrl+Return")
    wait_until(lambda: focused() is results(program))
    wait_until(lambda: program.controls.results.answer is not None)
    found = program.controls.results.answer
    assert found is not None
    assert {"en", "fr"} <= set(found.hits[0].languages)
    program.keys("Shift+Return")
    wait_until(lambda: program.hit()[0] > 0)
    assert program.section == found.hits[0].section
    assert program.window.navigation.language == "fr"
    assert program.window.page.extraSelections()


def test_the_filter_of_bookmarks_means_bookmarks(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+H")
    type_words(program, "border five")
    program.keys("Ctrl+Return")
    wait_until(lambda: program.controls.results.answer is not None)
    results_panel = program.controls.results
    names = [button.objectName() for button in results_panel._filters.buttons()]
    assert "filter_is" not in names, "a highlight is no bookmark"
    program.keys("Ctrl+D")
    program.rest()
    names = [button.objectName() for button in results_panel._filters.buttons()]
    assert "filter_is" in names
