"""States of the bubble beside the text: a word explained, a link's target, a footnote."""

from tests.gui.window.program import Program, settle


def _select(program: Program, words: str) -> None:
    """Put the text cursor on words of the open section."""
    page = program.window.page
    settle()
    page.setFocus()
    page.setTextCursor(page.document().find(words))
    settle()


def explained(program: Program) -> None:
    """An abbreviation, explained."""
    program.window.open_section("border-five")
    _select(program, "CBSA" if program.window.navigation.language == "en" else "ASFC")
    program.keys("Ctrl+I")


def previewed(program: Program) -> None:
    """Where the first link of a section leads."""
    program.window.open_section("essentials")
    program.window.page.setFocus()
    settle()
    program.keys("Tab")


def footnote(program: Program) -> None:
    """A footnote beside its mark."""
    program.window.open_section("bilateral")
    program.window.page.setFocus()
    settle()
    program.keys("Tab", "Return")
