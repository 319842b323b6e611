import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from viewer import messages
from viewer.book.book import Book
from viewer.ui.contents import narrowing
from viewer.ui.contents.panel import ContentsPanel
from viewer.ui.contents.tree import ContentsTree
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.roles import Role
from viewer.ui.elements.rows import row_width
from viewer.ui.elements.rows_view import RowsView

Key = Qt.Key
TIDES = ["East", "Saint Lawrence", "Tides"]


@pytest.fixture
def panel(qtbot: QtBot, rivers: Book) -> ContentsPanel:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.set_book(rivers, "en")
    panel.show()
    return panel


def tree_of(panel: ContentsPanel) -> ContentsTree:
    tree = panel.findChild(RowsView, "contents_tree")
    assert isinstance(tree, ContentsTree)
    return tree


def filter_of(panel: ContentsPanel) -> FilterField:
    field = panel.findChild(FilterField, "contents_filter")
    assert isinstance(field, FilterField)
    return field


def shown(panel: ContentsPanel) -> list[str]:
    """Titles of the rows that the tree shows, expanded as it is."""
    tree = tree_of(panel)
    index = tree.model().index(0, 0)
    titles = []
    while index.isValid():
        titles.append(str(index.data()))
        index = tree.indexBelow(index)
    return titles


def type_filter(qtbot: QtBot, panel: ContentsPanel, text: str, expected: list[str]) -> None:
    qtbot.keyClicks(filter_of(panel), text)
    qtbot.waitUntil(lambda: shown(panel) == expected)


def test_the_tree_follows_what_is_read(panel: ContentsPanel) -> None:
    tree_of(panel).collapseAll()
    panel.set_current("tides")
    index = tree_of(panel).currentIndex()
    assert index.data() == "Tides"
    assert tree_of(panel).viewport().rect().contains(tree_of(panel).visualRect(index))
    assert shown(panel)[:4] == ["North", "East", "Saint Lawrence", "Tides"]


def test_the_section_that_is_read_is_in_view_once_the_panel_shows(qtbot: QtBot, big: Book) -> None:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.set_book(big, "en")
    panel.set_current("s50-30")
    panel.resize(300, 400)
    panel.show()
    index = tree_of(panel).currentIndex()
    assert index.data() == "Chapter 50.30"
    assert tree_of(panel).viewport().rect().intersects(tree_of(panel).visualRect(index))


def test_the_current_section_is_set_bold_with_a_bar(panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    panel.set_current("yukon")
    tree.setCurrentIndex(tree.model().index(1, 0))
    with_bar = panel.grab().toImage()
    panel.set_current("mackenzie")
    tree.setCurrentIndex(tree.model().index(1, 0))
    assert panel.grab().toImage() != with_bar


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_opens_the_current_section(qtbot: QtBot, panel: ContentsPanel, key: Qt.Key) -> None:
    panel.set_current("mackenzie")
    with qtbot.waitSignal(panel.section_requested) as asked:
        qtbot.keyClick(tree_of(panel), key)
    assert asked.args == ["mackenzie"]


def test_arrows_move_without_opening(qtbot: QtBot, panel: ContentsPanel) -> None:
    panel.set_current("yukon")
    with qtbot.assertNotEmitted(panel.section_requested):
        qtbot.keyClick(tree_of(panel), Key.Key_Down)
    assert tree_of(panel).currentIndex().data() == "Mackenzie"


def test_a_click_opens_a_section(qtbot: QtBot, panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    place = tree.visualRect(tree.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.section_requested) as asked:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["east"]


def test_opening_a_mere_group_shows_what_is_in_it(qtbot: QtBot, panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    tree.collapseAll()
    tree.setCurrentIndex(tree.model().index(0, 0))
    with qtbot.waitSignal(panel.section_requested):
        qtbot.keyClick(tree, Key.Key_Return)
    assert "Yukon" in shown(panel)


def test_left_and_right_collapse_and_expand(qtbot: QtBot, panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    tree.setCurrentIndex(tree.model().index(0, 0))
    qtbot.keyClick(tree, Key.Key_Left)
    assert "Yukon" not in shown(panel)
    qtbot.keyClick(tree, Key.Key_Right)
    assert "Yukon" in shown(panel)


def test_the_filter_shows_matches_expanded_and_the_first_is_current(
    qtbot: QtBot, panel: ContentsPanel
) -> None:
    tree_of(panel).collapseAll()
    type_filter(qtbot, panel, "marees", TIDES)
    assert tree_of(panel).currentIndex().data() == "Tides"


def test_enter_in_the_filter_opens_the_first_match(qtbot: QtBot, panel: ContentsPanel) -> None:
    qtbot.keyClicks(filter_of(panel), "tides")
    # At once: the tree need not have caught up with the typing.
    with qtbot.waitSignal(panel.section_requested) as asked:
        qtbot.keyClick(filter_of(panel), Key.Key_Return)
    assert asked.args == ["tides"]


def test_enter_in_the_filter_waits_until_all_titles_are_read(
    qtbot: QtBot, panel: ContentsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One title a step.
    monkeypatch.setattr(narrowing, "_STEP", 0.0)
    qtbot.keyClicks(filter_of(panel), "tides")
    with qtbot.waitSignal(panel.section_requested) as asked:
        qtbot.keyClick(filter_of(panel), Key.Key_Return)
    assert asked.args == ["tides"]


def test_enter_in_the_empty_filter_opens_nothing(qtbot: QtBot, panel: ContentsPanel) -> None:
    panel.set_current("tides")
    with qtbot.assertNotEmitted(panel.section_requested):
        qtbot.keyClick(filter_of(panel), Key.Key_Return)


def test_escape_in_the_filter_brings_the_tree_back_as_it_was(
    qtbot: QtBot, panel: ContentsPanel
) -> None:
    tree_of(panel).expand_only(["north"])
    panel.set_current("yukon")
    before = shown(panel)
    type_filter(qtbot, panel, "tides", TIDES)
    qtbot.keyClick(filter_of(panel), Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(panel) == before)
    assert tree_of(panel).expanded_sections() == ["north"]
    assert tree_of(panel).currentIndex().data() == "Yukon"


def test_a_filter_that_matches_nothing_says_so(qtbot: QtBot, panel: ContentsPanel) -> None:
    type_filter(qtbot, panel, "amazon", [])
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert words == ["No title contains “amazon”."]


def test_down_in_the_filter_goes_to_the_tree(qtbot: QtBot, panel: ContentsPanel) -> None:
    panel.activateWindow()
    filter_of(panel).setFocus()
    qtbot.keyClick(filter_of(panel), Key.Key_Down)
    qtbot.waitUntil(tree_of(panel).hasFocus)
    assert tree_of(panel).currentIndex().isValid()


def test_what_is_expanded_can_be_kept_and_restored(panel: ContentsPanel) -> None:
    tree_of(panel).expand_only(["east", "lawrence", "gone-since"])
    kept = tree_of(panel).expanded_sections()
    assert kept == ["east", "lawrence"]
    tree_of(panel).collapseAll()
    assert tree_of(panel).expanded_sections() == []
    tree_of(panel).expand_only(kept)
    assert "Tides" in shown(panel)
    assert "Yukon" not in shown(panel)


def test_expand_all_and_collapse_all_stand_in_the_menu(panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    menu = panel.menu_for(tree.model().index(0, 0))
    actions = {action.text(): action for action in menu.actions()}
    actions["&Collapse all"].trigger()
    assert len(shown(panel)) == 3
    actions["&Expand all"].trigger()
    assert len(shown(panel)) == 7
    assert tree_of(panel).expanded_sections() == ["east", "lawrence", "north"]


def test_a_small_book_shows_its_parts_opened(panel: ContentsPanel) -> None:
    assert len(shown(panel)) == 7


def test_a_big_book_has_rows_of_one_height_and_opens_closed(qtbot: QtBot, big: Book) -> None:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.set_book(big, "en")
    assert tree_of(panel).uniformRowHeights()
    assert len(shown(panel)) == 60
    entries = panel.menu_for(tree_of(panel).model().index(0, 0)).actions()
    assert [entry.text() for entry in entries if not entry.isEnabled()] == ["&Expand all"]


def test_titles_of_a_big_book_end_in_an_ellipsis(qtbot: QtBot, big: Book) -> None:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.resize(90, 300)
    panel.set_book(big, "en")
    panel.set_current("s0-0")
    panel.show()
    tree = tree_of(panel)
    (line,) = tree.currentIndex().data(Role.LINES)
    laid = tree.rows.lay(line, row_width(tree, tree.currentIndex()), tree.font())
    assert (laid.elided, laid.layout.lineCount()) == (True, 1)
    assert laid.height <= tree.visualRect(tree.currentIndex()).height()


def test_long_titles_take_two_lines(qtbot: QtBot, panel: ContentsPanel) -> None:
    tree = tree_of(panel)
    one, two = tree.model().index(1, 0), tree.model().index(2, 0)
    qtbot.waitUntil(lambda: tree.visualRect(two).height() > 1.5 * tree.visualRect(one).height())


def test_another_language_keeps_what_is_expanded_and_current(panel: ContentsPanel) -> None:
    tree_of(panel).expand_only(["north"])
    panel.set_current("yukon")
    panel.set_language("fr")
    assert shown(panel)[:3] == ["Nord", "Fleuve Yukon", "Mackenzie"]
    assert tree_of(panel).currentIndex().data() == "Fleuve Yukon"


def test_another_book_empties_the_filter(
    qtbot: QtBot, panel: ContentsPanel, briefing: Book
) -> None:
    type_filter(qtbot, panel, "tides", TIDES)
    panel.set_book(briefing, "en")
    assert filter_of(panel).text() == ""
    assert len(shown(panel)) > 10


def test_words_follow_the_language_of_the_interface(panel: ContentsPanel) -> None:
    messages.set_language("fr")
    panel.retranslate()
    assert tree_of(panel).accessibleName() == messages.translate("Contents")
