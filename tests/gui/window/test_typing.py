"""What the field offers at every key: passages of the newest text, commands by their names."""

import pytest

from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.search.answers import Hit
from viewer.ui.elements.counts import found_words
from viewer.ui.search_field.choices import Choice
from viewer.ui.window.searching import typed_news


def rows(program: Program) -> list[str]:
    model = program.window.field._list._list._model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def answered(program: Program, text: str) -> bool:
    answer = program.window.field._answer
    return answer is not None and answer.query == text


def type_words(program: Program, words: str) -> None:
    program.await_search()
    program.keys("Ctrl+K")
    program.type(words)
    wait_until(lambda: answered(program, words.strip()) or answered(program, words))
    settle()


def test_the_beginning_of_the_last_word_is_enough(program: Program) -> None:
    type_words(program, "fentanyl commi")
    assert any("committee" in str(choice.passage).lower() for choice in passages(program))


def passages(program: Program) -> list[Choice]:
    model = program.window.field._list._list._model
    found = [model.choice(model.index(row, 0)) for row in range(model.rowCount())]
    return [choice for choice in found if choice is not None and choice.passage]


def test_every_key_is_answered_and_the_newest_wins(program: Program) -> None:
    program.await_search()
    asked: list[str] = []
    program.controls.search.answered.connect(lambda answer: asked.append(answer.query))
    program.keys("Ctrl+K")
    program.type("border five")
    wait_until(lambda: answered(program, "border five"))
    assert asked[-1] == "border five"
    assert len(asked) <= len("border five")


def test_a_misspelt_word_is_searched_as_what_was_meant_and_can_be_searched_itself(
    program: Program,
) -> None:
    type_words(program, "fentanil ")
    assert "Search “fentanil” instead" in rows(program)
    assert passages(program)
    for _press in rows(program):
        current = program.window.field._list.current()
        if current is not None and current.text == "Search “fentanil” instead":
            break
        program.keys("Down")
    program.keys("Return")
    assert program.window.field.text() == "+fentanil"
    wait_until(lambda: answered(program, "+fentanil"))
    assert not passages(program)


def test_only_bookmarked_sections_are_found(program: Program) -> None:
    program.window.open_section("border-five")
    settle()
    program.act("marks.bookmark")
    program.window.bookmark_line.dismiss()
    type_words(program, "five is:bookmarked")
    hits = [choice.value for choice in passages(program)]
    assert {hit.section for hit in hits if isinstance(hit, Hit)} == {"border-five"}


@pytest.mark.parametrize("words", ["> dark", ">sombre"])
def test_commands_run_from_the_field_in_both_languages(program: Program, words: str) -> None:
    program.keys("Ctrl+K")
    program.type(words)
    assert rows(program)[:2] == ["COMMANDS", "Dark"]
    program.keys("Return")
    assert program.window.look.theme.dark
    assert focused() is program.window.page
    assert program.window.field.text() == ""


def test_a_command_that_cannot_be_done_now_is_not_offered(program: Program) -> None:
    program.keys("Ctrl+K")
    program.type("> undo")
    assert "Undo" not in rows(program)


def test_a_command_is_found_in_spite_of_a_slip(program: Program) -> None:
    program.keys("Ctrl+K")
    program.type("> bookmrak this place")
    assert rows(program)[1] == "Bookmark this place"


def test_headings_of_the_open_section_are_places(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+K")
    program.type("four other bargaining")
    assert "The four other bargaining agents (heading)" in rows(program)
    program.keys("Return")
    page = program.window.page
    assert program.section == "bargaining-agents"
    assert page.verticalScrollBar().value() > 0
    assert focused() is page
    program.window.open_section("about")
    program.keys("Ctrl+K")
    program.type(" ")
    assert "The four other bargaining agents (heading)" not in rows(program)


def take_row(program: Program, text: str) -> None:
    """Choose the row ``text`` under the field with the keyboard."""
    for _press in rows(program):
        program.keys("Down")
        current = program.window.field._list.current()
        if current is not None and current.text == text:
            break
    else:
        raise AssertionError(f"no row {text!r}")
    program.keys("Return")


def test_inside_the_guide_the_other_books_are_a_row_away(program: Program) -> None:
    program.keys("F1")
    type_words(program, "fentanyl")
    assert not passages(program)
    take_row(program, "Search the other books")
    assert program.window.field.text() == "fentanyl -book:user-guide"
    wait_until(lambda: answered(program, "fentanyl -book:user-guide"))
    assert passages(program)


def test_other_names_are_left_out_where_the_reader_wants_that(program: Program) -> None:
    type_words(program, "CBSA officers ")
    names = "Other names were looked for too: "
    assert any(row.startswith(names) for row in rows(program))
    take_row(program, "Without other names")
    wait_until(lambda: answered(program, "+CBSA officers"))
    settle()
    assert not any(row.startswith(names) for row in rows(program))


@pytest.fixture
def said(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told while one types; the pause ends when the test says so."""
    told: list[str] = []
    monkeypatch.setattr(typed_news, "announce", lambda _widget, text: told.append(text))
    news_of(program)._pause.setInterval(1_000_000)
    return told


def news_of(program: Program) -> typed_news.TypedNews:
    news = program.window.findChild(typed_news.TypedNews)
    assert news is not None
    return news


def end_pause(program: Program) -> None:
    pause = news_of(program)._pause
    assert pause.isActive()
    pause.start(0)
    wait_until(lambda: not pause.isActive())


def test_how_much_was_found_is_said_once_after_a_pause(program: Program, said: list[str]) -> None:
    type_words(program, "border five")
    assert said == []
    end_pause(program)
    answer = program.window.field._answer
    assert answer is not None
    assert len(said) == 1
    assert said[0].startswith(f"{found_words(answer, listed=False)}.")


def test_nothing_is_said_of_a_list_that_was_closed(program: Program, said: list[str]) -> None:
    type_words(program, "border five")
    program.keys("Esc")
    end_pause(program)
    assert said == []
