"""Reads and works the program from outside, through AT-SPI alone, as assistive technologies do.

Run by the system's Python beside the program: takes commands as JSON lines, answers each with one.
A command has ``do``, the ``name`` of what is meant (its beginning, if it ends with an ellipsis) and
perhaps its ``role``.
"""

import json
import sys
from typing import TYPE_CHECKING

import pyatspi  # comes with the system, not with the project

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESSING = ("Press", "Toggle")
"""What buttons and entries of menus offer, as Qt calls it."""


def below(top: "pyatspi.Accessible") -> "Iterator[pyatspi.Accessible]":
    """Yield everything in the tree of an accessible."""
    yield top
    for number in range(top.childCount):
        child = top.getChildAtIndex(number)
        if child is not None:
            yield from below(child)


def everything() -> "Iterator[pyatspi.Accessible]":
    """Yield everything in the program; a window that was opened later comes first."""
    desktop = pyatspi.Registry.getDesktop(0)
    for program in (desktop.getChildAtIndex(number) for number in range(desktop.childCount)):
        places = reversed(range(program.childCount)) if program is not None else ()
        for window in (program.getChildAtIndex(place) for place in places):
            if window is not None:
                yield from below(window)


def is_seen(one: "pyatspi.Accessible") -> bool:
    """Tell whether something shows."""
    return bool(one.getState().contains(pyatspi.STATE_SHOWING))


def found(command: dict[str, str]) -> "pyatspi.Accessible | None":
    """Return what a command means; entries of menus need not show."""
    name, role = command["name"], command.get("role", "")
    start = name.removesuffix("…") if name.endswith("…") else ""
    for one in everything():
        fits = one.name == name or (start and one.name.startswith(start))
        wanted = one.getRoleName() == role if role else True
        if fits and wanted and (is_seen(one) or role in {"menu item", "check menu item"}):
            return one
    return None


def press(one: "pyatspi.Accessible", _command: dict[str, str]) -> object:
    """Press a button or an entry of a menu."""
    actions = one.queryAction()
    offered = [actions.getName(number) for number in range(actions.nActions)]
    ways = [offered.index(way) for way in PRESSING if way in offered]
    return actions.doAction(ways[0]) if ways else offered


def text(one: "pyatspi.Accessible", _command: dict[str, str]) -> object:
    """Read a text."""
    found_text = one.queryText()
    return found_text.getText(0, found_text.characterCount)


def write(one: "pyatspi.Accessible", command: dict[str, str]) -> object:
    """Fill a field."""
    return one.queryEditableText().setTextContents(command["text"])


def look(one: "pyatspi.Accessible", _command: dict[str, str]) -> object:
    """Tell what something is."""
    return one.getRoleName()


def focus(one: "pyatspi.Accessible", _command: dict[str, str]) -> object:
    """Give something the keyboard."""
    return one.queryComponent().grabFocus()


def is_focused(one: "pyatspi.Accessible", _command: dict[str, str]) -> object:
    """Tell whether something has the keyboard."""
    return bool(one.getState().contains(pyatspi.STATE_FOCUSED))


WORKS = {
    "press": press,
    "text": text,
    "write": write,
    "look": look,
    "focus": focus,
    "is focused": is_focused,
}


def answer(command: dict[str, str]) -> dict[str, object]:
    """Carry out a command."""
    if command["do"] == "names":
        role = command["role"]
        return {"told": [one.name for one in everything() if one.getRoleName() == role]}
    one = found(command)
    return {} if one is None else {"told": WORKS[command["do"]](one, command)}


for line in sys.stdin:
    try:
        told = answer(json.loads(line))
    except Exception as problem:  # noqa: BLE001 - whatever the bridge raises is told to the test
        told = {"problem": repr(problem)}
    print(json.dumps(told), flush=True)  # noqa: T201 - that is what this program is for
