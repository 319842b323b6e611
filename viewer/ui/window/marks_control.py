"""Making, finding, renaming and deleting bookmarks, with undo."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.anchoring import anchor_at, place, section_anchor
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.model import Kind, SectionText, pick
from viewer.errors import SectionError, StoreError
from viewer.messages import mark as _
from viewer.ui.page.content import Passage, Target
from viewer.ui.page.view import PageView
from viewer.ui.window.navigation import Navigation
from viewer.ui.window.other_language import counterpart_target
from viewer.ui.window.undo import Change, UndoStack

Result = TypeVar("Result")

TITLE_LENGTH = 60
"""Code points of a quote that make up the first name of a bookmark."""

POLL_MS = 700
"""Milliseconds between two looks for changes by other windows."""


class MarksControl(QObject):
    """The reader's bookmarks in this window.

    Signals:
        changed: The bookmarks are different now.
        bookmarked: The ``Annotation`` that was made (true), or found where one was asked for.
        deleted: A bookmark was deleted: the ``Annotation``.
        undo_changed: What can be undone or redone is different now.
        failed: A ``Message``: something could not be saved.
    """

    changed = Signal()
    bookmarked = Signal(object, bool)
    deleted = Signal(object)
    undo_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        store: AnnotationStore,
        navigation: Navigation,
        page: PageView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self._navigation = navigation
        self._page = page
        self.changes = UndoStack()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look)
        self._poll.start()
        self.changed.connect(self.show_signs)
        navigation.section_opened.connect(self.show_signs)
        navigation.language_changed.connect(self.show_signs)
        # A section may be open already.
        self.show_signs()

    def close(self) -> None:
        """Stop looking for changes; the store is closed by whoever opened it."""
        self._poll.stop()

    # -- making ----------------------------------------------------------------------------------

    @Slot()
    def bookmark_here(self) -> None:
        """Bookmark the selection, else the section's title, else the first block in view."""
        anchor, title = self._anchor_here()
        if anchor is None:
            return
        known = self.store.bookmark_at(anchor)
        if known is not None:
            self.bookmarked.emit(known, False)  # noqa: FBT003 - a signal
            return
        self.make(anchor, title)

    def make(self, anchor: Anchor, title: str) -> None:
        """Make a bookmark; it is shown only once the store has it."""
        new = new_annotation(Motivation.BOOKMARKING, anchor, title)
        made = self._try(lambda: self.store.add(new))
        if made is None:
            return
        identity = made.id
        self._record(
            _("Add bookmark"),
            lambda: self.store.delete(identity),
            lambda: self.store.restore(identity),
        )
        self.changed.emit()
        self.bookmarked.emit(made, True)  # noqa: FBT003 - a signal

    def _anchor_here(self) -> tuple[Anchor | None, str]:
        book, shown = self._navigation.book, self._navigation.shown
        if book is None or shown is None:
            return None, ""
        text, edition = shown.content.text, book.edition
        title = pick(book.section(text.section).title, shown.language)
        passage = self._page.selection()
        if passage is None and not self._page.title_visible() and text.blocks:
            ordinal = self._page.block_looked_at()
            passage = Passage(ordinal, 0, ordinal, len(text.blocks[ordinal].text))
        if passage is None or not book.section(text.section).text:
            return section_anchor(edition, text.section, shown.language), title
        anchor = anchor_at(
            edition, text, passage.first_ordinal, passage.start, passage.end, passage.last_ordinal
        )
        heading = self._heading_before(passage.first_ordinal)
        words = heading or " ".join(anchor.quote.split())
        short = (
            words if len(words) <= TITLE_LENGTH else words[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
        )
        return anchor, f"{title} — {short}"

    def _heading_before(self, ordinal: int) -> str:
        shown = self._navigation.shown
        if shown is None or self._page.selection() is not None:
            return ""
        for block in reversed(shown.content.text.blocks[: ordinal + 1]):
            if block.kind is Kind.HEADING:
                return block.text
        return ""

    # -- changing --------------------------------------------------------------------------------

    def rename(self, identity: str, title: str) -> None:
        """Give a bookmark another name."""
        self._set(identity, _("Rename bookmark"), "title", title)

    def set_tags(self, identity: str, tags: tuple[str, ...]) -> None:
        """Give a bookmark other tags."""
        self._set(identity, _("Change tags"), "tags", tags)

    def _set(self, identity: str, change: str, field: str, value: object) -> None:
        """Give a field of a bookmark another value; ``change`` names that for undo."""
        old = self.store.get(identity)
        if old is None or getattr(old, field) == value:
            return
        before = getattr(old, field)
        if self._try(lambda: self._change(identity, **{field: value})) is None:
            return
        self._record(
            change,
            lambda: self._change(identity, **{field: before}),
            lambda: self._change(identity, **{field: value}),
        )
        self.changed.emit()

    def delete(self, identity: str) -> None:
        """Delete a bookmark; the deletion is a record, and can be undone."""
        gone = self._try(lambda: self.store.delete(identity))
        if gone is None:
            return
        self._record(
            _("Delete bookmark"),
            lambda: self.store.restore(identity),
            lambda: self.store.delete(identity),
        )
        self.changed.emit()
        self.deleted.emit(gone)

    def _change(self, identity: str, **changes: Any) -> Annotation | None:  # noqa: ANN401 - fields
        current = self.store.get(identity)
        return None if current is None else self.store.update(replace(current, **changes))

    # -- undo ------------------------------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self._try(self.changes.undo)
        self._tell_undo()

    @Slot()
    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._try(self.changes.redo)
        self._tell_undo()

    def _record(self, name: str, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        self.changes.record(Change(name, undo, redo))
        self.undo_changed.emit()

    def _tell_undo(self) -> None:
        self.undo_changed.emit()
        self.changed.emit()

    def _try(self, work: Callable[[], Result]) -> Result | None:
        try:
            return work()
        except StoreError as problem:
            self.failed.emit(problem.message)
            return None

    # -- showing ---------------------------------------------------------------------------------

    def all(self) -> list[Annotation]:
        """Return all bookmarks."""
        return self.store.find()

    def target_of(self, mark: Annotation) -> Target | None:
        """Return where a bookmark stands on the page that is open; None if it isn't there."""
        shown = self._navigation.shown
        if shown is None or mark.anchor.section != shown.content.text.section:
            return None
        if not mark.anchor.block:
            return Target(-1)
        text = self._text_of(mark.anchor)
        spot = place(mark.anchor, text)
        if text is None or spot.state == "unplaced":
            return None
        target = Target(spot.ordinal, spot.start, spot.end)
        if mark.anchor.language != shown.language:
            target = counterpart_target(text, shown.content.text, target)
        return target

    def _text_of(self, anchor: Anchor) -> SectionText | None:
        """Return the text that a bookmark was made in, as it is now."""
        book, shown = self._navigation.book, self._navigation.shown
        if book is None or shown is None or anchor.language == shown.language:
            return shown.content.text if shown is not None else None
        try:
            return book.text(anchor.section, anchor.language)
        except SectionError:
            return None

    def neighbour(self, direction: int) -> Annotation | None:
        """Return the next (1) or previous (-1) bookmark of the open book, in reading order."""
        book = self._navigation.book
        if book is None:
            return None
        order = {section: place for place, section in enumerate(book.order)}
        marks = [m for m in self.store.find(book.edition.book) if m.anchor.section in order]
        placed = sorted(
            ((order[mark.anchor.section], mark.anchor.ordinal, mark.anchor.start), mark.id, mark)
            for mark in marks
        )
        spot = self._page.caret()
        here = (order.get(self._navigation.section, -1), spot.ordinal, spot.start)
        if direction > 0:
            return next((mark for key, _id, mark in placed if key > here), None)
        return next((mark for key, _id, mark in reversed(placed) if key < here), None)

    def here(self) -> dict[str, Target]:
        """Return the bookmarks on the open page: id to place."""
        book = self._navigation.book
        if book is None:
            return {}
        marks = self.store.find(book.edition.book, self._navigation.section)
        places = {mark.id: self.target_of(mark) for mark in marks}
        return {identity: target for identity, target in places.items() if target is not None}

    @Slot()
    def show_signs(self) -> None:
        """Show margin signs beside the bookmarked blocks."""
        self._page.set_bookmarks({target.ordinal for target in self.here().values()})

    @Slot()
    def _look(self) -> None:
        if self.store.changed():
            self.changed.emit()
