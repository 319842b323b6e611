"""What the cells of a table show, from their spans: as on the page, in the type of the window."""

from collections.abc import Iterator, Mapping, Sequence

from viewer.book.model import Mark, Span, SpanKind
from viewer.ui.elements.rich_words import Piece, RichWords
from viewer.ui.page.inline import harmless, is_followed, unbroken, unbroken_redaction
from viewer.ui.page.offsets import utf16_length
from viewer.ui.page.values import is_number, units_end

FOOTNOTE = "footnote:"
"""Begins the link of the sign of a footnote, before the name of the footnote."""

BETWEEN = "\u2009"
"""Parts the raised numbers of two footnotes."""

_LONGEST = 10_000
"""Characters that are shown of a cell."""

_RAISED = frozenset({Mark.SUPERSCRIPT})


def cell_words(
    spans: Sequence[Span], language: str, numbers: Mapping[str, str]
) -> RichWords | None:
    """Return what a cell shows; None if it is nothing but its text.

    Args:
        spans: Content of the cell.
        language: Language of the text.
        numbers: Numbers of the footnotes, by label.
    """
    if len(spans) == 1 and _is_plain(spans[0]):
        text = spans[0].text.strip()
        shown = unbroken(text[:_LONGEST])
        return None if shown == text else RichWords(shown)
    words, pieces, length = [], [], 0
    for part, piece in _parts(spans, language, numbers):
        units = utf16_length(part)
        if piece is not None and units:
            pieces.append(piece._replace(start=length, length=units))
        words.append(part)
        length += units
        if length > _LONGEST:
            break
    return RichWords("".join(words), tuple(pieces)) if words else None


def joined(parts: Sequence[RichWords], between: str) -> RichWords:
    """Return words as one."""
    text, pieces = "", []
    for part in parts:
        text += between if text else ""
        start = utf16_length(text)
        pieces += [piece._replace(start=piece.start + start) for piece in part.pieces]
        text += part.text
    return RichWords(text, tuple(pieces))


def tail_of(words: RichWords, language: str) -> str | RichWords | None:
    """Return what stands behind the units of a number; None for other words.

    That is decimals, units and signs of notes; what is raised behind a number hangs.
    """
    raised = (one.start for one in words.pieces if Mark.SUPERSCRIPT in one.marks)
    number = words.text[: min(raised, default=len(words.text))]
    if not is_number(number):
        return None
    tail = words.behind(units_end(number, language))
    return tail if tail.pieces else tail.text


def links_of(words: RichWords | None) -> list[tuple[str, str]]:
    """Return the links in words, in order: where each leads, and its own words."""
    if words is None:
        return []
    found: list[tuple[str, str]] = []
    units, last = words.text.encode("utf-16-le", "surrogatepass"), -1
    for piece in filter(lambda one: one.link, words.pieces):
        own = units[2 * piece.start : 2 * (piece.start + piece.length)]
        text = own.decode("utf-16-le", "replace")
        if piece.start == last and found[-1][0] == piece.link:
            # One link, of which a part is set otherwise.
            found[-1] = piece.link, found[-1][1] + text
        else:
            found.append((piece.link, text))
        last = piece.start + piece.length
    return found


def _is_plain(span: Span) -> bool:
    return span.kind is SpanKind.TEXT and not span.marks and not span.link


def _parts(
    spans: Sequence[Span], language: str, numbers: Mapping[str, str]
) -> Iterator[tuple[str, Piece | None]]:
    """Yield the words of spans, each with how they are set if it isn't as usual."""
    last = None
    for span in spans:
        if span.kind is SpanKind.TEXT:
            words = harmless(span.text) if Mark.CODE in span.marks else unbroken(span.text)
            link = span.link if is_followed(span.link) else ""
            plain = not span.marks and not link
            yield words, None if plain else Piece(0, 0, span.marks, link)
        elif span.kind is SpanKind.BREAK:
            yield "\u2028", None
        elif span.kind is SpanKind.IMAGE:
            yield f"[{harmless(span.data.get('title') or span.text)}]", None
        elif span.kind is SpanKind.REDACTION:
            yield harmless(unbroken_redaction(span, language)), Piece(0, 0, redacted=True)
        elif span.kind is SpanKind.FOOTNOTE:
            label = span.data.get("label", "")
            if last is SpanKind.FOOTNOTE:
                yield BETWEEN, None
            yield numbers.get(label, "*"), Piece(0, 0, _RAISED, f"{FOOTNOTE}{label}")
        last = span.kind
