"""A place in a book, to come back to."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where the reader is or was.

    Attributes:
        book: Id of the book.
        edition: Edition that was open.
        section: Id of the section.
        language: Language of the text.
        block: Id of the block at the top of the page; empty at the start of the section.
        ordinal: Its place in the section, from 0; used where the edition has no such block. -1 is
            the start, above the title.
        offset: First code point in view in the block's canonical text.
        shift: How far its line is scrolled out at the top, in heights of that line. Not kept in the
            store: what it means depends on the size of the window.
    """

    book: str
    edition: str
    section: str
    language: str
    block: str = ""
    ordinal: int = -1
    offset: int = 0
    shift: float = 0.0
