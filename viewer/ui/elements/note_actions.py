"""What a reader can do about a note of the search: take its step back, or search other words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from viewer.errors import Message
from viewer.messages import mark, translate
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.search.answers import Answer

_BACK = {
    "search-corrected": mark("Search “{typed}” instead"),
    "search-beginning": mark("Only the whole word “{word}”"),
    "search-most-words": mark("Only with all words"),
    "search-other-names": mark("Without other names"),
}
"""Words of the button that takes a step of the search back, by the code of its note."""

_OFFERS = {
    "search-without-filters": mark("Search without filters"),
    "search-other-books": mark("Search the other books"),
    "search-guide-alone": mark("Search the other books"),
}
"""Words of the button that searches what a note suggests, where they don't name the query."""

_WITHOUT = mark("Leave out “{words}”")


class NoteAction(NamedTuple):
    """What a button beside a note does.

    Attributes:
        words: What stands on it, translated.
        query: What it searches for.
    """

    words: str
    query: str


def notes_to_tell(answer: "Answer") -> list[Message]:
    """Return the notes of an answer but those that say once more that nothing was found."""
    found = bool(answer.hits or answer.own)
    return [note for note in answer.notes if found or not _says_nothing_found(note)]


def _says_nothing_found(note: Message) -> bool:
    """Tell whether a note only names all words of a search as standing nowhere."""
    return note.code == "search-unknown-words" and note.parameters.get("without") == ""


def actions_of(note: Message, query: str) -> list[NoteAction]:
    """Return what can be done about a note to the answer to ``query``."""
    made = {action.query: action for action in reversed(list(_actions(note)))}
    return [one for one in reversed(made.values()) if one.query not in ("", query.strip())]


def _actions(note: Message) -> Iterator[NoteAction]:
    values = {name: str(value) for name, value in note.parameters.items()}
    others = note.parameters.get("others", ())
    if suggestion := values.get("suggestion", ""):
        words = translate(_OFFERS.get(note.code, "")) or _("Search “{suggestion}”")
        yield NoteAction(words.format(suggestion=suggestion), suggestion)
    if instead := values.get("instead", "").strip():
        words = translate(_BACK.get(note.code, mark("Only exactly what was typed")))
        yield NoteAction(words.format_map(values), instead)
    for other, query in others if isinstance(others, tuple) else ():
        yield NoteAction(_("Search “{suggestion}”").format(suggestion=other), query)
    if rest := values.get("without", "").strip():
        yield NoteAction(translate(_WITHOUT).format_map(values), rest)
