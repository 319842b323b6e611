"""Which link of a page is meant, by pointer or by key, and where it stands."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor

from viewer.ui.page.view import PageView

_SILENT = dict.fromkeys(map(ord, "\ufffc\u2060"))
"""What stands for an image, and what only keeps words together."""


class LinkPlace(NamedTuple):
    """A link of a page.

    Attributes:
        target: Where it leads, as the text has it, or ``footnote:LABEL``.
        area: Where it stands in the viewport.
        position: Where it begins in the document.
        words: Its own words.
    """

    target: str
    area: QRect
    position: int
    words: str = ""


def link_at(page: PageView, point: QPoint) -> LinkPlace | None:
    """Return the link at a point of the viewport, if there is one."""
    address = page.anchorAt(point)
    return _place(page, address, page.cursorForPosition(point)) if address else None


def link_at_cursor(page: PageView) -> LinkPlace | None:
    """Return the link that has the keyboard, which the text cursor selects, if there is one."""
    cursor = page.textCursor()
    # The format is that of the letter before.
    inside = QTextCursor(cursor)
    inside.setPosition(min(cursor.selectionStart() + 1, cursor.selectionEnd()))
    address = inside.charFormat().anchorHref()
    return _place(page, address, inside) if address else None


def _place(page: PageView, address: str, cursor: QTextCursor) -> LinkPlace | None:
    target = page.link_target(address)
    if not target:
        return None
    first, last = _span(address, cursor)
    ends = QTextCursor(cursor)
    ends.setPosition(first)
    area = page.cursorRect(ends)
    ends.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    words = " ".join(ends.selectedText().translate(_SILENT).split())
    return LinkPlace(target, area.united(page.cursorRect(ends)), first, words)


def _span(address: str, cursor: QTextCursor) -> tuple[int, int]:
    """Return first and last position of the link around a cursor."""
    block = cursor.block()
    found: list[int] = []
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.charFormat().anchorHref() == address:
            found += [piece.position(), piece.position() + piece.length()]
        pieces += 1
    return (min(found), max(found)) if found else (cursor.position(), cursor.position())
