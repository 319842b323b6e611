"""The reader's bookmarks, highlights and notes: each change, and how it is taken back."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.changes import Change as RecordChange
from viewer.annotations.changes import adding, deleting, restoring, updating
from viewer.annotations.editions import StoppedError
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.overview import Overview
from viewer.annotations.store import AnnotationStore
from viewer.annotations.undoing import RecordStep, Renewed
from viewer.errors import StoreError
from viewer.messages import mark as _
from viewer.messages import translate
from viewer.storage.database import Database
from viewer.ui.window.here import Here
from viewer.ui.window.marking.many import AT_ONCE, Many
from viewer.ui.window.marking.undo import Change, UndoStack

Result = TypeVar("Result")

POLL_MS = 700
"""Milliseconds between two looks for changes by other windows."""

DELETE = {
    Motivation.BOOKMARKING: _("Delete bookmark"),
    Motivation.HIGHLIGHTING: _("Delete highlight"),
    Motivation.COMMENTING: _("Delete note"),
}
DELETE_SEVERAL = _("Delete marks")

RENAME = {
    Motivation.BOOKMARKING: _("Rename bookmark"),
    Motivation.HIGHLIGHTING: _("Rename highlight"),
    Motivation.COMMENTING: _("Rename note"),
}


class MarksControl(QObject):
    """The reader's marks in this window.

    Nothing is told as done before the store has it.

    Attributes:
        database: The reader's data.
        store: Where the marks are.
        overview: How many there are, and where.
        here: The place on the page.
        many: Does what takes long.
        changes: What can be undone.
        renewed: Shared by the steps of the session.

    Signals:
        changed: Marks are different now: a frozenset of their ids; None if any may be.
        bookmarked: The ``Annotation`` that was made (true), or found where one was asked for.
        deleted: Marks were deleted: a list of ``Annotation``.
        undo_changed: What can be undone or redone is different now.
        went_back: A ``Change`` was taken back (true), or done again.
        failed: A ``Message``: something could not be saved.
    """

    changed = Signal(object)
    bookmarked = Signal(object, bool)
    deleted = Signal(object)
    undo_changed = Signal()
    went_back = Signal(object, bool)
    failed = Signal(object)

    def __init__(
        self,
        database: Database,
        store: AnnotationStore,
        here: Here,
        many: Many,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.database = database
        self.store = store
        self.overview = Overview(database)
        self.here = here
        self.many = many
        self.changes = UndoStack()
        self.renewed = Renewed()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look)
        self._poll.start()

    def close(self) -> None:
        """Stop looking for changes; the store is closed by whoever opened it."""
        self._poll.stop()

    def counts(self, *, deleted: bool = False) -> Counter[str]:
        """Return how many marks each book has; none, with a message, if that can't be read.

        Args:
            deleted: Count those in the bin instead.
        """
        return self._try(lambda: self.overview.by_book(deleted=deleted)) or Counter()

    # -- making ----------------------------------------------------------------------------------

    @Slot()
    def bookmark_here(self) -> None:
        """Bookmark the selection, else the section's title, else the first block in view."""
        spot = self.here.to_bookmark()
        if spot is None:
            return
        known = self.store.bookmark_at(spot.anchor)
        if known is not None:
            self.bookmarked.emit(known, False)  # noqa: FBT003 - a signal
            return
        new = new_annotation(Motivation.BOOKMARKING, spot.anchor, spot.title)
        made = self.add(_("Add bookmark"), new)
        if made is not None:
            self.bookmarked.emit(made, True)  # noqa: FBT003 - a signal

    def add(self, name: str, annotation: Annotation) -> Annotation | None:
        """Add a mark; return it as it was stored, None if it couldn't be."""
        step = self.do(name, [(annotation.id, adding(annotation))])
        return step.results[0] if step is not None else None

    # -- changing --------------------------------------------------------------------------------

    def tags_of(self, ids: Sequence[str]) -> Counter[str] | None:
        """Return how many of these marks have each tag, in lower case; None if that isn't known."""
        if len(ids) > AT_ONCE:
            return self._try(lambda: self.many.tags(ids))
        found = map(self.store.get, ids)
        return Counter(tag.casefold() for one in found if one is not None for tag in one.tags)

    def rename(self, identity: str, title: str) -> None:
        """Give a mark another name."""
        found = self.store.get(identity)
        if found is not None:
            self.set(RENAME[found.motivation], [identity], title=title)

    def set_tags(self, identity: str, tags: tuple[str, ...]) -> None:
        """Give a mark other tags."""
        self.set(_("Change tags"), [identity], tags=tags)

    def set(self, name: str, ids: Sequence[str], **fields: Any) -> RecordStep | None:  # noqa: ANN401 - of an annotation
        """Give fields of marks other values, as one step; None if nothing was changed."""
        return self.rework(name, ids, lambda one: replace(one, **fields))

    def rework(
        self, name: str, ids: Sequence[str], work: Callable[[Annotation], Annotation]
    ) -> RecordStep | None:
        """Change marks, as one step; None if nothing was changed."""
        if len(ids) > AT_ONCE:
            return self.do_many(name, ids, lambda one: updating(one if one.deleted else work(one)))
        found = [self.store.get(identity) for identity in ids]
        alive = [one for one in found if one is not None and not one.deleted]
        return self.do(name, [(one.id, updating(work(one))) for one in alive])

    def delete(self, *ids: str) -> None:
        """Put marks in the bin; that is a record, and can be undone."""
        if len(ids) > AT_ONCE:
            step = self.do_many(DELETE_SEVERAL, ids, lambda one: deleting(one.id))
            if step is not None:
                self.deleted.emit(step.results)
            return
        found = [one for one in map(self.store.get, ids) if one is not None and not one.deleted]
        kinds = {one.motivation for one in found}
        name = DELETE[found[0].motivation] if len(found) == 1 else DELETE_SEVERAL
        if kinds and self.do(name, [(one.id, deleting(one.id)) for one in found]):
            self.deleted.emit(found)

    def restore(self, *ids: str) -> None:
        """Take marks out of the bin."""
        if len(ids) > AT_ONCE:
            self.do_many(_("Restore from the bin"), ids, lambda one: restoring(one.id))
            return
        self.do(_("Restore from the bin"), [(one, restoring(one)) for one in ids])

    # -- undo ------------------------------------------------------------------------------------

    def do(self, name: str, wanted: Sequence[tuple[str, RecordChange]]) -> RecordStep | None:
        """Make changes, by id, as one step that can be undone; None if nothing was changed.

        Args:
            name: What it is, in English, marked for translation.
            wanted: Ids with what is done; all of it or nothing.
        """
        ids, changes = [one for one, _change in wanted], [change for _one, change in wanted]
        step = self._try(lambda: RecordStep(self.store, self.renewed, changes, ids))
        if not step:
            return None
        touched = frozenset(ids)
        self.record(Change(name, step.swap, step.swap, touched))
        self.changed.emit(touched)
        return step

    def do_many(
        self, name: str, ids: Sequence[str], change_of: Callable[[Annotation], RecordChange]
    ) -> RecordStep | None:
        """Change very many marks as one step; None if nothing was changed, or the reader stopped.

        Args:
            name: What it is, in English, marked for translation.
            ids: Of the marks.
            change_of: What is done with each.
        """
        words = translate(name)
        step = self._try(lambda: self.many.change(words, self.renewed, ids, change_of))
        if not step:
            return None
        swap = partial(self._swap_many, step, words)
        # What is different is told by ``look``.
        self.record(Change(name, swap, swap, frozenset()))
        QTimer.singleShot(0, self, self.look)
        return step

    def _swap_many(self, step: RecordStep, words: str) -> None:
        """Take a change of very many marks back, or make it again.

        Raises:
            StoreError: It can't be saved.
            StoppedError: The reader stopped it; nothing was changed.
        """
        self.many.swap(step, words)
        # In a turn of its own: both together would take longer than a frame.
        QTimer.singleShot(0, self, self.look)

    def type_on(
        self, name: str, identity: str, change: RecordChange, last: RecordStep | None
    ) -> RecordStep:
        """Make a change while the reader types; with the last one it is one step of undo.

        Args:
            name: What it is, in English, marked for translation.
            identity: Of the mark.
            change: What is done.
            last: The step before, if it belongs to this one; what else was done since parts them.

        Raises:
            StoreError: It can't be saved.
        """
        step = RecordStep(self.store, self.renewed, [change], [identity])
        if last is not None and self.changes.is_last(last.swap):
            last.extend(step)
            step = last
        elif step:
            self.record(Change(name, step.swap, step.swap, frozenset([identity])))
        self.changed.emit(frozenset([identity]))
        return step

    def record(self, change: Change) -> None:
        """Remember a change that was made, to be undone."""
        self.changes.record(change)
        self.undo_changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self._tell_undo(self._try(self.changes.undo), back=True)

    @Slot()
    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._tell_undo(self._try(self.changes.redo), back=False)

    def _tell_undo(self, change: Change | None, *, back: bool) -> None:
        self.undo_changed.emit()
        if change is not None:
            self.went_back.emit(change, back)
        ids = change.ids if change is not None else None
        if ids is None or ids:
            self.changed.emit(ids)

    def _try(self, work: Callable[[], Result]) -> Result | None:
        try:
            return work()
        except StoreError as problem:
            self.failed.emit(problem.message)
            return None
        except StoppedError:
            return None

    @Slot()
    def look(self) -> None:
        """Tell what another window, program or thread changed."""
        if self.store.changed():
            self.changed.emit(None)
