"""Bookmarks on the screen: the list, the line after making one, the way to one and back."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.model import Annotation, Motivation
from viewer.errors import Message, Severity
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.ui.message_line import LineButton
from viewer.ui.page.content import Target
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.checking import Checking
from viewer.ui.window.marking.mark_places import MarkPlaces
from viewer.ui.window.marking.mark_rows import MarkRows
from viewer.ui.window.marking.notes_control import NotesControl

UNDO_SECONDS = 20
"""How long the line offers to take a deletion back."""


class Marking(QObject):
    """Wires the list, the line and the margin signs to the bookmarks.

    Attributes:
        awaited: The mark that is being opened, until its section is there.

    Signals:
        failed: A ``Message``: a bookmark can't be shown where it belongs.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        places: MarkPlaces,
        notes: NotesControl,
        rows: MarkRows,
        checking: Checking,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._notes = notes
        self._marks = marks = checking.marks
        self._rows = rows
        self._checking = checking
        line = window.bookmark_line
        marks.bookmarked.connect(self._show_bookmarked)
        marks.deleted.connect(self._tell_deleted)
        line.renamed.connect(marks.rename)
        line.tags_changed.connect(marks.set_tags)
        line.remove_requested.connect(marks.delete)
        line.note_requested.connect(self._open_note)
        line.closed.connect(window.focus_page)
        window.readings.mark_requested.connect(self._show_mark_at)
        self.awaited: Annotation | None = None
        window.navigation.section_opened.connect(self._forget_other)
        window.navigation.led_to.connect(self._go_to_mark)

    @Slot(object, bool)
    def _show_bookmarked(self, mark: Annotation, added: bool) -> None:  # noqa: FBT001 - a signal's
        self._window.bookmark_line.show_bookmark(mark.id, mark.title, mark.tags, added=added)

    @Slot(object)
    def _tell_deleted(self, gone: list[Annotation]) -> None:
        if self._window.bookmark_line.mark() in {mark.id for mark in gone}:
            self._window.bookmark_line.hide()
        undo = LineButton(partial(_undo_delete, gone), self._marks.undo)
        words = partial(_deleted, gone)
        self._window.line.tell(words, [undo], topic="deleted", seconds=UNDO_SECONDS)

    @Slot(object)
    def open_mark(self, mark: Annotation) -> None:
        """Open the place of a bookmark."""
        anchor = mark.anchor
        # In whatever edition is open: marks follow the book.
        there = self._places.anchor_of(mark) if self._is_open(anchor.book) else None
        if there is None and self._is_open(anchor.book) and self._checking.ask(mark):
            # It has no place in this edition; the line says so.
            return
        anchor = there or anchor
        place = Place(anchor.book, "", anchor.section, anchor.language)
        # The book may have gone since the list was made.
        self._rows.refresh()
        if not self._rows.is_there(anchor.book):
            self._tell_missing(anchor.book)
            return
        self.awaited = mark
        if not self._window.navigation.go_to_place(place):
            self.awaited = None

    @Slot(str)
    def _forget_other(self, section: str) -> None:
        """Wait no longer for the place of a bookmark when the reader went elsewhere."""
        mark = self.awaited
        if mark is not None and (self._places.anchor_of(mark) or mark.anchor).section != section:
            self.awaited = None

    @Slot()
    def _go_to_mark(self) -> None:
        """Go to the bookmark for which a section was opened; its book may have been read first."""
        mark, self.awaited = self.awaited, None
        book, section = self._window.navigation.book, self._window.navigation.section
        if mark is None or book is None:
            return
        anchor = self._places.anchor_of(mark) or mark.anchor
        if (anchor.book, anchor.section) != (book.edition.book, section):
            return
        target = self._places.target_of(mark)
        if target is not None:
            page = self._window.readings.page()
            page.go_to(Target(target.ordinal, target.start, target.end, flash=True))
        elif self._window.navigation.shown is not None:
            # Of a section that can't be shown, the page says why.
            self.failed.emit(Message("bookmark-unplaced", {"title": mark.title}, Severity.WARNING))
        self._window.leave_pane()
        # After what is told of the section: its language, for example.
        QTimer.singleShot(0, self, partial(self._checking.ask, mark))

    def _is_open(self, name: str) -> bool:
        book = self._window.navigation.book
        return book is not None and book.edition.book == name

    def _tell_missing(self, book: str) -> None:
        count = self._marks.counts()[book]
        facts = {"title": self._rows.title_of(book), "count": count}
        self.failed.emit(Message("book-missing", facts, Severity.WARNING))

    @Slot(str)
    def _open_note(self, identity: str) -> None:
        mark = self._marks.store.get(identity)
        if mark is not None:
            self._notes.open(mark)

    @Slot(int)
    def _show_mark_at(self, ordinal: int) -> None:
        marks = self._places.at_block(ordinal)
        if any(self._checking.ask(mark) for mark in marks):
            return
        if any(mark.note or mark.motivation is not Motivation.BOOKMARKING for mark in marks):
            self._notes.open_at(ordinal)
        elif marks:
            mark, line = marks[0], self._window.bookmark_line
            line.show_bookmark(mark.id, mark.title, mark.tags, added=False)


def _deleted(gone: list[Annotation]) -> str:
    if len(gone) > 1:
        return plural("{count} mark deleted.", "{count} marks deleted.", len(gone)).format(
            count=len(gone)
        )
    words = {
        Motivation.BOOKMARKING: _("Bookmark “{title}” deleted."),
        Motivation.HIGHLIGHTING: _("Highlight “{title}” deleted."),
        Motivation.COMMENTING: _("Note “{title}” deleted."),
    }
    return words[gone[0].motivation].format(title=gone[0].title)


def _undo_delete(gone: list[Annotation]) -> str:
    if len(gone) > 1:
        return _("Undo delete marks")
    words = {
        Motivation.BOOKMARKING: _("Undo delete bookmark"),
        Motivation.HIGHLIGHTING: _("Undo delete highlight"),
        Motivation.COMMENTING: _("Undo delete note"),
    }
    return words[gone[0].motivation]
