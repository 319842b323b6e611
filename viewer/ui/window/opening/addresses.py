"""From an address to the place that it means, or the nearest there is."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from viewer.book.address import Address, parse_address
from viewer.book.book import Book
from viewer.book.language_tags import closest
from viewer.errors import BookError, Message, SectionError, Severity
from viewer.ui.page.content import Target
from viewer.ui.window.opening.navigation import Navigation, Pending
from viewer.ui.window.services import Services


def open_address(text: str, navigation: Navigation, services: Services) -> bool:
    """Open the place that an address means; tell whether it is open or will be.

    What is wrong with it is told through the navigation, after the nearest place is open: another
    place of the section, of the book, or what was open before.
    """
    address = parse_address(text)
    if address is None:
        navigation.failed.emit(Message("bad-address", {"address": text.strip()}))
        return False
    find = partial(_find, address, navigation)
    if navigation.book is not None and navigation.book.edition.book == address.book:
        return navigation.take_up(navigation.book, Pending(Path(), find=find))
    try:
        folder = services.shelf().find(address.book)
    except BookError as problem:
        navigation.failed.emit(problem.message)
        return False
    return navigation.open_pending(Pending(folder, find=find))


def _find(address: Address, navigation: Navigation, book: Book) -> Pending:
    """Return what is to be opened, now that the book is read."""
    reading = navigation.language
    language = closest(address.language, book.edition.languages) or reading
    if not address.section or address.section not in book:
        facts = {"section": address.section, "block": address.block}
        problem = Message("section-not-found", facts)
        stay = navigation.section if navigation.book is book else ""
        if stay:
            position = navigation.page.position()
            wanted = Pending(book.folder, stay, position, reading, remember=False)
        else:
            wanted = Pending(book.folder)
        return wanted._replace(problem=problem if address.section else None)
    wanted = Pending(book.folder, address.section, None, language)
    if not address.block:
        return wanted
    place = next(_places(book, address, language), None)
    if place is None:
        return wanted._replace(problem=Message("passage-not-found", severity=Severity.WARNING))
    return wanted._replace(language=place[0], target=place[1])


def _places(book: Book, address: Address, language: str) -> Iterator[tuple[str, Target]]:
    """Yield where the block stands, in which language: first where it is meant to."""
    codes = book.languages_of(address.section)
    for code in sorted(codes, key=lambda code: code != language):
        try:
            text = book.text(address.section, code)
        except SectionError:
            continue
        for block in text.blocks:
            if block.id == address.block:
                yield code, Target(block.ordinal, 0, len(block.text), flash=True)
