"""Notes: opened beside the text, saved while they are written, told as saved only when they are."""

from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from viewer.annotations.changes import RevisionConflictError, adding, updating
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.palette import colour
from viewer.book.model import pick
from viewer.errors import StoreError
from viewer.messages import mark as _
from viewer.messages import sentence, translate
from viewer.ui.announce import announce
from viewer.ui.companion.note_pane import NotePane, NoteView
from viewer.ui.marks.words import kind
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.companion_place import CompanionPlace
from viewer.ui.window.marking.mark_places import MarkPlaces
from viewer.ui.window.marking.marks_control import MarksControl

if TYPE_CHECKING:
    from viewer.annotations.undoing import RecordStep

SAVE_MS = 900
"""Milliseconds from a key to the saving of what was typed."""

BETWEEN = "\n\n---\n\n"
"""Stands between two notes that were written at the same time."""


class NotesControl(QObject):
    """The note that is open, and its way to the store.

    A new note is in the store from its first letter on. One that was emptied goes when it is left.

    Signals:
        link_requested: A link was followed in a note; gives its target.
    """

    link_requested = Signal(str)

    def __init__(self, window: MainWindow, marks: MarksControl, places: MarkPlaces) -> None:
        super().__init__(window)
        self._window = window
        self._marks = marks
        self._places = places
        self._mark: Annotation | None = None
        self._saved = ""
        self._step: RecordStep | None = None
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        marks.changed.connect(self._follow)

    @cached_property
    def pane(self) -> NotePane:
        """The pane, made when it is first needed."""
        window = self._window
        made = NotePane(window.reading.column)
        CompanionPlace(window.reading.column, window.page_row, made)
        made.typed.connect(self._typed)
        made.link_requested.connect(self.link_requested)
        made.left.connect(self.leave)
        made.tags_changed.connect(self._tag)
        made.delete_requested.connect(self._delete)
        made.done.connect(self._return)
        made.closed.connect(self.close_pane)
        window.companion = made
        window.follow(made)
        for before, after in pairwise((window.page, *made.stops())):
            QWidget.setTabOrder(before, after)
        return made

    # -- opening ---------------------------------------------------------------------------------

    @Slot()
    def open_here(self) -> None:
        """Open the note of what is here: of the mark at the caret, else a new one."""
        here = self._marks.here
        spot = here.to_note()
        if spot is None:
            return
        known = self._places.same_passage(spot.anchor) or self._places.noted_at(spot.anchor)
        if known is None and not spot.selected:
            known = next(iter(self._places.at(*here.caret())), None)
        self.open(known or new_annotation(Motivation.COMMENTING, spot.anchor, spot.title))

    def open(self, mark: Annotation) -> None:
        """Show a mark and its note, and give the note the keyboard."""
        self.leave()
        self._mark = mark
        self._saved = mark.note
        self._step = None
        pane = self.pane
        pane.show_mark(self._view(mark), mark.note)
        pane.show_state(translate(_("Saved")) if mark.revision else "")
        pane.show()
        pane.take_focus()

    @Slot(int)
    def open_at(self, ordinal: int) -> None:
        """Open a mark of a block; again and again, one after the other."""
        marks = self._places.at_block(ordinal)
        ids = [mark.id for mark in marks]
        if self._mark is not None and self._mark.id in ids and self._window.companion_shows():
            self._turn = ids.index(self._mark.id) + 1
        else:
            self._turn = 0
        if marks:
            self.open(marks[self._turn % len(marks)])

    def _view(self, mark: Annotation) -> NoteView:
        book = self._window.navigation.book
        section, words = mark.anchor.section, kind(mark)
        if mark.motivation is Motivation.HIGHLIGHTING:
            words = f"{words}, {translate(colour(mark.colour).label)}"
        place = ""
        if book is not None and section in book:
            place = pick(book.section(section).title, self._window.navigation.language)
        return NoteView(words, place, mark.anchor.quote, mark.tags)

    # -- saving ----------------------------------------------------------------------------------

    @Slot()
    def _typed(self) -> None:
        self.pane.show_state(translate(_("Not saved yet")))
        # Not anew with each key: who types without a pause is saved, too.
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def save(self) -> None:
        """Save what was typed since the last time."""
        self._timer.stop()
        mark = self._mark
        if mark is None:
            return
        note = self.pane.editor.note()
        if note == self._saved:
            self.pane.show_state(translate(_("Saved")) if mark.revision else "")
            return
        try:
            self._mark = self._stored(mark, note)
        except StoreError as problem:
            words = translate(_("Not saved: {reason}"))
            self.pane.show_state(words.format(reason=sentence(problem.message)))
            self._marks.failed.emit(problem.message)
            return
        self._saved = self._mark.note
        self.pane.show_state(translate(_("Saved")))

    def _stored(self, mark: Annotation, note: str) -> Annotation:
        """Store a note and return its mark; what somebody else wrote meanwhile is kept, too.

        Raises:
            StoreError: It can't be saved.
        """
        if not mark.revision:
            new = replace(mark, note=note)
            self._step = self._marks.type_on(_("Add note"), new.id, adding(new), None)
            return self._step.results[0]
        current = self._marks.store.get(mark.id) or mark
        if current.note not in (self._saved, note):
            note = f"{current.note}{BETWEEN}{note}"
            self.pane.show_note(note)
            words = translate(
                _("This note was changed in another window, too. Both texts are kept.")
            )
            self._window.line.tell(words, topic="notes", seconds=20)
        change = updating(replace(current, note=note))
        try:
            self._step = self._marks.type_on(_("Edit note"), mark.id, change, self._step)
        except RevisionConflictError:
            # Between the look and the change: look again.
            return self._stored(mark, note)
        return self._marks.store.get(mark.id) or current

    @Slot()
    def leave(self) -> None:
        """Save at once, and end what undo takes back as one step; an empty new note goes."""
        if self._mark is None:
            return
        self.save()
        self._step = None
        mark = self._mark
        if mark.revision and mark.motivation is Motivation.COMMENTING and not mark.note.strip():
            kept = self._marks.store.get(mark.id)
            if kept is not None and not kept.deleted:
                self._marks.delete(mark.id)

    # -- the rest --------------------------------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        """Show what undo, or another window, made of the note."""
        mark = self._mark
        if mark is None or not mark.revision or not self._window.companion_shows():
            return
        try:
            current = self._marks.store.get(mark.id)
        except StoreError:
            return
        if current is None or current.deleted:
            self._mark = None
            self.close_pane()
            return
        typing = self.pane.editor.note() != self._saved
        self._mark = current
        if current.note != self._saved and not typing:
            self._saved = current.note
            self.pane.show_note(current.note)
            self.pane.show_state(translate(_("Saved")))
        self.pane.show_facts(self._view(current))

    @Slot(object)
    def _tag(self, tags: tuple[str, ...]) -> None:
        self.save()
        if self._mark is not None and self._mark.revision:
            self._marks.set_tags(self._mark.id, tags)

    @Slot()
    def _delete(self) -> None:
        mark, self._mark = self._mark, None
        self._timer.stop()
        if mark is not None and mark.revision:
            self._marks.delete(mark.id)
        self.close_pane()

    @Slot()
    def _return(self) -> None:
        """Give the keyboard back to the text, where it was."""
        self._window.leave_pane()
        if self._mark is not None and self._mark.revision and self._saved:
            announce(self._window.page, translate(_("Note saved")))

    @Slot()
    def close_pane(self) -> None:
        """Save, and close the pane."""
        self.leave()
        self._mark = None
        if self._window.companion is not None:
            self._window.companion.hide()
        self._window.focus_page()

    def close(self) -> None:
        """Save before the window goes."""
        self.leave()
        self._mark = None
