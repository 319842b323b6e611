"""What a briefing book is: books, sections, blocks and spans, as plain values.

Everything that shows, indexes, aligns, compares or exports a book reads these values: one document
model, many readers of it. The words are those of ``docs/book-format.md``. All offsets count
Unicode code points in the canonical text of a block.

The values are named tuples: to make such a class takes an eighth of the time of a data class, which
counts at the start of the program.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from viewer.book.language_tags import closest

Texts = Mapping[str, str]
"""One text in several languages: BCP 47 code to text."""

_NOTHING: Mapping[str, str] = {}


class Kind(StrEnum):
    """Kinds of blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TERM = "term"
    DEFINITION = "definition"
    TABLE = "table"
    FIGURE = "figure"
    CODE = "code"
    FOOTNOTE = "footnote"
    CALLOUT = "callout"
    REDACTION = "redaction"
    RULE = "rule"


class Mark(StrEnum):
    """Marks of a span of text."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"


class SpanKind(StrEnum):
    """Kinds of spans."""

    TEXT = "text"
    BREAK = "break"
    IMAGE = "image"
    FOOTNOTE = "footnote"
    REDACTION = "redaction"


class Span(NamedTuple):
    """A stretch of a block that looks the same throughout.

    Attributes:
        text: Its share of the block's canonical text: the words; a line feed for a hard break; the
            alternative text of an image; nothing for a footnote mark; one U+2588 for a redaction.
        kind: What it is.
        marks: How it is set.
        link: Target: ``section:ID``, ``section:ID#heading``, ``#heading``, a web address, a path
            in the book; else empty.
        data: More, by kind. Image: ``src``, ``title``. Footnote mark: ``label``. Redaction:
            ``act``, ``provision``.
            Any: ``lang`` where the language changes inside the line.
    """

    text: str
    kind: SpanKind = SpanKind.TEXT
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    data: Mapping[str, str] = _NOTHING


class Container(NamedTuple):
    """A list, list item, quote, call-out or definition list around blocks.

    Attributes:
        kind: ``bullet_list``, ``ordered_list``, ``item``, ``quote``, ``definition_list`` or
            ``callout``.
        number: Tells containers of one section apart; blocks with equal numbers share the
            container.
        data: By kind. ``ordered_list``: ``start``. ``item``: ``task`` (``done`` or ``open``) if it
            is a task; ``continued`` if it was cut out without its beginning. ``callout``: ``type``
            (``note``, ``caution``, ``key-message`` or ``question``).
    """

    kind: str
    number: int
    data: Mapping[str, str] = _NOTHING


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        spans: Its content, in order.
        align: ``left``, ``right``, ``center`` or empty.
        header: Whether it heads a column (or a row).
        colspan: How many columns it spans; 0 if another cell covers it.
        rowspan: How many rows it spans, likewise.
    """

    spans: tuple[Span, ...]
    align: str = ""
    header: bool = False
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The canonical text of the cell."""
        return "".join(span.text for span in self.spans)

    @property
    def covered(self) -> bool:
        """Whether another cell spans its place; it is empty then."""
        return self.rowspan == 0


class Block(NamedTuple):
    """The smallest addressable piece of a section.

    Attributes:
        id: Hash of the normalised text, plus a number from the second occurrence on, for example
            ``3f9c0a12de.2``.
        kind: What it is. The first paragraph of a list item is the ``list_item``; later paragraphs
            of the item are paragraphs inside the same ``item`` container. A paragraph directly in
            a call-out has kind ``callout``.
        ordinal: Place in the section, counted from 0.
        text: Canonical text (NFC).
        spans: Content, in order; their texts joined are the canonical text. Empty for a table.
        within: Containers around it, the outermost first.
        rows: Cells of a table, row by row, those too that others cover; else empty.
        data: More, by kind. Heading: ``level`` (1 to 6), ``slug``, and ``number`` where the book
            numbers them. Figure: ``src``, ``title``.
            Code: ``info``. Footnote: ``label``, ``number``; from its second paragraph on also
            ``part``. Redaction: ``act``, ``provision``. Any: ``lang``, and ``slug`` where the
            author gave a name.
        line: Line in the source file, counted from 1.
    """

    id: str
    kind: Kind
    ordinal: int
    text: str
    spans: tuple[Span, ...] = ()
    within: tuple[Container, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    data: Mapping[str, str] = _NOTHING
    line: int = 0


class SectionText(NamedTuple):
    """The text of a section in one language.

    Attributes:
        section: Id of the section.
        language: Language of the text.
        blocks: Its blocks, in reading order; footnotes stand at the end.
    """

    section: str
    language: str
    blocks: tuple[Block, ...]


class Section(NamedTuple):
    """A node of the contents tree.

    Attributes:
        id: Stable id, the same in every edition.
        title: Title in each language.
        text: Path of the text in each language, relative to the book; empty for a mere group.
        parent: Id of the section above; empty at the top.
        children: Ids of the sections below, in order.
        level: Depth, 1 at the top.
        classification: Handling level, own or inherited, always from ``CLASSIFICATIONS``.
        modified: ISO date of the last change, or empty.
        tags: Tags of the author.
        line: Line in ``book.yaml``, counted from 1; 0 if unknown.
    """

    id: str
    title: Texts
    text: Texts = _NOTHING
    parent: str = ""
    children: tuple[str, ...] = ()
    level: int = 1
    classification: str = "unclassified"
    modified: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0


CLASSIFICATIONS = (
    "unclassified",
    "protected-a",
    "protected-b",
    "protected-c",
    "confidential",
    "secret",
    "top-secret",
)
"""Handling levels, the lowest first; an unknown one counts as the highest."""

ESSENTIAL = "essential"
"""Tag of the sections that make up the essential reading of a book."""

FORMAT = 1
"""Version of the book format that this program reads and writes."""


class Edition(NamedTuple):
    """What identifies and describes one edition of a book.

    Attributes:
        book: Id of the book, the same in every edition.
        edition: Name shown to people.
        issued: ISO date or date and time; orders editions.
        revision: Orders editions issued at the same moment.
        title: Title in each language.
        publisher: Publisher in each language.
        classification: Handling level.
        caveat: Words beside the classification, in each language.
        languages: Languages, the author's first choice first.
        replaces: Edition that this one corrects, or empty.
        note: What it corrects, in each language.
        expires: ISO date, or empty.
        numbered: Whether the headings of its texts are numbered.
    """

    book: str
    edition: str
    issued: str
    revision: int = 1
    title: Texts = _NOTHING
    publisher: Texts = _NOTHING
    classification: str = "unclassified"
    caveat: Texts = _NOTHING
    languages: tuple[str, ...] = ("en",)
    replaces: str = ""
    note: Texts = _NOTHING
    expires: str = ""
    numbered: bool = False


def pick(texts: Texts, language: str) -> str:
    """Return the text in ``language``, else in English, else in any language, else nothing."""
    if language in texts:
        return texts[language]
    near = closest(language, texts) or closest("en", texts) or next(iter(texts), "")
    return texts.get(near, "")
