"""What the actions of the menu Marks do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.annotations.palette import COLOURS
from viewer.errors import Message, Severity
from viewer.messages import translate as _
from viewer.ui.marks.arranging import Grouping, Order
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
        controls.following.changed.connect(self.refresh)
        controls.checking.show_requested.connect(self.show_checked)

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        works = {name: partial(self._write, work) for name, work in self._writing_works().items()}
        # Going there changes nothing.
        going = {"marks.next_check": self._controls.checking.next}
        return {**works, **self._list_works(), **going}

    def _writing_works(self) -> dict[str, Callable[[], object]]:
        """Return what changes the store."""
        controls, listed = self._controls, self._controls.marks_list
        highlighting = controls.highlighting
        return {
            "marks.bookmark": controls.marks.bookmark_here,
            "marks.highlight": highlighting.highlight_here,
            **{f"marks.colour_{one.name}": partial(self._colour, one.name) for one in COLOURS},
            "marks.note": self.note,
            "marks.name_colours": highlighting.name_colours,
            "marks.rename": self.rename,
            "marks.delete": self.delete,
            "marks.tags": self.tags,
            "marks.restore": listed.restore,
            "marks.empty_bin": listed.ask_empty_bin,
            **self._check_works(),
        }

    def _list_works(self) -> dict[str, Callable[[], object]]:
        listed = self._controls.marks_list
        return {
            **{f"marks.group_{one}": partial(listed.group_by, one) for one in Grouping},
            **{f"marks.order_{one}": partial(listed.sort_by, one) for one in Order},
            "marks.this_book": listed.toggle_book,
            "marks.checked_only": listed.toggle_checked,
            "marks.bin": self.bin,
        }

    def _check_works(self) -> dict[str, Callable[[], object]]:
        checking = self._controls.checking
        return {
            "marks.next_check": checking.next,
            "marks.keep": self._deciding(checking.keep),
            "marks.put": self._deciding(checking.put),
            "marks.set_aside": self._deciding(checking.set_aside),
        }

    def _deciding(self, work: Callable[[list[str]], object]) -> Callable[[], object]:
        """Return what decides on the marks that are chosen in My marks, else on the one here."""
        return lambda: work(self._controls.marks_list.chosen())

    @Slot()
    def show_checked(self) -> None:
        """Show the marks that are to be checked, or have no place."""
        self._controls.marks_list.list_checked(only=True)
        self._controls.commands.view.show_marks()
        self.refresh()

    def _write(self, work: Callable[[], object]) -> None:
        """Do what changes the store; where nothing can be saved, say so at once."""
        if self._controls.store.read_only:
            self._controls.tell(Message("store-read-only", severity=Severity.WARNING))
        else:
            work()

    def refresh(self) -> None:
        """Enable the actions as the state is now."""
        actions = self._controls.actions
        open_section = self._window.navigation.book is not None and self._window.navigation.section
        listed = self._controls.marks_list
        # Also where nothing can be saved: who tries is told why.
        for name in self._writing_works():
            actions[name].setEnabled(bool(open_section))
        for name in ("marks.name_colours", "marks.empty_bin"):
            actions[name].setEnabled(True)
        standing = self._controls.following.standing()
        for name in self._check_works():
            actions[name].setEnabled(bool(standing))
        actions["marks.checked_only"].setEnabled(bool(standing) or listed.checked_only)
        actions.check("marks.checked_only", on=listed.checked_only)
        actions["marks.restore"].setEnabled(listed.in_bin)
        actions.check("marks.bin", on=listed.in_bin)
        actions.check("marks.this_book", on=listed.this_book)
        actions.check(f"marks.group_{listed.grouping}", on=True)
        actions.check(f"marks.order_{listed.order}", on=True)

    @Slot()
    def rename(self) -> None:
        """Rename the mark that is chosen in My marks, else the one at this place."""
        here = self._here()
        self._controls.commands.view.show_marks()
        if here is not None and not self._controls.marks_panel.select(here.id):
            # Too far down in a long list.
            line = self._window.bookmark_line
            line.show_bookmark(here.id, here.title, here.tags, added=False)
            return
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

    @Slot()
    def tags(self) -> None:
        """Ask for the tags of the marks that are chosen, else of the one at this place."""
        here = self._here()
        ids = self._controls.marks_list.chosen() or ([here.id] if here is not None else [])
        if ids:
            self._controls.marks_list.edit_tags(ids)
        else:
            self._window.line.tell(_("There is no mark at this place."), topic="marks", seconds=4)

    @Slot()
    def bin(self) -> None:
        """Show what is in the bin, or the marks again."""
        self._controls.commands.view.show_marks()
        self._controls.marks_list.toggle_bin()
        self.refresh()

    @Slot()
    def note(self) -> None:
        """Open the note of the mark that is chosen in My marks, else of what is here."""
        chosen = self._controls.marks_list.chosen()
        mark = self._controls.store.get(chosen[0]) if chosen else None
        if mark is not None and not mark.deleted:
            self._controls.notes.open(mark)
        else:
            self._controls.notes.open_here()

    def _colour(self, name: str) -> None:
        chosen = self._controls.marks_list.chosen()
        if chosen:
            self._controls.highlighting.recolour(name, *chosen)
        else:
            self._controls.highlighting.highlight(name)

    def _here(self) -> "Annotation | None":
        """Return the mark at the caret, or in its block; None if the keyboard is in My marks."""
        if self._controls.marks_panel.has_focus():
            return None
        places = self._controls.mark_places
        ordinal, offset = self._controls.marks.here.caret()
        marks = places.at(ordinal, offset) or places.at_block(ordinal)
        if not marks and self._window.readings.page().title_visible():
            marks = places.at_block(-1)
        return marks[0] if marks else None
