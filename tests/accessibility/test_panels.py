"""What a screen reader is told about panels and dialogs, and what the keyboard reaches."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.accessibility.walk import interfaces, names, unnamed
from tests.gui.marks.conftest import Describing
from viewer import messages
from viewer.annotations.changes import adding
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.outline import Outline
from viewer.annotations.store import AnnotationStore
from viewer.assets import DATA
from viewer.book.anchor import Anchor
from viewer.book.book import open_book
from viewer.book.shelf import Shelf
from viewer.errors import Message
from viewer.search.answers import Answer, Hit, Passage
from viewer.storage import schema
from viewer.storage.database import Database
from viewer.ui.books.model import MissingBook
from viewer.ui.books.view import BooksView
from viewer.ui.contents.panel import ContentsPanel
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.crash import CrashDialog
from viewer.ui.dialogs.log import LogDialog
from viewer.ui.dialogs.shortcuts import Shortcut, ShortcutsDialog
from viewer.ui.marks.bookmark_line import BookmarkLine
from viewer.ui.marks.catalogue import Catalogue
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.results.panel import ResultsPanel
from viewer.ui.search_field.field import SearchField
from viewer.ui.search_field.places import SectionFinder

Role = QAccessible.Role
LOG = Path("viewer.log")


def contents() -> QWidget:
    panel = ContentsPanel()
    panel.set_book(open_book(DATA / "key-relationships"), "en")
    panel.set_current("border-five")
    return panel


def narrowed_contents() -> QWidget:
    panel = contents()
    for field in panel.findChildren(QLineEdit):
        field.setText("border")
    return panel


def results() -> QWidget:
    more = (Passage("b", 2, "The chair changes.", 0, ((4, 9),)),)
    hit = Hit(
        1,
        1.0,
        "b",
        "1",
        "five",
        "en",
        "Border Five",
        ("Partners",),
        passage="The chair.",
        more=more,
    )
    other = Hit(2, 1.0, "c", "1", "x", "fr", "Rivières", (), passage="Le fleuve.")
    panel = ResultsPanel()
    note = Message("search-most-words", {"suggestion": "chair"})
    panel.show_answer(Answer("chair", "en", 2, notes=(note,), hits=(hit, other)))
    panel.show_progress("Rivers", 40)
    return panel


def marks() -> QWidget:
    mark = Annotation("a", Motivation.BOOKMARKING, Anchor("b", "1", "s", "en"), "Where it rises")
    panel = MarksPanel()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.upgrade(connection)
    database = Database(connection, Path("reader.sqlite3"))
    AnnotationStore(database).apply([adding(mark)])
    panel.show_catalogue(Catalogue(Outline(database), Describing()))
    panel.select("a")
    return panel


def bookmark_line() -> QWidget:
    line = BookmarkLine()
    line.show_bookmark("a", "Where it rises", ("water",))
    return line


def books() -> QWidget:
    view = BooksView()
    view.set_books(Shelf([]).books(), "en", {}, [MissingBook("rivers", "Rivers", marks=7)])
    return view


def search_field() -> QWidget:
    window = QWidget()
    window.resize(800, 600)
    places = SectionFinder(open_book(DATA / "key-relationships"), "en", window)
    field = SearchField(places.find)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addStretch(1)
    field.setText("border")
    window.show()
    field.activate()
    return window


def shortcuts() -> QWidget:
    return ShortcutsDialog([Shortcut("Go", "Search or go to", ("Ctrl+K",))])


def about() -> QWidget:
    return AboutDialog()


def about_licences() -> QWidget:
    dialog = AboutDialog()
    for tabs in dialog.findChildren(QTabWidget):
        tabs.setCurrentIndex(1)
    return dialog


def crash() -> QWidget:
    return CrashDialog("Traceback: x", LOG)


def log() -> QWidget:
    return LogDialog(LOG)


ALL = [
    contents,
    narrowed_contents,
    results,
    marks,
    bookmark_line,
    books,
    search_field,
    shortcuts,
    about,
    about_licences,
    crash,
    log,
]


def shown(qtbot: QtBot, make: Callable[[], QWidget]) -> QWidget:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    return widget


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("make", ALL)
def test_every_control_has_a_name(qtbot: QtBot, make: Callable[[], QWidget], language: str) -> None:
    messages.set_language(language)
    widget = shown(qtbot, make)
    assert len(list(interfaces(widget))) > 3
    assert unnamed(widget) == []


@pytest.mark.parametrize("make", ALL)
def test_tab_reaches_every_control_and_comes_back(
    qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    widget = shown(qtbot, make)
    reachable = {
        child
        for child in widget.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
    }
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    visited = []
    for _step in range(len(reachable) + 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(visited) >= reachable
    assert visited[-1] is visited[0]


@pytest.mark.parametrize("make", ALL)
def test_tab_goes_from_top_to_bottom(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget = shown(qtbot, make)

    def is_in_order() -> None:
        tops = [top(one, widget) for one in tab_chain(widget)]
        assert tops == sorted(tops)

    # What was put into it last has its place only when it was laid out again.
    qtbot.waitUntil(is_in_order)


def tab_chain(widget: QWidget) -> list[QWidget]:
    """What Tab goes through, in its order."""
    chain = []
    step = widget.nextInFocusChain()
    while step is not None and step is not widget:
        if step.isVisible() and step.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(step)
        step = step.nextInFocusChain()
    return chain


def top(one: QWidget, widget: QWidget) -> int:
    """How far below the top of ``widget`` one stands, in rows of buttons."""
    return one.mapTo(widget, one.rect().topLeft()).y() // (2 * one.fontMetrics().height())


def test_the_section_that_is_read_is_told_apart(qtbot: QtBot) -> None:
    widget = shown(qtbot, contents)
    described = {
        interface.text(QAccessible.Text.Name): interface.text(QAccessible.Text.Description)
        for interface, _path in interfaces(widget)
        if interface.role() in {Role.TreeItem, Role.Cell, Role.ListItem}
    }
    assert described["Border Five"] == "current"
    assert [name for name, text in described.items() if text == "current"] == ["Border Five"]


def test_the_choices_are_a_list_with_names(qtbot: QtBot) -> None:
    widget = shown(qtbot, search_field)
    assert names(widget, Role.List) == ["Choices"]
    assert "Border Five, International partners › Multilateral relations" in names(
        widget, Role.ListItem
    )


def test_dialogs_have_a_title_and_close_with_escape(qtbot: QtBot) -> None:
    for make in (about, log, crash, shortcuts):
        dialog = shown(qtbot, make)
        assert isinstance(dialog, QDialog)
        assert dialog.windowTitle()
        focused = QApplication.focusWidget() or dialog
        qtbot.keyClick(focused, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
