"""``briefing align``: which block of one language corresponds to which of the other.

First what faces each other, in order; then what a list in another order has elsewhere.
"""

from collections.abc import Sequence
from typing import Any

import click

from viewer.book.alignment import Pair, correspond
from viewer.book.model import Block, SectionText
from viewer.cli.output import say, say_json
from viewer.cli.session import Session, section_in, with_session
from viewer.cli.translated import command, json_option
from viewer.errors import UsageError
from viewer.messages import mark
from viewer.messages import translate as _

BOTH = 2
WIDTH = 44
"""Characters of a block that a line shows, in each language."""


@command("align", mark("Print which blocks of a section correspond in its two languages."))
@click.argument("book")
@click.argument("section")
@json_option()
@with_session
def align_command(session: Session, *, book: str, section: str, as_json: bool) -> int:
    """Print the pairs."""
    opened = session.book(book)
    languages = opened.languages_of(section_in(opened, section))
    if len(languages) < BOTH:
        raise UsageError("section-in-one-language", section=section)
    left, right = (opened.text(section, language) for language in languages[:BOTH])
    alignment = correspond(left, right)
    level = set(alignment.level)
    elsewhere = [pair for pair in alignment.pairs if pair not in level and None not in pair]
    if as_json:
        edition = opened.edition
        say_json(
            {
                "book": edition.book,
                "edition": edition.edition,
                "section": section,
                "languages": [left.language, right.language],
                "pairs": _records(left, right, alignment.level),
                "elsewhere": _records(left, right, elsewhere),
            }
        )
        return 0
    _print(left, right, alignment.level)
    if elsewhere:
        say("")
        say(_("In another order, and so with the translation elsewhere:"))
        _print(left, right, elsewhere)
    return 0


def _records(
    left: SectionText, right: SectionText, pairs: Sequence[Pair]
) -> list[dict[str, dict[str, Any] | None]]:
    return [
        {left.language: _record(left, one), right.language: _record(right, other)}
        for one, other in pairs
    ]


def _print(left: SectionText, right: SectionText, pairs: Sequence[Pair]) -> None:
    for one, other in pairs:
        say(f"{_line(left, one):{WIDTH}}  {_line(right, other)}".rstrip())


def _block(text: SectionText, ordinal: int | None) -> Block | None:
    return None if ordinal is None else text.blocks[ordinal]


def _record(text: SectionText, ordinal: int | None) -> dict[str, Any] | None:
    block = _block(text, ordinal)
    if block is None:
        return None
    return {
        "id": block.id,
        "ordinal": block.ordinal,
        "kind": block.kind.value,
        "text": block.text,
    }


def _line(text: SectionText, ordinal: int | None) -> str:
    block = _block(text, ordinal)
    if block is None:
        return "–"
    words = " ".join(f"{block.ordinal} {block.kind} {block.text}".split())
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
