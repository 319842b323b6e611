"""What the actions about the reading list do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls

ROW_ACTIONS = ("marks.list_up", "marks.list_down", "marks.list_remove")
"""What is offered for an entry of the list."""


class ListCommands(QObject):
    """Add, take off, move, walk."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        controls.reading_list.panel.set_tools([controls.actions[name] for name in ROW_ACTIONS])
        controls.reading_list.changed.connect(self.refresh)

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        listed = self._controls.reading_list
        return {
            "marks.list_add": self.add,
            "marks.list_remove": self.remove,
            "marks.list_up": partial(listed.step, -1),
            "marks.list_down": partial(listed.step, 1),
            "marks.list_show": self.show,
            "marks.list_next": partial(listed.walk, 1),
            "marks.list_previous": partial(listed.walk, -1),
        }

    @Slot()
    def refresh(self) -> None:
        """Enable and check the actions as the state is now."""
        actions, listed = self._controls.actions, self._controls.reading_list
        writable = not self._controls.store.read_only
        chosen = listed.tab.list_shows() and bool(listed.panel.current())
        for name in ROW_ACTIONS:
            actions[name].setEnabled(writable and chosen)
        for name in ("marks.list_next", "marks.list_previous"):
            actions[name].setEnabled(listed.count() > 0)
        actions["marks.list_add"].setEnabled(bool(self._window.navigation.section))
        actions.check("marks.list_show", on=listed.tab.list_shows())

    @Slot()
    def add(self) -> None:
        """Add what the keyboard is at: marks in My marks, a row of the contents; else what is here.

        A row stands for all that is below it as well.
        """
        chosen = self._controls.marks_list.chosen()
        row = self._window.contents.section_in_focus()
        if chosen:
            self._controls.reading_list.add(chosen)
        elif row:
            self._controls.reading_list.add_part(row)
        else:
            self._controls.reading_list.add_here()

    @Slot()
    def remove(self) -> None:
        """Take the current entry off the list."""
        listed = self._controls.reading_list
        if listed.panel.current():
            listed.remove(listed.panel.current())

    @Slot()
    def show(self) -> None:
        """Show the reading list in place of all marks, or these again."""
        tab, view = self._controls.reading_list.tab, self._controls.commands.view
        focus = QApplication.focusWidget()
        there = focus is not None and tab.isAncestorOf(focus)
        view.show_marks_or_list(listed=not (there and tab.list_shows()))
