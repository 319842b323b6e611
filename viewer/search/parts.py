"""The parts of a query that are more than words, so that each can be shown and taken away."""

import re
from dataclasses import dataclass, replace

from viewer.search.analysis import fold
from viewer.search.parser import AND, FIELDS, GROUPS, NOT, OR, PART

FILTERS = frozenset(("in", "book", "edition", "lang", "tag", "is", "note"))
"""Kinds of parts that say which sections may be found at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query.

    Attributes:
        kind: A filter (``in``, ``book``, ``edition``, ``lang``, ``tag``, ``is``, ``note``),
            ``title``, ``phrase``, ``near``, ``beginning``, ``exact`` (with a plus sign) or
            ``word``.
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


def every_part(text: str) -> list[Part]:
    """Return all parts of a query in order, plain words as well; any text will do.

    Whatever is taken away takes the operator with it that joined it to its neighbour.
    """
    clean = GROUPS.sub(lambda match: match.group().replace(" ", "\u00a0"), text)
    found = list(PART.finditer(clean))
    joins = [_is_join(one, at, clean) for at, one in enumerate(found)]
    parts = []
    for at, one in enumerate(found):
        if joins[at]:
            continue
        before = found[at - 1] if at and joins[at - 1] else None
        after = found[at + 1] if joins[at + 1 : at + 2] == [True] else None
        parts.append(_joined_part(text, one, before, after))
    return parts


def _is_join(found: re.Match[str], at: int, text: str) -> bool:
    """Tell whether a chunk is an operator; alone, it is a word (see ``parser``)."""
    plain = not (found["sign"] or found["field"])
    return plain and found["chunk"] in OR | NOT | AND and (at > 0 or found.end() < len(text))


def _joined_part(
    text: str, found: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None
) -> Part:
    """Return a part of a query between operators, if it has any beside it."""
    part = _part(text, found)
    excluded = before is not None and before["chunk"] in NOT
    if part is not None and not excluded and part.kind not in FILTERS and not part.negated:
        # Its words stay, and so does what joins them to others.
        return part
    start = before.start() if before is not None else found.start()
    end = found.end() if before is not None or after is None or _excludes(after) else after.end()
    without = " ".join(f"{text[:start]}{text[end:]}".split())
    if part is None:
        part = Part("word", " ".join((found["chunk"] or "").split()), negated=False, without="")
    return replace(part, negated=part.negated or excluded, without=without)


def _excludes(operator: re.Match[str]) -> bool:
    return operator["chunk"] in NOT


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
