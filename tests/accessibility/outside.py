"""Listens to the program from outside, as a screen reader does; one JSON object a line.

Run by a Python that has pyatspi, with the bus of the program: first it says that it ``listens``;
then it says what is ``announced``, and what gets the ``focus``, with its text if it has any.
"""

import json

import pyatspi  # comes with the system, not with the project


def say(**told: object) -> None:
    """Tell the test something."""
    print(json.dumps(told), flush=True)  # noqa: T201 - that is what this program is for


def announced(event: "pyatspi.event.Event") -> None:
    """Tell what a screen reader would say at once."""
    say(announced=str(event.any_data))


def focused(event: "pyatspi.event.Event") -> None:
    """Tell what got the focus; of the page, also its text."""
    if not event.detail1:
        return
    source = event.source
    told: dict[str, object] = {"focus": source.name, "role": source.getRoleName()}
    if "Text" in pyatspi.listInterfaces(source):
        text = source.queryText()
        told["text"] = text.getText(0, text.characterCount)
    say(**told)


pyatspi.Registry.registerEventListener(announced, "object:announcement")
pyatspi.Registry.registerEventListener(focused, "object:state-changed:focused")
say(listens=True)
pyatspi.Registry.start()
