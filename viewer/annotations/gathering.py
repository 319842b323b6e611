"""What an export takes along: annotations, where they are, and how they are marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viewer.annotations.editions import UNWATCHED, Found, Watch
from viewer.annotations.exchange import Contents
from viewer.annotations.merging import EditionsOf
from viewer.annotations.model import Annotation
from viewer.annotations.palette import Palette
from viewer.annotations.placing import places
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.book.classification import level_of, rank
from viewer.book.model import CLASSIFICATIONS, pick
from viewer.storage.database import Database


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations are exported.

    Attributes:
        book: Only those of this book.
        only: Only those with these ids.
        deleted: With the records of what was deleted, for a store that is to be equal.
        listed: Only those on the reading list, in its order.
    """

    book: str | None = None
    only: frozenset[str] | None = None
    deleted: bool = False
    listed: bool = False

    def has(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is exported."""
        mine = self.book is None or annotation.anchor.book in {self.book, ""}
        return mine and (self.only is None or annotation.id in self.only)


EVERYTHING = Wanted()


class Marking(NamedTuple):
    """How what is exported has to be handled.

    Attributes:
        total: How many annotations there are.
        classification: Highest level of what they quote, or empty if nothing is known.
        unknown: Number of quotes whose level isn't known, as their book isn't here.
    """

    total: int
    classification: str
    unknown: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an export takes along.

    Attributes:
        annotations: In the order in which they were made.
        contents: What a set holds beside them, with the highest classification.
        found: Where they are in the current edition, by id; without those whose book isn't here.
        books: Current editions, by id of the book.
        ordered: Whether the annotations stand in an order that the reader made.
    """

    annotations: tuple[Annotation, ...]
    contents: Contents
    found: dict[str, Found]
    books: dict[str, Book]
    ordered: bool = False

    def in_reading_order(self) -> list[Annotation]:
        """Return the annotations as they are read.

        By book, then in the order of the book; those of the reading list in its own order.
        """
        if self.ordered:
            return list(self.annotations)
        orders = {
            name: {section: at for at, section in enumerate(book.order)}
            for name, book in self.books.items()
        }

        def place(annotation: Annotation) -> tuple[str, int, int, int]:
            found = self.found.get(annotation.id)
            anchor = found.anchor if found else annotation.anchor
            order = orders.get(anchor.book, {})
            return anchor.book, order.get(anchor.section, len(order)), anchor.ordinal, anchor.start

        return sorted(self.annotations, key=place)

    def path(self, annotation: Annotation, language: str) -> tuple[str, ...]:
        """Return titles from the outermost section down to the annotation's; its id if unknown."""
        found = self.found.get(annotation.id)
        anchor = found.anchor if found else annotation.anchor
        book = self.books.get(anchor.book)
        if book is None or anchor.section not in book:
            return (anchor.section,) if anchor.section else ()
        above = (*book.ancestors(anchor.section), book.section(anchor.section))
        return tuple(pick(section.title, language) for section in above)

    def title(self, book: str, language: str) -> str:
        """Return the title of a book, or its id if it isn't here."""
        opened = self.books.get(book)
        return pick(opened.edition.title, language) if opened else book


def gather(
    database: Database,
    editions_of: EditionsOf,
    wanted: Wanted = EVERYTHING,
    watch: Watch = UNWATCHED,
) -> Gathered:
    """Gather annotations for an export.

    Args:
        database: The reader's data.
        editions_of: Gives the editions of a book that are at hand, the current one first.
        wanted: Which annotations.
        watch: Is told how far the work is, and can stop it.

    Raises:
        StoreError: The store can't be read.
        StoppedError: ``watch`` said so.
    """
    store = AnnotationStore(database)
    kept = _kept(database, wanted)
    books: dict[str, Book] = {}
    found: dict[str, Found] = {}
    for name, mine in _by_book(kept).items():
        editions = editions_of(name)
        if editions:
            books[name] = editions[0]
            confirmed = store.placements(editions[0].edition.edition)
            counted = _counting(watch, len(found), len(kept))
            found |= places(mine, editions[0], confirmed, older=editions[1:], watch=counted)
    contents = _contents(database, kept, marking_of(kept, editions_of))
    return Gathered(kept, contents, found, books, wanted.listed)


def marking(database: Database, editions_of: EditionsOf, wanted: Wanted = EVERYTHING) -> Marking:
    """Return how an export will be marked, which takes less time than gathering it.

    Raises:
        StoreError: The store can't be read.
    """
    return marking_of(_kept(database, wanted), editions_of)


def _kept(database: Database, wanted: Wanted) -> tuple[Annotation, ...]:
    store = AnnotationStore(database)
    found = store.all_records() if wanted.deleted else store.find(wanted.book)
    kept = [one for one in found if wanted.has(one)]
    if not wanted.listed:
        return tuple(kept)
    known = {one.id: one for one in kept}
    return tuple(known[name] for name in ReadingList(database).order() if name in known)


def _by_book(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    by_book: dict[str, list[Annotation]] = {}
    for one in annotations:
        if one.anchor.book:
            by_book.setdefault(one.anchor.book, []).append(one)
    return by_book


def _counting(watch: Watch, before: int, total: int) -> Watch:
    """Return what follows the work on one book, as part of the whole."""
    return Watch(lambda done, _of: watch.progress(before + done, total), watch.should_stop)


def marking_of(annotations: Sequence[Annotation], editions_of: EditionsOf) -> Marking:
    """Return how annotations have to be handled wherever they go."""
    levels = []
    for name, mine in _by_book(annotations).items():
        editions = editions_of(name)
        levels += [_level(one.anchor, editions) for one in mine if not one.deleted]
    known = [level for level in levels if level]
    highest = CLASSIFICATIONS[max(map(rank, known))] if known else ""
    return Marking(len(annotations), highest, len(levels) - len(known))


def _contents(database: Database, annotations: Iterable[Annotation], marked: Marking) -> Contents:
    identities = {one.id for one in annotations}
    placements: dict[str, list[Anchor]] = {}
    for identity, anchor in AnnotationStore(database).all_placements():
        if identity in identities:
            placements.setdefault(identity, []).append(anchor)
    return Contents(
        placements,
        [one for one in ReadingList(database).order() if one in identities],
        Palette(database).meanings(),
        marked.classification,
        marked.unknown,
    )


def _level(anchor: Anchor, editions: Sequence[Book]) -> str:
    """Return the level of what is quoted, from the edition that was quoted if it is at hand.

    Where the section is in none of them, the level of the book itself; empty if none is at hand.
    """
    as_made = [one for one in editions if one.edition.edition == anchor.edition]
    for book in (*as_made, *editions):
        if anchor.section in book:
            return level_of(book.edition, book.section(anchor.section))
    return level_of(editions[0].edition) if editions else ""
