"""Rules inside a line: spans with attributes, redactions, footnote marks."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from viewer.book.attributes import parse_attributes

BRACKETS = 1000
"""Most opening brackets in one paragraph; a paragraph with more is shown as plain text."""

MARKS = 50_000
"""Most signs of markup in one paragraph; a paragraph with more is shown as plain text."""

IMAGE_NESTING = 10
"""How deep images can stand in descriptions of images; what lies deeper is plain text."""

_FOOTNOTE = re.compile(r"\[\^([^\s\[\]^]{1,200})\]")
_MARKUP = re.compile(r"[*_~`!&<\[\\]")
_AFTER = ("image", "code_inline", "link_close")


class BoundedInline(ParserInline):
    """The inline parser, with bounds.

    It calls itself for images within descriptions of images, and takes a time that grows with the
    square of the number of open brackets (20,000 of them: seconds; a million: hours).
    """

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401 - as inherited
        """Parse ``src`` into ``tokens``; beyond a bound it becomes one token of plain text."""
        depth = env.get("image_depth", 0)
        crowded = src.count("[") > BRACKETS or len(_MARKUP.findall(src)) > MARKS
        if crowded or depth > IMAGE_NESTING:
            token = Token("text", "", 0)
            token.content = src
            token.meta["plain"] = True
            tokens.append(token)
            return tokens
        env["image_depth"] = depth + 1
        try:
            return super().parse(src, md, env, tokens)
        finally:
            env["image_depth"] = depth


def add_rules(parser: MarkdownIt) -> None:
    """Add the rules of this module to ``parser``."""
    parser.inline.ruler.before("link", "redacted_brackets", _redacted_brackets)
    parser.inline.ruler.at("footnote_ref", _footnote_mark)
    parser.inline.ruler.after("link", "span", _span)
    parser.inline.ruler.push("attributes", _attributes)


def _closing(state: StateInline, start: int) -> int:
    return int(state.md.helpers.parseLinkLabel(state, start, disableNested=False))


def _redacted_brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read ``[]{.redacted …}``; what stands in the brackets is dropped unread."""
    if state.src[state.pos] != "[" or not _mentions_redaction(state):
        return False
    closing = _closing(state, state.pos)
    if closing < 0:
        return False
    found = parse_attributes(state.src, closing + 1)
    if found is None or not found[0].redacted or found[1] > state.posMax:
        return False
    if not silent:
        filled = bool(state.src[state.pos + 1 : closing].strip())
        state.push("redaction", "", 0).meta = {"redaction": found[0], "filled": filled}
    state.pos = found[1]
    return True


def _mentions_redaction(state: StateInline) -> bool:
    """Tell whether the text mentions redactions; most doesn't, and is spared a search."""
    source, answer = state.env.get("redaction_source", (None, False))
    if source is not state.src:
        answer = "redact" in state.src.lower()
        state.env["redaction_source"] = (state.src, answer)
    return bool(answer)


def _footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read ``[^label]``, be there such a footnote or not: an unknown one is a finding."""
    if state.src[state.pos] != "[":
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found.group(1)}
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read ``[text]{attributes}``."""
    if state.src[state.pos] != "[":
        return False
    closing = _closing(state, state.pos)
    if closing < 0 or not state.src.startswith("{", closing + 1):
        return False
    found = parse_attributes(state.src, closing + 1)
    if found is None or found[1] > state.posMax:
        return False
    if not silent:
        end, maximum = found[1], state.posMax
        state.pos, state.posMax = state.pos + 1, closing
        state.push("span_open", "span", 1).meta = {"attributes": found[0]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
        state.pos = end
    else:
        state.pos = found[1]
    return True


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read attributes right after an image, a code span or a link."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    found = parse_attributes(state.src, state.pos) if token.type in _AFTER else None
    if found is None or found[1] > state.posMax:
        return False
    if not silent:
        _opening(state.tokens).meta["attributes"] = found[0]
    state.pos = found[1]
    return True


def _opening(tokens: list[Token]) -> Token:
    """Return the token that opens the element which the last token closes."""
    last = tokens[-1]
    if last.nesting >= 0:
        return last
    return next(token for token in reversed(tokens[:-1]) if token.level == last.level)
