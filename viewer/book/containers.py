"""Containers between ``:::`` fences: call-outs, and redactions, whose content is dropped unread."""

import re

from markdown_it.rules_block import StateBlock

from viewer.book.attributes import NONE, Attributes, parse_attributes
from viewer.errors import Message, Severity

CALLOUTS = ("note", "caution", "key-message", "question")
"""Kinds of call-outs."""

_NAME = re.compile(r"[A-Za-z][\w-]*")
_REDACTION = re.compile(r":{3,}+[ \t]*+\{?[ \t]*+\.?redact", re.IGNORECASE)
_CODE_FENCE = re.compile(r"`{3,}(?!.*`)|~{3,}")


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read a container that starts at line ``start`` (a rule for markdown-it's block parser)."""
    line = _content(state, start)
    if not line.startswith(":::"):
        return False
    # Also where Markdown would see indented code: a slip of the author must not show what was to
    # be hidden.
    hidden = _REDACTION.match(line) is not None
    if not hidden and (state.is_code_block(start) or not _is_fence(line)):
        return False
    if not silent:
        read = _redaction if hidden else _callout if line.strip(": \t") else _stray
        read(state, start, end, line)
    return True


def _is_fence(line: str) -> bool:
    """Tell whether a line of three colons or more opens or closes a container."""
    rest = line.strip(": \t")
    return not rest or bool(_NAME.match(rest)) or (rest[0] == "{" and bool(parse_attributes(rest)))


def _stray(state: StateBlock, start: int, _end: int, _line: str) -> None:
    """Leave out a closing fence that closes nothing."""
    _finding(state, "stray-container-end", start, Severity.WARNING)
    state.line = start + 1


def pull_in_redactions(state: StateBlock) -> None:
    """Count a redaction that is indented deeper than the line above as indented like it.

    Otherwise Markdown takes a deeply indented line for the continuation of the paragraph above.
    """
    if "redact" not in state.src.lower():
        return
    before = 0
    for line in range(state.lineMax):
        if state.isEmpty(line):
            continue
        if state.sCount[line] > before and _REDACTION.match(_content(state, line)):
            state.sCount[line] = before
        before = state.sCount[line]


def _content(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _finding(
    state: StateBlock,
    code: str,
    line: int,
    severity: Severity = Severity.ERROR,
    **parameters: object,
) -> None:
    message = Message(code, parameters, severity, "", line + 1)
    state.env.setdefault("findings", []).append(message)


def _split(rest: str) -> tuple[str, str, Attributes]:
    """Return name, words and attributes of an opening fence."""
    words, attributes = rest, NONE
    brace = rest.find("{")
    found = parse_attributes(rest, brace) if brace >= 0 else None
    if found:
        attributes, words = found[0], (rest[:brace] + rest[found[1] :]).strip()
    name = _NAME.match(words)
    if name:
        return name.group(), words[name.end() :].strip(), attributes
    return (attributes.classes[0] if attributes.classes else ""), words, attributes


def _callout(state: StateBlock, start: int, end: int, line: str) -> None:
    name, words, attributes = _split(line.strip(": \t"))
    last, closed = _end_of(state, start, end)
    if not closed:
        _finding(state, "unclosed-container", start, Severity.WARNING, name=name)
    known = name in CALLOUTS
    if not known:
        _finding(state, "unknown-container", start, Severity.WARNING, name=name)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("callout_open" if known else "plain_open", "div", 1)
    token.info, token.map = name, [start, last]
    token.meta = {"attributes": attributes}
    if words:
        _words(state, start, words)
    state.md.block.tokenize(state, start + 1, last)
    state.push("callout_close" if known else "plain_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + (1 if closed else 0)


def _words(state: StateBlock, line: int, words: str) -> None:
    """Show what stands after a container's name as its first paragraph: nothing is lost."""
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = words, [line, line + 1], []
    state.push("paragraph_close", "p", -1)


class _Fences:
    """Follows fences line by line, to find the one that closes the first."""

    def __init__(self, first: str) -> None:
        self._open = [len(first) - len(first.lstrip(":"))]
        self._code = ""

    def closes(self, line: str) -> bool:
        """Take in a further line; tell whether it closes the first fence."""
        code = _CODE_FENCE.match(line)
        if self._code:
            if code and code.group().startswith(self._code) and not line.strip("`~ \t"):
                self._code = ""
            return False
        if code:
            self._code = code.group()
            return False
        colons = len(line) - len(line.lstrip(":"))
        if colons >= 3:  # noqa: PLR2004 - a fence is three colons or more
            if line[colons:].strip():
                self._open.append(colons)
            elif colons >= self._open[-1]:
                self._open.pop()
        return not self._open


def _end_of(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line that closes the container of line ``start``, and whether one does."""
    fences = _Fences(_content(state, start))
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, False
        if fences.closes(_content(state, line)):
            return line, True
    return end, False


def _redaction(state: StateBlock, start: int, end: int, line: str) -> None:
    """Put a redaction in place of everything up to its closing fence, or to the end of the file.

    The lines between are emptied before any rule can read them, even where they are less indented
    than the fence or no longer in its quote: without a closing fence nobody knows where the author
    meant to stop.
    """
    _, _, attributes = _split(line.strip(": \t"))
    fences = _Fences(line)
    total = len(state.bMarks) - 1
    last, filled, closed = start, -1, False
    while last + 1 < total and not closed:
        last += 1
        content = state.src[state.bMarks[last] : state.eMarks[last]].strip("> \t\n")
        closed = fences.closes(content)
        if content and not closed and filled < 0:
            filled = last
        state.bMarks[last], state.tShift[last], state.sCount[last] = state.eMarks[last], 0, 0
    if filled >= 0:
        _finding(state, "text-in-redaction", filled)
    if not closed:
        _finding(state, "unclosed-redaction", start)
    token = state.push("redaction", "", 0)
    token.map, token.meta = [start, last + 1], {"redaction": attributes}
    state.line = min(last + 1, end)
