"""The reader's annotations as a list, with where each lies in the book as it is now."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from viewer.annotations.anchoring import State, is_whole_section, place
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore
from viewer.book.model import Anchor, SectionText
from viewer.errors import SectionError

if TYPE_CHECKING:
    from viewer.book.book import Book


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
        language: Language of the text.
        block: Id of the block; empty for a whole section.
        quote: The exact text; empty for a whole section.
        title: Name that the reader gave it.
        note: The reader's words.
        tags: The reader's tags.
        created: When it was made, ISO 8601.
        modified: When it was last changed, ISO 8601.
        state: ``placed``, ``moved`` or ``unplaced``.
    """

    id: str
    motivation: str
    book: str
    edition: str
    section: str
    language: str
    block: str
    quote: str
    title: str
    note: str
    tags: tuple[str, ...]
    created: str
    modified: str
    state: str

    def to_json(self) -> dict[str, Any]:
        """Return the row for JSON, with its fields in order."""
        return asdict(self) | {"tags": list(self.tags)}


def rows(
    store: AnnotationStore,
    book_of: "Callable[[str], Book | None]",
    book: str | None = None,
) -> Iterator[Row]:
    """Yield the annotations in the order in which they were added.

    Args:
        store: The reader's annotations.
        book_of: Gives the book with an id, in the edition to list against; None if it isn't there.
        book: Only those of the book with this id.

    Raises:
        StoreError: The store can't be read.
    """
    for annotation in store.find(book):
        opened = book_of(annotation.anchor.book)
        if opened is None:
            yield _row(annotation, annotation.anchor, State.UNPLACED)
            continue
        edition = opened.edition.edition
        anchor = store.anchor_in(annotation, edition)
        text = text_of(opened, anchor)
        placement = place(anchor, text)
        block = anchor.block
        if text is not None and placement.ordinal >= 0:
            block = text.blocks[placement.ordinal].id
        there = edition if placement.state is not State.UNPLACED else anchor.edition
        yield _row(annotation, _at(anchor, there, block), placement.state)


def text_of(book: "Book", anchor: Anchor) -> SectionText | None:
    """Return the text that ``anchor`` points into; None if the book has it no more.

    For a whole section that exists, the text may be empty: nothing is looked for in it.
    """
    if anchor.section not in book:
        return None
    if is_whole_section(anchor):
        return SectionText(anchor.section, anchor.language, ())
    try:
        known = anchor.language in book.languages_of(anchor.section)
        return book.text(anchor.section, anchor.language) if known else None
    except SectionError:
        return None


def _at(anchor: Anchor, edition: str, block: str) -> Anchor:
    return Anchor(
        anchor.book, edition, anchor.section, anchor.language, block=block, quote=anchor.quote
    )


def _row(annotation: Annotation, anchor: Anchor, state: State) -> Row:
    return Row(
        id=annotation.id,
        motivation=annotation.motivation.value,
        book=anchor.book,
        edition=anchor.edition,
        section=anchor.section,
        language=anchor.language,
        block=anchor.block,
        quote=anchor.quote,
        title=annotation.title,
        note=annotation.note,
        tags=annotation.tags,
        created=annotation.created,
        modified=annotation.modified,
        state=state.value,
    )
