"""What a whole book holds that one may want to see together, and what its sections refer to.

To look through a large book takes seconds, so the child process does it, once for an edition and a
language; the rows stay in the book's cache, named by its fingerprint, in files of a few thousand:
to read one of them stops no window.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from viewer.book.address import parse_address
from viewer.book.book import Book
from viewer.book.explaining import Explainer
from viewer.book.links import LinkKind, parse_link
from viewer.book.model import Block, Container, Kind, SectionText, SpanKind
from viewer.book.redaction import redaction_label
from viewer.book.spoken import links_in, placed, spoken
from viewer.errors import ViewerError
from viewer.reading.outline import name_of

LONGEST = 400
"""Code points of a row's text."""

ROWS_A_FILE = 2000

_AROUND = 60
"""Code points on each side of a redaction that tell where it stands."""


class Topic(StrEnum):
    """What a row is, in the order in which they are offered."""

    KEY_MESSAGE = "key-message"
    QUESTION = "question"
    REDACTION = "redaction"
    TABLE = "table"
    FIGURE = "figure"
    TERM = "term"
    LINK = "link"


class Row(NamedTuple):
    """One thing in a section.

    Attributes:
        section: Id of the section.
        ordinal: Its block.
        start: First code point in the block's canonical text.
        end: Code point after the last, if it is a passage; else 0.
        text: What it says; of a question, the answer follows in further lines. Of a term, nothing.
        group: Of a redaction its provision in words, of a term the concept's id, of a link the
            section to which it leads; else empty.
        times: How often it is in the section; more than 1 only for terms and links.
    """

    section: str
    ordinal: int
    start: int = 0
    end: int = 0
    text: str = ""
    group: str = ""
    times: int = 1


class Survey:
    """What was found in one edition of a book, for readers of one language."""

    def __init__(self, rows: Callable[[Topic], list[Row]]) -> None:
        """Take what gives the rows of a topic."""
        self._rows = rows

    def rows(self, topic: Topic) -> list[Row]:
        """Return the rows of a topic, in reading order; of a damaged file, none.

        A large book has tens of thousands: not for the thread of the window.
        """
        return self._rows(topic)


def open_survey(book: Book, language: str) -> Survey | None:
    """Return what is known of a book for readers of ``language``; None if nothing is.

    It makes the book's fingerprint: not for the thread of the window.
    """
    key = book.fingerprint()
    files = book.shelf.read(f"survey/{language}", key)
    if not isinstance(files, dict):
        return None

    def rows(topic: Topic) -> list[Row]:
        found: list[Row] = []
        for number in range(files.get(topic, 0)):
            values = book.shelf.read(_file(language, topic, number), key)
            found += [Row(*value) for value in values or ()]
        return found

    return Survey(rows)


def make_survey(book: Book, language: str, progress: Callable[[int, int], object]) -> Survey:
    """Look through a book, keep what is found in its cache, and return it.

    Args:
        book: The book.
        language: Language of reading; a section without a text in it counts in another.
        progress: Is told how many sections are done, of how many; what it raises ends the work.
    """
    key = book.fingerprint()
    rows: dict[Topic, list[Row]] = {topic: [] for topic in Topic}
    explainer = Explainer(book.glossary)
    for number, section in enumerate(book.order):
        progress(number, len(book.order))
        for topic, row in _rows_in(book, section, language, explainer):
            rows[topic].append(row)
    files = {}
    for topic, found in rows.items():
        pieces = range(0, len(found), ROWS_A_FILE)
        for place, first in enumerate(pieces):
            piece = found[first : first + ROWS_A_FILE]
            book.shelf.write(_file(language, topic, place), key, piece)
        files[topic.value] = len(pieces)
    book.shelf.write(f"survey/{language}", key, files)
    return Survey(rows.__getitem__)


def _rows_in(
    book: Book, section: str, language: str, explainer: Explainer
) -> Iterator[tuple[Topic, Row]]:
    """Yield what is in a section as it is shown to readers of a language."""
    available = book.languages_of(section)
    if available:
        with suppress(ViewerError):
            shown = language if language in available else available[0]
            yield from rows_of(book.text(section, shown), explainer, book.edition.book)


def _file(language: str, topic: Topic, number: int) -> str:
    return f"survey/{language}-{topic}-{number}"


def rows_of(text: SectionText, explainer: Explainer, book: str = "") -> Iterator[tuple[Topic, Row]]:
    """Yield what is in a section, each topic in reading order.

    Args:
        text: Of the section.
        explainer: Knows the glossary of the book.
        book: Id of the book, which links may bear as well.
    """
    yield from _callouts(text)
    for block in text.blocks:
        if block.kind is Kind.TABLE:
            yield Topic.TABLE, Row(text.section, block.ordinal, text=name_of(block, text.language))
        elif block.kind is Kind.FIGURE:
            yield Topic.FIGURE, Row(text.section, block.ordinal, text=name_of(block, text.language))
        yield from _redactions(text, block)
    for topic, found in ((Topic.TERM, _terms(text, explainer)), (Topic.LINK, _links(text, book))):
        first: dict[str, Row] = {}
        for row in found:
            known = first.get(row.group)
            first[row.group] = known._replace(times=known.times + 1) if known else row
        yield from ((topic, row) for row in first.values())


def _callouts(text: SectionText) -> Iterator[tuple[Topic, Row]]:
    """Yield key messages and questions, each with all the blocks of its call-out."""
    inside: dict[int, tuple[Topic, list[Block]]] = {}
    for block in text.blocks:
        for container in block.within:
            topic = _topic(container)
            if topic is not None:
                inside.setdefault(container.number, (topic, []))[1].append(block)
    for topic, blocks in inside.values():
        words = "\n".join(" ".join(spoken(block, text.language).split()) for block in blocks)
        yield topic, Row(text.section, blocks[0].ordinal, text=cut(words, LONGEST))


def _topic(container: Container) -> Topic | None:
    kind = container.data.get("type") if container.kind == "callout" else None
    return Topic(kind) if kind in {Topic.KEY_MESSAGE, Topic.QUESTION} else None


def _redactions(text: SectionText, block: Block) -> Iterator[tuple[Topic, Row]]:
    whole = block.kind is Kind.REDACTION
    for start, span in placed(block):
        if span.kind is SpanKind.REDACTION:
            end = start + len(span.text)
            words = "" if whole else _around(block.text, start, end)
            label = redaction_label(block.data if whole else span.data, text.language)
            yield Topic.REDACTION, Row(text.section, block.ordinal, start, end, words, label)


def _around(text: str, start: int, end: int) -> str:
    """Return the words on both sides of a redaction."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[first:start].partition(" ")[2] if first else text[:start]
    after = text[end:last].rpartition(" ")[0] if last < len(text) else text[end:]
    opening, closing = "…" if first else "", "…" if last < len(text) else ""
    return " ".join(f"{opening}{before}{text[start:end]}{after}{closing}".split())


def _terms(text: SectionText, explainer: Explainer) -> Iterator[Row]:
    for block in text.blocks:
        for use, concepts in explainer.mentions(block, text.language):
            for concept in concepts:
                yield Row(text.section, use.ordinal, use.start, use.end, "", concept.id)


def _links(text: SectionText, book: str) -> Iterator[Row]:
    for block in text.blocks:
        for link in links_in(block):
            target = _section_of(link.target, book)
            if target not in ("", text.section):
                yield Row(text.section, block.ordinal, link.start, link.end, link.text, target)


def _section_of(address: str, book: str) -> str:
    """Return the section of a book to which a link leads; nothing if it leads elsewhere."""
    link = parse_link(address)
    if link is not None and link.kind is LinkKind.SECTION:
        return link.target
    place = parse_address(address)
    return place.section if place is not None and place.book == book else ""


def cut(text: str, longest: int) -> str:
    """Return ``text``, cut after a word where it is longer than ``longest`` code points."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"
