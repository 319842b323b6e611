"""The bar of tabs as a test looks at it."""

from PySide6.QtWidgets import QTabBar, QWidget

from tests.gui.window.program import Program


def bar(program: Program) -> QTabBar:
    found = program.part("tabs")
    assert isinstance(found, QTabBar)
    return found


def shown(program: Program) -> list[str]:
    """The titles in the bar; the current one has a star."""
    tabs = bar(program)
    assert tabs.isVisible()
    titles = [tabs.accessibleTabName(place) for place in range(tabs.count())]
    titles[tabs.currentIndex()] += "*"
    assert program.controls.tabs.titles() == [title.removesuffix("*") for title in titles]
    return titles


def is_hidden(program: Program) -> bool:
    made = program.window.findChild(QWidget, "tabs")
    return made is None or not made.isVisible()
