"""Answers to a query: as JSON, and as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from viewer import messages
from viewer.messages import plural
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.search.engine import Answer, Hit

INDENT = "   "


def answer_record(answer: "Answer") -> dict[str, Any]:
    """Return an answer as JSON holds it; highlights count code points of the passage."""
    return {
        "query": answer.query,
        "language": answer.language,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 3),
        "notes": [messages.sentence(note) for note in answer.notes],
        "hits": [_hit_record(hit) for hit in answer.hits],
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
    """Yield the lines that a person reads: notes, then each section with its best passage."""
    for note in answer.notes:
        yield messages.sentence(note)
    if not answer.hits:
        yield _("Nothing found.")
        return
    for number, hit in enumerate(answer.hits):
        if number or answer.notes:
            yield ""
        yield f"{hit.rank}. {click.style(hit.title, bold=True)}  [{hit.section}, {hit.language}]"
        if hit.path:
            yield INDENT + " › ".join(hit.path)
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
