"""The Markdown of briefing books: CommonMark, and what the format adds to it.

This module sets the parser up and adds the rules that the format needs. Two thoughts rule it: what
a redaction holds is dropped before anything else can see it, and no input, however strange, hangs
or crashes the reader.
"""

import re
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from viewer.book import containers, inline_syntax
from viewer.book.attributes import NONE, Attributes, parse_attributes
from viewer.book.cell_spans import take_spans
from viewer.errors import Message, Severity

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType

NESTING = 140
"""Deepest nesting of blocks; what lies deeper is shown as plain text."""

_PIPE = re.compile(r"(?<!\\)\|")
_TASK_MARKS = {"[ ] ": "open", "[x] ": "done", "[X] ": "done"}

Environment = MutableMapping[str, Any]


class BookMarkdown(MarkdownIt):
    """The parser; it leaves addresses as they stand, since ``viewer.book.links`` judges them."""

    def configure(self, presets: Any, options_update: Any = None) -> "BookMarkdown":  # noqa: ANN401 - as inherited
        """Put the bounded inline parser in place before the rules are chosen."""
        self.inline = inline_syntax.BoundedInline()
        super().configure(presets, options_update)
        return self

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - named by markdown-it
        """Return ``url`` unchanged."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - named by markdown-it
        """Accept every address here."""
        return True


def new_parser() -> BookMarkdown:
    """Return a parser for the text of a section."""
    parser = BookMarkdown("commonmark", {"html": False, "maxNesting": NESTING + 10})
    parser.enable(["table", "strikethrough"])
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    inline_syntax.add_rules(parser)
    blocks = parser.block.ruler
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    blocks.before("table", "container", containers.container, alternatives)
    blocks.before("container", "too_deep", _too_deep)
    blocks.before("fence", "attributes", _attribute_line)
    parser.core.ruler.at("block", _parse_blocks)
    parser.core.ruler.after("block", "attributes", _attach_attributes)
    parser.core.ruler.after("block", "tasks", _read_tasks)
    parser.core.ruler.after("block", "table_rows", _count_cells)
    return parser


def note(environment: Environment, code: str, line: int, **parameters: object) -> None:
    """Add an error to the findings of the text being parsed; ``line`` counts from 0."""
    _add(environment, Message(code, parameters, Severity.ERROR, "", line + 1))


def warn(environment: Environment, code: str, line: int, **parameters: object) -> None:
    """Add a warning to the findings of the text being parsed; ``line`` counts from 0."""
    _add(environment, Message(code, parameters, Severity.WARNING, "", line + 1))


def _add(environment: Environment, message: Message) -> None:
    environment.setdefault("findings", []).append(message)


def _parse_blocks(state: StateCore) -> None:
    block = StateBlock(state.src, state.md, state.env, state.tokens)
    containers.pull_in_redactions(block)
    state.md.block.tokenize(block, 0, block.lineMax)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Show what is nested too deeply as one paragraph of plain text."""
    if silent or state.level < NESTING:
        return False
    starts = (state.bMarks[line] + state.tShift[line] for line in range(start, end))
    lines = [state.src[at : state.eMarks[start + i]].strip() for i, at in enumerate(starts)]
    note(state.env, "nested-too-deep", start, limit=NESTING)
    state.push("paragraph_open", "p", 1).map = [start, end]
    text = state.push("plain_text", "", 0)
    text.content = " ".join(line for line in lines if line)
    text.map = [start, end]
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """Read a line that holds attributes only: they belong to the block below."""
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip(" \t")
    if not line.startswith("{"):
        return False
    found = parse_attributes(line)
    if found is None or found[1] != len(line) or found[0] == NONE:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = {"attributes": found[0]}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _attach_attributes(state: StateCore) -> None:
    """Give attribute lines to the block below, and those at the end of a heading or cell to it."""
    kept: list[Token] = []
    pending, line = NONE, 0
    for token in state.tokens:
        if token.type == "attributes":
            pending, line = token.meta["attributes"].over(pending), (token.map or [0])[0]
            continue
        if pending is not NONE:
            if token.nesting >= 0:
                token.meta["attributes"] = pending
            else:
                warn(state.env, "attributes-without-block", line)
            pending = NONE
        if token.type == "inline" and kept and kept[-1].type in _ENDING:
            _ENDING[kept[-1].type](kept[-1], token)
        kept.append(token)
    if pending is not NONE:
        warn(state.env, "attributes-without-block", line)
    state.tokens = kept


def _heading_attributes(heading: Token, content: Token) -> None:
    start = content.content.rfind("{")
    if start < 0 or (start and content.content[start - 1] not in " \t"):
        return
    found = parse_attributes(content.content, start)
    if found and found[1] == len(content.content):
        before: Attributes = heading.meta.get("attributes", NONE)
        heading.meta["attributes"] = found[0].over(before)
        content.content = content.content[:start].rstrip(" \t")


def _cell_attributes(cell: Token, content: Token) -> None:
    found = take_spans(content.content)
    if found:
        content.content, cell.meta["spans"] = found


_ENDING = {
    "heading_open": _heading_attributes,
    "th_open": _cell_attributes,
    "td_open": _cell_attributes,
}
"""What reads attributes at the end of the words of an element."""


def _read_tasks(state: StateCore) -> None:
    """Turn ``[ ]`` and ``[x]`` at the start of a list item into a property of the item."""
    for item, paragraph, content in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            mark = content.content[:4].replace("\t", " ").replace("\n", " ")
            if mark in _TASK_MARKS:
                item.meta["task"] = _TASK_MARKS[mark]
                content.content = content.content[4:].lstrip(" \t\n")


def _count_cells(state: StateCore) -> None:
    """Report rows with more cells than the table has columns: Markdown drops what is too much."""
    lines: list[str] = []
    columns = 0
    for token in state.tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tbody_open" and not lines:
            lines = state.src.split("\n")
        elif token.type == "tr_open" and lines and token.map and columns:
            row = lines[token.map[0]].strip().lstrip("> \t").removeprefix("|")
            row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
            if len(_PIPE.findall(row)) >= columns:
                warn(state.env, "table-extra-cells", token.map[0], columns=columns)
