"""Files of annotations: reading sets of ours and of others, and writing them.

A set is a W3C ``AnnotationSet`` in JSON-LD. Reports in HTML and Markdown carry the same set, so
that each is a backup, too. What can't be understood is left out and said; the rest is read.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer import __version__
from viewer.annotations.model import Annotation
from viewer.annotations.web_annotation import (
    CONTEXT_URL,
    TERMS,
    ForeignError,
    from_web_annotation,
    to_web_annotation,
)
from viewer.book.anchor import Anchor
from viewer.errors import ExchangeError, Message, Severity, reason_of
from viewer.storage.files import write_atomically
from viewer.storage.reading import NOTHING_READ, Reading

MOST_BYTES = 256 * 1024 * 1024
"""Largest file that is read."""

_EMBEDDED = (
    (re.compile(r'<script type="application/ld\+json"[^<>]*>'), re.compile("</script>")),
    (re.compile(r"^<!-- annotations\n", re.MULTILINE), re.compile(r"\n-->$", re.MULTILINE)),
)
"""What stands before and after the set in reports: in HTML, and in Markdown."""

_OBJECT = re.compile(r'\{\s*"')


@dataclass(frozen=True, slots=True)
class Contents:
    """What a set holds beside the annotations themselves.

    Attributes:
        placements: Where annotations were confirmed in other editions, by id.
        reading_list: Ids of annotations, in the reader's order.
        colours: What colours mean, by name.
        classification: Highest level of what is quoted, or empty if nothing is known.
        unknown: Number of quotes whose level isn't known, as their book isn't here.
        reading: Where the reader is in books and what was read; of another computer only.
    """

    placements: Mapping[str, Sequence[Anchor]] = field(default_factory=dict)
    reading_list: Sequence[str] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    classification: str = ""
    unknown: int = 0
    reading: Reading = NOTHING_READ


@dataclass(frozen=True, slots=True)
class ReadSet:
    """A set that was read.

    Attributes:
        annotations: What could be understood, in the order of the file.
        contents: What it holds beside them.
        problems: What could not be read.
    """

    annotations: tuple[Annotation, ...]
    contents: Contents
    problems: tuple[Message, ...]


def read_file(path: Path) -> bytes:
    """Return the content of a file that a person named.

    Raises:
        ExchangeError: It can't be read.
    """
    try:
        with path.open("rb") as stream:
            # No more than what tells that it is too much: a device has no end.
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = reason_of(error)
        raise ExchangeError("unreadable-file", path=str(path), reason=reason) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file that a person asked for.

    Raises:
        ExchangeError: It can't be written.
    """
    try:
        write_atomically(path, content)
    except OSError as error:
        reason = reason_of(error)
        raise ExchangeError("export-not-written", file=str(path), reason=reason) from error


def to_json(annotations: Sequence[Annotation], contents: Contents) -> str:
    """Return a set as JSON-LD, indented for eyes."""
    made = {
        "@context": [CONTEXT_URL, TERMS],
        "type": "AnnotationSet",
        "generator": {"type": "Software", "name": "Briefing Viewer", "version": __version__},
        "generated": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "classification": contents.classification,
        "unknownClassifications": contents.unknown,
        "items": [
            to_web_annotation(one, contents.placements.get(one.id, ())) for one in annotations
        ],
        "readingList": list(contents.reading_list),
        "colours": dict(contents.colours),
    }
    kept = {key: value for key, value in made.items() if value or key == "items"}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def read_set(data: bytes, *, file: str = "", book: str = "") -> ReadSet:
    """Read a file of annotations: JSON-LD, or a report that carries it.

    Args:
        data: The file.
        file: Its name, for messages.
        book: Id of the book that is meant where a target names none of ours.

    Raises:
        ExchangeError: Nothing in it can be read.
    """
    text = _decoded(data, file)
    for before, after in _EMBEDDED:
        # The last one: a note may hold what looks like one.
        found = _last_between(text, before, after)
        if found is not None:
            text = found
            break
    problems: list[Message] = []
    whole, items = _parsed(text, file, problems)
    annotations: dict[str, Annotation] = {}
    placements: dict[str, Sequence[Anchor]] = {}
    for number, item in enumerate(items, start=1):
        try:
            annotation, confirmed = from_web_annotation(item, book=book)
        except ForeignError as error:
            problems.append(_problem(error.code, file, entry=number, **error.parameters))
            continue
        if annotation.id in annotations:
            problems.append(_problem("import-twice", file, entry=number, id=annotation.id))
            continue
        annotations[annotation.id] = annotation
        if confirmed:
            placements[annotation.id] = confirmed
    return ReadSet(tuple(annotations.values()), _contents(whole, placements), tuple(problems))


def _last_between(text: str, before: re.Pattern[str], after: re.Pattern[str]) -> str | None:
    """Return what stands between the last two marks that belong together; None without any."""
    found, at = None, 0
    while True:
        opening = before.search(text, at)
        closing = after.search(text, opening.end()) if opening else None
        if opening is None or closing is None:
            return found
        found, at = text[opening.end() : closing.start()], closing.end()


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        raise ExchangeError("file-too-large", file=file, path=file, limit=limit)
    encoding = json.detect_encoding(data)
    text = data.decode(encoding, "replace")
    if "\ufffd" in text and data.decode(encoding, "ignore").isascii():
        # No letter beyond ASCII is in UTF-8: an older program wrote in the encoding of Windows.
        return data.decode("cp1252", "replace")
    return text


def _parsed(text: str, file: str, problems: list[Message]) -> tuple[object, list[Any]]:
    """Return the value of the file and the annotations in it; what is broken is passed over.

    Raises:
        ExchangeError: There are none.
    """
    try:
        whole = json.loads(text)
        items = list(_items(whole))
    except RecursionError:
        raise ExchangeError("import-nothing", file=file) from None
    except ValueError as error:
        whole, items = None, list(_salvaged(text))
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        problem = Message("import-broken", {"count": len(items)}, Severity.WARNING, file, line)
        problems.append(problem)
    if not items and not _is_empty_set(whole):
        raise ExchangeError("import-nothing", file=file)
    return whole, items


def _items(whole: object) -> Iterator[object]:
    """Yield the annotations of a set, a collection, a page, a list, or a single one."""
    if isinstance(whole, list):
        yield from whole
    elif isinstance(whole, dict):
        for key in ("items", "first", "@graph", "rows"):
            if key in whole:
                value = whole[key]
                yield from value if isinstance(value, list) else _items(value)
                return
        if "target" in whole:
            yield whole


def _is_empty_set(whole: object) -> bool:
    return isinstance(whole, dict) and whole.get("items") == []


def _salvaged(text: str) -> Iterator[dict[str, Any]]:
    """Yield every whole object with a target in a text that is no valid JSON."""
    decoder = json.JSONDecoder()
    at = 0
    while True:
        found = _OBJECT.search(text, at)
        if found is None:
            return
        at = found.start() + 1
        try:
            value, end = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and "target" in value:
            yield value
            at = end


def _contents(whole: object, placements: Mapping[str, Sequence[Anchor]]) -> Contents:
    fields = whole if isinstance(whole, dict) else {}
    listed, colours = fields.get("readingList"), fields.get("colours")
    return Contents(
        placements,
        [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else (),
        {
            name: meaning
            for name, meaning in (colours.items() if isinstance(colours, dict) else ())
            if isinstance(meaning, str)
        },
    )


def _problem(code: str, file: str, **parameters: object) -> Message:
    return Message(code, parameters, Severity.WARNING, file)
