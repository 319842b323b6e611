"""What an export takes along: annotations, where they are, and how they are marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.annotations.editions import Found
from viewer.annotations.exchange import Contents
from viewer.annotations.merging import EditionsOf
from viewer.annotations.model import Annotation
from viewer.annotations.palette import Palette
from viewer.annotations.placing import places
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.book.classification import rank
from viewer.book.model import CLASSIFICATIONS, pick
from viewer.storage.database import Database


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations are exported.

    Attributes:
        book: Only those of this book.
        only: Only those with these ids.
        deleted: With the records of what was deleted, for a store that is to be equal.
    """

    book: str | None = None
    only: frozenset[str] | None = None
    deleted: bool = False

    def has(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is exported."""
        mine = self.book is None or annotation.anchor.book in {self.book, ""}
        return mine and (self.only is None or annotation.id in self.only)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an export takes along.

    Attributes:
        annotations: In the order in which they were made.
        contents: What a set holds beside them, with the highest classification.
        found: Where they are in the current edition, by id; without those whose book isn't here.
        books: Current editions, by id of the book.
    """

    annotations: tuple[Annotation, ...]
    contents: Contents
    found: dict[str, Found]
    books: dict[str, Book]

    def in_reading_order(self) -> list[Annotation]:
        """Return the annotations by book, then in the order of the book."""
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


def gather(database: Database, editions_of: EditionsOf, wanted: Wanted = EVERYTHING) -> Gathered:
    """Gather annotations for an export.

    Args:
        database: The reader's data.
        editions_of: Gives the editions of a book that are at hand, the current one first.
        wanted: Which annotations.

    Raises:
        StoreError: The store can't be read.
    """
    store = AnnotationStore(database)
    annotations = store.all_records() if wanted.deleted else store.find(wanted.book)
    kept = tuple(one for one in annotations if wanted.has(one))
    books: dict[str, Book] = {}
    found: dict[str, Found] = {}
    levels: list[str] = []
    for name in dict.fromkeys(one.anchor.book for one in kept if one.anchor.book):
        mine = [one for one in kept if one.anchor.book == name]
        editions = editions_of(name)
        if editions:
            books[name] = editions[0]
            confirmed = store.placements(editions[0].edition.edition)
            found |= places(mine, editions[0], confirmed, older=editions[1:])
        levels += [_level(one.anchor, editions) for one in mine if not one.deleted]
    return Gathered(kept, _contents(database, kept, levels), found, books)


def _contents(
    database: Database, annotations: Iterable[Annotation], levels: Sequence[str]
) -> Contents:
    identities = {one.id for one in annotations}
    placements: dict[str, list[Anchor]] = {}
    for identity, anchor in AnnotationStore(database).all_placements():
        if identity in identities:
            placements.setdefault(identity, []).append(anchor)
    known = [level for level in levels if level]
    return Contents(
        placements,
        [one for one in ReadingList(database).order() if one in identities],
        Palette(database).meanings(),
        CLASSIFICATIONS[max(map(rank, known))] if known else "",
        len(levels) - len(known),
    )


def _level(anchor: Anchor, editions: Sequence[Book]) -> str:
    """Return the level of what is quoted, from the edition that was quoted if it is at hand.

    Where the section is in none of them, the level of the book itself; empty if none is at hand.
    """
    as_made = [one for one in editions if one.edition.edition == anchor.edition]
    for book in (*as_made, *editions):
        if anchor.section in book:
            return book.section(anchor.section).classification
    return editions[0].edition.classification if editions else ""
