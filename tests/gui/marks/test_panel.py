from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.gui.marks.conftest import QUOTE, Kept, mark
from viewer import messages
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.roles import Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.marks.groups import Heading
from viewer.ui.marks.model import PAGE, MarkRow, MarksModel, Pull
from viewer.ui.marks.panel import MarksPanel

Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, marks: Kept) -> MarksPanel:
    panel = MarksPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    panel.show()
    panel.show_catalogue(marks.catalogue())
    return panel


def list_of(panel: MarksPanel) -> RowsView:
    view = panel.findChild(RowsView, "marks_list")
    assert isinstance(view, RowsView)
    return view


def filter_of(panel: MarksPanel) -> FilterField:
    field = panel.findChild(FilterField, "marks_filter")
    assert isinstance(field, FilterField)
    return field


def shown(panel: MarksPanel) -> list[str]:
    """Titles of all rows, headings included."""
    model = list_of(panel).model()
    assert isinstance(model, MarksModel)
    return [str(index.data()) for index in model.indexes()]


def said(panel: MarksPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def rows(count: int, heading: str = "Rivers") -> list[tuple[Heading, MarkRow]]:
    return [(Heading(heading), MarkRow(f"{heading}{n}", f"Mark {n}")) for n in range(count)]


def pulled(given: list[tuple[Heading, MarkRow]]) -> Pull:
    """Gives rows part by part."""

    def pull(first: int, count: int) -> tuple[list[tuple[Heading, MarkRow]], bool]:
        return given[first : first + count], first + count >= len(given)

    return pull


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = MarksModel()
    qtmodeltester.check(model)
    model.show(pulled(rows(150) + rows(150, "Lakes") + rows(1, "Seas")), headed=True)
    while not model.is_whole():
        model.grow(100)
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    assert [(group.data(), model.rowCount(group)) for group in groups] == [
        ("Rivers", 150),
        ("Lakes", 150),
        ("Seas", 1),
    ]
    assert len(model.mark_rows()) == model.size() == 301
    model.show(pulled(rows(2)), headed=False)
    assert [index.data() for index in model.indexes()] == ["Mark 0", "Mark 1"]
    model.show(pulled(rows(120)), headed=False)
    assert model.rowCount() == PAGE
    model.grow(100)
    assert model.rowCount() == 120


def test_marks_of_several_books_stand_under_their_books(panel: MarksPanel) -> None:
    assert shown(panel) == ["Rivers", "Where it rises", "Été au Yukon", "Field guide", "Compass"]


def test_marks_of_one_book_need_no_heading(panel: MarksPanel, marks: Kept) -> None:
    marks.store.delete("c")
    panel.show_catalogue(marks.catalogue())
    assert shown(panel) == ["Where it rises", "Été au Yukon"]


def test_a_mark_shows_its_name_path_and_words(panel: MarksPanel) -> None:
    panel.select("a")
    title, facts, quote = list_of(panel).currentIndex().data(Role.LINES)
    assert title == Line("Where it rises", Style.TITLE, right="EN", most=2)
    assert facts == Line("Bookmark · North › Yukon", Style.MUTED, most=2)
    assert quote == Line(f"“{QUOTE.strip()}”", most=2)


def test_marks_of_a_missing_book_are_greyed_and_say_why(panel: MarksPanel) -> None:
    panel.select("c")
    index = list_of(panel).currentIndex()
    assert {line.style for line in index.data(Role.LINES)} == {Style.MUTED}
    (heading,) = index.parent().data(Role.LINES)
    assert heading.text == "Field guide (drive not connected)"
    assert "drive not connected" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_mark_is_spoken_with_all_that_its_row_shows(panel: MarksPanel) -> None:
    panel.select("b")
    spoken = list_of(panel).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Été au Yukon, Bookmark, North, Yukon"


def test_enter_opens_a_mark(qtbot: QtBot, panel: MarksPanel, marks: Kept) -> None:
    panel.select("b")
    with qtbot.waitSignal(panel.mark_requested) as asked:
        qtbot.keyClick(list_of(panel), Key.Key_Return)
    assert asked.args == [marks.store.get("b")]


def test_renaming_asks_and_shows_the_new_name_only_once_it_is_given(
    qtbot: QtBot, panel: MarksPanel, marks: Kept
) -> None:
    panel.select("a")
    panel.activateWindow()
    list_of(panel).setFocus()
    qtbot.waitUntil(list_of(panel).hasFocus)
    qtbot.keyClick(list_of(panel), Key.Key_F2)
    field = list_of(panel).findChild(QLineEdit, "mark_name")
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "Where it rises"
    qtbot.keyClicks(field, "The source")
    with qtbot.waitSignal(panel.rename_requested) as asked:
        qtbot.keyClick(field, Key.Key_Return)
    assert asked.args == ["a", "The source"]
    assert "The source" not in shown(panel)
    marks.store.update(replace(marks.store.find()[0], title="The source"))
    panel.show_catalogue(marks.catalogue())
    assert "The source" in shown(panel)
    assert panel.current() == "a"


@pytest.mark.parametrize("name", ["", "   ", "Where it rises"])
def test_an_empty_or_unchanged_name_asks_for_nothing(
    qtbot: QtBot, panel: MarksPanel, name: str
) -> None:
    panel.select("a")
    model = list_of(panel).model()
    with qtbot.assertNotEmitted(panel.rename_requested):
        model.setData(list_of(panel).currentIndex(), name)


def test_escape_while_renaming_changes_nothing(qtbot: QtBot, panel: MarksPanel) -> None:
    panel.select("a")
    panel.rename_current()
    field = list_of(panel).findChild(QLineEdit, "mark_name")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Something else")
    with qtbot.assertNotEmitted(panel.rename_requested):
        qtbot.keyClick(field, Key.Key_Escape)


def test_delete_asks_for_the_mark_to_go(qtbot: QtBot, panel: MarksPanel) -> None:
    panel.select("b")
    panel.activateWindow()
    list_of(panel).setFocus()
    qtbot.waitUntil(list_of(panel).hasFocus)
    with qtbot.waitSignal(panel.delete_requested) as asked:
        qtbot.keyClick(list_of(panel), Key.Key_Delete)
    assert asked.args == [["b"]]
    assert "Été au Yukon" in shown(panel)


def test_after_a_deletion_the_mark_that_followed_is_current(panel: MarksPanel, marks: Kept) -> None:
    panel.select("a")
    marks.store.delete("a")
    panel.show_catalogue(marks.catalogue())
    assert panel.current() == "b"


def test_the_menu_of_a_row_opens_it_and_offers_the_actions_of_marks(panel: MarksPanel) -> None:
    action = QAction("&Rename", panel)
    panel.set_tools(QMenu(panel), [action])
    panel.select("a")
    index = list_of(panel).currentIndex()
    menu = panel.menu_for(index)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "&Open",
        "Open in a new ta&b",
        "Open in a new windo&w",
        "&Rename",
    ]
    assert panel.menu_for(index.parent()) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ete", ["Été au Yukon"]),
        ("mountains", ["Where it rises"]),
        ("guide", ["Field guide", "Compass"]),
        ("yukon rises", ["Where it rises"]),
    ],
)
def test_the_filter_looks_at_everything_in_a_row(
    qtbot: QtBot, panel: MarksPanel, typed: str, expected: list[str]
) -> None:
    qtbot.keyClicks(filter_of(panel), typed)
    assert shown(panel) == expected


def test_a_filter_that_matches_nothing_says_so(qtbot: QtBot, panel: MarksPanel) -> None:
    qtbot.keyClicks(filter_of(panel), "amazon")
    assert said(panel) == ["No mark contains “amazon”."]


def test_enter_in_the_filter_opens_the_first_match(
    qtbot: QtBot, panel: MarksPanel, marks: Kept
) -> None:
    qtbot.keyClicks(filter_of(panel), "compass")
    with qtbot.waitSignal(panel.mark_requested) as asked:
        qtbot.keyClick(filter_of(panel), Key.Key_Return)
    assert asked.args == [marks.store.get("c")]


def test_without_marks_the_panel_says_how_to_make_one(panel: MarksPanel, marks: Kept) -> None:
    for one in "abc":
        marks.store.delete(one)
    panel.show_catalogue(marks.catalogue())
    (words,) = said(panel)
    assert "Ctrl+D" in words
    assert not filter_of(panel).isVisible()


def test_words_follow_the_language_of_the_interface(panel: MarksPanel) -> None:
    messages.set_language("fr")
    panel.retranslate()
    assert list_of(panel).accessibleName() == messages.translate("My marks")
    assert len(shown(panel)) == 5


def test_many_marks_come_as_the_list_is_scrolled(
    qtbot: QtBot, panel: MarksPanel, marks: Kept
) -> None:
    for number in range(250):
        marks.store.add(mark(f"n{number}", f"Mark {number:03}", quote=f"The words of {number}"))
    panel.show_catalogue(marks.catalogue())
    assert len(shown(panel)) == PAGE + 1
    bar = list_of(panel).verticalScrollBar()

    def all_there() -> bool:
        bar.setValue(bar.maximum())
        return len(shown(panel)) == 255

    qtbot.waitUntil(all_there)
    assert shown(panel)[-1] == "Compass"
    assert panel.select("c")


def test_a_mark_far_down_is_found_and_all_are_chosen(panel: MarksPanel, marks: Kept) -> None:
    for number in range(250):
        marks.store.add(mark(f"n{number}", f"Mark {number:03}"))
    panel.show_catalogue(marks.catalogue())
    assert panel.select("n200")
    assert panel.current() == "n200"
    list_of(panel).selectAll()
    assert len(panel.selected()) == 253


def test_nothing_is_read_while_the_panel_is_hidden(qtbot: QtBot, marks: Kept) -> None:
    panel = MarksPanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.wanted):
        panel.retranslate()
    with qtbot.waitSignal(panel.wanted):
        panel.show()
    assert shown(panel) == []
    panel.show_catalogue(marks.catalogue())
    assert len(shown(panel)) == 5
