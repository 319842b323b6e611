"""Searching from the window: as one types, all results, the hits on the page."""

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from viewer.annotations.notes import NoteReader
from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import Message, ViewerError
from viewer.messages import language
from viewer.search.own_notes import OwnNotes
from viewer.ui.tasks import Background
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.searching import guide
from viewer.ui.window.searching.elsewhere import Elsewhere
from viewer.ui.window.searching.index_builds import IndexBuilds
from viewer.ui.window.searching.index_place import IndexPlace
from viewer.ui.window.searching.older_editions import Older, OlderEditions
from viewer.ui.window.searching.open_indexes import OpenIndexes, Prepared
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from viewer.search.engine import Accept, Answer, Related, SearchEngine

log = logging.getLogger(__name__)

TYPED_LIMIT = 8
"""Hits that are listed under the field."""

FULL_LIMIT = 200
"""Hits that are listed in the pane."""


class SearchControl(QObject):
    """Searches in the background, the newest request only.

    Signals:
        answered: An ``Answer`` to what is being typed.
        looked: Places were looked for, but no book can be searched yet.
        answered_all: An ``Answer`` to a search for all results.
        progress: Title of the book that is being prepared, and percent; below 0 when nothing is.
        failed: A ``Message``.
        first_found: The ``Hit`` that is to be opened, since the reader asked for the first.
        searched: A text that was searched for and whose results were used.
        titles_known: Titles of the books that can be searched, by id.
    """

    answered = Signal(object)
    looked = Signal()
    answered_all = Signal(object)
    progress = Signal(str, int)
    failed = Signal(object)
    first_found = Signal(object)
    searched = Signal(str)
    titles_known = Signal(object)

    def __init__(
        self,
        services: Services,
        navigation: Navigation,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._navigation = navigation
        self._open_first = False
        self._typed = ""
        self._wanted_all = ""
        self._books: dict[str, Book] = {}
        self._merged: set[tuple[str, ...]] = set()
        self._marked: frozenset[tuple[str, str]] = frozenset()
        self._editions: dict[str, list[str]] = {}
        self._place = IndexPlace(services.profile.cache)
        self._indexes = OpenIndexes(services, self._place)
        self._older = OlderEditions(services, self._place)
        self.own_notes = OwnNotes(NoteReader(services.profile.store_file).changed)
        self.elsewhere = Elsewhere(navigation, background, self)
        self.builds = IndexBuilds(self._place, self)
        self._opening = background.channel()
        self._typing = background.channel()
        self._all = background.channel()
        self._connect()

    def _connect(self) -> None:
        self._opening.finished.connect(self._take_prepared)
        self._opening.failed.connect(self._fail)
        self._typing.finished.connect(self._take_typed)
        self._typing.failed.connect(self._fail)
        self._all.finished.connect(self._take_all)
        self._all.failed.connect(self._fail)
        self._navigation.language_changed.connect(self._search_typed)
        self.elsewhere.gathered.connect(self._look_again)
        self.builds.progress.connect(self.progress)
        self.builds.built.connect(self.prepare)
        self.builds.merged.connect(self.prepare)
        self.builds.failed.connect(self.failed)
        self.builds.moved.connect(self.prepare)

    # -- indexes ---------------------------------------------------------------------------------

    @Slot()
    def prepare(self) -> None:
        """Open the indexes of the shelf's books; build, and merge, what is missing."""
        self._open()

    def retranslate(self) -> None:
        """Tell the titles of the books in the language of the interface."""
        self.titles_known.emit(self._titles())

    def _titles(self) -> dict[str, str]:
        return {name: pick(book.edition.title, language()) for name, book in self._books.items()}

    def _open(self, *, merge_many: bool = False) -> None:
        self._opening.submit(partial(self._prepare, language(), merge_many=merge_many))

    def _prepare(self, words: str, *, merge_many: bool) -> Prepared:
        """Open the indexes, in the background thread."""
        self._older.forget()
        return self._indexes.prepare(words, merge_many=merge_many)

    @Slot(object)
    def _take_prepared(self, prepared: Prepared) -> None:
        self._books, self._editions = prepared.books, prepared.editions
        self.titles_known.emit(self._titles())
        self.elsewhere.gather(list(self._books.values()), self._indexes.engine)
        for problem in prepared.problems:
            level = logging.getLevelNamesMapping()[problem.severity.upper()]
            log.log(level, "index: %s", problem)
        self.builds.want(prepared.missing)
        if prepared.unmerged in self._merged:
            # The child couldn't, or what it made isn't there: better slowly than never.
            self._open(merge_many=True)
        elif prepared.unmerged:
            self._merged.add(prepared.unmerged)
            self.builds.merge(prepared.unmerged)
        if self._wanted_all:
            self.search_all(self._wanted_all, open_first=self._open_first)
        elif self._typed:
            self._search_typed()

    # -- searching -------------------------------------------------------------------------------

    @Slot(str)
    def type(self, text: str) -> None:
        """Search for what is being typed, at every key: an answer takes a few milliseconds."""
        # A space at the end tells that the last word is finished.
        self._typed = text if text.strip() else ""
        self._typing.cancel()
        self._search_typed()

    @Slot()
    def _search_typed(self) -> None:
        text = self._typed
        if text:
            self._typing.submit(lambda: self.find(text, TYPED_LIMIT, typing=True))

    @Slot()
    def _look_again(self) -> None:
        """Look for places once all titles are known; an answer that comes later does it anyway."""
        if not self.is_ready():
            self._search_typed()

    def is_ready(self) -> bool:
        """Return whether some book can be searched."""
        engine = self._indexes.engine
        return engine is not None and bool(engine.books)

    def search_all(self, text: str, *, open_first: bool = False) -> None:
        """Search for all results, and open the first of them if wanted."""
        self._typing.cancel()
        self._wanted_all = text.strip()
        self._open_first = open_first
        if self._wanted_all:
            wanted = self._wanted_all
            self._all.submit(lambda: self.find(wanted, FULL_LIMIT))

    def related(self, book: str, section: str, language: str) -> "list[Related]":
        """Return sections that are about the same as one; for the background thread."""
        engine = self._indexes.engine
        return engine.related(book, section, language) if engine is not None else []

    def book(self, book: str) -> Book | None:
        """Return a book that can be searched."""
        return self._books.get(book)

    def tags_of(self, book: str, section: str) -> Sequence[str]:
        """Return the tags that the author gave a section."""
        known = self._books.get(book)
        return known.section(section).tags if known is not None and section in known else ()

    def editions_of(self, book: str) -> Sequence[str]:
        """Return the names of the editions of a book on the shelf, the newest first."""
        return self._editions.get(book, ())

    def set_marked(self, sections: Iterable[tuple[str, str]]) -> None:
        """Set which sections (book, section) carry a bookmark, for ``is:bookmarked``."""
        self._marked = frozenset(sections)

    def find(
        self, text: str, limit: int, *, typing: bool = False, within: Book | None = None
    ) -> "Answer | Older | None":
        """Return what answers a text, or nothing while no book can be searched.

        For the background thread; what it finds is to be handed to ``look_after``.

        Args:
            text: A query.
            limit: Most sections to return.
            typing: Whether it is still being typed.
            within: The book from which it was sought; the open one if left out.
        """
        if typing:
            self.elsewhere.look(text)
        main = self._indexes.engine
        if main is None or not main.books:
            return None
        every = main.books
        books = guide.searched_from(within or self._navigation.book, text, every)
        marked = self._marked
        states: dict[str, Accept] = {"bookmarked": lambda *place: place in marked}
        states |= self.own_notes.states(text, typing=typing)
        reading = self._navigation.language

        def search(engine: "SearchEngine") -> "Answer":
            found = engine.search(
                text, books=books, language=reading, limit=limit, states=states, typing=typing
            )
            accept = partial(engine.passing, text, books=books, states=states)
            found = self.own_notes.beside(found, accept, typing=typing)
            return guide.told(found, books, every)

        return self._older.answer(text, books, search) or search(main)

    @Slot(object)
    def _take_typed(self, found: "Answer | Older | None") -> None:
        if found is not None and self._typed:
            self.answered.emit(self.look_after(found))
        elif self._typed:
            self.looked.emit()

    @Slot(object)
    def _take_all(self, found: "Answer | Older | None") -> None:
        if found is None:
            return
        answer = self.look_after(found)
        # What waits for an index is searched again when that is there.
        self._wanted_all = answer.query if isinstance(found, Older) and found.missing else ""
        self.searched.emit(answer.query)
        self.answered_all.emit(answer)
        first, self._open_first = self._open_first, False
        if first and answer.hits:
            self.first_found.emit(answer.hits[0])

    def look_after(self, found: "Answer | Older") -> "Answer":
        """Return the answer; prepare what it lacks, or what was changed while it was searched."""
        answer = found.answer if isinstance(found, Older) else found
        if isinstance(found, Older):
            self.builds.want(found.missing)
        if any(note.code == "search-index-lost" for note in answer.notes):
            self.prepare()
        return answer

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        code = Message("search-failed", {"reason": type(error).__name__})
        self.failed.emit(error.message if isinstance(error, ViewerError) else code)

    def close(self) -> None:
        """End the builds and close the indexes; the background thread has ended before."""
        self.builds.close()
        self._older.close()
        self._indexes.close()
        self._place.close()
