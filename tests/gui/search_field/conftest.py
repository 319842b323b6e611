"""A window with the field in it, and what it finds."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.search_field.field_window import PLACES, FieldWindow
from viewer.search.answers import Answer, Hit, Passage
from viewer.ui.search_field.field import SearchField
from viewer.ui.search_field.places import PlaceFinder


@pytest.fixture
def window(qtbot: QtBot) -> FieldWindow:
    """A window that was just opened."""
    widget = QWidget()
    qtbot.addWidget(widget)
    finder = PlaceFinder(PLACES)
    search = SearchField(finder.find)
    search.set_book("key-relationships")
    other = QPushButton("Elsewhere")
    layout = QVBoxLayout(widget)
    layout.addWidget(search)
    layout.addStretch(1)
    layout.addWidget(other)
    widget.resize(900, 700)
    widget.show()
    widget.activateWindow()
    made = FieldWindow(widget, search, other)
    search.query_changed.connect(made.searched.append)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    return made


@pytest.fixture
def answer() -> Answer:
    """Two sections with three passages."""
    more = (Passage("b2", 2, "The chair changes every year.", 0, ((4, 9),)),)
    hits = (
        Hit(
            rank=1,
            score=2.0,
            book="key-relationships",
            edition="1",
            section="border-five",
            language="en",
            title="Border Five",
            path=("International partners",),
            passage="In late 2022 the United Kingdom took the chair.",
            highlights=((41, 46),),
            heading="Who chairs it",
            more=more,
            languages=("en", "fr"),
        ),
        Hit(2, 1.0, "key-relationships", "1", "five", "fr", "Migration", (), passage="Le siège."),
    )
    return Answer("border", "en", total=2, hits=hits)
