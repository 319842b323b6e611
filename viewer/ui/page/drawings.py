"""Drawings (SVG) of a book, written anew so that Qt's reader meets nothing that it would obey.

Qt's reader opens files that a drawing refers to, follows declared encodings in which a reference
looks like something else, and draws what is used a million times a million times. So a drawing is
parsed here first, and what Qt gets is made from what was understood: elements, attributes and words
in UTF-8, without declarations, instructions and comments. What refers to anything outside itself,
runs something, or is too much to be drawn gives no drawing at all.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from viewer.ui.page.rounds import ELEMENTS, as_path

MOST_BYTES = 8 * 1024 * 1024
"""Largest drawing that is looked at, in bytes."""

MOST_SHAPES = 10_000
"""Most shapes that are drawn, each as often as it is used."""

MOST_ELEMENTS = 20_000
"""Most elements, drawn or not."""

_MOST_ROUNDED = 300
"""Elements up to which circles are made rounder; of more, each is small, and paths take longer."""

MOST_STYLED = 300_000
"""Most pairs of a rule of style and an element that it is tried on."""

MOST_DEEP = 500
"""Deepest nesting of elements."""

_DANGEROUS = frozenset(
    ("script", "foreignobject", "image", "feimage", "video", "audio", "iframe", "handler",
     "listener", "animation", "font-face-uri")
)  # fmt: skip
"""Elements that load or run something."""

_INERT = frozenset(["lineargradient", "radialgradient", "stop"])
"""Elements with a name that draw nothing themselves, however often they are used."""

_OWN_PREFIXES = frozenset(("", "xlink", "xml", "xmlns"))
"""Prefixes of attributes that mean anything; editors keep their own notes beside them."""

_URL = re.compile(r"url\(\s*[\"']?\s*#([^\"')]*)", re.IGNORECASE)

_COSTS = {"filter": 50, "mask": 20, "pattern": 20, "marker": 20}
"""What an attribute adds to the cost of the shape that bears it, in plain shapes."""

_GIVEN = max(_COSTS.values())

_LINES = {"path": "d", "polyline": "points", "polygon": "points"}
_POINTS_A_SHAPE = 2000
"""Characters of a path, or of words, that cost as much as a plain shape."""


class Drawing(NamedTuple):
    """A drawing that may be read.

    Attributes:
        source: The drawing in UTF-8.
        shapes: How much there is to be drawn, in plain shapes.
    """

    source: bytes
    shapes: int


class _RefusedError(Exception):
    """The drawing isn't shown."""


def read_drawing(content: bytes) -> Drawing | None:
    """Return a drawing as Qt may read it; None for what is none, or isn't to be shown."""
    if len(content) > MOST_BYTES:
        return None
    # Style may be meant for circles by their name.
    reader = _Reader(plain=b"<style" not in content.lower())
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 - takes no names
        return reader.drawing()
    except (_RefusedError, expat.ExpatError, LookupError, ValueError):
        return None


class _Reader:
    """Takes in a drawing, element by element."""

    def __init__(self, *, plain: bool) -> None:
        """Prepare; a ``plain`` drawing has no rules of style."""
        self._plain = plain
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self._out: list[str] = []
        self._open: list[str] = []
        self._names: list[str] = []
        # What may be used elsewhere in the drawing, by id.
        self._named: dict[str, _Cost] = {}
        self._around: list[_Cost] = [_Cost()]
        self._elements = 0
        self._style: list[str] = []

    def drawing(self) -> Drawing:
        """Return what was made of all that was taken in."""
        style = "".join(self._style)
        _check_style(style.lower())
        if style.count("{") * self._elements > MOST_STYLED:
            raise _RefusedError
        # What a rule gives to shapes, it may give to all of them.
        given = sum(name in self._named for name in _URL.findall(style))
        shapes = _total(self._around[0], self._named) + given * _GIVEN * self._elements
        if shapes > MOST_SHAPES:
            raise _RefusedError
        return Drawing("".join(self._out).encode(), shapes)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: bool) -> None:  # noqa: FBT001 - as expat calls it
        # Old programs name SVG's own document type, which nothing needs; entities are another case.
        if inside:
            raise _RefusedError

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _local(name)
        self._elements += 1
        much = self._elements > MOST_ELEMENTS or len(self._open) >= MOST_DEEP
        if much or element in _DANGEROUS or (not self._open and element != "svg"):
            raise _RefusedError
        cost = _Cost(own=1)
        few = self._plain and self._elements <= _MOST_ROUNDED
        path = as_path(attributes) if few and element in ELEMENTS else None
        if path is not None:
            name, attributes = name[: -len(element)] + "path", path
        said = [
            f' {key}="{escape(value)}"'
            for key, value in attributes.items()
            if self._keeps(element, key, value, cost)
        ]
        self._open.append(element)
        self._names.append(name)
        self._around.append(cost)
        self._out.append(f"<{name}{''.join(said)}>")

    def _keeps(self, element: str, key: str, value: str, cost: "_Cost") -> bool:
        """Take an attribute in; tell whether it is kept."""
        name, small = _local(key), value.lower()
        if name == "href":
            # A link in a drawing leads nowhere here, and does no harm.
            return element != "a" and _refers_inside(value, cost)
        if key.rpartition(":")[0] not in _OWN_PREFIXES:
            return False
        if name == "style":
            _check_style(small)
        if name == "base" or _leads_out(small):
            raise _RefusedError
        if name == "id" and element not in _INERT:
            self._named.setdefault(value, cost)
        if name == _LINES.get(element):
            cost.own += len(value) // _POINTS_A_SHAPE
        cost.uses += _URL.findall(value)
        words = small if name == "style" else name
        cost.own += sum(more for word, more in _COSTS.items() if word in words)
        return True

    def _end(self, _name: str) -> None:
        self._open.pop()
        cost = self._around.pop()
        self._around[-1].below.append(cost)
        self._out.append(f"</{self._names.pop()}>")

    def _words(self, words: str) -> None:
        if self._open[-1] == "style":
            self._style.append(words)
        self._around[-1].own += len(words) // _POINTS_A_SHAPE
        self._out.append(escape(words))


class _Cost:
    """What an element costs: itself, what is in it, and what it uses."""

    __slots__ = ("below", "own", "uses")

    def __init__(self, own: int = 0) -> None:
        self.own = own
        self.below: list[_Cost] = []
        self.uses: list[str] = []


def _total(top: _Cost, named: Mapping[str, _Cost]) -> int:
    """Return the cost of an element with all that it draws.

    Raises:
        _RefusedError: It draws itself.
    """
    done: dict[int, int] = {}
    entered: set[int] = set()
    waiting = [top]
    while waiting:
        one = waiting[-1]
        parts = [*one.below, *(named[name] for name in one.uses if name in named)]
        missing = [part for part in parts if id(part) not in done]
        if not missing:
            done[id(one)] = one.own + sum(done[id(part)] for part in parts)
            waiting.pop()
        elif id(one) in entered:
            raise _RefusedError
        else:
            entered.add(id(one))
            waiting += missing
    return done[id(top)]


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _refers_inside(address: str, cost: _Cost) -> bool:
    if not address.startswith("#"):
        raise _RefusedError
    cost.uses.append(address[1:])
    return True


def _check_style(style: str) -> None:
    """Refuse style, in small letters, that loads something, or hides what it says."""
    if "\\" in style or "@import" in style or _leads_out(style):
        raise _RefusedError


def _leads_out(style: str) -> bool:
    """Tell whether a piece of style, in small letters, refers to anything outside the drawing."""
    return style.count("url(") != len(_URL.findall(style))
