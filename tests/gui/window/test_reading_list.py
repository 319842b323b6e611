"""The reading list: filled, ordered by keys and by dragging, walked, taken back, kept."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, focused, settle
from tests.gui.window.test_many_marks import made
from tests.gui.window.test_marks import marks, select
from tests.gui.window.test_marks_list import view
from viewer.annotations.changes import adding
from viewer.annotations.reading_list import ReadingList
from viewer.book.model import pick
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.reading_list.panel import ReadingListPanel


def panel(program: Program) -> ReadingListPanel:
    return program.controls.reading_list.panel


def entries(program: Program) -> list[str]:
    """Names on the list, as the store has them."""
    store = program.controls.store
    found = map(store.get, ReadingList(program.controls.database).order())
    return [one.title for one in found if one is not None]


def shown(program: Program) -> list[str]:
    """Names on the list, as the panel shows them."""
    model = rows(program).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def rows(program: Program) -> RowsView:
    found = program.part("reading_list")
    assert isinstance(found, RowsView)
    return found


def fill(program: Program) -> None:
    """Three sections, added while they are read."""
    for section in ("border-five", "migration-five", "mexico"):
        program.window.open_section(section)
        program.window.page.setFocus()
        program.keys("Ctrl+Shift+D")


THREE = ["Border Five", "Migration Five", "Mexico"]


def test_sections_are_added_and_shown(program: Program) -> None:
    assert not program.part("marks_tabs").isVisibleTo(program.window)
    fill(program)
    assert entries(program) == THREE
    assert program.message() == "1 mark added to the reading list."
    program.keys("Ctrl+4")
    assert shown(program) == THREE
    assert focused() is rows(program)
    assert unnamed(program.window.left) == []
    assert len(marks(program)) == 3
    program.act("edit.undo")
    assert shown(program) == THREE[:2]
    assert len(marks(program)) == 2
    program.act("edit.redo")
    assert shown(program) == THREE


def test_a_section_is_added_once(program: Program) -> None:
    program.window.open_section("mexico")
    program.keys("Ctrl+Shift+D", "Ctrl+Shift+D")
    assert entries(program) == ["Mexico"]
    assert program.message() == "That is on the reading list already."
    assert len(marks(program)) == 1


def test_a_selection_and_marks_of_the_list_are_added(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, "international discussion")
    program.keys("Ctrl+Shift+D")
    assert entries(program) == ["Border Five — international discussion"]
    program.window.open_section("mexico")
    program.keys("Ctrl+D", "Return", "Ctrl+3")
    view(program).selectAll()
    program.keys("Ctrl+Shift+D")
    assert entries(program) == ["Border Five — international discussion", "Mexico"]
    program.act("edit.undo")
    assert entries(program) == ["Border Five — international discussion"]
    assert len(marks(program)) == 2


def test_keys_move_an_entry_and_undo_moves_it_back(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4", "Alt+Shift+Down")
    assert shown(program) == ["Migration Five", "Border Five", "Mexico"]
    assert panel(program).current() == ReadingList(program.controls.database).order()[1]
    program.keys("Alt+Shift+Down")
    assert shown(program) == ["Migration Five", "Mexico", "Border Five"]
    program.keys("Alt+Shift+Down")
    assert shown(program) == ["Migration Five", "Mexico", "Border Five"]
    program.keys("Alt+Shift+Up")
    assert shown(program) == entries(program) == ["Migration Five", "Border Five", "Mexico"]
    for _step in range(3):
        program.keys("Ctrl+Z")
    assert shown(program) == THREE
    program.keys("Ctrl+Y")
    assert shown(program) == ["Migration Five", "Border Five", "Mexico"]


def test_an_entry_is_dragged(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4")
    model = rows(program).model()
    data = model.mimeData([model.index(2, 0)])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert shown(program) == entries(program) == ["Mexico", "Border Five", "Migration Five"]
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert entries(program) == THREE
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(2, 0))
    assert entries(program) == ["Migration Five", "Border Five", "Mexico"]
    program.act("edit.undo")
    assert entries(program) == THREE


def test_an_entry_is_taken_off_and_comes_back_to_its_place(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4", "Down", "Del")
    assert shown(program) == ["Border Five", "Mexico"]
    assert len(marks(program)) == 3
    program.keys("Ctrl+Z")
    assert shown(program) == entries(program) == THREE
    program.controls.marks.delete(marks(program)[0].id)
    assert shown(program) == THREE[1:]
    program.act("edit.undo")
    assert shown(program) == THREE


def test_the_list_is_walked(program: Program) -> None:
    fill(program)
    program.window.open_section("peru")
    program.window.page.setFocus()
    for section, number in (("border-five", 1), ("migration-five", 2), ("mexico", 3)):
        program.keys("F5")
        assert program.section == section
        assert program.message().startswith(f"Reading list: {number} of 3, ")
    program.keys("F5")
    assert program.section == "mexico"
    assert program.message() == "End of the reading list"
    program.keys("Shift+F5")
    assert program.section == "migration-five"


def test_enter_opens_an_entry(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4")
    rows(program).setCurrentIndex(rows(program).model().index(0, 0))
    program.keys("Return")
    assert program.section == "border-five"
    assert program.window.page.hasFocus()
    program.keys("F5")
    assert program.section == "migration-five"


def test_one_turns_from_the_list_to_all_marks(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+3")
    bar = program.part("marks_tabs")
    assert isinstance(bar, QTabBar)
    assert bar.isVisible()
    assert bar.tabText(1) == "Reading list (3)"
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    settle()
    assert shown(program) == THREE
    assert program.controls.actions["marks.list_show"].isChecked()
    program.keys("Ctrl+3")
    assert view(program).isVisible()
    assert not program.controls.actions["marks.list_up"].isEnabled()


def test_buttons_and_menu_do_the_same(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4")
    click(program.part("marks.list_down_button"))
    assert shown(program)[1] == "Border Five"
    menu = panel(program).menu_for(rows(program).currentIndex())
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Move &up",
        "Move &down",
        "&Take off the reading list",
    ]
    menu.deleteLater()


def test_an_empty_list_says_how_it_is_filled(program: Program) -> None:
    program.keys("Ctrl+4")
    assert shown(program) == []
    assert "The reading list is empty" in panel(program)._empty.text()


def test_the_list_is_there_after_a_restart(start: Start) -> None:
    program = start()
    fill(program)
    program.close()
    again = start()
    again.keys("Ctrl+4")
    assert shown(again) == THREE


def row(program: Program, section: str) -> QModelIndex:
    return program.window.contents._model.index_of(section)


def choose_entry(program: Program, section: str, words: str) -> None:
    """Choose an entry of the context menu of a section in the contents."""
    menu = program.window.contents.menu_for(row(program, section))
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.deleteLater()
    program.rest()


def test_a_section_is_added_from_the_contents(program: Program) -> None:
    before = program.section
    choose_entry(program, "mexico", "Add to the reading &list")
    assert entries(program) == ["Mexico"]
    assert program.section == before
    choose_entry(program, "mexico", "Add to the reading &list")
    assert program.message() == "That is on the reading list already."
    assert program.controls.actions["edit.undo"].text() == "&Undo – Add to the reading list"
    program.act("edit.undo")
    assert entries(program) == []
    assert marks(program) == []
    program.act("edit.redo")
    assert entries(program) == ["Mexico"]


def test_a_part_is_added_with_all_its_sections_by_menu_and_by_key(program: Program) -> None:
    book = program.window.navigation.book
    assert book is not None
    part = next(one for one in book.order if len(program.controls.reading_list._part(one)) > 10)
    sections = program.controls.reading_list._part(part)
    titles = [pick(book.section(one).title, "en") for one in sections]
    fill(program)
    choose_entry(program, part, f"Add {len(sections)} sections to the reading &list")
    assert entries(program) == THREE + [one for one in titles if one not in THREE]
    program.act("edit.undo")
    assert entries(program) == THREE
    assert len(marks(program)) == 3
    program.window.contents.focus_list()
    tree = program.window.contents._tree
    tree.setCurrentIndex(row(program, part))
    program.keys("Ctrl+Shift+D")
    assert entries(program) == THREE + [one for one in titles if one not in THREE]
    program.keys("Ctrl+4")
    assert shown(program) == entries(program)


def test_very_many_marks_are_added_as_one_step(program: Program) -> None:
    program.controls.marks.store.apply(map(adding, made(program, 150)))
    program.controls.marks.changed.emit(None)
    program.keys("Ctrl+3", "Ctrl+A", "Ctrl+Shift+D")
    assert program.message() == "150 marks added to the reading list."
    assert len(entries(program)) == 150
    program.act("edit.undo")
    assert entries(program) == []
    assert len(marks(program)) == 150


def test_what_undo_and_redo_do_is_seen_at_once(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+4")
    first, _second, third = ReadingList(program.controls.database).order()
    moved = [THREE[2], *THREE[:2]]
    panel(program).move_requested.emit(third, first)
    assert shown(program) == moved
    for key, order in (("Ctrl+Z", THREE), ("Ctrl+Y", moved), ("Ctrl+Z", THREE)):
        program.keys(key)
        assert shown(program) == entries(program) == order
    panel(program).remove_requested.emit(first)
    assert shown(program) == THREE[1:]
    program.keys("Ctrl+Z")
    assert shown(program) == THREE
    # Marks that are there already, put on the list, taken off again.
    panel(program).remove_requested.emit(first)
    program.controls.reading_list.add([first])
    assert shown(program) == [*THREE[1:], THREE[0]]
    program.keys("Ctrl+Z")
    assert shown(program) == THREE[1:]
