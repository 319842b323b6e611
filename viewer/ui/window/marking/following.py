"""Marks follow their book: those made on another text are looked for in the edition that is open.

That is another edition, or this one if it was issued again under its name with other words.

In the background, since it may take seconds. Until it is done, and if it is stopped, a mark is
looked for in its own section only, and shown as one to be checked unless it certainly is there.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.anchoring import State
from viewer.annotations.editions import Found, StoppedError, Watch
from viewer.annotations.model import Annotation
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.errors import Message, StoreError, ViewerError
from viewer.messages import translate as _
from viewer.ui.marks.arranging import Standing
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background, Progress
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.followed import Followed, FollowUp
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.undo import Change

TOPIC = "following"

PATIENCE_MS = 1000
"""Milliseconds after which the reader is told that something goes on."""

LOOK_MS = 250
"""Milliseconds between two looks at how far it is."""


class Following(QObject):
    """Knows where marks of other editions are in the open one.

    Attributes:
        marks: The reader's marks.

    Signals:
        changed: They are elsewhere now, or are known now.
        completed: All have been looked for, for the first time since the book was opened.
        ended: Nothing is being looked for any more; whether all of the edition was looked at.
    """

    changed = Signal()
    completed = Signal()
    ended = Signal(bool)

    def __init__(self, window: MainWindow, marks: MarksControl) -> None:
        super().__init__(marks)
        self._window = window
        self.marks = marks
        self._background = Background(self)
        self._channel = self._background.channel()
        self._channel.finished.connect(self._take)
        self._channel.failed.connect(self._fail)
        self._known = Followed()
        # Those that were made on this edition before it was issued again.
        self._reissued: frozenset[str] = frozenset()
        self._run = Progress()
        self._quiet = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._tell_progress)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(window.line.retranslate)
        window.navigation.book_opened.connect(self._follow)
        marks.changed.connect(self._take_changes)
        window.closing.connect(self.close)
        if window.navigation.book is not None:
            self._follow()

    @Slot()
    def close(self) -> None:
        """Stop, and wait for the end."""
        self._run.stopped = True
        self._leave()
        self._background.close()

    def busy(self) -> bool:
        """Return whether marks are being looked for."""
        return self._channel.busy()

    # -- what is known ---------------------------------------------------------------------------

    def found(self, mark: str) -> Found | None:
        """Return where a mark of another edition is; None if that isn't known, or it is of this."""
        return self._known.found.get(mark)

    def in_section(self, section: str) -> list[str]:
        """Return the marks of other texts that have a place in a section, by id."""
        return self._known.in_section(section)

    def sections(self) -> set[str]:
        """Return the sections in which marks of other texts have a place."""
        return self._known.sections()

    def standing(self) -> Mapping[str, Standing]:
        """Return the marks that are to be checked, or have no place, by id."""
        return self._known.standing()

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        """Return where marks of other texts are: section, block and code point, by id."""
        return self._known.elsewhere()

    def counts(self) -> Counter[Standing | None]:
        """Return how many marks are to be checked, lost, aside; None: placed."""
        return self._known.counts()

    # -- looking for them ------------------------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        self._known, self._reissued = Followed(), frozenset()
        self._start(quiet=False)
        self.changed.emit()

    @Slot(object)
    def _take_changes(self, ids: frozenset[str] | None) -> None:
        """Look again where marks of other editions have come, in this window or another."""
        book = self._window.navigation.book
        if book is None:
            return
        if ids is None or ids & self._reissued or any(self._is_new(one, book) for one in ids):
            self._start()

    def _is_new(self, identity: str, book: Book) -> bool:
        if identity in self._known.found:
            return False
        try:
            mark = self.marks.store.get(identity)
        except StoreError:
            return False
        return (
            mark is not None
            and not mark.deleted
            and mark.anchor.book == book.edition.book
            and mark.anchor.edition != book.edition.edition
        )

    @Slot()
    def again(self) -> None:
        """Look for the marks again, as the reader asked for."""
        self._start(quiet=False)

    def _start(self, *, quiet: bool = True) -> None:
        """Look for the marks; if ``quiet``, the reader is told nothing of it."""
        book = self._window.navigation.book
        if book is None:
            return
        self._quiet = quiet
        self._run.stopped = True
        self._run = run = Progress()
        services, store = self._window.services, self.marks.database.path
        search = FollowUp(store, services.shelf(), services.cache, book.folder)
        self._channel.submit(partial(search.follow, Watch(run.note, run.should_stop)))
        if not self._quiet:
            self._patience.start(PATIENCE_MS)

    @Slot()
    def stop(self) -> None:
        """Have it stop as soon as it can."""
        self._run.stopped = True

    def _leave(self) -> None:
        self._patience.stop()
        self._look.stop()
        self._window.line.withdraw(TOPIC)

    @Slot()
    def _tell_progress(self) -> None:
        if self.busy() and self._run.total:
            stop = LineButton(lambda: _("Cancel"), self.stop)
            self._window.line.tell(self._progress, [stop], topic=TOPIC)
            self._look.start()
        elif self.busy():
            self._patience.start(PATIENCE_MS)

    def _progress(self) -> str:
        percent = 100 * self._run.done // max(1, self._run.total)
        return _("Looking for your marks in this edition: {percent} %").format(percent=percent)

    @Slot(object)
    def _take(self, followed: Followed) -> None:
        self._leave()
        book = self._window.navigation.book
        if book is None or book.folder != followed.folder:
            return
        first, self._quiet = not self._quiet, True
        self._reissued |= followed.reissued
        if followed != self._known:
            self._known = followed
            self.changed.emit()
        if first:
            self.completed.emit()
        self.ended.emit(True)  # noqa: FBT003 - a signal

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._leave()
        if isinstance(error, StoppedError):
            again = LineButton(lambda: _("Look again"), self.again)
            words = _("Your marks were not looked for in the whole edition.")
            self._window.line.tell(lambda: _(words), [again], topic=TOPIC)
        elif isinstance(error, ViewerError):
            self.marks.failed.emit(error.message)
        else:
            self.marks.failed.emit(Message("errand-failed", {"reason": type(error).__name__}))
        self.ended.emit(False)  # noqa: FBT003 - a signal

    # -- what the reader says --------------------------------------------------------------------

    def keep(self, mark: Annotation, anchor: Anchor, name: str) -> bool:
        """Keep that a mark stands at ``anchor`` in this edition; tell whether that was saved.

        Args:
            mark: The mark.
            anchor: The place, in the open edition.
            name: What this is called in *Undo*, in English, marked for translation.
        """
        if mark.anchor.edition == anchor.edition and mark.id not in self._known.aside:
            # The same edition with another text: there is no way back to the old one.
            kept = bool(self.marks.rework(name, [mark.id], partial(_put, anchor=anchor)))
            if kept:
                self._show(mark.id, Found(State.PLACED, anchor), aside=False)
            return kept
        return self._say(mark, anchor, name)

    def set_aside(self, mark: Annotation, name: str) -> bool:
        """Keep that a mark has no place in this edition; tell whether that was saved."""
        book = self._window.navigation.book
        return book is not None and self._say(mark, Anchor("", book.edition.edition, "", ""), name)

    def _say(self, mark: Annotation, anchor: Anchor, name: str) -> bool:
        edition = anchor.edition
        try:
            before = self.marks.store.placements(edition).get(mark.id)
            found = self._known.found.get(mark.id)
            self._set(mark.id, edition, anchor, Found(State.PLACED, anchor))
        except StoreError as problem:
            self.marks.failed.emit(problem.message)
            return False
        undo = partial(self._set, mark.id, edition, before, found)
        redo = partial(self._set, mark.id, edition, anchor, Found(State.PLACED, anchor))
        self.marks.record(Change(name, undo, redo, frozenset([mark.id])))
        self.marks.changed.emit(frozenset([mark.id]))
        return True

    def _set(self, identity: str, edition: str, said: Anchor | None, found: Found | None) -> None:
        """Store what the reader said of a mark, or that nothing is said; show it where it is.

        Raises:
            StoreError: It can't be saved.
        """
        store = self.marks.store
        if said is None:
            store.put_back(identity, edition)
        elif said.section:
            store.confirm(identity, said)
        else:
            store.set_aside(identity, edition)
        book = self._window.navigation.book
        if book is None or edition != book.edition.edition:
            return
        if found is None:
            # It isn't known yet where it is.
            self._start()
            return
        aside = said is not None and not said.section
        self._show(identity, Found(State.UNPLACED, found.anchor) if aside else found, aside=aside)

    def _show(self, identity: str, found: Found, *, aside: bool) -> None:
        """Show a mark where it is now."""
        ids = self._known.aside
        self._known = replace(
            self._known,
            found=self._known.found | {identity: found},
            aside=ids | {identity} if aside else ids - {identity},
        )
        self.changed.emit()


def _put(mark: Annotation, anchor: Anchor) -> Annotation:
    return replace(mark, anchor=anchor)
