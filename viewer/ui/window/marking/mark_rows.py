"""What the My marks list shows of a bookmark: titles from the book, if it is there."""

from collections.abc import Callable, Mapping
from pathlib import Path

from viewer.annotations.model import Annotation, Motivation
from viewer.book.book import Book, needs_reading, open_book
from viewer.book.model import pick
from viewer.errors import ViewerError
from viewer.messages import translate as _
from viewer.ui.marks.arranging import BookFacts, Standing
from viewer.ui.marks.row import MarkRow
from viewer.ui.marks.words import colour_name, kind, told
from viewer.ui.window.marking.following import Following
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.services import Services


class MarkRows:
    """Describes bookmarks; opens each book at most once between two refreshes.

    A large book that has to be read first is there, but not opened for this.
    """

    def __init__(
        self,
        services: Services,
        navigation: Navigation,
        meanings: Callable[[], Mapping[str, str]],
        following: Following,
    ) -> None:
        self._services = services
        self._navigation = navigation
        self._read_meanings = meanings
        self._following = following
        self._meanings: Mapping[str, str] = {}
        self._standing: Mapping[str, Standing] = {}
        self._facts: dict[str, BookFacts] = {}
        self._folders: dict[str, Path | None] = {}
        self._books: dict[str, Book | None] = {}

    def refresh(self) -> None:
        """Forget which books are there; they are looked for when they are next needed."""
        self._meanings = self._read_meanings()
        self._standing = self._following.standing()
        self._facts.clear()
        self._folders.clear()
        self._books.clear()

    def describe(self, mark: Annotation) -> MarkRow:
        """Return what the list shows of ``mark``."""
        facts = self.facts(mark.anchor.book)
        return MarkRow(
            id=mark.id,
            title=mark.title,
            path=self.path(mark.anchor.book, self._section(mark)),
            quote=mark.anchor.quote,
            language=mark.anchor.language,
            book=facts.title,
            available=facts.available,
            tags=mark.tags,
            kind=kind(mark),
            note=told(mark.note),
            colour=mark.colour,
            colour_words=self._colour(mark),
            state=self._state(mark),
        )

    def _section(self, mark: Annotation) -> str:
        found = self._following.found(mark.id)
        return mark.anchor.section if found is None else found.anchor.section

    def _state(self, mark: Annotation) -> str:
        words = {
            Standing.TO_CHECK: _("Moved, please check"),
            Standing.LOST: _("No place in this edition"),
            Standing.ASIDE: _("Set aside in this edition"),
        }
        standing = self._standing.get(mark.id)
        return words[standing] if standing is not None else ""

    def facts(self, book: str) -> BookFacts:
        """Return what the list has to know of a book."""
        if book not in self._facts:
            opened = self._book(book)
            title, order = self.title_of(book), {}
            if opened is not None:
                title = pick(opened.edition.title, self._navigation.language)
                order = {section: place for place, section in enumerate(opened.order)}
            self._facts[book] = BookFacts(title, self.is_there(book), order)
        return self._facts[book]

    def path(self, book: str, section: str) -> tuple[str, ...]:
        """Return the titles of a section and those above it, the outermost first."""
        opened = self._book(book)
        if opened is None or section not in opened:
            return ()
        nodes = (*opened.ancestors(section), opened.section(section))
        return tuple(pick(node.title, self._navigation.language) for node in nodes)

    def meanings(self) -> Mapping[str, str]:
        """Return what colours mean to the reader, by name."""
        return self._meanings

    def standing(self) -> Mapping[str, Standing]:
        """Return the marks that stand before all others, by id."""
        return self._standing

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        """Return where the open edition has marks of others: section, block, code point, by id."""
        return self._following.elsewhere()

    def _colour(self, mark: Annotation) -> str:
        highlight = mark.motivation is Motivation.HIGHLIGHTING
        return colour_name(mark.colour, self._meanings) if highlight else ""

    def is_there(self, book: str) -> bool:
        """Return whether a book can be opened."""
        return self._folder(book) is not None

    def title_of(self, book: str) -> str:
        """Return the title of a book, remembered from when it was open; else its id."""
        return pick(self._services.titles_of(book), self._navigation.language)

    def _book(self, name: str) -> Book | None:
        current = self._navigation.book
        if current is not None and current.edition.book == name:
            return current
        if name not in self._books:
            self._books[name] = self._opened(self._folder(name))
        return self._books[name]

    def _opened(self, folder: Path | None) -> Book | None:
        if folder is None or needs_reading(folder, self._services.cache):
            return None
        try:
            return open_book(folder, self._services.cache)
        except ViewerError:
            return None

    def _folder(self, name: str) -> Path | None:
        current = self._navigation.book
        if current is not None and current.edition.book == name:
            return current.folder
        if name not in self._folders:
            try:
                self._folders[name] = self._services.shelf().find(name)
            except ViewerError:
                self._folders[name] = None
        return self._folders[name]
