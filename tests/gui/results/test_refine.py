"""Filters with counts, parts of the query, and the list as a text."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.results.conftest import hit
from viewer import messages
from viewer.search.answers import Answer
from viewer.ui.results.listing import as_markdown, as_text
from viewer.ui.results.panel import ResultsPanel

TITLES = {"key-relationships": "Key relationships", "field-guide": "Field guide"}
TAGS = {"rivers": ("water",), "border-five": ("forum", "border")}


@pytest.fixture
def panel(qtbot: QtBot) -> ResultsPanel:
    panel = ResultsPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.set_titles(TITLES)
    panel.set_shelf(lambda _book, section: TAGS.get(section, ()), lambda _book: ("2", "1"))
    panel.set_marked({("key-relationships", "border-five")})
    panel.show()
    return panel


def entries(panel: ResultsPanel, name: str) -> list[str]:
    return [action.text() for action in menu(panel, name).actions()]


def menu(panel: ResultsPanel, name: str) -> QMenu:
    (button,) = (one for one in panel._filters.buttons() if one.objectName() == name)
    found = button.menu()
    assert isinstance(found, QMenu)
    return found


def names(panel: ResultsPanel) -> list[str]:
    return [button.objectName() for button in panel._filters.buttons()]


def test_an_answer_can_be_narrowed_by_what_divides_it(
    panel: ResultsPanel, two_books: Answer
) -> None:
    panel.show_answer(two_books)
    assert entries(panel, "filter_book") == ["Key relationships (2)", "Field guide (1)"]
    assert entries(panel, "filter_lang") == ["English (2)", "French (2)"]
    assert entries(panel, "filter_tag") == ["border (1)", "forum (1)", "water (1)"]
    assert entries(panel, "filter_is") == ["Bookmarked (1)"]
    assert "filter_in" not in names(panel), "all lie in the same part"


def test_an_older_edition_can_be_chosen_where_there_is_one(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(answer)
    assert entries(panel, "filter_edition") == ["2", "1"]
    with qtbot.waitSignal(panel.note_action_requested) as asked:
        menu(panel, "filter_edition").actions()[1].trigger()
    assert asked.args == ["chair edition:1"]
    panel.set_shelf(lambda _book, _section: (), lambda _book: ("2",))
    panel.show_answer(answer)
    assert "filter_edition" not in names(panel)


def test_what_all_have_narrows_nothing(panel: ResultsPanel) -> None:
    panel.set_shelf(lambda _book, _section: (), lambda _book: ("2",))
    panel.show_answer(Answer("chair", "en", total=1, hits=(hit("migration-five"),)))
    assert names(panel) == []


def test_counts_of_the_best_sections_are_at_least_so_many(
    panel: ResultsPanel, two_books: Answer
) -> None:
    panel.show_answer(Answer("chair", "en", total=900, hits=two_books.hits))
    assert entries(panel, "filter_book") == ["Key relationships (2+)", "Field guide (1+)"]


@pytest.mark.parametrize(
    ("language", "query"), [("en", "chair lang:fr"), ("fr", "chair langue:fr")]
)
def test_a_filter_is_written_into_the_query(
    qtbot: QtBot, panel: ResultsPanel, two_books: Answer, language: str, query: str
) -> None:
    messages.set_language(language)
    panel.show_answer(two_books)
    with qtbot.waitSignal(panel.note_action_requested) as asked:
        menu(panel, "filter_lang").actions()[1].trigger()
    assert asked.args == [query]


def test_each_part_of_the_query_can_be_taken_away(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(Answer('"the chair" book:key-relationships', "en", 2, hits=answer.hits))
    *buttons, _more = panel._parts.buttons()
    panel.resize(600, 700)
    assert [button.text() for button in buttons] == [
        "Exactly “the chair” ✕",
        "Book: Key relationships ✕",
    ]
    assert buttons[1].accessibleName() == "Take away: Book: Key relationships"
    with qtbot.waitSignal(panel.note_action_requested) as asked:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert asked.args == ['"the chair"']


def test_plain_words_can_be_taken_away_unless_there_is_only_one(
    panel: ResultsPanel, answer: Answer
) -> None:
    def shown(query: str) -> list[tuple[str, str]]:
        panel.show_answer(Answer(query, "en", 2, hits=answer.hits))
        return [(button.text(), button.query) for button in panel._parts._buttons]

    assert shown("chair five -eyes") == [
        ("chair ✕", "five -eyes"),
        ("five ✕", "chair -eyes"),
        ("Without “eyes” ✕", "chair five"),
    ]
    assert shown("chair") == []
    assert shown("lang:fr") == [("Language: French ✕", "")]
    assert shown("word " * 60 + "lang:fr") == [("Language: French ✕", ("word " * 60).strip())]


WORDY = "who chairs the border five in late 2022"


def test_parts_without_room_in_the_line_are_in_a_menu(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer
) -> None:
    panel.show_answer(Answer(WORDY, "en", 2, hits=answer.hits))
    *buttons, more = panel._parts.buttons()
    shown = [button for button in buttons if button.isVisible()]
    assert 2 < len(shown) < len(buttons)
    line = [*shown, more]
    assert len({button.y() for button in line}) == 1
    assert all(one.geometry().right() < other.x() for one, other in pairwise(line))
    assert more.geometry().right() < panel._parts.width()
    hidden = [button.accessibleName() for button in buttons[len(shown) :]]
    entries = more.menu().actions()
    assert [entry.text() for entry in entries] == hidden
    with qtbot.waitSignal(panel.note_action_requested) as asked:
        entries[-1].trigger()
    assert asked.args == ["who chairs the border five in late"]


@pytest.mark.parametrize("points", [10, 30])
def test_parts_are_targets_of_24_pixels_and_reached_with_the_keyboard(
    qtbot: QtBot, panel: ResultsPanel, answer: Answer, points: int
) -> None:
    font = panel.font()
    font.setPointSize(points)
    panel.setFont(font)
    panel.show_answer(Answer(f'"{WORDY}" & {WORDY}', "en", 2, hits=answer.hits))
    shown = [button for button in panel._parts.buttons() if button.isVisible()]
    assert all(button.width() >= 24 and button.height() >= 24 for button in shown)
    assert shown[-1].geometry().right() < panel._parts.width()
    assert panel._parts._buttons[0].drawn().endswith("… ✕"), (
        "a long part is cut short, not the way to take it away"
    )
    shown[0].setFocus()
    for button in shown[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()


def test_words_of_filters_follow_the_language(panel: ResultsPanel, two_books: Answer) -> None:
    panel.show_answer(two_books)
    messages.set_language("fr")
    panel.retranslate()
    assert entries(panel, "filter_lang") == ["Anglais (2)", "Français (2)"]


def test_the_list_is_a_text_with_citations(answer: Answer) -> None:
    text = as_text(answer, TITLES)
    assert text.startswith("Results for “chair”\n4 passages in 2 sections\n")
    assert "1. Border Five\n   In late 2022 the United Kingdom took the chair.\n" in text
    assert (
        "   — Key relationships, edition 1, International partners › Multilateral relations"
        " › Border Five, English, paragraph 2\n"
    ) in text


def test_the_list_as_markdown_shows_signs_as_they_are(answer: Answer) -> None:
    made = as_markdown(Answer("a*b", "en", total=2, hits=answer.hits), TITLES)
    assert made.startswith("# Results for “a\\*b”\n")
    assert "2. **Migration Five**\n   > In late 2022" in made
