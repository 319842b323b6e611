"""What the reader makes in a book: bookmarks, highlights and notes, as plain values."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from viewer.book.anchor import Anchor


class Motivation(StrEnum):
    """Why an annotation was made, in the words of the W3C Web Annotation vocabulary."""

    BOOKMARKING = "bookmarking"
    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A bookmark, a highlight or a note.

    Attributes:
        id: UUID; kept when it is exported and imported.
        motivation: What it is.
        anchor: Where it points, as it was made.
        title: Name that the reader gave it, or that it got from the text.
        note: The reader's words.
        tags: The reader's tags, in their order.
        colour: Name of the colour of a highlight, or empty.
        created: When it was made: ISO 8601, UTC. Times are only shown, never compared.
        modified: When it was last changed, likewise.
        revision: 1 when it is added, and one more with every change.
        deleted: Whether it is in the bin; the record stays.
        deleted_at: When it was deleted, or empty.
    """

    id: str
    motivation: Motivation
    anchor: Anchor
    title: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    created: str = ""
    modified: str = ""
    revision: int = 0
    deleted: bool = False
    deleted_at: str = ""

    @property
    def emptied(self) -> bool:
        """Whether it was removed from the bin: only the record of its deletion is left."""
        return self.deleted and not self.anchor.book


def new_annotation(
    motivation: Motivation, anchor: Anchor, title: str = "", *, note: str = "", colour: str = ""
) -> Annotation:
    """Return an annotation with an id of its own, to be added to a store."""
    return Annotation(str(uuid.uuid4()), motivation, anchor, title, note, colour=colour)
