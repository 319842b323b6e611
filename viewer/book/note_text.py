"""A reader's notes, which are Markdown, as HTML and as plain words.

Raw HTML is shown as text, a picture as a link that bears its words: a note loads nothing. Addresses
that stand bare in a note are links.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from viewer.options import ADDRESS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

BULLET = "•"
"""What stands before an item of a list in plain words."""

_BETWEEN_CELLS = " · "

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|]|^[ \t]*(?:[-+=#]|\d+[.)])|^(?: {4}| *\t)", re.MULTILINE)
"""Without any of these, a note is plain words already."""

_BARE = re.compile(rf"(?:https?://|{ADDRESS})[^\s<>()\[\]\"“”«»]*[^\s<>()\[\]\"“”«».,;:!?']")
"""An address as it is pasted into a note; what ends a sentence is no part of it."""


_SIGNS_SHARE = 3
"""Characters of Markdown that are read for one of its words: the rest are signs and addresses."""


@cache
def _parser() -> "MarkdownIt":
    # Imported here: most notes need none of it.
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    made.enable(["table", "strikethrough"])
    made.core.ruler.push("note_links", _rework)
    return made


def note_html(note: str) -> str:
    """Return a note as HTML; each line stays a line."""
    return str(_parser().render(note))


def note_plain(note: str) -> str:
    """Return the words of a note without the signs of Markdown; each line stays a line."""
    if not _SIGNS.search(note):
        return note
    return "\n".join(_lines(_parser().parse(note))).strip()


def _lines(tokens: "Sequence[Token]") -> Iterator[str]:
    """Yield paragraphs, items of lists and rows of tables, each with its line breaks."""
    item = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            item = f"{token.info}{token.markup} " if token.info else f"{BULLET} "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield _BETWEEN_CELLS.join(cells or ())
            cells = None
        elif token.type in {"inline", "fence", "code_block"}:
            words = _words(token) if token.type == "inline" else token.content.rstrip()
            if cells is None:
                yield f"{item}{words}"
                item = ""
            else:
                cells.append(words)


def _words(token: "Token") -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content) for one in token.children or ())


def _rework(state: "StateCore") -> None:
    """Make links of pictures and of bare addresses (a rule for markdown-it's core)."""
    for token in state.tokens:
        if token.children:
            token.children = list(_reworked(token.children))


def _reworked(children: "Sequence[Token]") -> "Iterator[Token]":
    inside = 0
    for one in children:
        inside += {"link_open": 1, "link_close": -1}.get(one.type, 0)
        if one.type == "image":
            words, address = one.content, str(one.attrs.get("src", ""))
            yield from _link(address, words or address) if not inside else [_text(words)]
        elif one.type == "text" and not inside:
            yield from _with_links(one.content)
        else:
            yield one


def _with_links(words: str) -> "Iterator[Token]":
    last = 0
    for found in _BARE.finditer(words):
        yield _text(words[last : found.start()])
        yield from _link(found[0], found[0])
        last = found.end()
    yield _text(words[last:])


def _link(address: str, words: str) -> "Iterator[Token]":
    from markdown_it.token import Token

    yield Token("link_open", "a", 1, attrs={"href": address})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _text(words: str) -> "Token":
    from markdown_it.token import Token

    return Token("text", "", 0, content=words)


def note_start(note: str, longest: int) -> str:
    """Return the plain words with which a note begins, cut to ``longest`` characters.

    However long the note is, little of it is looked at.
    """
    looked_at = note[: longest * _SIGNS_SHARE]
    words = note_plain(looked_at)
    whole = len(words) <= longest and len(looked_at) == len(note)
    return words if whole else f"{words[:longest]}…"


def note_hint(note: str, longest: int) -> str:
    """Return a note as HTML; of one with more than ``longest`` characters, its first words."""
    if len(note) <= longest:
        return note_html(note)
    return escape(note_start(note, longest)).replace("\n", "<br>")
