"""Addresses in the text of a book: sections, headings, other books, the web, files of the book."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from viewer.book.address import is_address, parse_address
from viewer.book.files import path_problem

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WEB_SCHEMES = ("http", "https", "mailto", "tel")
"""Schemes of addresses outside the book that may be handed to the system, after a question."""


class LinkKind(StrEnum):
    """Where a link goes."""

    SECTION = "section"
    HEADING = "heading"
    WEB = "web"
    PLACE = "place"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Link:
    """A parsed address.

    Attributes:
        kind: Where it goes.
        target: Id of the section; the address on the web, or of a place in any book, as it stands;
            or the path in the book. Empty for a heading of the same section.
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
    if scheme in WEB_SCHEMES:
        return Link(LinkKind.WEB, address)
    if is_address(address):
        return Link(LinkKind.PLACE, address)
    body, _, heading = address.partition("#")
    target = unquote(body.partition(":")[2] if scheme else body)
    kind = LinkKind.SECTION if scheme else LinkKind.FILE if body else LinkKind.HEADING
    return Link(kind, target, unquote(heading))


def link_problem(address: str) -> str:
    """Return the code of what is wrong with ``address`` in itself; nothing is looked up."""
    scheme = _scheme(address)
    if scheme in WEB_SCHEMES:
        # The reader decides by what is shown: hidden signs could make that another address.
        return "" if address.isprintable() else "hidden-in-link"
    if is_address(address):
        return "" if parse_address(address) else "bad-address"
    if scheme == "section":
        return "" if address.partition(":")[2].partition("#")[0] else "bad-link"
    return "link-scheme" if scheme else _local_problem(address)


def _local_problem(address: str) -> str:
    """Return the code of what is wrong with a heading of the same section, or a path."""
    path, _, heading = address.partition("#")
    if path:
        return path_problem(unquote(path))
    return "" if heading else "empty-link"


def _scheme(address: str) -> str:
    """Return the scheme of ``address`` in lower case; a single letter is a Windows drive."""
    found = _SCHEME.match(address)
    return found.group(1).lower() if found and len(found.group(1)) > 1 else ""
