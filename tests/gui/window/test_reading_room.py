"""What was read: by reading, by a menu entry, in another edition; and how long things take."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.reading.progress import State
from viewer.ui.elements.roles import Role


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(program: Program) -> Clock:
    """The clock of the window, from now on."""
    made = Clock()
    watch = program.controls.room.watch
    watch.leave()
    watch._known.clear()
    watch.clock = made
    known(program)
    return made


def known(program: Program) -> None:
    """Wait until it is known what was read."""
    room = program.controls.room
    wait_until(lambda: room.state.progress is not None)
    program.rest()


def state(program: Program, section: str) -> State:
    progress = program.controls.room.state.progress
    assert progress is not None
    return progress[section]


def note(program: Program) -> str:
    """What stands beside the path of the section."""
    label = program.window.breadcrumb.findChild(QLabel, "breadcrumb_note")
    assert isinstance(label, QLabel)
    return label.text()


def status(program: Program) -> str:
    label = program.part("status_place")
    assert isinstance(label, QLabel)
    return label.text()


def to_the_end(program: Program) -> None:
    bar = program.window.page.verticalScrollBar()

    def at_end() -> bool:
        bar.setValue(bar.maximum())
        settle()
        return program.window.page.seen()[2]

    wait_until(at_end)


def spoken(program: Program, section: str) -> str:
    model = program.window.contents._model
    return str(model.index_of(section).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_section_counts_as_read_when_its_end_is_seen_after_a_while(
    program: Program, clock: Clock
) -> None:
    program.window.open_section("border-five")
    clock.now += 60
    program.controls.room.watch.look()
    assert state(program, "border-five") is State.UNREAD
    to_the_end(program)
    assert state(program, "border-five") is State.READ
    assert spoken(program, "border-five") == "Border Five, read"
    assert status(program).endswith("\N{NO-BREAK SPACE}% read")


def test_the_time_runs_out_by_itself(program: Program, clock: Clock) -> None:
    program.window.open_section("border-five")
    clock.now += 60
    watch = program.controls.room.watch
    watch.look()
    bar = program.window.page.verticalScrollBar()
    clock.now -= 59.9
    watch._known.clear()
    watch._take_section()
    bar.setValue(bar.maximum())
    settle()
    assert watch._timer.isActive()
    clock.now += 100
    watch._timer.timeout.emit()
    assert state(program, "border-five") is State.READ


def test_paging_through_marks_nothing(program: Program, clock: Clock) -> None:
    for _step in range(8):
        clock.now += 0.4
        program.act("go.next")
        to_the_end(program)
    progress = program.controls.room.state.progress
    assert progress is not None
    assert progress.share()[1:] == (0, 0, 0)
    assert status(program).endswith("0\N{NO-BREAK SPACE}% read")


def test_a_section_that_is_left_half_way_is_read_in_part(program: Program, clock: Clock) -> None:
    program.window.open_section("border-five")
    clock.now += 30
    program.window.open_section("mexico")
    assert state(program, "border-five") is State.PARTLY
    assert spoken(program, "border-five") == "Border Five, read in part"


def test_a_section_that_is_left_for_another_book_is_read_in_part(
    program: Program, clock: Clock
) -> None:
    program.window.open_section("border-five")
    clock.now += 8
    program.keys("F1")
    known(program)
    assert program.section not in ("", "border-five")
    program.keys("Alt+Left")
    known(program)
    assert program.section == "border-five"
    assert state(program, "border-five") is State.PARTLY


def test_time_in_another_window_does_not_count(program: Program, clock: Clock) -> None:
    program.window.open_section("border-five")
    watch = program.controls.room.watch
    other = QWidget()
    other.show()
    other.activateWindow()
    wait_until(other.isActiveWindow)
    clock.now += 60
    other.close()
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    watch.look()
    program.window.open_section("mexico")
    assert state(program, "border-five") is State.UNREAD


def test_a_section_is_marked_as_read_and_unread_by_key(program: Program, clock: Clock) -> None:
    program.window.open_section("border-five")
    program.window.page.setFocus()
    action = program.controls.actions["edit.mark_read"]
    assert action.text() == "Mark as rea&d"
    program.keys("Ctrl+Shift+R")
    assert state(program, "border-five") is State.READ
    assert action.text() == "Mark as unrea&d"
    program.keys("Ctrl+Shift+R")
    assert state(program, "border-five") is State.UNREAD
    # And it can be read again.
    clock.now += 60
    program.controls.room.watch.look()
    to_the_end(program)
    assert state(program, "border-five") is State.READ


def test_a_part_is_marked_from_the_contents(program: Program) -> None:
    known(program)
    contents = program.window.contents
    contents.set_current("federal-partners")
    contents.focus_list()
    program.keys("Ctrl+Shift+R")
    assert state(program, "ircc-shared-priorities") is State.READ
    assert spoken(program, "federal-partners") == "Key federal partners, read"
    menu = contents.menu_for(contents._model.index_of("federal-partners"))
    texts = [action.text() for action in menu.actions()]
    assert "Mark 6 sections as &unread" in texts
    assert not any("as &read" in text for text in texts)
    next(one for one in menu.actions() if "unread" in one.text()).trigger()
    program.rest()
    assert state(program, "ircc-shared-priorities") is State.UNREAD


def test_marking_is_undone_and_done_again(program: Program) -> None:
    known(program)
    room = program.controls.room
    program.window.open_section("ircc")
    program.act("edit.mark_read")
    room.mark_part("federal-partners", True)  # noqa: FBT003 - as the menu does
    room.mark_part("federal-partners", False)  # noqa: FBT003 - as the menu does
    program.rest()
    assert state(program, "ircc") is State.UNREAD
    program.window.page.setFocus()
    seen = []
    for keys in ("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+Y"):
        program.keys(keys)
        progress = room.state.progress
        assert progress is not None
        seen.append((state(program, "ircc"), progress.share("federal-partners").read))
    read, unread = State.READ, State.UNREAD
    assert seen == [(read, 6), (read, 1), (unread, 0), (read, 1), (read, 6)]
    assert program.controls.actions["edit.undo"].text() == "&Undo – Mark as read"


def test_marking_is_undone_though_another_book_is_open(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    known(program)
    program.act("edit.mark_read")
    program.keys("F1")
    known(program)
    program.keys("Ctrl+Z")
    program.keys("Alt+Left")
    known(program)
    assert program.section == "spring"
    assert state(program, "spring") is State.UNREAD


def test_what_was_read_is_known_at_the_next_start(start: Start) -> None:
    first = start()
    known(first)
    first.controls.room.mark_part("federal-partners", True)  # noqa: FBT003 - as the menu does
    first.rest()
    first.close()
    again = start()
    known(again)
    assert state(again, "ircc") is State.READ
    assert spoken(again, "federal-partners") == "Key federal partners, read"


def test_a_text_that_changed_is_told_in_tree_and_section(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    known(program)
    program.act("edit.mark_read")
    assert state(program, "spring") is State.READ
    program.close()
    (tides / "en" / "spring.md").write_text("Spring tides are over.\n", encoding="utf-8")
    program = start(str(tides), "spring")
    known(program)
    assert state(program, "spring") is State.CHANGED
    assert spoken(program, "spring") == "Spring tides, changed since you read it"
    assert spoken(program, "basics") == "Basics, 1 section changed since you read it"
    assert note(program) == "Changed since you read it · about 1 minute"
    program.act("edit.mark_read")
    assert note(program) == "about 1 minute"


def test_what_is_new_is_told_in_tree_and_section_until_it_is_read(
    start: Start, tmp_path: Path
) -> None:
    shelf = tmp_path / "books"
    before = MANIFEST.replace('edition: "2"', 'edition: "1"').replace("2024-02-01", "2023-02-01")
    spring = before[before.index("      - id: spring") : before.index("      - id: harbour")]
    old = write_book(shelf / "old", before.replace(spring, ""), TEXTS)
    new = write_book(shelf / "new", MANIFEST, TEXTS)
    program = start(str(old))
    program.controls.library.remember(old)
    program.controls.library.open_path(new, "spring")
    known(program)
    wait_until(lambda: note(program).startswith("New in this edition"))
    model = program.window.contents._model
    assert spoken(program, "spring") == "Spring tides, new in this edition"
    assert spoken(program, "basics") == "Basics, 1 new section"
    assert spoken(program, "log") == "Log"
    (line,) = model.index_of("spring").data(Role.LINES)
    assert line.right == "●"
    program.act("edit.mark_read")
    assert spoken(program, "spring") == "Spring tides, read"
    assert spoken(program, "basics") == "Basics, 1 of 2 sections read"
    assert note(program) == "about 1 minute"
    program.controls.library.open_path(old)
    known(program)
    assert spoken(program, "basics") == "Basics"


def test_how_long_it_takes_is_told_for_section_and_part(program: Program) -> None:
    known(program)
    program.window.open_section("border-five")
    assert note(program).startswith("about ")
    model = program.window.contents._model
    part = model.index_of("international-partners")
    described = str(part.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert described.startswith("about ")
    assert described.endswith(" minutes")
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: note(program).startswith("environ "))


def test_the_line_above_tells_how_long_a_part_takes(start: Start, tmp_path: Path) -> None:
    texts = {"en/spring.md": "word " * 1000, "en/harbour.md": "word " * 1000, "en/log.md": "Log."}
    manifest = MANIFEST.replace(
        "title: {en: Harbour, fr: Port}",
        "title: {en: Harbour, fr: Port}\n        sections:\n          - id: quay\n"
        "            title: {en: Quay, fr: Quai}\n            text: {en: en/quay.md}",
    )
    texts = {**TEXTS, **texts, "en/quay.md": "word " * 500}
    program = start(str(write_book(tmp_path / "tides", manifest, texts)), "basics")
    known(program)
    assert note(program) == "about 11 minutes"
    program.window.open_section("harbour")
    assert note(program) == "about 4 minutes, about 6 minutes with the sections in it"
    program.window.open_section("quay")
    assert note(program) == "about 2 minutes"


def test_nothing_is_remembered_nor_shown_where_that_is_preferred(
    program: Program, clock: Clock
) -> None:
    room = program.controls.room
    program.controls.commands.preferences.change({"track_reading": False})
    program.rest()
    program.window.open_section("border-five")
    clock.now += 60
    room.watch.look()
    to_the_end(program)
    assert room.state.progress is None
    assert "read" not in status(program)
    assert spoken(program, "border-five") == "Border Five"
    assert not program.controls.actions["edit.mark_read"].isEnabled()
    assert note(program).startswith("about ")
    program.controls.commands.preferences.change({"track_reading": True})
    known(program)
    assert state(program, "border-five") is State.UNREAD
