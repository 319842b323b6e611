"""From what was typed to a query: any text at all is accepted, what can't be used is left out.

Words are all required. Besides: ``"a phrase"`` in straight, curly or French quotation marks,
``-word`` or ``NOT word``, ``+word`` (exactly as typed), ``word*``, ``a OR b``, ``near:5(a b)``,
``title:word``, and filters such as ``lang:fr``. Operators are written in capitals; the French ones
(``OU``, ``SAUF``, ``ET``, ``titre:`` …) work as well, whatever the language of the interface.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from viewer.errors import Message, Severity
from viewer.search.analysis import fold, words
from viewer.search.query import (
    AnyOf,
    Beginning,
    Clause,
    Filter,
    InTitle,
    Near,
    Phrase,
    Query,
    Single,
    Word,
)

MAX_LENGTH = 2000
"""Code points of a query that are read; a whole page pasted into the field is no query."""

MAX_CLAUSES = 64
"""Clauses of a query that are read: as many as a 64-bit number has bits."""

FIELDS = {
    "title": "title", "titre": "title",
    "in": "in", "dans": "in",
    "book": "book", "cahier": "book",
    "edition": "edition",
    "lang": "lang", "langue": "lang",
    "tag": "tag", "etiquette": "tag",
    "is": "is", "est": "is",
    "note": "note",
}  # fmt: skip
"""Names of fields and filters, folded, in both languages."""

_NEAR_DISTANCE = 10
OR, NOT, AND = frozenset(("OR", "OU")), frozenset(("NOT", "SAUF")), frozenset(("AND", "ET"))
"""Operators, in capitals, in both languages."""

_MARKS = '"“”„«»'
_GLUE = "\u00a0\u2009\u202f"
PART = re.compile(
    rf"""
    (?P<sign>(?<!\S)[-\u2212+](?=[{_MARKS}]|\w))?
    (?: (?:near|près|pres)(?::(?P<distance>\d{{1,3}}))?\((?P<near>[^()]*)\)?
      | (?:(?P<field>title|titre|in|dans|book|cahier|[eé]dition|lang|langue|tag|[eé]tiquette
           |is|est|note)
           :(?=[{_MARKS}\w]))?
        (?: [{_MARKS}](?P<phrase>[^{_MARKS}]*)(?P<closed>[{_MARKS}]|\Z)
          | (?P<chunk>(?:[^\s{_MARKS}]|[{_GLUE}])+)
        )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""One part of a query: sign, ``near:``, field, phrase or word."""

GROUPS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?: \d{3})+(?![\w]|[.,]\d)")
"""Numbers that were typed with spaces between their groups."""


def parse(text: str, *, typing: bool = False) -> Query:
    """Return the query that ``text`` stands for; never raises.

    Args:
        text: What was typed.
        typing: Whether it is still being typed: then the beginning of the last word is enough, and
            a phrase may lack its last quotation mark.
    """
    shortened = len(text) > MAX_LENGTH
    # Lone surrogates come with pasted text; nothing in a book can match them.
    clean = text[:MAX_LENGTH].encode("utf-8", "ignore").decode("utf-8")
    # The spaces inside numbers become no-break spaces, which keep a chunk together.
    clean = unicodedata.normalize("NFC", clean)
    clean = GROUPS.sub(lambda match: match.group().replace(" ", "\u00a0"), clean)
    reader = _Reader(clean, typing=typing)
    for part in PART.finditer(clean):
        reader.take(part)
    required, excluded = reader.required, reader.excluded
    shortened = shortened or len(required) > MAX_CLAUSES or len(excluded) > MAX_CLAUSES
    notes = (Message("search-query-shortened", severity=Severity.INFO),) if shortened else ()
    return Query(
        text,
        tuple(required[:MAX_CLAUSES]),
        tuple(excluded[:MAX_CLAUSES]),
        tuple(reader.filters[:MAX_CLAUSES]),
        notes,
    )


@dataclass
class _Reader:
    """Takes one part of a query after the other."""

    text: str
    typing: bool
    required: list[Clause] = field(default_factory=list)
    excluded: list[Clause] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    _pending: str = ""

    def take(self, part: re.Match[str]) -> None:
        """Take the next part."""
        operator = part["chunk"] if not (part["sign"] or part["field"]) else None
        # Alone, or at the end of nothing, they are words: "OR" is gold, and Oregon.
        if operator in OR | NOT | AND and (self.required or part.end() < len(self.text)):
            self._pending = "" if operator in AND else "or" if operator in OR else "not"
            return
        pending, self._pending = self._pending, ""
        negated = part["sign"] not in (None, "+") or pending == "not"
        name = FIELDS.get(fold(part["field"])) if part["field"] else None
        if name is not None and name != "title":
            value = part["phrase"] if part["phrase"] is not None else part["chunk"]
            typed = part.group().removeprefix(part["sign"] or "")
            self.filters.append(Filter(name, value.strip(), negated, typed))
            return
        clauses = self._clauses(part, strict=part["sign"] == "+")
        if name == "title":
            titled = (one for one in clauses if isinstance(one, Word | Phrase | Beginning))
            clauses = [InTitle(one) for one in titled]
        if negated:
            self.excluded.extend(_as_one(clauses))
        elif pending == "or" and self.required and clauses:
            self._alternative(clauses)
        else:
            self.required.extend(clauses)

    def _alternative(self, clauses: list[Clause]) -> None:
        """Make the last clause and ``clauses`` alternatives, if they can be."""
        before, after = self.required[-1], _as_one(clauses)[0]
        if isinstance(after, InTitle | AnyOf) or isinstance(before, InTitle):
            self.required.extend(clauses)
            return
        known = before.clauses if isinstance(before, AnyOf) else (before,)
        self.required[-1] = AnyOf((*known, after))

    def _clauses(self, part: re.Match[str], *, strict: bool) -> list[Clause]:
        if part["near"] is not None:
            return _near(part["near"], part["distance"])
        last = self.typing and part.end() == len(self.text)
        if part["phrase"] is not None:
            return self._phrase(part, last=last)
        chunk = part["chunk"]
        found = list(words(chunk))
        clauses: list[Clause] = [_word(chunk, word.start, word.end, strict) for word in found]
        if clauses and chunk.rstrip(")").endswith("*") and found[-1].end == len(chunk.rstrip("*)")):
            clauses[-1] = Beginning(found[-1].surface, chunk[found[-1].start : found[-1].end])
        elif clauses and last and found[-1].end == len(chunk) and isinstance(clauses[-1], Word):
            clauses[-1] = replace(clauses[-1], unfinished=True)
        return clauses

    def _phrase(self, part: re.Match[str], *, last: bool) -> list[Clause]:
        found = list(words(part["phrase"]))
        if not found:
            return []
        text = " ".join(part["phrase"].replace("\u00a0", " ").split())
        if part["closed"]:
            return [Phrase(tuple(word.surface for word in found[:MAX_CLAUSES]), text)]
        if last:
            unfinished = found[-1].end == len(part["phrase"])
            surfaces = tuple(word.surface for word in found[:MAX_CLAUSES])
            return [Phrase(surfaces, text, unfinished)]
        # A quotation mark without its partner is no mark: these are words.
        return [_word(part["phrase"], word.start, word.end, strict=False) for word in found]


def _word(chunk: str, start: int, end: int, strict: bool) -> Word:  # noqa: FBT001 - private
    text = chunk[start:end]
    surface = next(words(text)).surface
    pieces = tuple(re.split(f"[{_GLUE}]", text))
    capitals = len(text) > 1 and text.isupper()
    parts = pieces if len(pieces) > 1 else ()
    return Word(surface, " ".join(pieces), parts, capitals, strict)


def _near(text: str, distance: str | None) -> list[Clause]:
    found = [word.surface for word in words(text)][:MAX_CLAUSES]
    if len(found) < 2:  # noqa: PLR2004 - one word is near nothing
        return [Word(surface, surface) for surface in found]
    return [Near(tuple(found), int(distance or _NEAR_DISTANCE), " ".join(text.split()))]


def _as_one(clauses: list[Clause]) -> list[Clause]:
    """Return what one sign or operator is about: "-self-government" is one thing."""
    parts: list[Single] = [clause for clause in clauses if isinstance(clause, Word)]
    if len(clauses) < 2 or len(parts) < len(clauses):  # noqa: PLR2004 - one thing is one already
        return clauses[:1]
    surfaces = tuple(word.surface for word in parts if isinstance(word, Word))
    return [Phrase(surfaces, " ".join(word.text for word in parts))]
