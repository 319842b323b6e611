"""The parts of a query that are more than words, so that each can be shown and taken away."""

import re
from dataclasses import dataclass

from viewer.search.analysis import fold
from viewer.search.parser import FIELDS, PART

FILTERS = frozenset(("in", "book", "edition", "lang", "tag", "is"))
"""Kinds of parts that say which sections may be found at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query.

    Attributes:
        kind: A filter (``in``, ``book``, ``edition``, ``lang``, ``tag``, ``is``), ``title``,
            ``phrase``, ``near``, ``beginning`` or ``exact`` (with a plus sign).
        value: What it is about, without signs.
        negated: Whether it leaves out.
        without: The query without it; of a phrase, and the like, its words stay.
    """

    kind: str
    value: str
    negated: bool
    without: str


def parts_of(text: str) -> list[Part]:
    """Return the parts of a query that are more than a plain word; any text will do."""
    return [part for found in PART.finditer(text) if (part := _part(text, found)) is not None]


def with_filter(text: str, kind: str, value: str, name: str = "") -> str:
    """Return a query with a filter in place of those of its kind.

    Args:
        text: A query.
        kind: Kind of the filter.
        value: Its value.
        name: How the filter is written; ``kind`` if empty.
    """
    text, name = without_filters(text, kind), name or kind
    plain = re.fullmatch(r"[\w.-]+", value)
    clean = re.sub('["“”„«»]', " ", value).strip()
    written = f"{name}:{value}" if plain else f'{name}:"{clean}"'
    return f"{text} {written}".strip()


def without_filters(text: str, *names: str) -> str:
    """Return a query without its filters of these kinds; of no kind at all without names."""
    wanted = frozenset(names) or FILTERS
    while (found := next((one for one in parts_of(text) if one.kind in wanted), None)) is not None:
        text = found.without
    return text


def words_of(text: str) -> str:
    """Return only the words of a query, without signs, fields and filters, for a phrase."""
    text = without_filters(text)
    while found := parts_of(text):
        text = found[0].without
    return text


def _part(text: str, found: re.Match[str]) -> Part | None:
    sign, field, phrase = found["sign"], found["field"], found["phrase"]
    negated = sign not in (None, "+")
    value = phrase if phrase is not None else found["near"] or found["chunk"] or ""
    kind = FIELDS[fold(field)] if field else ""
    left = ""
    if not kind and found["near"] is not None:
        kind = "near"
    elif not kind and phrase is not None:
        kind = "phrase"
    elif not kind and sign == "+":
        kind = "exact"
    elif not kind and value.endswith("*") and value.strip("*"):
        kind, value = "beginning", value.rstrip("*")
    elif not kind and not negated:
        return None
    if kind not in FILTERS and not negated:
        left = value
    rest = f"{text[: found.start()]}{left}{text[found.end() :]}"
    return Part(kind or "word", " ".join(value.split()), negated, " ".join(rest.split()))
