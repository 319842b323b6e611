"""My marks with more marks than are read at once."""

import pytest
from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.marks.conftest import Kept, mark
from tests.gui.marks.test_panel import filter_of, list_of, panel, shown
from viewer.annotations.changes import adding
from viewer.ui.marks.model import PAGE, MarksModel
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.marks.view import MarksView

__all__ = ["panel"]

Key = Qt.Key


@pytest.fixture
def long(panel: MarksPanel, marks: Kept) -> MarksPanel:
    """A list of more marks than are read at once."""
    marks.store.apply(adding(mark(f"n{number}", f"Mark {number:04}")) for number in range(4_000))
    panel.activateWindow()
    list_of(panel).setFocus()
    panel.show_catalogue(marks.catalogue())
    return panel


def marks_of(panel: MarksPanel) -> MarksModel:
    model = list_of(panel).model()
    assert isinstance(model, MarksModel)
    return model


def test_end_and_home_lead_to_the_very_last_and_first_mark(qtbot: QtBot, long: MarksPanel) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_End)
    qtbot.waitUntil(lambda: long.current() == "c")
    # Not all that lies between was measured for it.
    assert marks_of(long).size() < 200
    for _step in range(60):
        qtbot.keyClick(list_of(long), Key.Key_Up)
    # A heading is a step, too.
    assert long.current() == "n3941"
    assert long.selected() == ["n3941"]
    qtbot.keyClick(list_of(long), Key.Key_Home)
    qtbot.waitUntil(lambda: long.current() == "a")
    assert shown(long)[:2] == ["Rivers", "Where it rises"]


def test_what_is_seen_stays_where_it_is_when_marks_come_above(
    qtbot: QtBot, long: MarksPanel
) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_End)
    qtbot.waitUntil(lambda: long.current() == "c")
    view, model = list_of(long), marks_of(long)
    assert isinstance(view, MarksView)
    first = model.first
    bar = view.verticalScrollBar()
    blocker = QSignalBlocker(bar)
    bar.setValue(bar.value() - 300)
    blocker.unblock()
    seen = view.indexAt(QPoint(1, 40))
    name, top = model.mark_at(seen), view.visualRect(seen).top()
    view._grow_upwards()
    assert model.first < first
    assert view.visualRect(model.index_of(name)).top() == top


def test_all_marks_are_chosen_however_many(qtbot: QtBot, long: MarksPanel) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    # Also for who asks in the very next moment.
    assert len(long.selected()) == 4_003
    assert long.selected()[-1] == "c"
    with qtbot.waitSignal(long.delete_requested) as asked:
        qtbot.keyClick(list_of(long), Key.Key_Delete)
    assert len(asked.args[0]) == 4_003
    # One is taken out again; what comes with scrolling is chosen as well.
    click = QTest.mouseClick
    view, model = list_of(long), marks_of(long)
    place = view.visualRect(model.index_of("b")).center()
    click(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert len(long.selected()) == 4_002
    model.grow(PAGE)
    assert view.selectionModel().isSelected(model.mark_rows()[-1])
    assert len(long.selected()) == 4_002
    # Another choice is another choice.
    qtbot.keyClick(view, Key.Key_Down)
    assert len(long.selected()) == 1


def test_all_stay_chosen_from_end_to_end_and_when_the_list_is_shown_anew(
    qtbot: QtBot, long: MarksPanel
) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(long.selected()) == 4_003
    long.update_rows()
    assert len(long.selected()) == 4_003


def test_after_a_deletion_at_the_end_the_list_stays_there(
    qtbot: QtBot, long: MarksPanel, marks: Kept
) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_End)
    qtbot.waitUntil(lambda: long.current() == "c")
    marks.store.delete("c")
    assert long._catalogue is not None
    long._catalogue.refresh(frozenset("c"))
    long.update_rows()
    qtbot.waitUntil(lambda: long.current() == "n3999")


@pytest.mark.parametrize("key", [Key.Key_End, Key.Key_Home])
def test_with_shift_all_up_to_the_end_are_chosen(
    qtbot: QtBot, long: MarksPanel, key: Qt.Key
) -> None:
    assert long.select("n20")
    if key == Key.Key_Home:
        qtbot.waitUntil(lambda: long._catalogue is not None and long._catalogue.whole)
        assert long.select("n3000")
    qtbot.keyClick(list_of(long), key, Qt.KeyboardModifier.ShiftModifier)
    wanted = 4_000 - 20 + 1 if key == Key.Key_End else 3_001 + 2
    qtbot.waitUntil(lambda: len(long.selected()) == wanted)


def test_the_filter_leaves_what_is_chosen_among_what_it_lists(
    qtbot: QtBot, long: MarksPanel
) -> None:
    long.focus_list()
    qtbot.keyClick(list_of(long), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(long.selected()) == 4_003
    filter_of(long).setText("rises")
    assert long.selected() == ["a"]
