"""Addresses of places in any book: ``briefing:BOOK/SECTION?lang=en#BLOCK``.

They are written into citations and followed from anywhere: a command line, the search field, the
text of a book, a note. Nothing but the book is needed; a place that isn't there leads nearby.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote

from viewer.options import ADDRESS

SCHEME = ADDRESS

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BLOCK = re.compile(r"[0-9a-f]+(\.[0-9]+)?")


class Address(NamedTuple):
    """A place in a book.

    Attributes:
        book: Id of the book.
        section: Id of the section; empty for the book as such.
        language: Language of the text; empty for that in which one reads.
        block: Id of the block; empty for the beginning of the section.
    """

    book: str
    section: str = ""
    language: str = ""
    block: str = ""

    def __str__(self) -> str:
        """Return it as it is written."""
        section = f"/{quote(self.section)}" if self.section else ""
        language = f"?lang={quote(self.language)}" if self.language else ""
        block = f"#{quote(self.block)}" if self.block else ""
        return f"{SCHEME}{quote(self.book)}{section}{language}{block}"


def is_address(text: str) -> bool:
    """Tell whether a text wants to be such an address."""
    return text.strip().lower().startswith(SCHEME)


def parse_address(text: str) -> Address | None:
    """Return what an address means; None if it is none, or badly written."""
    text = text.strip()
    if not is_address(text):
        return None
    rest, _, block = text[len(SCHEME) :].partition("#")
    path, _, query = rest.partition("?")
    book, _, section = path.partition("/")
    language = parse_qs(query).get("lang", [""])[-1]
    found = Address(*map(unquote, (book, section, language, block)))
    patterns = (_ID, _ID, _LANGUAGE, _BLOCK)
    fits = all(
        not part or pattern.fullmatch(part) for part, pattern in zip(found, patterns, strict=True)
    )
    return found if fits and found.book and (found.section or not found.block) else None
