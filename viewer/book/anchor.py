"""Where the reader's annotations point; the rules of placing are in ``viewer.annotations``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation points.

    Attributes:
        book: Id of the book.
        edition: Edition that was open.
        section: Id of the section.
        language: Language of the text.
        block: Id of the block; empty if the whole section is meant.
        ordinal: Place of the block in the section, from 0; -1 if the whole section is meant.
        start: First code point in the block's canonical text.
        end: Code point after the last.
        quote: The exact text between them.
        prefix: Up to 32 code points before it.
        suffix: Up to 32 code points after it.
        last_block: Id of the last block when the passage crosses blocks; then ``end`` counts in
            that block. Else empty.
    """

    book: str
    edition: str
    section: str
    language: str
    block: str = ""
    ordinal: int = -1
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    last_block: str = ""
