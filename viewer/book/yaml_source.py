"""Reading YAML into nodes that know their lines, safely.

PyYAML's composers call themselves for each level and end the whole process on deep nesting (measured: 100,000 open
brackets, with the C loader), and they expand nothing but can still be led in circles by aliases. So the parser's
events are read here in a loop, to a bounded depth, and aliases are refused.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from viewer.book import canonical
from viewer.errors import BookError

DEPTH = 1000
"""Deepest nesting of a YAML file; beyond it the file is refused."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PREFIX = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Node:
    """A value in a YAML file.

    Attributes:
        kind: ``map``, ``seq``, or the type of a scalar: ``str``, ``int``, ``float``, ``bool``, ``null``, ``timestamp``, …
        line: Line in the file, counted from 1.
        text: A scalar as it was written, without quotes.
        pairs: Keys and values of a mapping, as they come.
        items: Values of a sequence.
    """

    kind: str
    line: int
    text: str = ""
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)


def read_yaml(source: str, *, file: str) -> Node:
    """Return the one document in ``source``.

    Raises:
        BookError: It isn't YAML, holds an alias or a tag of its own, is nested too deeply, or isn't one document.
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
    resolver = Resolver()
    roots: list[Node] = []
    stack: list[Node] = []
    keys: list[Node | None] = []
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            node = _scalar(event, resolver)
        elif isinstance(event, yaml.CollectionStartEvent):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "seq"
            node = Node(kind, event.start_mark.line + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
            continue
        elif isinstance(event, yaml.AliasEvent):
            raise BookError("yaml-alias", file=file, line=event.start_mark.line + 1)
        else:
            continue
        _attach(node, roots, stack, keys)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= DEPTH:
                raise BookError("yaml-too-deep", file=file, line=node.line, limit=DEPTH)
            stack.append(node)
            keys.append(None)
    return roots


def _attach(node: Node, roots: list[Node], stack: list[Node], keys: list[Node | None]) -> None:
    """Put ``node`` where it belongs: under the innermost open collection."""
    if not stack:
        roots.append(node)
    elif stack[-1].kind == "seq":
        stack[-1].items.append(node)
    elif keys[-1] is None:
        keys[-1] = node
    else:
        stack[-1].pairs.append((keys[-1], node))
        keys[-1] = None


def _scalar(event: yaml.ScalarEvent, resolver: Resolver) -> Node:
    text = canonical.clean(event.value)
    if event.tag:
        kind = str(event.tag).removeprefix(_PREFIX)
    elif event.implicit[0]:
        kind = str(resolver.resolve(yaml.ScalarNode, event.value, (True, False))).removeprefix(
            _PREFIX
        )
    else:
        kind = "str"
    return Node(kind, event.start_mark.line + 1, text)


def _syntax_error(source: str, error: yaml.MarkedYAMLError, file: str) -> BookError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = source.split("\n")
    if 0 < line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t"):
        return BookError("yaml-tab", file=file, line=line)
    return BookError("yaml-syntax", file=file, line=line, reason=_reason(error))


def _reason(error: yaml.YAMLError) -> str:
    """Return the parser's own words, in one line."""
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(words).split())
