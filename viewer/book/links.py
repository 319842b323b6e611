"""Addresses in the text of a book: sections, headings, the web, files of the book."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from viewer.book.files import path_problem

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WEB_SCHEMES = ("http", "https", "mailto", "tel")
"""Schemes of addresses outside the book that may be handed to the system, after a question."""


class LinkKind(StrEnum):
    """Where a link goes."""

    SECTION = "section"
    HEADING = "heading"
    WEB = "web"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Link:
    """A parsed address.

    Attributes:
        kind: Where it goes.
        target: Id of the section; the web address as it stands; or the path in the book. Empty for a heading of the
            same section.
        heading: Slug of the heading, or empty.
    """

    kind: LinkKind
    target: str = ""
    heading: str = ""


def parse_link(address: str) -> Link | None:
    """Return what ``address`` means, or None if it means nothing that the format allows."""
    if link_problem(address):
        return None
    scheme = _scheme(address)
    body, _, heading = address.partition("#")
    if scheme == "section":
        return Link(LinkKind.SECTION, unquote(body.partition(":")[2]), unquote(heading))
    if scheme:
        return Link(LinkKind.WEB, address)
    if not body:
        return Link(LinkKind.HEADING, "", unquote(heading))
    return Link(LinkKind.FILE, unquote(body), unquote(heading))


def link_problem(address: str) -> str:
    """Return the code of what is wrong with ``address`` in itself, or nothing; what it points at is not looked up."""
    scheme = _scheme(address)
    if scheme == "section":
        return "" if address.partition(":")[2].partition("#")[0] else "bad-link"
    if scheme:
        return "" if scheme in WEB_SCHEMES else "link-scheme"
    if not address:
        return "empty-link"
    if address.startswith("#"):
        return "" if len(address) > 1 else "empty-link"
    return path_problem(unquote(address.partition("#")[0]))


def _scheme(address: str) -> str:
    """Return the scheme of ``address`` in lower case; a single letter is a Windows drive, not a scheme."""
    found = _SCHEME.match(address)
    return found.group(1).lower() if found and len(found.group(1)) > 1 else ""
