"""What the actions of the menu Marks do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.annotations.palette import COLOURS
from viewer.messages import translate as _
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.annotations.model import Annotation
    from viewer.ui.window.controls import Controls


class MarkCommands(QObject):
    """Bookmark, highlight, note, rename, delete."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        controls = self._controls
        highlighting = controls.highlighting
        return {
            "marks.bookmark": controls.marks.bookmark_here,
            "marks.highlight": highlighting.highlight_here,
            **{f"marks.colour_{one.name}": partial(self._colour, one.name) for one in COLOURS},
            "marks.note": controls.notes.open_here,
            "marks.name_colours": highlighting.name_colours,
            "marks.rename": self.rename,
            "marks.delete": self.delete,
        }

    def refresh(self) -> None:
        """Enable the actions as the state is now."""
        actions = self._controls.actions
        writable = not self._controls.store.read_only
        open_section = self._window.navigation.book is not None and self._window.navigation.section
        for name in self.works():
            actions[name].setEnabled(writable and bool(open_section))
        actions["marks.name_colours"].setEnabled(writable)

    @Slot()
    def rename(self) -> None:
        """Rename the mark that is chosen in My marks, else the one at this place."""
        here = self._here()
        self._controls.commands.view.show_marks()
        if here is not None:
            self._controls.marks_panel.select(here.id)
        self._controls.marks_panel.rename_current()

    @Slot()
    def delete(self) -> None:
        """Delete the marks that are chosen in My marks, if the keyboard is there; else one here."""
        here = self._here()
        if here is not None:
            self._controls.marks.delete(here.id)
        elif self._controls.marks_panel.has_focus():
            self._controls.marks_panel.delete_current()
        else:
            self._window.line.tell(_("There is no mark at this place."), topic="marks", seconds=4)

    def _colour(self, name: str) -> None:
        panel = self._controls.marks_panel
        if panel.has_focus() and panel.current():
            self._controls.highlighting.recolour(name, panel.current())
        else:
            self._controls.highlighting.highlight(name)

    def _here(self) -> "Annotation | None":
        """Return the mark at the caret, or in its block; None if the keyboard is in My marks."""
        if self._controls.marks_panel.has_focus():
            return None
        places = self._controls.mark_places
        ordinal, offset = self._controls.marks.here.caret()
        marks = places.at(ordinal, offset) or places.at_block(ordinal)
        if not marks and self._window.page.title_visible():
            marks = places.at_block(-1)
        return marks[0] if marks else None
