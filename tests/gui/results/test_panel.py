from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from viewer import messages
from viewer.errors import Message
from viewer.search.answers import Answer
from viewer.ui.results.delegate import ResultsView
from viewer.ui.results.panel import ResultsPanel

Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot) -> ResultsPanel:
    panel = ResultsPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.set_titles({"key-relationships": "Key relationships", "field-guide": "Field guide"})
    panel.show()
    return panel


def list_of(panel: ResultsPanel) -> ResultsView:
    view = panel.findChild(ResultsView, "results_list")
    assert isinstance(view, ResultsView)
    return view


def words(panel: ResultsPanel) -> list[str]:
    """What the panel says beside the list, from top to bottom."""
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    labels.sort(key=lambda label: label.mapTo(panel, QPoint()).y())
    return [label.text() for label in labels]


def button(panel: ResultsPanel, text: str) -> QPushButton:
    (found,) = [one for one in panel.findChildren(QPushButton) if one.text() == text]
    return found


def test_before_any_search_the_panel_says_what_to_do(panel: ResultsPanel) -> None:
    assert words(panel) == ["Type in the field above to search in both languages."]


def test_passages_and_sections_are_counted(panel: ResultsPanel, answer: Answer) -> None:
    panel.show_answer(answer)
    assert words(panel) == ["4 passages in 2 sections · “chair”"]


def test_more_sections_than_shown_are_told(panel: ResultsPanel, answer: Answer) -> None:
    panel.show_answer(Answer("chair", "en", total=57, hits=answer.hits))
    assert words(panel) == ["57 sections; the best 2 are shown · “chair”"]


def test_nothing_found_is_told_with_what_to_try(panel: ResultsPanel) -> None:
    panel.show_answer(Answer("fentanil", "en"))
    (said,) = words(panel)
    assert said.startswith("Nothing found for “fentanil”.")
    assert "fewer words" in said
    assert panel.count_words() == "Nothing found for “fentanil”."


def test_notes_are_told_and_a_suggestion_can_be_searched(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    notes = (Message("search-most-words", {"suggestion": "fentanyl"}),)
    panel.show_answer(Answer("fentanil", "en", notes=notes, hits=answer.hits, total=2))
    assert messages.sentence(notes[0]) in words(panel)
    with qtbot.waitSignal(panel.note_action_requested) as asked:
        qtbot.mouseClick(button(panel, "Search “fentanyl”"), Qt.MouseButton.LeftButton)
    assert asked.args == ["fentanyl"]


def test_that_no_word_stands_anywhere_is_not_told_twice(panel: ResultsPanel) -> None:
    notes = (Message("search-unknown-words", {"words": "fentanil", "without": ""}),)
    panel.show_answer(Answer("fentanil", "en", notes=notes))
    assert len(words(panel)) == 1
    some = (Message("search-unknown-words", {"words": "fentanil", "without": "committee"}),)
    panel.show_answer(Answer("fentanil committee", "en", notes=some))
    assert messages.sentence(some[0]) in words(panel)


def test_where_nothing_is_found_the_lines_stay_together(qtbot: QtBot, panel: ResultsPanel) -> None:
    notes = (Message("search-unknown-words", {"words": "fentanil"}),)
    panel.show_answer(Answer("fentanil committee", "en", notes=notes))
    part = panel._parts.buttons()[0]

    def bottom(widget: QWidget) -> int:
        return widget.mapTo(panel, QPoint(0, widget.height())).y()

    qtbot.waitUntil(lambda: 0 < bottom(part) < bottom(panel._notes))
    assert bottom(panel._notes) < panel.height() // 2
    assert part.mapTo(panel, QPoint()).y() - bottom(panel._empty) < part.height()


def test_many_notes_leave_room_for_the_list(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    least = panel.minimumSizeHint()
    words = [f"word{at} " * 10 for at in range(40)]
    notes = tuple(Message("search-corrected", {"typed": w, "used": w, "instead": w}) for w in words)
    panel.show_answer(Answer("chair", "en", notes=notes, hits=answer.hits, total=2))
    qtbot.waitUntil(lambda: panel._head.height() > least.height())
    assert list_of(panel).height() >= panel.height() // 2
    assert panel.minimumSizeHint().height() <= least.height() + 100
    assert panel.minimumSizeHint().width() <= least.width()
    *_others, before, last = panel._notes.buttons()
    before.setFocus()
    qtbot.keyClick(before, Key.Key_Tab)
    assert last.hasFocus()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_notes_go_with_their_answer(panel: ResultsPanel, answer: Answer) -> None:
    panel.show_answer(Answer("x", "en", notes=(Message("search-most-words"),), hits=answer.hits))
    panel.show_answer(answer)
    assert words(panel) == ["4 passages in 2 sections · “chair”"]


def test_the_first_section_is_current_and_enter_opens_it(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.keyClick(list_of(panel), Key.Key_Return)
    assert asked.args == [answer.hits[0], 0]


def test_right_opens_further_passages_in_place(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        qtbot.keyClick(list_of(panel), key)
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.keyClick(list_of(panel), Key.Key_Return)
    assert asked.args == [answer.hits[0], 2]


def test_space_opens_and_closes_further_passages(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    view = list_of(panel)
    qtbot.keyClick(view, Key.Key_Space)
    assert view.isExpanded(view.currentIndex())
    qtbot.keyClick(view, Key.Key_Space)
    assert not view.isExpanded(view.currentIndex())


def test_a_click_on_more_passages_opens_them_and_not_the_section(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    view = list_of(panel)
    index = view.currentIndex()
    qtbot.waitUntil(lambda: view.visualRect(index).height() > 4 * view.fontMetrics().height())
    row = view.visualRect(index)
    place = QPoint(row.left() + 20, row.bottom() - view.fontMetrics().height() // 2)
    with qtbot.assertNotEmitted(panel.hit_requested):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.isExpanded(index)


def test_a_click_on_the_title_opens_the_section(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    view = list_of(panel)
    row = view.visualRect(view.indexBelow(view.currentIndex()))
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert asked.args == [answer.hits[1], 0]


def test_the_sign_of_another_language_opens_the_section_in_it(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    view = list_of(panel)
    row = view.visualRect(view.currentIndex())
    sign = QPoint(row.right() - 12, row.top() + view.fontMetrics().height() // 2 + 6)
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    hit, passage = asked.args
    assert (hit.section, hit.language, hit.ordinal, passage) == ("border-five", "fr", -1, 0)
    assert panel.place() == (1, 4), "the walk goes on from there"
    other = view.visualRect(view.indexBelow(view.currentIndex()))
    with qtbot.waitSignal(panel.hit_requested) as asked:
        place = QPoint(sign.x(), other.top() + sign.y() - row.top())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [answer.hits[1], 0], "without a sign it is the row"


def test_shift_enter_opens_the_other_language_where_there_is_one(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    view = list_of(panel)
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.keyClick(view, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args[0].language == "fr"
    qtbot.keyClick(view, Key.Key_Down)
    with qtbot.assertNotEmitted(panel.hit_requested):
        qtbot.keyClick(view, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_next_and_previous_walk_all_passages_of_all_books(
    panel: ResultsPanel, two_books: Answer
) -> None:
    panel.show_answer(two_books)
    opened: list[tuple[str, int]] = []
    panel.hit_requested.connect(lambda hit, passage: opened.append((hit.section, passage)))
    assert panel.place() == (0, 5)
    assert [panel.step(1) for _time in range(6)] == [True] * 5 + [False]
    assert panel.place() == (5, 5)
    assert opened == [
        ("border-five", 0),
        ("border-five", 1),
        ("border-five", 2),
        ("migration-five", 0),
        ("rivers", 0),
    ]
    assert [panel.step(-1) for _time in range(2)] == [True, True]
    assert opened[-1] == ("border-five", 2)
    assert panel.is_at("key-relationships", "border-five")
    assert list_of(panel).currentIndex().data() == "Border Five"


def test_the_walk_goes_on_from_what_was_opened(panel: ResultsPanel, two_books: Answer) -> None:
    panel.show_answer(two_books)
    panel.take_up(two_books.hits[1], 0)
    assert panel.place() == (4, 5)
    assert panel.step(1)
    assert panel.place() == (5, 5)


def test_without_results_there_is_no_next(panel: ResultsPanel) -> None:
    assert not panel.step(1)
    assert not panel.step(-1)
    assert panel.place() == (0, 0)


def test_progress_stands_above_the_results_and_can_be_cancelled(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    panel.show_progress("Key relationships", 40)
    said, counted = words(panel)
    assert said.startswith("Preparing search for “Key relationships”: 40 %.")
    assert counted == "4 passages in 2 sections · “chair”"
    with qtbot.waitSignal(panel.cancel_requested):
        qtbot.mouseClick(button(panel, "Cancel"), Qt.MouseButton.LeftButton)
    panel.show_progress("Key relationships", 100)
    assert words(panel) == ["4 passages in 2 sections · “chair”"]


def test_the_reader_stays_at_the_same_row_and_passage_when_results_are_renewed(
    panel: ResultsPanel, answer: Answer, two_books: Answer
) -> None:
    panel.show_answer(two_books)
    panel.take_up(two_books.hits[0], 2)
    view = list_of(panel)
    view.setCurrentIndex(panel._model.index_of(two_books.hits[1], 0))
    turned = replace(two_books, hits=(two_books.hits[2], *two_books.hits[:2]))
    panel.renew(turned)
    assert view.currentIndex().data() == "Migration Five"
    assert panel.place() == (4, 5)
    panel.renew(answer)
    assert panel.place() == (3, 4)
    panel.renew(replace(answer, hits=()))
    assert panel.place() == (0, 0)


def test_words_follow_the_language_of_the_interface(panel: ResultsPanel, answer: Answer) -> None:
    panel.show_answer(answer)
    messages.set_language("fr")
    panel.retranslate()
    assert list_of(panel).accessibleName() == messages.translate("Results")
    assert words(panel) == ["4 passages dans 2 sections · «\u00a0chair\u00a0»"]
