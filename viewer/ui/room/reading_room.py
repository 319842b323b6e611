"""What was read and how long things take: from the page to the store, and to all that tells it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.errors import StoreError
from viewer.messages import mark
from viewer.messages import translate as _
from viewer.reading.progress import State, part_of
from viewer.ui.announce import announce
from viewer.ui.room.essential import EssentialReading
from viewer.ui.room.new_sections import NewSections
from viewer.ui.room.notes import ReadingNotes, mark_words
from viewer.ui.room.read_state import ReadState
from viewer.ui.room.watch import ReadWatch
from viewer.ui.room.words import about_part
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.undo import Change

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class ReadingRoom(QObject):
    """Wires what was read to the page, the contents, the line above the text and the status.

    Attributes:
        state: What was read.
        watch: What the reader has in view.
        essential: The essential reading of the book.
    """

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._actions = controls.actions
        self._marks, self._tell = controls.marks, controls.tell
        services = window.services
        services.position = controls.places.position
        # Before the state: what was read in part when a book is left belongs to that book.
        self.watch = ReadWatch(window, self)
        self.state = ReadState(window.navigation, controls.database, controls.background, self)
        self.state.failed.connect(controls.tell)
        self._new = NewSections(window, controls.background, self)
        self._new.changed.connect(self._show_new)
        controls.library.changed.connect(self._new.look)
        self._notes = ReadingNotes(
            self.state, self._new, self.mark_part, controls.reading_list.entries
        )
        self.watch.read.connect(self._take_read)
        window.closing.connect(self.state.finish_marking)
        window.navigation.section_opened.connect(self.refresh)
        window.navigation.language_changed.connect(self.refresh)
        self.state.changed.connect(self._show_changed)
        self.state.measured.connect(self.refresh)
        self.essential = EssentialReading(window, controls.actions, self.state)
        self.state.set_tracking(on=services.preferences.track_reading)
        self._show_notes()

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        return {
            "edit.mark_read": self.mark_here,
            "view.essential": self.essential.toggle_only,
            "go.next_essential": self.essential.go_on,
        }

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.refresh()

    @Slot()
    def take_preference(self) -> None:
        """Begin to remember what is read, or stop, as the reader prefers now."""
        self.state.set_tracking(on=self._window.services.preferences.track_reading)
        self._show_notes()

    def _show_notes(self) -> None:
        on = self._window.services.preferences.track_reading
        self._window.contents.set_notes(self._notes, signs=on)

    # -- what is read ------------------------------------------------------------------------------

    @Slot(str, str, bool)
    def _take_read(self, section: str, language: str, whole: bool) -> None:  # noqa: FBT001 - a slot
        self.state.take_note(section, language, whole=whole)

    @Slot()
    def mark_here(self) -> None:
        """Mark the section as read, or as unread if it is read: that of the row in focus, if any.

        A row stands for all that is below it as well.
        """
        row, progress = self._window.contents.section_in_focus(), self.state.progress
        if progress is None:
            return
        if row:
            self.mark_part(row, progress.share(row).state is not State.READ)
        elif self._window.navigation.section:
            section = self._window.navigation.section
            self._mark([section], read=progress[section] is not State.READ)

    def mark_part(self, section: str, read: bool) -> None:  # noqa: FBT001 - a menu's entry
        """Mark a section and all below it as read or unread."""
        book = self._window.navigation.book
        if book is not None:
            part = part_of(book, section)
            texts = [book.order[one] for one in part if book.outline.has_text(one)]
            self._mark(texts, read=read)

    def _mark(self, sections: list[str], *, read: bool) -> None:
        if not read:
            for section in sections:
                self.watch.forget(section)
        try:
            undo, redo = self.state.undoable(sections, read=read)
        except StoreError as problem:
            self._tell(problem.message)
            return
        self.state.mark(sections, read=read)
        name = mark("Mark as read") if read else mark("Mark as unread")
        self._marks.record(Change(name, undo, redo, frozenset()))
        announce(self._window, _("Marked as read") if read else _("Marked as unread"))

    # -- what is told ------------------------------------------------------------------------------

    @Slot(object)
    def _show_changed(self, sections: tuple[str, ...] | None) -> None:
        self._window.contents.show_read(sections)
        self.refresh()

    @Slot()
    def _show_new(self) -> None:
        self._show_changed(None)

    @Slot()
    def refresh(self) -> None:
        """Tell what is known of the open section and of the book."""
        window, progress = self._window, self.state.progress
        section = window.navigation.section
        known = progress is not None and section and section in (window.navigation.book or ())
        own = progress[section] if progress is not None and known else State.UNREAD
        changed = _("Changed since you read it") if own is State.CHANGED else ""
        if progress is not None and known and self._new.unread(progress, section, alone=True):
            changed = _("New in this edition")
        words = self.state.words
        length = about_part(words(section, alone=True), words(section)) if section else ""
        window.breadcrumb.show_note(" · ".join(filter(None, (changed, length))))
        self.essential.refresh()
        window.status.show_read(progress.share().percent if progress is not None else -1)
        action = self._actions["edit.mark_read"]
        action.setText(mark_words(1, read=own is not State.READ))
        action.setEnabled(bool(known))
