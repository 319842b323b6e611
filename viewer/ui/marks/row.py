"""What the list of marks shows of one mark."""

from dataclasses import dataclass

from viewer.book.paths import PATH_SIGN
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines

QUOTE_LINES = 2
NOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What the list shows of one mark.

    Attributes:
        id: Id of the annotation.
        title: Its name.
        path: Titles of the section and those above it, the outermost first.
        quote: The words that it stands on; empty for a whole section.
        language: Language of the text.
        book: Title of the book.
        available: Whether the book is there.
        tags: Tags of the reader.
        kind: What it is, in words: “Bookmark”.
        note: How the reader's note begins, in plain words.
        colour: Name of its colour, or empty; ``colour_words`` is what it is called.
        state: Words for a place that is to be checked, else empty.
    """

    id: str
    title: str
    path: tuple[str, ...] = ()
    quote: str = ""
    language: str = ""
    book: str = ""
    available: bool = True
    tags: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    colour: str = ""
    colour_words: str = ""
    state: str = ""


def spoken(row: MarkRow) -> str:
    """Return everything that a row shows, in one go."""
    what = (row.title, row.kind, row.colour_words, *row.path)
    parts = [
        row.state,
        ", ".join(part for part in what if part),
        "" if row.available else _("drive not connected"),
        row.quote,
        _("Note: {note}").format(note=row.note) if row.note else "",
        _tags(row),
    ]
    return ". ".join(part for part in parts if part)


def lines(row: MarkRow) -> Lines:
    """Return name, kind, path, quote, note and tags; muted where the book isn't there."""
    body = Style.BODY if row.available else Style.MUTED
    title = Style.TITLE if row.available else Style.MUTED
    made = [Line(row.title, title, right=languages.short(row.language), most=2)]
    if row.state:
        made.append(Line(row.state, Style.LINK, most=2))
    # The mark of a whole section at the top is named as its path is.
    path = PATH_SIGN.join(row.path) if row.path != (row.title,) else ""
    facts = " · ".join(part for part in (_kind(row), path) if part)
    if facts:
        made.append(Line(facts, Style.MUTED, most=2))
    quote = " ".join(row.quote.split())
    if quote and quote != row.title:
        made.append(Line(_("“{text}”").format(text=quote), body, most=QUOTE_LINES))
    if row.note:
        note = " ".join(row.note.split())
        made.append(Line(_("Note: {note}").format(note=note), body, most=NOTE_LINES))
    if row.tags:
        made.append(Line(_tags(row), Style.MUTED))
    return tuple(made)


def _kind(row: MarkRow) -> str:
    return ", ".join(part for part in (row.kind, row.colour_words) if part)


def _tags(row: MarkRow) -> str:
    return _("Tags: {tags}").format(tags=", ".join(row.tags)) if row.tags else ""
