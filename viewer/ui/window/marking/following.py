"""Marks follow their book: those made on another edition are looked for in the one that is open.

In the background, since it may take seconds. Until it is done, and if it is stopped, a mark is
looked for in its own section only, and shown as one to be checked unless it certainly is there.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.anchoring import State
from viewer.annotations.editions import Found, StoppedError, Watch
from viewer.annotations.model import Annotation
from viewer.annotations.placing import places, starting_points
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Listed, Shelf, age_of
from viewer.errors import BookError, Message, StoreError, ViewerError
from viewer.messages import translate as _
from viewer.storage.opening import open_database
from viewer.ui.marks.arranging import Standing
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background, Progress
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.undo import Change

TOPIC = "following"

PATIENCE_MS = 1000
"""Milliseconds after which the reader is told that something goes on."""

LOOK_MS = 250
"""Milliseconds between two looks at how far it is."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where marks are in an edition that they were not made on.

    Attributes:
        folder: Folder of the edition.
        edition: Its name.
        found: Where they are, by id.
        aside: Ids of those of which the reader said that they have no place there.
    """

    folder: Path | None = None
    edition: str = ""
    found: dict[str, Found] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()


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
            self._follow(window.navigation.book)

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
        """Return the marks of other editions that have a place in a section, by id."""
        return [
            identity
            for identity, found in self._known.found.items()
            if found.state is not State.UNPLACED and found.anchor.section == section
        ]

    def sections(self) -> set[str]:
        """Return the sections in which marks of other editions have a place."""
        found = self._known.found.values()
        return {one.anchor.section for one in found if one.state is not State.UNPLACED}

    def standing(self) -> Mapping[str, Standing]:
        """Return the marks that are to be checked, or have no place, by id."""
        kinds = {State.MOVED: Standing.TO_CHECK, State.UNPLACED: Standing.LOST}
        return {
            identity: Standing.ASIDE if identity in self._known.aside else kinds[found.state]
            for identity, found in self._known.found.items()
            if found.state in kinds
        }

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        """Return where marks of other editions are: section, block and code point, by id."""
        return {
            identity: (found.anchor.section, found.anchor.ordinal, found.anchor.start)
            for identity, found in self._known.found.items()
            if found.state is not State.UNPLACED
        }

    def counts(self) -> Counter[Standing | None]:
        """Return how many marks of other editions are to be checked, lost, aside; None: placed."""
        standing = self.standing()
        return Counter(standing.get(identity) for identity in self._known.found)

    # -- looking for them ------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, book: Book) -> None:
        self._known = Followed()
        self._quiet = False
        self._start(book)
        self.changed.emit()

    @Slot(object)
    def _take_changes(self, ids: frozenset[str] | None) -> None:
        """Look again where marks of other editions have come, in this window or another."""
        book = self._window.navigation.book
        if book is None:
            return
        if ids is None or any(self._is_new(one, book) for one in ids):
            self._quiet = True
            self._start(book)

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
        book = self._window.navigation.book
        if book is not None:
            self._quiet = False
            self._start(book)

    def _start(self, book: Book) -> None:
        self._run.stopped = True
        self._run = run = Progress()
        services, store = self._window.services, self.marks.database.path
        search = _Search(store, services.shelf(), services.cache, book.folder)
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
        if mark.anchor.edition == anchor.edition:
            # The same edition with another text: there is no way back to the old one.
            return bool(self.marks.rework(name, [mark.id], partial(_put, anchor=anchor)))
        return self._say(mark, anchor, name)

    def set_aside(self, mark: Annotation, name: str) -> bool:
        """Keep that a mark has no place in this edition; tell whether that was saved."""
        return self._say(mark, Anchor("", self._known.edition, "", ""), name)

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
        if edition != self._known.edition or found is None:
            return
        aside = said is not None and not said.section
        if aside:
            found = Found(State.UNPLACED, found.anchor)
        ids = self._known.aside
        self._known = replace(
            self._known,
            found=self._known.found | {identity: found},
            aside=ids | {identity} if aside else ids - {identity},
        )
        self.changed.emit()


class _Search:
    """Looks for the marks of a book in one of its editions, in the background thread."""

    def __init__(self, store: Path, shelf: Shelf, cache: BookCache, folder: Path) -> None:
        self._store = store
        self._shelf = shelf
        self._cache = cache
        self._folder = folder

    def follow(self, watch: Watch) -> Followed:
        """Return where they are.

        Raises:
            BookError: The book can't be read.
            StoreError: The store can't be read.
            StoppedError: ``watch`` said so.
        """
        book = open_book(self._folder, self._cache)
        edition = book.edition.edition
        database = open_database(self._store)
        try:
            store = AnnotationStore(database)
            marks = [one for one in store.find(book.edition.book) if one.anchor.edition != edition]
            if not marks:
                return Followed(self._folder, edition)
            said = store.all_placements()
        finally:
            database.close()
        listed = self._others(book)
        starts = starting_points(said, edition, [one.edition.edition for one in listed])
        wanted = {starts.get(one.id, one.anchor).edition for one in marks}
        older = []
        for one in listed:
            if one.edition.edition in wanted or "" in wanted:
                # One that can't be opened is no help; the Books view says what is wrong.
                with suppress(BookError):
                    older.append(open_book(one.folder, self._cache))
        aside = {identity for identity, anchor in starts.items() if not anchor.section}
        return Followed(
            self._folder,
            edition,
            places(marks, book, starts, older=older, watch=watch),
            frozenset(one.id for one in marks if one.id in aside),
        )

    def _others(self, book: Book) -> list[Listed]:
        """Return the other editions of a book that are at hand, the newest first."""
        mine = [
            one
            for one in self._shelf.books()
            if one.problem is None
            and one.edition.book == book.edition.book
            and one.edition.edition != book.edition.edition
        ]
        return sorted(mine, key=lambda one: age_of(one.edition), reverse=True)


def _put(mark: Annotation, anchor: Anchor) -> Annotation:
    return replace(mark, anchor=anchor)
