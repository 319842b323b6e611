"""From the spans of a block to text in the document."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextImageFormat

from viewer.book.model import Mark, Span, SpanKind
from viewer.book.redaction import redaction_label
from viewer.book.words import label
from viewer.ui.page.look import Look, Role
from viewer.ui.page.offsets import Run, utf16_length

if TYPE_CHECKING:
    from viewer.ui.page.images import Picture, Pictures

LINE_SEPARATOR = "\u2028"

_TALLEST_SIGN = 1.1
"""Height up to which an image in a line is a sign in its middle, of that of the line."""

_NO_WIDTH = "\u2060"
"""A character that isn't seen."""

_AT_LEAST = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
_SUPERSCRIPT = frozenset({Mark.SUPERSCRIPT})

# What Qt would take for the end of a block or frame, for an object, or at the start of a text for a
# mark of its encoding; and what makes text read otherwise than it is written. Each is shown as one
# character, so that offsets stay.
_HARMLESS = {
    **dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2029), LINE_SEPARATOR),
    **dict.fromkeys((0x00, 0x202D, 0x202E, 0xFDD0, 0xFDD1, 0xFFFC, 0xFFFE), "\ufffd"),
    0xFEFF: "\u2060",
}


def harmless(text: str) -> str:
    """Return ``text`` without characters that mean something to Qt; as long as it was."""
    return text if text.isprintable() and "\ufffc" not in text else text.translate(_HARMLESS)


_KEPT = re.compile(
    # Before French punctuation and signs of units, after what opens a quotation, inside a number,
    # between it and its unit, and after signs that belong to it.
    r" (?=[»›:;!?%])|(?<=[«‹]) |(?<=[§°≥≤≈±]) (?=\d)"
    r"|(?<=\d) (?=\d{3}(?!\d)|[$€°¢]|(?:[kcm]?m|k?g|t|ha|h|min|L|µg|[kMG]\$|[kMG]W)(?![\w’]))"
)


def unbroken(text: str) -> str:
    """Return ``text`` as ``harmless`` does, with no-break spaces where a line must not end.

    Few authors type them: in French before a colon and inside guillemets, in both languages in
    numbers and before their signs. What is copied has plain spaces again.
    """
    return harmless(_KEPT.sub("\u00a0", text))


class Links:
    """The links of a page; its document knows them by number only.

    Attributes:
        targets: Targets by number.
    """

    def __init__(self) -> None:
        self.targets: list[str] = []

    def add(self, target: str) -> str:
        """Return the address for ``target`` in the document; empty if it leads nowhere allowed."""
        if not is_followed(target):
            return ""
        self.targets.append(target)
        return f"link:{len(self.targets) - 1}"

    def target(self, address: str) -> str:
        """Return what ``add`` was given for this address; empty if nothing."""
        number = address.removeprefix("link:")
        known = number.isdecimal() and number != address and int(number) < len(self.targets)
        return self.targets[int(number)] if known else ""


_SCHEMES = (
    *("section:", "briefing:", "http:", "https:", "mailto:", "tel:", "#"),
    # Of the page itself, and of what stands in place of a defective section.
    *("footnote:", "footnote-mark:", "table:", "defect:"),
)


def is_followed(target: str) -> bool:
    """Tell whether a link leads to a place in a book, to a file of this one, or out of it."""
    if target.lower().startswith(_SCHEMES):
        return True
    first = target.split("/", 1)[0]
    return bool(target) and ":" not in first and not target.startswith(("/", "\\"))


def unbroken_redaction(span: Span, language: str) -> str:
    """Return what is shown for a redaction; no line ends inside: it stands for one thing."""
    words = f" {redaction_label(span.data, language)} "
    return words.replace(" ", "\u00a0").replace("–", "–\u2060")


class InlineWriter:
    """Writes spans at a cursor and notes where they stand.

    Attributes:
        cursor: Where to write.
        language: Language of the text.
        links: Where links lead.
        footnote_marks: Where the marks of footnotes stand, by label.
        room: Width that there is for an image, in pixels; 0 for all of the column.
    """

    def __init__(
        self,
        cursor: QTextCursor,
        look: Look,
        pictures: "Callable[[], Pictures]",
        language: str,
        numbers: Mapping[str, str],
    ) -> None:
        """Prepare to write.

        Args:
            cursor: Where to write; the caller moves it to further blocks.
            look: How it looks.
            pictures: Gives what takes in images, when the first one comes.
            language: Language of the text.
            numbers: Numbers of the footnotes, by label.
        """
        self.cursor = cursor
        self.links = Links()
        self._look = look
        self._pictures = pictures
        self.language = language
        self._numbers = numbers
        self.footnote_marks: dict[str, int] = {}
        self.room = 0
        self._special: dict[SpanKind, Callable[[Span, Role, list[Run], int], None]] = {
            SpanKind.BREAK: self._break,
            SpanKind.IMAGE: self._image,
            SpanKind.FOOTNOTE: self._footnote,
            SpanKind.REDACTION: self._redaction,
        }

    def write(self, spans: Iterable[Span], role: Role, start: int = 0) -> list[Run]:
        """Write spans and return where they stand.

        Args:
            spans: In order.
            role: How they are set.
            start: Code point of the first in the block's canonical text.
        """
        runs: list[Run] = []
        for span in spans:
            special = self._special.get(span.kind)
            if special is not None:
                special(span, role, runs, start)
            elif span.text:
                link = self.links.add(span.link) if span.link else ""
                how = self._look.char(role, span.marks, link)
                self.text(span.text, how, runs, start, code=Mark.CODE in span.marks)
            start += len(span.text)
        return runs

    def text(
        self, text: str, how: QTextCharFormat, runs: list[Run], start: int, *, code: bool = False
    ) -> None:
        """Write text as it is, from code point ``start`` of its block on."""
        runs.append(Run(start, text, self.cursor.position(), utf16_length(text)))
        self.cursor.insertText(harmless(text) if code else unbroken(text), how)

    def sign(
        self, text: str, role: Role, link: str = "", marks: frozenset[Mark] = frozenset()
    ) -> None:
        """Write something that is not in the canonical text."""
        self.cursor.insertText(text, self._look.char(role, marks, link))

    def _break(self, span: Span, role: Role, runs: list[Run], start: int) -> None:
        self.text(span.text, self._look.char(role), runs, start)

    def _image(self, span: Span, role: Role, runs: list[Run], start: int) -> None:
        address, found = self.take(span)
        fits = found.size.height() <= _TALLEST_SIGN * self._look.line(role)
        if self.cursor.atBlockStart():
            # Qt needs words in a line to know where its middle is.
            self.sign(_NO_WIDTH, role)
        runs.append(Run(start, span.text, self.cursor.position(), 1, plain=False))
        self.place(span, address, found, role if fits else None)
        if not found.readable:
            words = unbroken(span.text) or label("image", self.language)
            self.cursor.insertText(f"\u00a0{words}\u00a0", self._look.stand_in(role))
        elif not fits:
            # In lines of a fixed height it would cover what stands above.
            made = self.cursor.blockFormat()
            made.setLineHeight(self._look.line(role), _AT_LEAST)
            self.cursor.setBlockFormat(made)

    def take(self, span: Span) -> tuple[str, "Picture"]:
        """Return an image and the address by which the document asks for it."""
        return self._pictures().add(span.data.get("src", ""), self.room)

    def place(self, span: Span, address: str, found: "Picture", role: Role | None = None) -> None:
        """Write an image that was taken in; one in a line of ``role`` stands in its middle."""
        made = QTextImageFormat()
        made.setName(address)
        made.setWidth(found.size.width())
        made.setHeight(found.size.height())
        if role is not None:
            made.setFont(self._look.font(role))
            made.setVerticalAlignment(self._look.middle(role, found.size.height()))
        # Read by screen readers and shown as a tooltip.
        made.setProperty(made.Property.ImageAltText.value, span.text)
        self.cursor.insertImage(made)

    def _footnote(self, span: Span, role: Role, runs: list[Run], start: int) -> None:  # noqa: ARG002 - one of a table
        name = span.data.get("label", "")
        self.footnote_marks.setdefault(name, self.cursor.position())
        link = self.links.add(f"footnote:{name}")
        self.sign(self._numbers.get(name, "*"), role, link, _SUPERSCRIPT)

    def _redaction(self, span: Span, role: Role, runs: list[Run], start: int) -> None:
        shown = unbroken_redaction(span, self.language)
        runs.append(Run(start, span.text, self.cursor.position(), utf16_length(shown), plain=False))
        self.cursor.insertText(harmless(shown), self._look.redaction(role))
