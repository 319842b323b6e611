"""The page by keyboard, mouse and wheel."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from viewer import messages
from viewer.ui.page.content import PageContent
from viewer.ui.page.view import PageView, Passage, Target
from viewer.ui.theme import theme

TEXT = "\n\n".join(f"Paragraph {n} has some words. " * 8 for n in range(60))


@pytest.fixture
def long(
    page: PageView, content: Callable[..., PageContent], built: Callable[[PageView], None]
) -> PageView:
    page.show_section(content(TEXT))
    built(page)
    return page


def test_space_and_home_and_end_scroll(qtbot: QtBot, long: PageView) -> None:
    long.set_text_cursor(on=False)
    bar = long.verticalScrollBar()
    qtbot.keyClick(long, Qt.Key.Key_Space)
    assert 500 < bar.value() < 700
    qtbot.keyClick(long, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    qtbot.keyClick(long, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(long, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_without_the_text_cursor_arrows_scroll(qtbot: QtBot, long: PageView) -> None:
    long.set_text_cursor(on=False)
    qtbot.keyClick(long, Qt.Key.Key_Down)
    assert long.verticalScrollBar().value() > 0
    assert not long.has_text_cursor()


def test_with_the_text_cursor_shift_selects(qtbot: QtBot, long: PageView) -> None:
    assert long.has_text_cursor()
    long.go_to(Target(3))
    for _step in range(9):
        qtbot.keyClick(long, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert long.selection() == Passage(3, 0, 3, 9)


def test_the_text_cursor_starts_from_what_is_seen(qtbot: QtBot, long: PageView) -> None:
    long.verticalScrollBar().setValue(2000)
    before = long.verticalScrollBar().value()
    qtbot.keyClick(long, Qt.Key.Key_Down)
    assert abs(long.verticalScrollBar().value() - before) < 40
    assert long.caret().ordinal >= long.position().ordinal


def _turned(receiver: QWidget, keys: Qt.KeyboardModifier) -> None:
    where = QPointF(8, 100)
    event = QWheelEvent(
        where,
        QPointF(receiver.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - not inverted
    )
    QApplication.sendEvent(receiver, event)


@pytest.mark.parametrize("where", ["viewport", "page", "margin"])
def test_the_wheel_scrolls_over_text_and_margins(long: PageView, where: str) -> None:
    receiver = {"viewport": long.viewport(), "page": long, "margin": long._margin}[where]
    _turned(receiver, Qt.KeyboardModifier.NoModifier)
    assert long.verticalScrollBar().value() > 0


def test_the_wheel_with_control_does_not_scroll(long: PageView) -> None:
    _turned(long.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert long.verticalScrollBar().value() == 0


def test_the_menu_opens_at_the_caret_or_at_the_pointer(long: PageView) -> None:
    told: list[QPoint] = []
    long.menu_requested.connect(told.append)
    reason = QContextMenuEvent.Reason
    at = QPoint(30, 40)
    QApplication.sendEvent(
        long.viewport(), QContextMenuEvent(reason.Mouse, at, long.mapToGlobal(at))
    )
    QApplication.sendEvent(
        long.viewport(), QContextMenuEvent(reason.Keyboard, at, long.mapToGlobal(at))
    )
    caret = long.viewport().mapToGlobal(long.cursorRect().bottomLeft())
    assert told == [long.mapToGlobal(at), caret]


@pytest.mark.parametrize("reason", ["TabFocusReason", "MouseFocusReason"])
def test_a_ring_shows_the_focus_that_came_by_key(long: PageView, reason: str) -> None:
    how = Qt.FocusReason[reason]
    long.activateWindow()
    long.clearFocus()
    long.setFocus(how)
    assert long.hasFocus()
    ring = long.palette().color(QPalette.ColorRole.WindowText)
    wanted = theme("light").focus if reason == "TabFocusReason" else theme("light").page
    assert ring == QColor(wanted)
    long.clearFocus()
    assert long.palette().color(QPalette.ColorRole.WindowText) == QColor(theme("light").page)


LINKS = "See [one](section:one) and [two](section:two)[^1].\n\n" + TEXT + "\n\n[^1]: A note."


def test_links_are_walked_and_followed_by_key(
    qtbot: QtBot,
    page: PageView,
    content: Callable[..., PageContent],
    built: Callable[[PageView], None],
) -> None:
    page.show_section(content(LINKS))
    built(page)
    page.setFocus()
    told: list[str] = []
    page.link_requested.connect(told.append)
    for _link in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Tab)
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert told == ["section:one", "section:two"]
    notes: list[str] = []
    page.note_requested.connect(notes.append)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert told == ["section:one", "section:two"]
    assert notes == ["1"]


def test_a_footnote_leads_back_to_the_very_place(
    qtbot: QtBot,
    page: PageView,
    content: Callable[..., PageContent],
    built: Callable[[PageView], None],
) -> None:
    page.show_section(content(LINKS))
    built(page)
    page.setFocus()
    page.verticalScrollBar().setValue(37)
    for _link in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Tab)
    before = page.position(), page.textCursor().selectionStart(), page.textCursor().selectionEnd()
    told: list[str] = []
    page.note_requested.connect(told.append)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert told == ["1"]
    page.go_to_note("1")
    assert page.caret().ordinal == 61
    assert page.selection() is None
    qtbot.keyClick(page, Qt.Key.Key_Return)
    cursor = page.textCursor()
    assert (page.position(), cursor.selectionStart(), cursor.selectionEnd()) == before


def test_a_footnote_that_was_scrolled_to_leads_to_its_first_mark(
    qtbot: QtBot,
    page: PageView,
    content: Callable[..., PageContent],
    built: Callable[[PageView], None],
) -> None:
    page.show_section(content(LINKS))
    built(page)
    page.setFocus()
    for _link in range(4):
        qtbot.keyClick(page, Qt.Key.Key_Tab)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.caret() == Target(0, 15)
    assert page.position().ordinal <= 0


def test_the_name_tells_the_section_in_the_language_of_the_interface(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    page.show_section(content("Text."))
    assert page.accessibleName() == "Text of the section: Border Five"
    messages.set_language("fr")
    page.retranslate()
    assert page.accessibleName().endswith("Border Five")


def test_files_can_be_dropped_on_the_window_behind(page: PageView) -> None:
    assert not page.acceptDrops()
    assert not page.viewport().acceptDrops()


HINTS = "See [one](section:one), [web](https://example.org/?a=1&b=2)[^1].\n\n[^1]: A <b>note</b>."


def test_a_web_link_says_what_it_is_under_the_pointer(
    qtbot: QtBot, page: PageView, content: Callable[..., PageContent]
) -> None:
    page.show_section(content(HINTS))
    told = []
    for offset in (6, 11, 12):
        page.go_to(Target(0, offset))
        # In the end, the caret stands after the mark of the footnote.
        qtbot.mouseMove(page.viewport(), page.cursorRect().center() - QPoint(3, 2))
        told.append(page.viewport().toolTip())
    assert told == ["", "https://example.org/?a=1&b=2", ""]
