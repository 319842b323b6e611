"""States of what shows a whole book: glossary, collected views, what refers to a section."""

from tests.gui.window.program import Program, settle, wait_until
from viewer.reading.survey import Topic
from viewer.ui.collected.window import CollectedDialog


def _filled(program: Program) -> None:
    dialog = program.controls.collected.dialog
    assert dialog is not None
    wait_until(dialog._waiting.isHidden)
    program.rest()


def glossary(program: Program) -> None:
    """The glossary, a term opened to its places."""
    program.keys("Ctrl+Shift+I")
    _filled(program)
    dialog = program.controls.collected.dialog
    assert dialog is not None
    dialog._list.setExpanded(dialog._model.index(1, 0), True)  # noqa: FBT003 - Qt's own signature
    dialog._list.setCurrentIndex(dialog._model.index(1, 0))


def collected(program: Program) -> None:
    """The tables of the whole book."""
    program.keys("Ctrl+Shift+J")
    _filled(program)
    dialog = program.controls.collected.dialog
    assert isinstance(dialog, CollectedDialog)
    dialog._topics.setCurrentIndex(dialog._topics.findData(Topic.KEY_MESSAGE))


def referred(program: Program) -> None:
    """The end of a section, with what refers to it."""
    program.window.open_section("border-five")
    bar, scroll = program.controls.referring.bar, program.window.page.verticalScrollBar()

    def shown() -> bool:
        scroll.setValue(scroll.maximum())
        settle()
        return bar.isVisible()

    wait_until(shown)
