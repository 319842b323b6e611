"""What a reader can do about a note of the search: take its step back, or search other words."""

from typing import NamedTuple

from viewer.errors import Message
from viewer.messages import mark, translate
from viewer.messages import translate as _

_BACK = {
    "search-corrected": mark("Search “{typed}” instead"),
    "search-beginning": mark("Only the whole word “{word}”"),
    "search-most-words": mark("Only with all words"),
    "search-other-names": mark("Without other names"),
}
"""Words of the button that takes a step of the search back, by the code of its note."""


class NoteAction(NamedTuple):
    """What a button beside a note does.

    Attributes:
        words: What stands on it, translated.
        query: What it searches for.
    """

    words: str
    query: str


def actions_of(note: Message, query: str) -> list[NoteAction]:
    """Return what can be done about a note to the answer to ``query``."""
    made = []
    suggestion = str(note.parameters.get("suggestion", ""))
    if suggestion:
        made.append(NoteAction(_("Search “{text}”").format(text=suggestion), suggestion))
    instead = str(note.parameters.get("instead", ""))
    if instead and instead != query:
        words = translate(_BACK.get(note.code, mark("Only exactly what was typed")))
        made.append(NoteAction(words.format_map(dict(note.parameters)), instead))
    return made
