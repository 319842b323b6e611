"""Canonical text: the one form of a block's text that everything counts in.

The rules per kind are in ``docs/book-format.md``; here is what they share: NFC, clean characters,
the id of a block and the slug of a heading.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from viewer.book.model import Span, SpanKind

REDACTED = "\u2588"
"""What stands for a redaction in canonical text."""

REPLACEMENT = "\ufffd"

# C0 and C1 controls except tab and line feed, DEL, interlinear and object replacement characters,
# and noncharacters: invisible, refused by XML, and some of them have a meaning of their own inside
# Qt documents.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
# Other line ends than the line feed: vertical tab, form feed, next line, line and paragraph
# separator.
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# Overrides make text read otherwise than it is; embeddings and isolates can be needed in
# quotations.
BIDI_OVERRIDES = re.compile("[\u202d\u202e]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return ``text`` in NFC; forbidden characters become U+FFFD, odd line ends a space."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _LINE_ENDS.sub(" ", _FORBIDDEN.sub(REPLACEMENT, text)))


def forbidden_at(text: str) -> int:
    """Return where the first character that ``clean`` would replace by U+FFFD stands, or -1."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else -1


def folded(text: str) -> str:
    """Return ``text`` in NFC with white space folded to single spaces and none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def block_hash(text: str) -> str:
    """Return the hash of a block: ten hexadecimal digits of BLAKE2b over its folded text."""
    return blake2b(folded(text).encode("utf-8", "replace"), digest_size=5).hexdigest()


def numbered(base: str, seen: dict[str, int], separator: str) -> str:
    """Return ``base``, from the second time on with a number from 2, unique among all given out.

    Args:
        base: What to make unique.
        seen: What was given out so far; is kept up to date.
        separator: What stands before the number.
    """
    count = seen.get(base, 0) + 1
    name = base if count == 1 else f"{base}{separator}{count}"
    while count > 1 and name in seen:
        count += 1
        name = f"{base}{separator}{count}"
    seen[base] = count
    seen.setdefault(name, 1)
    return name


def slug(text: str) -> str:
    """Return the slug of a heading.

    NFKD without marks, lower case, a hyphen for all that is no letter or digit.
    A heading without a letter or digit gets ``section``.
    """
    letters = "".join(
        character if character.isalnum() else "-"
        for character in unicodedata.normalize("NFKD", text).lower()
        if not unicodedata.combining(character)
    )
    return re.sub("-+", "-", letters).strip("-") or "section"


def join_spans(spans: Iterable[Span]) -> tuple[tuple[Span, ...], str]:
    """Return ``spans`` such that they and their joined texts are NFC, and the joined text.

    A combining mark that starts a span would compose with the last letter of the span before it; it
    is moved there, so that both the spans and the whole are NFC and the spans still add up to the
    whole.
    """
    kept = [span for span in spans if span.text or span.kind is not SpanKind.TEXT]
    joined = "".join(span.text for span in kept)
    if unicodedata.is_normalized("NFC", joined):
        return tuple(kept), joined
    done: list[Span] = []
    base, parts = -1, [""]
    for span in kept:
        count = _composing(parts[0], span.text) if base >= 0 else 0
        parts.append(span.text[:count])
        if count == len(span.text):
            if span.kind is not SpanKind.TEXT:
                done.append(span._replace(text=""))
            continue
        _settle(done, base, parts)
        done.append(span._replace(text=span.text[count:]))
        base = -1 if span.kind in _INERT else len(done) - 1
        parts = [span.text[count:]]
    _settle(done, base, parts)
    return tuple(done), "".join(span.text for span in done)


_INERT = (SpanKind.BREAK, SpanKind.REDACTION)


def _settle(spans: list[Span], base: int, parts: list[str]) -> None:
    """Give the span at ``base`` its own text and what was moved to it."""
    if base >= 0 and len(parts) > 1:
        spans[base] = spans[base]._replace(text=unicodedata.normalize("NFC", "".join(parts)))


def _composing(before: str, text: str) -> int:
    """Return how many characters of ``text`` belong to the last letter of ``before``."""
    for index, character in enumerate(text):
        if unicodedata.category(character).startswith("M") or "\u1161" <= character <= "\u11ff":
            continue
        pair = before[-1:] + character
        if index or unicodedata.is_normalized("NFC", pair):
            return index
    return len(text)
