"""From a section to what the page shows: text in the language of reading, notices, marking."""

from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.classification import strip
from viewer.book.language_tags import closest
from viewer.book.model import Block, Container, Kind, Section, SectionText, Span, pick
from viewer.messages import translate as _
from viewer.ui.page.content import Onward, PageContent
from viewer.ui.window.languages.language_switch import own_name


class Shown(NamedTuple):
    """What is on the page.

    Attributes:
        content: For the page.
        language: Language of the text that is shown; differs from the one asked for where that one
            is missing.
    """

    content: PageContent
    language: str


def language_in(book: Book, chosen: str, reading: str) -> str:
    """Return the language in which ``book`` is read.

    Args:
        book: The book.
        chosen: What the reader chose: a book without it doesn't make the next one foreign, too.
        reading: What was read last.
    """
    languages = book.edition.languages
    return closest(chosen, languages) or closest(reading, languages) or languages[0]


def shown_language(book: Book, section: str, wanted: str) -> str:
    """Return the language in which ``section`` is shown to a reader of ``wanted``."""
    available = book.languages_of(section)
    if not available:
        return wanted
    if near := closest(wanted, available):
        return near
    first = [code for code in book.edition.languages if code in available]
    return first[0] if first else available[0]


def content_of(book: Book, section_id: str, wanted: str) -> Shown:
    """Return what the page shows for a section.

    Raises:
        SectionError: The section's text is defective.
    """
    section = book.section(section_id)
    language = shown_language(book, section_id, wanted)
    text = book.text(section_id, language) if section.text else _group(book, section, language)
    page = _page_of(book, section, wanted, text)
    return Shown(page._replace(onward=_onward(book, section_id, wanted)), language)


def beginning_of(book: Book, section_id: str, wanted: str) -> PageContent | None:
    """Return what the page shows of a long section until all of it is parsed; None of any other.

    Raises:
        SectionError: The section's text is defective.
    """
    section = book.section(section_id)
    if not section.text:
        return None
    text = book.beginning(section_id, shown_language(book, section_id, wanted))
    return None if text is None else _page_of(book, section, wanted, text)


def _page_of(book: Book, section: Section, wanted: str, text: SectionText) -> PageContent:
    language = text.language
    notices = () if language == wanted else (_missing(wanted, language),)
    marking = (
        ""
        if section.classification == book.edition.classification
        else strip(section.classification)
    )
    return PageContent(
        text=text,
        title=pick(section.title, language),
        language=language,
        notices=notices,
        marking=marking,
        resource=book.resource,
    )


def _onward(book: Book, section: str, language: str) -> tuple[Onward, ...]:
    """Return links to the section before and to the next."""
    before, after = book.previous(section), book.next(section)
    links = []
    if before:
        words = _("Previous section: {title}").format(title=book.title(before, language))
        links.append(Onward(before, words, forward=False))
    if after:
        words = _("Next section: {title}").format(title=book.title(after, language))
        links.append(Onward(after, words))
    return tuple(links)


def _missing(wanted: str, shown: str) -> str:
    if (wanted, shown) == ("fr", "en"):
        return _("Not available in French; shown in English.")
    if (wanted, shown) == ("en", "fr"):
        return _("Not available in English; shown in French.")
    words = _("Not available in this language ({wanted}); shown in {shown}.")
    return words.format(wanted=own_name(wanted), shown=own_name(shown))


def _group(book: Book, section: Section, language: str) -> SectionText:
    """A section without text shows the sections below it, as links."""
    children = [book.section(child) for child in section.children]
    around = Container("bullet_list", 1)
    blocks = []
    for place, child in enumerate(children):
        title = pick(child.title, language)
        item = Container("item", place + 2)
        span = Span(title, link=f"section:{child.id}")
        blocks.append(Block(child.id, Kind.LIST_ITEM, place, title, (span,), (around, item)))
    return SectionText(section.id, language, tuple(blocks))
