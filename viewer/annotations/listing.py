"""The reader's annotations as a list, with where each lies in the book as it is now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from viewer.annotations.anchoring import State
from viewer.annotations.editions import Found
from viewer.annotations.model import Annotation
from viewer.annotations.placing import places
from viewer.annotations.store import AnnotationStore

if TYPE_CHECKING:
    from viewer.book.book import Book


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotation was made.

    Attributes:
        edition: Edition of the book.
        section: Id of the section.
        block: Id of the block; empty for a whole section.
        quote: How the passage reads there; empty for a whole section.
    """

    edition: str
    section: str
    block: str
    quote: str


@dataclass(frozen=True, slots=True)
class Row:
    """One annotation in a list.

    Attributes:
        id: Id of the annotation.
        motivation: What it is, in the words of W3C Web Annotation.
        book: Id of the book.
        edition: Edition in which section and block lie: the one listed against where the
            annotation has a place there, else the one it was made in.
        section: Id of the section.
        block: Id of the block; empty for a whole section.
        quote: How the passage reads there; empty for a whole section.
        language: Language of the text.
        title: Name that the reader gave it.
        note: The reader's words.
        tags: The reader's tags.
        colour: Name of the colour of a highlight, or empty.
        created: When it was made, ISO 8601.
        modified: When it was last changed, ISO 8601.
        state: ``placed``, ``moved`` or ``unplaced``.
        original: Where it was made.
    """

    id: str
    motivation: str
    book: str
    edition: str
    section: str
    block: str
    quote: str
    language: str
    title: str
    note: str
    tags: tuple[str, ...]
    colour: str
    created: str
    modified: str
    state: str
    original: Place

    def to_json(self) -> dict[str, Any]:
        """Return the row for JSON, with its fields in order."""
        return asdict(self) | {"tags": list(self.tags)}


def rows(
    store: AnnotationStore,
    book_of: "Callable[[str], Book | None]",
    book: str | None = None,
    *,
    older_of: "Callable[[str], Sequence[Book]]" = lambda _book: (),
) -> Iterator[Row]:
    """Yield the annotations in the order in which they were added.

    Args:
        store: The reader's annotations.
        book_of: Gives the book with an id, in the edition to list against; None if it isn't there.
        book: Only those of the book with this id.
        older_of: Gives other editions of the book with an id, as far as they are at hand.

    Raises:
        StoreError: The store can't be read.
    """
    annotations = store.find(book)
    found: dict[str, Found] = {}
    for name in dict.fromkeys(one.anchor.book for one in annotations):
        opened = book_of(name)
        if opened is not None:
            mine = [one for one in annotations if one.anchor.book == name]
            confirmed = store.placements(opened.edition.edition)
            found |= places(mine, opened, confirmed, older=older_of(name))
    for one in annotations:
        yield _row(one, found.get(one.id) or Found(State.UNPLACED, one.anchor))


def _row(annotation: Annotation, found: Found) -> Row:
    there, made = found.anchor, annotation.anchor
    return Row(
        id=annotation.id,
        motivation=annotation.motivation.value,
        book=made.book,
        edition=there.edition,
        section=there.section,
        block=there.block,
        quote=there.quote,
        language=made.language,
        title=annotation.title,
        note=annotation.note,
        tags=annotation.tags,
        colour=annotation.colour,
        created=annotation.created,
        modified=annotation.modified,
        state=found.state.value,
        original=Place(made.edition, made.section, made.block, made.quote),
    )
