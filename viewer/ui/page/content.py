"""What a page shows and where on it something is, as plain values without Qt."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from viewer.book.model import Block, SectionText


class Aside(NamedTuple):
    """Something shown under a block that isn't of the section's text in this language.

    Attributes:
        language: Language of the blocks.
        label: What stands above the blocks, in small letters; empty for nothing.
        blocks: What is shown.
        words: A sentence in the language of the interface, where there are no blocks.
    """

    language: str = ""
    label: str = ""
    blocks: Sequence[Block] = ()
    words: str = ""


class Onward(NamedTuple):
    """A link below the text to another section.

    Attributes:
        section: Id of the section.
        words: What is shown, in the language of the interface.
        forward: Whether it leads on; else back.
    """

    section: str
    words: str
    forward: bool = True


_NONE: Mapping[int, Sequence[Aside]] = {}


class PageContent(NamedTuple):
    """Everything that a page shows of one section.

    Attributes:
        text: The blocks.
        title: Title of the section, in the language of the text.
        language: Language of the text; call-outs and redactions speak it.
        notices: Lines above the text, for example that a translation is missing.
        marking: Handling level of the section in words, if it differs from the book's; else empty.
        resource: Gives the bytes of a file of the book; raises ``SectionError`` or ``OSError``.
        asides: What is shown under blocks, by ordinal; -1 is the title.
        onward: Links below the text; no part of it, so that they are neither copied nor printed.
    """

    text: SectionText
    title: str
    language: str
    notices: tuple[str, ...]
    marking: str
    resource: Callable[[str], bytes]
    asides: Mapping[int, Sequence[Aside]] = _NONE
    onward: tuple[Onward, ...] = ()


class Target(NamedTuple):
    """A place on a page.

    Attributes:
        ordinal: Block, counted from 0; -1 is the top of the page, above the title.
        start: Code point in the block's canonical text.
        end: Code point after the last, if a passage is meant; else 0. A passage is brought into
            view with some text above it; a mere place comes to the top.
        shift: How far the line of ``start`` is scrolled out at the top, in heights of that line.
        flash: Whether the passage is to be shown as the current one until the reader goes on.
    """

    ordinal: int
    start: int = 0
    end: int = 0
    shift: float = 0.0
    flash: bool = False


TOP = Target(-1)
"""The top of a page."""


class Passage(NamedTuple):
    """A stretch of text, in code points of the canonical texts.

    Attributes:
        first_ordinal: Block in which it starts.
        start: First code point, in that block.
        last_ordinal: Block in which it ends.
        end: Code point after the last, in that block.
    """

    first_ordinal: int
    start: int
    last_ordinal: int
    end: int
