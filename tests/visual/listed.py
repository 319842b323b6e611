"""States of what lists the reader's marks: groups, several chosen, the reading list."""

from collections.abc import Callable

from tests.gui.window.program import Program, settle
from viewer.ui.marks.arranging import Grouping
from viewer.ui.page.content import Target


def _marks(program: Program) -> None:
    """Marks of every kind in two sections, with tags and notes."""
    controls, page = program.controls, program.window.page
    for section in ("border-five", "bargaining-agents"):
        program.window.open_section(section)
        settle()
        page.setFocus()
        sheet, shown = page._sheet, program.window.navigation.shown
        assert sheet is not None
        assert shown is not None
        long = [block for block in shown.content.text.blocks if len(block.text) > 60]
        for number, block in enumerate(long[:4], start=1):
            first, last = sheet.builder.map.span(block.ordinal, 0, 40)
            page.setTextCursor(sheet.cursor(first, last))
            program.keys(f"Alt+{number}")
        page.go_to(Target(-1))
        program.keys("Ctrl+D", "Return")
    found = controls.store.find()
    controls.marks.set_tags(found[0].id, ("cabinet", "urgent"))
    controls.marks.set_tags(found[1].id, ("urgent",))
    controls.marks.set("Edit note", [found[1].id], note="Ask **why**, and *until when*.\n\n- PSAC")
    program.rest()


def grouped(grouping: Grouping) -> Callable[[Program], None]:
    """The marks in groups of a kind."""

    def reach(program: Program) -> None:
        _marks(program)
        program.act(f"marks.group_{grouping}")
        program.keys("Ctrl+3")

    return reach


def several(program: Program) -> None:
    """All marks chosen."""
    grouped(Grouping.SECTION)(program)
    program.keys("Ctrl+A")


def reading_list(program: Program) -> None:
    """The reading list, with sections and passages."""
    _marks(program)
    found = program.controls.store.find()
    program.controls.reading_list.add([found[4].id, found[1].id])
    program.controls.reading_list.add_part("bilateral")
    program.keys("Ctrl+4", "Down")
