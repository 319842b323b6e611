"""What marks are called, on the screen and by a screen reader."""

from collections.abc import Mapping, Sequence

from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.palette import colour
from viewer.book.note_text import note_start
from viewer.messages import labelled, plural
from viewer.messages import translate as _
from viewer.ui.page.margin import Sign

LONGEST = 300
"""Characters of a note or a quote that are told."""


def kind(mark: Annotation) -> str:
    """Return what a mark is: “Bookmark”, “Highlight” or “Note”."""
    return kind_words(mark.motivation)


def kind_words(motivation: Motivation) -> str:
    """Return what marks of a kind are called: “Bookmark”, “Highlight” or “Note”."""
    words = {
        Motivation.BOOKMARKING: _("Bookmark"),
        Motivation.HIGHLIGHTING: _("Highlight"),
        Motivation.COMMENTING: _("Note"),
    }
    return words[motivation]


def colour_name(name: str, meanings: Mapping[str, str]) -> str:
    """Return what a colour is called: its name, and its meaning if the reader gave it one."""
    label = _(colour(name).label)
    meaning = meanings.get(name, "")
    return _("{colour} – {meaning}").format(colour=label, meaning=meaning) if meaning else label


def spoken(mark: Annotation) -> str:
    """Return what a screen reader says of a mark in the text: kind, colour, note."""
    parts = [kind(mark)]
    if mark.motivation is Motivation.HIGHLIGHTING:
        parts.append(_(colour(mark.colour).label))
    words = ", ".join(parts)
    return labelled(words, told(mark.note)) if mark.note else words


def sign_of(marks: Sequence[Annotation], *, to_check: bool = False) -> Sign:
    """Return the sign beside a block with these marks.

    Args:
        marks: The marks, in reading order.
        to_check: Whether the reader is to check if they belong there.
    """
    first = next((mark for mark in marks if mark.note), marks[0])
    pictures = {
        Motivation.BOOKMARKING: "bookmark-filled",
        Motivation.HIGHLIGHTING: "highlight",
        Motivation.COMMENTING: "note",
    }
    picture = "note" if first.note else pictures[first.motivation]
    words = [_described(mark) for mark in marks]
    if len(words) > 1:
        head = plural("{count} mark", "{count} marks", len(words)).format(count=len(words))
        words.insert(0, head)
    if to_check:
        picture = "mark-moved"
        words.insert(0, _("Moved, please check"))
    return Sign(picture, len(marks), "\n".join(words))


def told(note: str) -> str:
    """Return the words of a note, without signs of Markdown, cut to a length that can be told."""
    return note_start(note, LONGEST)


def cut(words: str, longest: int = LONGEST) -> str:
    """Return words cut to a length that can be told at once.

    Args:
        words: The words.
        longest: Code points that are left.
    """
    return words if len(words) <= longest else f"{words[:longest]}…"


def _described(mark: Annotation) -> str:
    words = told(mark.note) or cut(mark.title or mark.anchor.quote)
    return labelled(kind(mark), words) if words else kind(mark)
