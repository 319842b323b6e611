"""Reading YAML into nodes that know their lines, safely.

PyYAML's composers call themselves for each level and end the whole process on deep nesting
(measured: 100,000 open brackets, with the C loader), and they expand nothing but can still be led
in circles by aliases. So the parser's events are read here in a loop, to a bounded depth, and
aliases are refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.resolver import Resolver

from viewer.book import canonical
from viewer.errors import BookError

DEPTH = 1000
"""Deepest nesting of a YAML file; beyond it the file is refused."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_AT_THE_END = ("found unexpected end of stream", "could not find expected ':'")
_PREFIX = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a YAML file.

    Attributes:
        kind: ``map``, ``seq``, or the type of a scalar: ``str``, ``int``, ``float``, ``bool``,
            ``null``, ``timestamp``, …
        line: Line in the file, counted from 1.
        text: A scalar as it was written, without quotes.
        items: Values of a sequence; of a mapping keys and values in turn.
    """

    kind: str
    line: int
    text: str = ""
    items: Sequence["Node"] = ()

    @property
    def pairs(self) -> list[tuple["Node", "Node"]]:
        """Keys and values of a mapping, as they come."""
        return list(zip(self.items[::2], self.items[1::2], strict=True))


def read_yaml(source: str, *, file: str) -> Node:
    """Return the one document in ``source``.

    Raises:
        BookError: It isn't YAML, holds an alias, is nested too deeply, or isn't one document.
    """
    try:
        roots = _read(source, file)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(source, error, file) from None
    except yaml.YAMLError as error:
        position = int(getattr(error, "position", 0) or 0)
        line = source.count("\n", 0, position) + 1 if position else 0
        raise BookError("yaml-syntax", file=file, line=line, reason=_reason(error)) from None
    if not roots:
        raise BookError("yaml-empty", file=file)
    if len(roots) > 1:
        raise BookError("yaml-documents", file=file, line=roots[1].line)
    return roots[0]


def _read(source: str, file: str) -> list[Node]:
    """Return the documents in ``source``."""
    resolver = Resolver()
    documents: list[Node] = []
    stack = [documents]
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            stack[-1].append(
                Node(_type(event, resolver), _line(event), canonical.clean(event.value))
            )
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) > DEPTH:
                raise BookError("yaml-too-deep", file=file, line=_line(event), limit=DEPTH)
            items: list[Node] = []
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "seq"
            stack[-1].append(Node(kind, _line(event), items=items))
            stack.append(items)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise BookError("yaml-alias", file=file, line=_line(event))
    return documents


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _type(event: yaml.ScalarEvent, resolver: Any) -> str:  # noqa: ANN401 - its stubs lack types
    """Return the type of a scalar after YAML 1.1, as PyYAML resolves it."""
    if event.tag:
        return str(event.tag).removeprefix(_PREFIX)
    if not event.implicit[0]:
        return "str"
    resolved = resolver.resolve(yaml.ScalarNode, event.value, (True, False))
    return str(resolved).removeprefix(_PREFIX)


def _syntax_error(source: str, error: yaml.MarkedYAMLError, file: str) -> BookError:
    mark = error.problem_mark or error.context_mark
    if error.context_mark and error.problem in _AT_THE_END:
        # What is never closed has to be mended where it begins.
        mark = error.context_mark
    line = mark.line + 1 if mark else 0
    lines = source.split("\n")
    if 0 < line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t"):
        return BookError("yaml-tab", file=file, line=line)
    return BookError("yaml-syntax", file=file, line=line, reason=_reason(error))


def _reason(error: yaml.YAMLError) -> str:
    """Return the parser's own words, in one line."""
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(words).split())
