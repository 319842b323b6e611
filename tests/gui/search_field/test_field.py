from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.search_field.field_window import PLACES, FieldWindow
from viewer import messages
from viewer.errors import Message
from viewer.search.answers import Answer
from viewer.ui.elements.rows import Line, LinesDelegate, margins

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton


def type_text(qtbot: QtBot, window: FieldWindow, text: str) -> None:
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    qtbot.keyClicks(window.field, text)


def test_typing_opens_the_list_and_asks_for_passages(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "bo")
    assert window.searched == ["b", "bo"]
    assert window.rows() == [
        "GO TO",
        "Border Five",
        "Who chairs the Border Five (bookmark)",
        "Show all results (in the left pane)",
        "Search only this section",
    ]


def test_the_keyboard_stays_in_the_field(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    qtbot.keyClick(window.field, Key.Key_Down)
    assert QApplication.focusWidget() is window.field
    assert window.widget.isActiveWindow()
    assert window.view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_passages_are_added_when_they_arrive(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(answer)
    assert window.rows()[3:] == [
        "IN THE TEXT",
        "Border Five — Who chairs it",
        "Migration",
        "Show all 3 passages (in the left pane)",
        "Search only this section",
    ]
    by_text = {choice.text: choice for choice in window.choices()}
    assert by_text["IN THE TEXT"].right == "3 passages in 2 sections"
    assert by_text["Border Five — Who chairs it"].detail == "+ 1 more passage"
    assert by_text["Migration"].right == "FR"


def test_an_answer_to_something_else_is_passed_over(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "borders")
    window.field.show_answer(answer)
    assert "IN THE TEXT" not in window.rows()


def test_passages_of_a_former_text_go_at_the_next_key(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(answer)
    qtbot.keyClicks(window.field, "s")
    qtbot.waitUntil(lambda: "IN THE TEXT" not in window.rows())


def test_what_is_chosen_belongs_to_the_text_even_before_its_passages_came(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "chairs")
    window.field.show_answer(Answer("chairs", "en", total=2, hits=answer.hits))
    qtbot.keyClicks(window.field, "x")
    with qtbot.waitSignal(window.field.first_requested) as asked:
        qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert asked.args == ["chairsx"]


def test_nothing_found_in_the_text_is_told(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(Answer("border", "en"))
    assert "Nothing found in the text." in window.rows()


def test_notes_of_the_answer_are_told(qtbot: QtBot, window: FieldWindow, answer: Answer) -> None:
    note = Message("search-most-words")
    type_text(qtbot, window, "border")
    window.field.show_answer(Answer("border", "en", 2, notes=(note,), hits=answer.hits))
    assert messages.sentence(note) in window.rows()


def test_the_preparation_of_the_search_is_told(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    window.field.show_busy(40)
    assert "Preparing search: 40 %" in window.rows()
    window.field.show_busy(100)
    assert "Preparing search: 40 %" not in window.rows()


@pytest.mark.parametrize(("typed", "current"), [("border", "Border Five"), ("boarder five", "")])
def test_the_first_row_is_chosen_only_if_its_title_fits(
    qtbot: QtBot, window: FieldWindow, typed: str, current: str
) -> None:
    type_text(qtbot, window, typed)
    assert "Border Five" in window.rows()
    assert window.current() == current


def test_a_choice_stays_when_passages_arrive(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    qtbot.keyClick(window.field, Key.Key_Down)
    assert window.current() == "Who chairs the Border Five (bookmark)"
    window.field.show_answer(answer)
    assert window.current() == "Who chairs the Border Five (bookmark)"


def test_a_choice_stays_though_its_words_change_with_the_answer(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    while window.current() != "Show all results (in the left pane)":
        qtbot.keyClick(window.field, Key.Key_Down)
    window.field.show_answer(answer)
    assert window.current() == "Show all 3 passages (in the left pane)"
    qtbot.keyClick(window.field, Key.Key_Down)
    assert window.current() == "Search only this section"
    window.field.show_answer(Answer("border", "en"))
    assert window.current() == "Search only this section"


def test_up_and_down_pass_over_headings_and_end_at_the_ends(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(answer)
    for _time in range(2):
        qtbot.keyClick(window.field, Key.Key_Down)
    assert window.current() == "Border Five — Who chairs it"
    for _time in range(9):
        qtbot.keyClick(window.field, Key.Key_Down)
    assert window.current() == "Search only this section"
    for _time in range(9):
        qtbot.keyClick(window.field, Key.Key_Up)
    assert window.current() == ""


def test_enter_opens_the_place_that_is_chosen(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    with qtbot.waitSignal(window.field.place_requested) as asked:
        qtbot.keyClick(window.field, Key.Key_Return)
    (place,) = asked.args
    assert place.section == PLACES[0].section
    assert window.rows() == []
    assert window.field.text() == "border"


def test_enter_opens_the_passage_that_is_chosen(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(answer)
    for _time in range(3):
        qtbot.keyClick(window.field, Key.Key_Down)
    with qtbot.waitSignal(window.field.hit_requested) as asked:
        qtbot.keyClick(window.field, Key.Key_Return)
    assert asked.args == [answer.hits[1], 0]


def test_enter_on_plain_text_asks_for_the_first_result(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "fentanyl ")
    with qtbot.waitSignal(window.field.first_requested) as asked:
        qtbot.keyClick(window.field, Key.Key_Return)
    assert asked.args == ["fentanyl"]
    assert window.rows() == []


def test_control_enter_asks_for_all_results_whatever_is_chosen(
    qtbot: QtBot, window: FieldWindow
) -> None:
    type_text(qtbot, window, "border")
    with qtbot.waitSignal(window.field.search_requested) as asked:
        qtbot.keyClick(window.field, Key.Key_Return, Control)
    assert asked.args == ["border"]


def test_enter_in_the_empty_field_asks_for_nothing(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.setFocus()
    with qtbot.assertNotEmitted(window.field.first_requested):
        qtbot.keyClick(window.field, Key.Key_Return)


def test_the_last_rows_show_all_and_search_this_section(qtbot: QtBot, window: FieldWindow) -> None:
    for row, signal in (
        ("Show all results (in the left pane)", window.field.search_requested),
        ("Search only this section", window.field.section_search_requested),
    ):
        window.field.clear()
        type_text(qtbot, window, "border")
        while window.current() != row:
            qtbot.keyClick(window.field, Key.Key_Down)
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(window.field, Key.Key_Return)
        assert asked.args == ["border"]


def test_this_section_is_offered_only_where_there_is_one(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_book("")
    type_text(qtbot, window, "border")
    assert "Search only this section" not in window.rows()


def test_escape_closes_the_list_then_leaves(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    with qtbot.assertNotEmitted(window.field.escaped):
        qtbot.keyClick(window.field, Key.Key_Escape)
    assert window.rows() == []
    assert window.field.text() == "border"
    with qtbot.waitSignal(window.field.escaped):
        qtbot.keyClick(window.field, Key.Key_Escape)
    assert window.field.text() == "border"


def test_down_opens_the_closed_list(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    qtbot.keyClick(window.field, Key.Key_Escape)
    qtbot.keyClick(window.field, Key.Key_Down)
    assert window.rows()
    assert window.current()


def test_a_click_in_the_list_opens_what_was_clicked(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    place = window.view.visualRect(window.view.model().index(2, 0)).center()
    with qtbot.waitSignal(window.field.place_requested) as asked:
        qtbot.mouseClick(window.view.viewport(), Left, pos=place)
    (item,) = asked.args
    assert item.target == "mark"


def test_a_click_on_a_heading_does_nothing(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    place = window.view.visualRect(window.view.model().index(0, 0)).center()
    with qtbot.assertNotEmitted(window.field.place_requested):
        qtbot.mouseClick(window.view.viewport(), Left, pos=place)
    assert window.rows()


def test_a_click_elsewhere_closes_the_list(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    qtbot.mouseClick(window.widget, Left, pos=window.widget.rect().center())
    # The middle of the window lies below the list.
    assert window.rows() == []


def test_leaving_the_field_closes_the_list(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    qtbot.keyClick(window.field, Key.Key_Tab)
    assert window.rows() == []


def test_the_list_stands_under_the_field_inside_the_window(
    qtbot: QtBot, window: FieldWindow
) -> None:
    window.field.setFixedWidth(200)
    type_text(qtbot, window, "border")
    frame = window.view.parentWidget()
    assert frame is not None
    assert frame.parentWidget() is window.widget
    assert not frame.isWindow()
    assert frame.geometry().top() == window.field.geometry().bottom() + 1
    assert frame.width() >= frame.fontMetrics().averageCharWidth() * 80
    window.widget.resize(300, 160)
    qtbot.waitUntil(lambda: frame.geometry().right() < 300)
    assert frame.geometry().bottom() < 160


def test_rows_never_overlap_where_a_scroll_bar_takes_room(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    window.widget.resize(700, 290)
    type_text(qtbot, window, "border")
    view, model = window.view, window.view.model()
    assert not view.verticalScrollBar().isVisible()
    # As wide as the list is now: it takes two lines as soon as there is a scroll bar.
    delegate = view.itemDelegate()
    assert isinstance(delegate, LinesDelegate)
    room = view.viewport().width() - 2 * margins(view.font())[0]
    words = "i"
    while delegate.lay(Line(words + "i", most=2), room, view.font()).layout.lineCount() == 1:
        words += "i"
    hits = tuple(replace(hit, passage=words, highlights=()) for hit in answer.hits)
    window.field.show_answer(replace(answer, hits=hits))
    qtbot.waitUntil(view.verticalScrollBar().isVisible)

    def overlaps() -> bool:
        rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        return any(lower.top() <= upper.bottom() for upper, lower in pairwise(rows))

    qtbot.waitUntil(lambda: not overlaps())


def test_the_empty_field_offers_what_was_sought_before(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_recent(["fentanyl", "14 577"])
    window.field.activate()
    assert window.rows() == ["RECENT", "fentanyl", "14 577", "Forget recent searches"]
    assert window.current() == ""
    for _time in range(2):
        qtbot.keyClick(window.field, Key.Key_Down)
    qtbot.keyClick(window.field, Key.Key_Return)
    assert window.field.text() == "14 577"
    assert window.searched == ["14 577"]
    assert window.rows()[-3:] == ["Search only this section", "RECENT", "fentanyl"]


def test_recent_searches_stand_below_what_is_found_those_that_contain_it_first(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    window.field.set_recent(["fentanyl", "14 577", "Agents négociateurs", "chair", "who chairs it"])
    type_text(qtbot, window, "CHAIR")
    window.field.show_answer(replace(answer, query="CHAIR"))
    assert window.rows()[-4:] == ["RECENT", "who chairs it", "fentanyl", "14 577"]
    assert "Forget recent searches" not in window.rows()


def test_recent_searches_can_be_forgotten(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_recent(["fentanyl"])
    window.field.activate()
    for _time in range(2):
        qtbot.keyClick(window.field, Key.Key_Down)
    with qtbot.waitSignal(window.field.forget_requested):
        qtbot.keyClick(window.field, Key.Key_Return)


def test_nothing_to_offer_opens_no_list(window: FieldWindow) -> None:
    window.field.activate()
    assert window.rows() == []
    assert not window.field.list_is_open()


def test_coming_back_selects_the_text_and_opens_the_list(qtbot: QtBot, window: FieldWindow) -> None:
    type_text(qtbot, window, "border")
    window.other.setFocus()
    window.field.activate()
    assert window.field.selectedText() == "border"
    assert "Border Five" in window.rows()


def test_clearing_by_the_button_asks_for_nothing_more(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    type_text(qtbot, window, "border")
    window.field.show_answer(answer)
    window.field.clear()
    assert window.searched[-1] == ""
    assert window.rows() == []


@pytest.mark.parametrize("text", ["\x00", "🛂" * 500, "' OR \"", "<b>&amp;</b>", "%n {x} \\"])
def test_any_text_can_be_typed(window: FieldWindow, text: str) -> None:
    window.field.setFocus()
    window.field.insert(text)
    window.field.textEdited.emit(window.field.text())
    assert "Search only this section" in window.rows()


def test_the_shortcut_is_drawn_in_the_empty_field_only(window: FieldWindow) -> None:
    plain = window.field.grab().toImage()
    window.field.set_hint("Ctrl+K")
    assert window.field.grab().toImage() != plain
    window.field.setText("border")
    with_hint = window.field.grab().toImage()
    window.field.set_hint("")
    assert window.field.grab().toImage() == with_hint


def test_words_follow_the_language_of_the_interface(window: FieldWindow) -> None:
    messages.set_language("fr")
    window.field.retranslate()
    assert window.field.accessibleName() == messages.translate("Search or go to")
    assert window.field.placeholderText().startswith(window.field.accessibleName())
