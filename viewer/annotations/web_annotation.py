"""One annotation as W3C Web Annotation JSON-LD, and back.

W3C Recommendation "Web Annotation Data Model" (23 February 2017): motivations, TextualBody,
TextQuoteSelector, TextPositionSelector. The target is ``briefing:BOOK/SECTION?lang=en#BLOCK``; its
positions count code points from the start of the block. What the model has no word for stands in
terms of our own (``TERMS``), so that nothing is lost on the way out and in again.

Foreign annotations are read as far as they can be understood; nothing here raises anything but
``ForeignError``, whatever JSON holds.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from viewer.annotations.evidence import UNKNOWN, has_unknown_context
from viewer.annotations.joined import CONTEXT
from viewer.annotations.model import Annotation, Motivation
from viewer.book.anchor import Anchor

CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"

SCHEME = "briefing"

TERMS = {
    "briefing": "urn:briefing-viewer:",
    "title": "http://purl.org/dc/terms/title",
    **{
        name: f"briefing:{name}"
        for name in (
            "begins",
            "classification",
            "colours",
            "confirmed",
            "deleted",
            "deletedAt",
            "edition",
            "lastBlock",
            "ordinal",
            "placements",
            "readingList",
            "revision",
            "unknownClassifications",
        )
    },
}
"""Our own terms, declared in the context of every set."""

_UUID_URN = "urn:uuid:"
_UUID_LENGTH = 36

Json = Mapping[str, Any]


class ForeignError(ValueError):
    """An annotation can't be understood.

    Attributes:
        code: Why: the code of a message.
        parameters: What its sentence names.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


def to_web_annotation(annotation: Annotation, placements: Sequence[Anchor] = ()) -> dict[str, Any]:
    """Return an annotation as values for JSON, with where it was confirmed in other editions."""
    made: dict[str, Any] = {
        "type": "Annotation",
        "id": _urn(annotation.id),
        "motivation": annotation.motivation.value,
        "created": annotation.created,
        "modified": annotation.modified,
        "title": annotation.title,
        "body": list(_bodies(annotation)),
        "target": _target(annotation.anchor, annotation.colour),
        "placements": [_target(anchor) for anchor in placements],
        "revision": annotation.revision,
        "deleted": annotation.deleted,
        "deletedAt": annotation.deleted_at,
    }
    always = {"type", "id", "motivation", "target", "revision"}
    return {key: value for key, value in made.items() if value or key in always}


def _urn(identity: str) -> str:
    return f"{_UUID_URN}{identity}" if _is_uuid(identity) else identity


def _is_uuid(text: str) -> bool:
    digits = text.replace("-", "")
    return (
        len(text) == _UUID_LENGTH
        and text.count("-") == 4  # noqa: PLR2004 - RFC 9562
        and all(sign in "0123456789abcdef" for sign in digits)
    )


def _bodies(annotation: Annotation) -> Iterator[dict[str, str]]:
    if annotation.note:
        yield {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/markdown",
            "value": annotation.note,
        }
    for tag in annotation.tags:
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}


def _target(anchor: Anchor, colour: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {
        "source": source_of(anchor),
        "edition": anchor.edition,
        "selector": list(_selectors(anchor)),
        "ordinal": anchor.ordinal,
        "styleClass": colour,
    }
    if not anchor.block and not anchor.quote:
        made["begins"] = anchor.suffix
        del made["ordinal"]
    if anchor.last_block or (anchor.block and anchor.end != anchor.start + len(anchor.quote)):
        made["lastBlock"] = {"id": anchor.last_block, "end": anchor.end}
    return {key: value for key, value in made.items() if value or key in {"source", "ordinal"}}


def source_of(anchor: Anchor) -> str:
    """Return the address of a place: ``briefing:BOOK/SECTION?lang=en#BLOCK``."""
    section = f"/{quote(anchor.section, safe='')}" if anchor.section else ""
    path = quote(anchor.book, safe="") + section
    query = f"?{urlencode({'lang': anchor.language})}" if anchor.language else ""
    fragment = f"#{quote(anchor.block, safe='')}" if anchor.block else ""
    return f"{SCHEME}:{path}{query}{fragment}"


def _selectors(anchor: Anchor) -> Iterator[dict[str, Any]]:
    if anchor.quote or anchor.block:
        selector = {"type": "TextQuoteSelector", "exact": anchor.quote}
        if not has_unknown_context(anchor):
            selector |= {"prefix": anchor.prefix, "suffix": anchor.suffix}
        yield selector
    if anchor.block:
        end = anchor.start + len(anchor.quote)
        yield {"type": "TextPositionSelector", "start": anchor.start, "end": end}


# -- reading -------------------------------------------------------------------------------------


def from_web_annotation(item: object, *, book: str = "") -> tuple[Annotation, list[Anchor]]:
    """Return the annotation in ``item``, and where it was confirmed in other editions.

    Args:
        item: What JSON holds.
        book: Id of the book that is meant where the target names none of ours.

    Raises:
        ForeignError: It isn't an annotation, or nothing tells what it is about.
    """
    if not isinstance(item, dict) or "target" not in item:
        raise ForeignError("import-no-annotation")
    deleted = item.get("deleted") is True
    anchor, colour = _anchor(_first(item["target"]), book, optional=deleted)
    note, tags = _words(item)
    annotation = Annotation(
        id=_identity(item),
        motivation=_motivation(item.get("motivation"), note),
        anchor=anchor,
        title=_text(item.get("title")),
        note=note,
        tags=tags,
        colour=colour,
        created=_text(item.get("created")),
        modified=_text(item.get("modified")),
        revision=_number(item.get("revision")),
        deleted=deleted,
        deleted_at=_text(item.get("deletedAt")),
    )
    return annotation, [
        _anchor(target, anchor.book, optional=True)[0] for target in _list(item.get("placements"))
    ]


def _identity(item: Json) -> str:
    """Return the id of an annotation: as our stores have it if it is ours, else as it stands.

    One without an id gets one that is the same each time.
    """
    identity = _text(item.get("id")) or _text(item.get("@id"))
    if not identity:
        content = json.dumps(item, sort_keys=True, ensure_ascii=True)
        return str(uuid.uuid5(uuid.NAMESPACE_OID, content))
    bare = identity.removeprefix(_UUID_URN)
    return bare if "revision" in item and _is_uuid(bare) else identity


def _anchor(target: object, book: str, *, optional: bool) -> tuple[Anchor, str]:
    """Return where a target points, and its colour."""
    fields: Json = target if isinstance(target, dict) else {"source": target}
    source = fields.get("source", fields.get("id"))
    where = _place(_text(source.get("id")) if isinstance(source, dict) else _text(source))
    if not where["book"]:
        if not book and not optional:
            raise ForeignError("import-foreign-target", source=_text(source) or "?")
        where["book"] = book
    exact: Json = {}
    position: Json = {}
    for selector in _list(fields.get("selector")):
        kind = selector.get("type") if isinstance(selector, dict) else None
        exact = selector if kind == "TextQuoteSelector" else exact
        position = selector if kind == "TextPositionSelector" else position
    if not where["section"] and not _text(exact.get("exact")) and not optional:
        raise ForeignError("import-without-place")
    return _anchor_of(where, fields, exact, position), _text(fields.get("styleClass"))


def _anchor_of(where: Mapping[str, str], fields: Json, exact: Json, position: Json) -> Anchor:
    quoted = _text(exact.get("exact"))
    last = fields.get("lastBlock")
    last = last if isinstance(last, dict) else {}
    whole = not quoted and not where["block"]
    start = _number(position.get("start"))
    end = _number(last.get("end")) if last else start + len(quoted)
    if not where["block"]:
        # Without a block, positions mean nothing; context that isn't given is unknown.
        start = end = 0 if whole or "prefix" in exact or "suffix" in exact else UNKNOWN
    return Anchor(
        book=where["book"],
        edition=_text(fields.get("edition")) or where["edition"],
        section=where["section"],
        language=where["language"],
        block=where["block"],
        ordinal=_number(fields.get("ordinal"), -1) if where["block"] else -1,
        start=start,
        end=end,
        quote=quoted,
        prefix=_text(exact.get("prefix"))[-CONTEXT:],
        suffix=_text(fields.get("begins") if whole else exact.get("suffix"))[:CONTEXT],
        last_block=_text(last.get("id")),
    )


def _place(source: str) -> dict[str, str]:
    """Return book, section, language, block and edition of an address; empty if it isn't ours."""
    nowhere = dict.fromkeys(("book", "section", "language", "block", "edition"), "")
    try:
        parts = urlsplit(source)
        query = parse_qs(parts.query)
    except ValueError:
        return nowhere
    if parts.scheme != SCHEME:
        return nowhere
    book, _, section = parts.path.lstrip("/").partition("/")
    return {
        "book": unquote(book),
        "section": unquote(section),
        "language": query.get("lang", [""])[-1],
        "block": unquote(parts.fragment),
        "edition": query.get("edition", [""])[-1],
    }


def _words(item: Json) -> tuple[str, tuple[str, ...]]:
    """Return note and tags: the bodies, and the plain text that the model allows in their stead."""
    notes = [_text(item.get("bodyValue"))]
    tags: list[str] = []
    if "body" not in item:
        # As the interface of Hypothesis, on which many exports are built, has them.
        notes.append(_text(item.get("text")))
        tags += map(_text, _list(item.get("tags")))
    for body in _list(item.get("body")):
        if isinstance(body, str):
            notes.append(_text(body))
        elif isinstance(body, dict):
            value = _text(body.get("value"))
            (tags if "tagging" in _list(body.get("purpose")) else notes).append(value)
            tags += [_text(tag) for tag in _list(body.get("tag"))]
    return "\n\n".join(note for note in notes if note), tuple(tag for tag in tags if tag)


def _motivation(value: object, note: str) -> Motivation:
    for name in map(_text, _list(value)):
        # With the prefix of the vocabulary, where a program writes it.
        bare = name.removeprefix("oa:")
        if bare in set(Motivation):
            return Motivation(bare)
    return Motivation.COMMENTING if note else Motivation.HIGHLIGHTING


def _first(value: object) -> object:
    return next(iter(_list(value)), None)


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object, least: int = 0) -> int:
    """Return a whole number that the store can hold, at least ``least``."""
    if isinstance(value, bool) or not isinstance(value, int):
        return least
    return min(max(value, least), 2**31)
