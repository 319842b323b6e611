"""States of two languages: what is done on the second page, in stacks, on paper; wide lines."""

from collections.abc import Callable

from tests.gui.window.program import Program, settle, wait_until
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView

LARGE = {200: (2560, 1300), 300: (3600, 1600)}
"""Width and height of a window in which two columns have room, by the size of the text."""


def looking(
    reach: Callable[[Program], None], theme: str = "light", percent: int = 100
) -> Callable[[Program], None]:
    """Return how a state is reached in another look, in a window with room for two columns."""

    def work(program: Program) -> None:
        program.window.resize(*LARGE.get(percent, (1440, 820)))
        program.window.look.choose(theme=theme, text_size=percent)
        settle()
        reach(program)

    return work


def stacked(
    reach: Callable[[Program], None], theme: str = "light", percent: int = 100
) -> Callable[[Program], None]:
    """Return how a state is reached in another look, in a window without room for that."""

    def work(program: Program) -> None:
        program.window.resize(1024 if percent > 100 else 760, 640)
        program.window.look.choose(theme=theme, text_size=percent)
        program.window.reading.show_pane(on=False)
        settle()
        reach(program)

    return work


def _second(program: Program, section: str) -> PageView:
    """Show a section in both languages, the keyboard in the second."""
    program.window.open_section(section)
    program.keys("Ctrl+Shift+S")
    program.rest()
    page = program.window.readings.pages()[-1]
    page.set_text_cursor(on=False)
    page.setFocus()
    page.go_to(Target(-1))
    program.rest()
    return page


def explained(program: Program) -> None:
    """An abbreviation of the second language is explained."""
    _second(program, "bargaining-agents")
    program.keys("Ctrl+I")


def previewed(program: Program) -> None:
    """A link of the second language tells where it leads."""
    _second(program, "bargaining-agents")
    program.keys("Tab")


def footnote(program: Program) -> None:
    """A footnote of the second language in place."""
    page = _second(program, "bilateral")
    program.keys("Tab", "Return")
    assert page.isVisible()


def found(program: Program) -> None:
    """Words of the second language are gone through."""
    page = _second(program, "bargaining-agents")
    program.keys("Ctrl+F")
    program.type("agent")
    wait_until(lambda: page._marked.current >= 0)
    program.keys("F3")
    wait_until(lambda: bool(program.window.page._marked.hits))


def beneath(program: Program) -> None:
    """Stacks with what was found, what is marked and what can be explained in both languages."""
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+Shift+S")
    program.rest()
    page = program.window.page
    sheet = page.sheet()
    assert sheet is not None
    page.setFocus()
    page.setTextCursor(sheet.cursor(*sheet.builder.asides.span(0, 5, 40)))
    program.keys("Alt+2", "Ctrl+F")
    program.type("agent")
    wait_until(lambda: bool(page.beneath.marked.hits))
    page.go_to(Target(0))


def printed(program: Program) -> None:
    """The print preview of both languages."""
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+Shift+S")
    program.act("file.print")
    wait_until(lambda: program.controls.commands.printing.dialog is not None)
    dialog = program.controls.commands.printing.dialog
    assert dialog is not None
    wait_until(lambda: dialog._paper.done)


def wide_lines(program: Program) -> None:
    """Lines far apart in the message line and in an empty list."""
    program.window.look.choose(line_spacing=200)
    program.await_search()
    program.keys("Ctrl+K")
    program.type("zzzzqqq")
    program.keys("Ctrl+Return")
    empty = program.controls.results.findChild(EmptyState)
    assert empty is not None
    wait_until(lambda: bool(empty.text()))
    program.controls.library.open_name("atlas")


def wide_table(program: Program) -> None:
    """Lines far apart in the cells of a table."""
    program.window.look.choose(line_spacing=200)
    program.window.open_section("bargaining-agents")
    settle()
    program.act("view.table")


def wide_dialog(program: Program) -> None:
    """Lines far apart in a dialog."""
    program.window.look.choose(line_spacing=200)
    program.act("marks.name_colours")
