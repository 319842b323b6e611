import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from viewer import messages
from viewer.ui.marks.bookmark_line import BookmarkLine
from viewer.ui.theme import theme

Key = Qt.Key


@pytest.fixture
def line(qtbot: QtBot) -> BookmarkLine:
    line = BookmarkLine()
    qtbot.addWidget(line)
    line.set_look(theme("light"))
    line.resize(800, line.sizeHint().height())
    line.show_bookmark("a", "Border Five", ())
    line.activateWindow()
    return line


def field(line: BookmarkLine, name: str) -> QLineEdit:
    found = line.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def button(line: BookmarkLine, name: str) -> QPushButton:
    found = line.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_the_name_is_selected_and_has_the_keyboard(qtbot: QtBot, line: BookmarkLine) -> None:
    name = field(line, "bookmark_name")
    assert name.selectedText() == "Border Five"
    qtbot.waitUntil(name.hasFocus)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_enter_and_escape_keep_an_unchanged_name_and_close(
    qtbot: QtBot, line: BookmarkLine, key: Qt.Key
) -> None:
    with qtbot.assertNotEmitted(line.renamed), qtbot.waitSignal(line.closed):
        qtbot.keyClick(field(line, "bookmark_name"), key)
    assert line.isHidden()
    assert line.mark() == ""


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_typing_renames(qtbot: QtBot, line: BookmarkLine, key: Qt.Key) -> None:
    qtbot.keyClicks(field(line, "bookmark_name"), "The  chair ")
    with qtbot.waitSignal(line.renamed) as renamed:
        qtbot.keyClick(field(line, "bookmark_name"), key)
    assert renamed.args == ["a", "The chair"]


def test_renaming_is_asked_for_once(qtbot: QtBot, line: BookmarkLine) -> None:
    asked: list[str] = []
    line.renamed.connect(lambda _mark, name: asked.append(name))
    qtbot.keyClicks(field(line, "bookmark_name"), "The chair")
    qtbot.keyClick(field(line, "bookmark_name"), Key.Key_Return)
    assert asked == ["The chair"]


def test_leaving_by_tab_keeps_the_name_too(qtbot: QtBot, line: BookmarkLine) -> None:
    qtbot.waitUntil(field(line, "bookmark_name").hasFocus)
    qtbot.keyClicks(field(line, "bookmark_name"), "The chair")
    with qtbot.waitSignal(line.renamed):
        qtbot.keyClick(field(line, "bookmark_name"), Key.Key_Tab)
    assert not line.isHidden()


def test_an_emptied_name_is_not_taken(qtbot: QtBot, line: BookmarkLine) -> None:
    field(line, "bookmark_name").clear()
    with qtbot.assertNotEmitted(line.renamed):
        qtbot.keyClick(field(line, "bookmark_name"), Key.Key_Return)


def test_tags_are_words_between_commas_each_once(qtbot: QtBot, line: BookmarkLine) -> None:
    qtbot.mouseClick(button(line, "bookmark_tag_button"), Qt.MouseButton.LeftButton)
    tags = field(line, "bookmark_tags")
    assert tags.isVisible()
    qtbot.keyClicks(tags, "chair,  first week ,,chair")
    with qtbot.waitSignal(line.tags_changed) as changed:
        qtbot.keyClick(tags, Key.Key_Return)
    assert changed.args == ["a", ("chair", "first week")]


def test_tags_there_are_shown_at_once(line: BookmarkLine) -> None:
    line.show_bookmark("b", "Other", ("chair", "prep"))
    assert field(line, "bookmark_tags").text() == "chair, prep"
    assert field(line, "bookmark_tags").isVisible()


def test_removing_asks_and_closes_without_renaming(qtbot: QtBot, line: BookmarkLine) -> None:
    with qtbot.waitSignals([line.remove_requested, line.closed]):
        qtbot.mouseClick(button(line, "bookmark_remove"), Qt.MouseButton.LeftButton)
    assert line.isHidden()


def test_the_line_can_be_closed_from_outside_keeping_what_was_typed(
    qtbot: QtBot, line: BookmarkLine
) -> None:
    qtbot.keyClicks(field(line, "bookmark_name"), "The chair")
    with qtbot.waitSignals([line.renamed, line.closed]):
        line.dismiss()


def test_words_follow_the_language_of_the_interface(line: BookmarkLine) -> None:
    messages.set_language("fr")
    line.retranslate()
    assert button(line, "bookmark_remove").text() == messages.translate("Remove")


def test_in_a_narrow_window_the_buttons_stand_under_the_name(line: BookmarkLine) -> None:
    name, buttons = field(line, "bookmark_name"), ("bookmark_tag_button", "bookmark_remove")
    assert all(button(line, one).y() < name.geometry().bottom() for one in buttons)
    line.resize(line.minimumSizeHint().width() + 240, line.height())
    line.resize(240, line.sizeHint().height())
    assert all(button(line, one).y() > name.geometry().bottom() for one in buttons)
    for one in buttons:
        assert button(line, one).height() == button(line, one).sizeHint().height()
