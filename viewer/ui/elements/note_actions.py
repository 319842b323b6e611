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
    instead = str(note.parameters.get("instead", "")).strip()
    if instead and instead != query.strip():
        words = translate(_BACK.get(note.code, mark("Only exactly what was typed")))
        made.append(NoteAction(words.format_map(dict(note.parameters)), instead))
    return made


def offers(query: str) -> list[NoteAction]:
    """Return what else can be searched where nothing was found for ``query``."""
    # Imported here: the panel is there before the search is.
    from viewer.search.parts import without_filters, words_of

    made = [
        NoteAction(_("Search without filters"), without_filters(query).strip()),
        NoteAction(_("Search for the words alone"), words_of(query).strip()),
    ]
    other = {one.query: one for one in reversed(made) if one.query not in ("", query.strip())}
    return list(reversed(other.values()))
