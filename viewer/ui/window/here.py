"""What the reader means by “here”: the selection, else the block where they are."""

from typing import NamedTuple

from viewer.annotations.anchoring import anchor_at, section_anchor
from viewer.book.anchor import Anchor
from viewer.book.model import Block, Kind, pick
from viewer.ui.page.content import Passage
from viewer.ui.page.view import PageView
from viewer.ui.window.languages.readings import Readings
from viewer.ui.window.opening.content import Shown
from viewer.ui.window.opening.navigation import Navigation

TITLE_LENGTH = 60
"""Code points of a quote that make up the first name of a mark."""


class Spot(NamedTuple):
    """A place to be marked.

    Attributes:
        anchor: Where it is.
        title: Its first name.
        selected: Whether the reader selected it.
    """

    anchor: Anchor
    title: str
    selected: bool


class Here:
    """Tells where the reader is in the open section."""

    def __init__(self, navigation: Navigation, readings: Readings) -> None:
        self._navigation = navigation
        self._readings = readings

    @property
    def _page(self) -> PageView:
        return self._readings.page()

    def to_bookmark(self) -> Spot | None:
        """Return the selection, else the section if its title is seen, else the block in view."""
        spot = self._selected()
        if spot is not None:
            return spot
        if self._page.title_visible() or self._page.title_selected():
            return self._section()
        return self._spot(self._readings.shown(), self._block(self._page.block_looked_at()))

    def to_mark(self) -> Spot | None:
        """Return the selection, else the block with the caret if that is seen, else the first."""
        spot = self._selected()
        if spot is not None:
            return spot
        if self._page.title_selected():
            return self._section()
        return self._spot(self._readings.shown(), self._block(self._block_here()))

    def to_note(self) -> Spot | None:
        """Return the selection, else the block with the caret, else as for a bookmark."""
        nothing = self._selected() is None
        if nothing and self._page.caret().ordinal < 0 and self._page.title_visible():
            return self._section()
        return self.to_mark()

    def to_list(self) -> Spot | None:
        """Return the selection, else the whole section."""
        return self._selected() or self._section()

    def caret(self) -> tuple[int, int]:
        """Return block and code point of the caret."""
        target = self._page.caret()
        return target.ordinal, target.start

    def _section(self) -> Spot | None:
        book, shown = self._navigation.book, self._readings.shown()
        if book is None or shown is None:
            return None
        section = shown.content.text.section
        text = shown.content.text if book.section(section).text else None
        anchor = section_anchor(book.edition, section, shown.language, text)
        return Spot(anchor, pick(book.section(section).title, shown.language), selected=False)

    def _spot(
        self, shown: Shown | None, passage: Passage | None, *, selected: bool = False
    ) -> Spot | None:
        book = self._navigation.book
        if book is None or shown is None:
            return None
        text = shown.content.text
        # What a section without a text shows is made up of titles.
        if passage is None or not book.section(text.section).text:
            return self._section()
        first, start, last, end = passage
        anchor = anchor_at(book.edition, text, first, start, end, last)
        title = pick(book.section(text.section).title, shown.language)
        heading = "" if selected else heading_before(text.blocks, first)
        return Spot(anchor, f"{title} — {heading or shortened(anchor.quote)}", selected)

    def _selected(self) -> Spot | None:
        """Return what is selected; in a translation under a block it is of that language."""
        found = self._readings.selection()
        passage = trimmed(found.shown.content.text.blocks, found.passage) if found else None
        if found is None or passage is None:
            return None
        return self._spot(found.shown, passage, selected=True)

    def _block_here(self) -> int:
        page = self._page
        seen = page.viewport().rect().intersects(page.cursorRect())
        ordinal = page.caret().ordinal
        return ordinal if seen and ordinal >= 0 else page.block_looked_at()

    def _block(self, ordinal: int) -> Passage | None:
        shown = self._readings.shown()
        blocks = shown.content.text.blocks if shown is not None else ()
        if not 0 <= ordinal < len(blocks):
            return None
        return Passage(ordinal, 0, ordinal, len(blocks[ordinal].text))


def trimmed(blocks: tuple[Block, ...], passage: Passage) -> Passage | None:
    """Return a passage without the white space at its ends; None if nothing else is in it."""
    first, start, last, end = passage
    while last > first and not blocks[last].text[:end].strip():
        last, end = last - 1, len(blocks[last - 1].text)
    while first < last and not blocks[first].text[start:].strip():
        first, start = first + 1, 0
    text = blocks[last].text
    floor = start if first == last else 0
    while end > floor and text[end - 1].isspace():
        end -= 1
    text = blocks[first].text
    while start < (end if first == last else len(text)) and text[start].isspace():
        start += 1
    return None if (first, start) >= (last, end) else Passage(first, start, last, end)


def shortened(words: str) -> str:
    """Return words on one line, cut to the length of a name."""
    words = " ".join(words.split())
    if len(words) <= TITLE_LENGTH:
        return words
    return words[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def heading_before(blocks: tuple[Block, ...], ordinal: int) -> str:
    """Return the heading under which a block stands, or nothing."""
    above = (block for block in reversed(blocks[: ordinal + 1]) if block.kind is Kind.HEADING)
    return next((block.text for block in above), "")
