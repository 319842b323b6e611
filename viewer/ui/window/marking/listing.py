"""What is put on the reading list as one step: marks, and sections that get a bookmark for it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QTimer

from viewer.annotations.anchoring import section_anchor
from viewer.annotations.editions import UNWATCHED, StoppedError, Watch
from viewer.annotations.listing_step import ListStep
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book, open_book
from viewer.book.model import pick
from viewer.errors import SectionError
from viewer.messages import translate as _
from viewer.storage.database import Database
from viewer.ui.window.marking.many import AT_ONCE
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.undo import Change
from viewer.ui.window.opening.content import shown_language
from viewer.ui.window.services import Services

FEW = 10
"""Sections that are read on the thread of the window."""

Result = TypeVar("Result")


class Wanted(NamedTuple):
    """What is to be on the list.

    Attributes:
        ids: Of all marks, in their order.
        new: Those that are to be made.
    """

    ids: Sequence[str]
    new: Sequence[Annotation] = ()


class Listing:
    """Puts marks and sections on the list; what is much, in the background."""

    def __init__(self, marks: MarksControl, services: Services) -> None:
        self._marks = marks
        self._services = services

    def add(self, name: str, wanted: Wanted) -> int:
        """Put marks on the list; return how many were put there.

        Args:
            name: What it is, in English, marked for translation.
            wanted: The marks.

        Raises:
            StoreError: It can't be saved.
            StoppedError: The reader stopped it; nothing was changed.
        """
        renewed = self._marks.renewed
        return self._put(
            name,
            lambda store, watch: ListStep(store, renewed, wanted.ids, wanted.new, watch),
            much=len(wanted.ids) > AT_ONCE,
        )

    def add_sections(self, name: str, book: Book, language: str, sections: Sequence[str]) -> int:
        """Put sections on the list; return how many were put there.

        Args:
            name: What it is, in English, marked for translation.
            book: Their book.
            language: In which they are read.
            sections: Their ids.

        Raises:
            BookError: The book can't be read any more.
            StoreError: It can't be saved.
            StoppedError: The reader stopped it; nothing was changed.
        """
        renewed, cache = self._marks.renewed, self._services.cache
        much = len(sections) > FEW

        def step(store: AnnotationStore, watch: Watch) -> ListStep:
            # Each thread has a book of its own.
            read = open_book(book.folder, cache) if much else book
            wanted = bookmarks_of(store, read, language, sections, watch)
            return ListStep(store, renewed, wanted.ids, wanted.new, watch)

        return self._put(name, step, much=much)

    def _put(
        self, name: str, make: Callable[[AnnotationStore, Watch], ListStep], *, much: bool
    ) -> int:
        words = _(name)
        step = self._do(words, make, much=much)
        if not len(step):
            return 0
        undo = partial(self._do, words, step.undo, much=much)
        redo = partial(self._do, words, step.redo, much=much)
        # What is different after much was done is told by ``look``.
        touched = frozenset(() if much else step.ids)
        self._marks.record(Change(name, undo, redo, touched))
        if touched:
            self._marks.changed.emit(touched)
        return len(step)

    def _do(
        self, words: str, work: Callable[[AnnotationStore, Watch], Result], *, much: bool
    ) -> Result:
        if not much:
            return work(self._marks.store, UNWATCHED)

        def elsewhere(database: Database, watch: Watch) -> Result:
            return work(AnnotationStore(database), watch)

        result = self._marks.many.run(words, elsewhere)
        QTimer.singleShot(0, self._marks, self._marks.look)
        return result


def bookmarks_of(
    store: AnnotationStore,
    book: Book,
    language: str,
    sections: Sequence[str],
    watch: Watch = UNWATCHED,
) -> Wanted:
    """Return the bookmarks of sections: those there are, and new ones for the others.

    Raises:
        StoreError: The store can't be read.
        StoppedError: ``watch`` said so.
    """
    ids, new = [], []
    for number, section in enumerate(sections):
        if watch.should_stop():
            raise StoppedError
        watch.progress(number, len(sections))
        code = shown_language(book, section, language) or language
        try:
            text = book.text(section, code)
        except SectionError:
            text = None
        anchor = section_anchor(book.edition, section, code, text)
        mark = store.bookmark_at(anchor)
        if mark is None:
            title = pick(book.section(section).title, code)
            mark = new_annotation(Motivation.BOOKMARKING, anchor, title)
            new.append(mark)
        ids.append(mark.id)
    return Wanted(ids, new)
