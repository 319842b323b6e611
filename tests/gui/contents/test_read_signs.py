"""What the contents tell of reading: signs, their words, lengths, entries of the menu."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from viewer.book.book import Book
from viewer.ui.contents.model import NO_SIGN, ContentsModel
from viewer.ui.contents.panel import ContentsPanel
from viewer.ui.elements.roles import Role


@dataclass
class Known:
    """Notes as they are told here."""

    signs: dict[str, str] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)

    def sign(self, section: str) -> str:
        return self.signs.get(section, "")

    def spoken(self, section: str) -> str:
        return "read" if section in self.signs else ""

    def length(self, section: str) -> str:
        return "about 4 minutes" if section == "yukon" else ""

    def entries(self, section: str) -> list[tuple[str, Callable[[], object]]]:
        return [("Mark it", lambda: self.marked.append(section))]


@pytest.fixture
def notes() -> Known:
    return Known({"yukon": "✓", "north": "○"})


@pytest.fixture
def panel(qtbot: QtBot, rivers: Book, notes: Known) -> ContentsPanel:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.set_book(rivers, "en")
    panel.set_notes(notes, signs=True)
    panel.show()
    return panel


def row(model: ContentsModel, section: str) -> QModelIndex:
    return model.index_of(section)


def said(model: ContentsModel, section: str) -> tuple[object, ...]:
    """Sign, name, description and tooltip of a row."""
    index = row(model, section)
    (line,) = index.data(Role.LINES)
    roles = Qt.ItemDataRole
    others = (roles.AccessibleTextRole, roles.AccessibleDescriptionRole, roles.ToolTipRole)
    return (line.right, *(index.data(role) for role in others))


def test_a_sign_stands_beside_the_title_and_is_said_in_words(panel: ContentsPanel) -> None:
    model = panel._model
    tooltip = "Yukon\nabout 4 minutes, read"
    assert said(model, "yukon") == ("✓", "Yukon, read", "about 4 minutes", tooltip)
    assert said(model, "mackenzie") == (NO_SIGN, "Mackenzie", "", "Mackenzie")
    panel.set_current("yukon")
    assert said(model, "yukon")[2] == "current, about 4 minutes"
    assert row(model, "yukon").data() == "Yukon"


def test_without_signs_the_length_remains(panel: ContentsPanel, notes: Known) -> None:
    panel.set_notes(notes, signs=False)
    told = ("", "Yukon", "about 4 minutes", "Yukon\nabout 4 minutes")
    assert said(panel._model, "yukon") == told


def test_a_sign_that_comes_breaks_no_title_anew(panel: ContentsPanel, notes: Known) -> None:
    tree, index = panel._tree, row(panel._model, "long")
    notes.signs.clear()
    panel.show_read(None)
    before = tree.visualRect(index)
    notes.signs["long"] = "✓"
    panel.show_read(("long",))
    assert tree.visualRect(index) == before


def test_a_change_is_told_of_the_section_and_of_those_above(panel: ContentsPanel) -> None:
    told = []
    panel._model.dataChanged.connect(lambda first, _last: told.append(first.data()))
    panel.show_read(("tides",))
    assert told == ["Tides", "Saint Lawrence", "East"]


def test_the_menu_offers_what_the_notes_do(panel: ContentsPanel, notes: Known) -> None:
    menu = panel.menu_for(row(panel._model, "yukon"))
    next(action for action in menu.actions() if action.text() == "Mark it").trigger()
    assert notes.marked == ["yukon"]


def test_the_row_with_the_keyboard_is_told(panel: ContentsPanel) -> None:
    panel.activateWindow()
    panel.set_current("tides")
    assert panel.section_in_focus() == ""
    panel.focus_list()
    assert panel.section_in_focus() == "tides"
