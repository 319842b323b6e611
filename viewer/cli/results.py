"""Answers to a query: as JSON, and as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from viewer import messages
from viewer.book.paths import PATH_SIGN
from viewer.messages import plural
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit, NoteHit

INDENT = "   "


def answer_record(answer: "Answer") -> dict[str, Any]:
    """Return an answer as JSON holds it; highlights count code points of the passage.

    ``own`` is there only if notes of the reader's own were found, the latest first.
    """
    record: dict[str, Any] = {
        "query": answer.query,
        "language": answer.language,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 3),
        "notes": [messages.sentence(note) for note in answer.notes],
        "hits": [_hit_record(hit) for hit in answer.hits],
    }
    if answer.own:
        record["own"] = [_own_record(note) for note in answer.own]
    return record


def _own_record(note: "NoteHit") -> dict[str, Any]:
    return {
        "id": note.id,
        "title": note.title,
        "book": note.book,
        "section": note.section,
        "language": note.language,
        "passage": note.passage,
        "highlights": [list(pair) for pair in note.highlights],
    }


def _hit_record(hit: "Hit") -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "book": hit.book,
        "edition": hit.edition,
        "section": hit.section,
        "language": hit.language,
        "title": hit.title,
        "path": list(hit.path),
        "block": hit.block,
        "passage": hit.passage,
        "highlights": [list(pair) for pair in hit.highlights],
    }


def answer_lines(answer: "Answer") -> Iterator[str]:
    """Yield the lines that a person reads.

    How the query was understood, each section with its best passage, then the reader's own notes.
    """
    for note in answer.notes:
        yield messages.sentence(note)
    if not answer.hits and not answer.own:
        yield _("Nothing found.")
        return
    if answer.hits:
        yield from _hit_lines(answer)
    if answer.own:
        yield from _own_lines(answer)


def _own_lines(answer: "Answer") -> Iterator[str]:
    if answer.hits or answer.notes:
        yield ""
    for note in answer.own:
        yield f"{click.style(note.title, bold=True)}  [{note.book}, {note.section}]"
        yield INDENT + _emphasised(note.passage, note.highlights)
    yield ""
    words = plural(
        "Found in {count} note of your own.",
        "Found in {count} notes of your own.",
        answer.own_total,
    )
    yield words.format(count=messages.number(answer.own_total))


def _hit_lines(answer: "Answer") -> Iterator[str]:
    for number, hit in enumerate(answer.hits):
        if number or answer.notes:
            yield ""
        yield f"{hit.rank}. {click.style(hit.title, bold=True)}  [{hit.section}, {hit.language}]"
        if hit.path:
            yield INDENT + PATH_SIGN.join(hit.path)
        for line in _emphasised(hit.passage, hit.highlights).split("\n"):
            yield INDENT + line
        if hit.more:
            words = plural("{count} more passage", "{count} more passages", len(hit.more))
            yield f"{INDENT}+ {words.format(count=len(hit.more))}"
    yield ""
    count = plural("Found in {count} section.", "Found in {count} sections.", answer.total)
    yield count.format(count=messages.number(answer.total))


def _emphasised(passage: str, highlights: Sequence[tuple[int, int]]) -> str:
    """Return the passage with what was found in bold; only a terminal gets to see it."""
    parts = []
    end = 0
    for start, stop in highlights:
        parts += [passage[end:start], click.style(passage[start:stop], bold=True, fg="yellow")]
        end = stop
    return "".join([*parts, passage[end:]])
