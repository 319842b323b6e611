"""What a link's target says in short: its first sentences, as plain text without Qt."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.book.address import Address
from viewer.book.book import Book, needs_reading, open_book
from viewer.book.classification import strip
from viewer.book.language_tags import closest
from viewer.book.links import Link, LinkKind
from viewer.book.model import Block, Kind, pick
from viewer.book.shelf import Listed
from viewer.book.spoken import spoken
from viewer.errors import ViewerError
from viewer.reading.survey import cut
from viewer.search.sentences import sentences
from viewer.ui.page.names import names_of
from viewer.ui.window.opening.content import content_of, language_in
from viewer.ui.window.services import Services

LONGEST = 320
"""Code points of an excerpt, by and large."""

_SILENT = {Kind.HEADING, Kind.RULE, Kind.CODE, Kind.FOOTNOTE}


class Preview(NamedTuple):
    """What is told of the target of a link.

    Attributes:
        title: Title of the section, or the heading that is meant.
        path: Titles of the sections above; of a heading, its section too.
        marking: Handling level in words, if it differs from the book's.
        words: First sentences.
    """

    title: str
    path: tuple[str, ...]
    marking: str
    words: str


def preview(book: Book, link: Link, section: str, language: str) -> Preview | None:
    """Return what a link leads to; None if it leads nowhere or can't be read.

    Args:
        book: The open book.
        link: A link to a section or heading.
        section: Id of the section in which it stands.
        language: Language of reading.
    """
    target = section if link.kind is LinkKind.HEADING else link.target
    if target not in book:
        return None
    above = tuple(pick(one.title, language) for one in book.ancestors(target))
    try:
        content = content_of(book, target, language).content
    except ViewerError:
        # Its place is known; what is wrong is told where it is opened.
        return Preview(book.title(target, language), above, "", "")
    blocks, title = content.text.blocks, content.title
    place = names_of(blocks).headings.get(link.heading) if link.heading else None
    if place is not None:
        above, title = (*above, title), spoken(blocks[place], content.language)
        blocks = _below(blocks, place)
    return Preview(title, above, content.marking, excerpt(blocks, content.language))


def preview_place(
    book: Book, address: Address, language: str, services: Services
) -> Preview | None:
    """Return what an address leads to; None if it isn't among the books.

    A large book that was never opened is told by its title alone: to read it takes seconds.

    Args:
        book: The open book.
        address: A place in any book.
        language: Language of reading.
        services: Knows the shelf.
    """
    if address.book == book.edition.book:
        return _in_book(book, address, language)
    try:
        editions = services.shelf().editions(address.book)
        return _in_other(book, editions[0], address, language, services) if editions else None
    except ViewerError:
        return None


def _in_other(
    book: Book, found: Listed, address: Address, language: str, services: Services
) -> Preview | None:
    """Return what an address leads to in a book that isn't open."""
    title, level = pick(found.edition.title, language), found.edition.classification
    marking = "" if level == book.edition.classification else strip(level)
    if not address.section or needs_reading(found.folder, services.cache):
        return Preview(title, (), marking, "")
    made = _in_book(open_book(found.folder, services.cache), address, language)
    return made and made._replace(path=(title, *made.path), marking=made.marking or marking)


def _in_book(book: Book, address: Address, language: str) -> Preview | None:
    """Return what an address leads to in its book."""
    languages = book.edition.languages
    wanted = closest(address.language, languages) or language_in(book, language, language)
    if not address.section:
        return Preview(pick(book.edition.title, wanted), (), "", "")
    made = preview(book, Link(LinkKind.SECTION, address.section), address.section, wanted)
    if made is None or not address.block:
        return made
    text = content_of(book, address.section, wanted).content.text
    place = next((one.ordinal for one in text.blocks if one.id == address.block), None)
    if place is None:
        return made
    return made._replace(words=excerpt(text.blocks[place:], text.language))


def _below(blocks: Sequence[Block], heading: int) -> tuple[Block, ...]:
    """Return the blocks under a heading, up to the next one."""
    found = []
    for block in blocks[heading + 1 :]:
        if block.kind is Kind.HEADING:
            break
        found.append(block)
    return tuple(found)


def excerpt(blocks: Sequence[Block], language: str) -> str:
    """Return the first sentences of blocks; at least one, cut at a word if it is too long."""
    found: list[str] = []
    room = LONGEST
    for sentence in _sentences(blocks, language):
        if found and len(sentence) > room:
            break
        found.append(sentence)
        room -= len(sentence) + 1
        if room <= 0:
            break
    return cut(" ".join(found), LONGEST)


def _sentences(blocks: Sequence[Block], language: str) -> Iterator[str]:
    """Yield the sentences of blocks, up to the first heading that has some before it."""
    any_yet = False
    for block in blocks:
        if block.kind is Kind.HEADING and any_yet:
            return
        if block.kind not in _SILENT:
            words = " ".join(spoken(block, language).split())
            yield from (words[start:end] for start, end in sentences(words))
            any_yet = any_yet or bool(words)
