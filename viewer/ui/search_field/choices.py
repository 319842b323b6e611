"""What the list under the field offers, made from places, passages and what was sought before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from viewer.book.paths import PATH_SIGN
from viewer.messages import plural, sentence
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.counts import found_words, passages_of
from viewer.ui.elements.folding import fold
from viewer.ui.elements.note_actions import actions_of, notes_to_tell
from viewer.ui.elements.shortening import readable
from viewer.ui.search_field.agreed import COMMAND_SIGN, DONE
from viewer.ui.search_field.places import PlaceItem, PlaceKind

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit

PASSAGES = 5
"""Passages in the list; all of them are in the left pane."""

RECENT_BESIDE = 3
"""Recent searches below what is found; all of them are under the empty field."""

OWN_NOTES = 3
"""Notes of the reader's own in the list."""


class ChoiceKind(Enum):
    """Kinds of rows."""

    HEADING = "heading"
    NOTE = "note"
    PLACE = "place"
    PASSAGE = "passage"
    NOTE_OF_MINE = "note-of-mine"
    RECENT = "recent"
    SHOW_ALL = "show-all"
    THIS_SECTION = "this-section"
    FORGET = "forget"
    NOTE_ACTION = "note-action"
    COMMAND = "command"
    COMMANDS = "commands"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the list.

    Attributes:
        kind: What it is; headings and notes can't be chosen.
        text: Its words, or its title.
        detail: Muted words below or beside: the path, the count.
        right: Words at the right end: a key, a language.
        passage: A passage, with ``marks`` set off in it.
        marks: Ranges in code points of ``passage``.
        value: What choosing it hands out: the place, the hit, the words sought before.
    """

    kind: ChoiceKind
    text: str
    detail: str = ""
    right: str = ""
    passage: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    value: object = None

    @property
    def selectable(self) -> bool:
        """Whether it can be chosen."""
        return self.kind not in {ChoiceKind.HEADING, ChoiceKind.NOTE}

    def does_the_same(self, other: "Choice") -> bool:
        """Tell whether choosing it does what choosing ``other`` does, in whatever words."""
        return (self.kind, self.value) == (other.kind, other.value)

    def spoken(self) -> str:
        """Return what a screen reader says."""
        parts = (self.text, self.detail, self.passage, self.right)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Known:
    """All that the list is made from.

    Attributes:
        text: What stands in the field.
        places: Places whose title fits, or, for an empty field, where the reader was lately.
        answer: Passages found for ``text``; None while they are sought.
        percent: How far the preparation of the search is; 100 when it is done.
        recent: What was sought before, the newest first.
        commands: What the window can do that fits ``text``; None where it does nothing by name.
        titles: Titles of the books by id, for passages of other books than the open one.
        book: Id of the open book; empty for none: then no section can be searched alone.
    """

    text: str = ""
    places: Sequence[PlaceItem] = ()
    answer: "Answer | None" = None
    percent: int = DONE
    recent: Sequence[str] = ()
    commands: Sequence[PlaceItem] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    book: str = ""

    @property
    def is_command(self) -> bool:
        """Whether ``text`` names a command."""
        return self.commands is not None and self.text.lstrip().startswith(COMMAND_SIGN)


def choices(known: Known) -> list[Choice]:
    """Return the rows of the list."""
    if known.is_command:
        return _commands(known.commands or ())
    if not known.text.strip():
        rows = [*_places(known.places, _("LATELY READ")), *_recent(known.recent)]
        if known.recent:
            rows.append(Choice(ChoiceKind.FORGET, _("Forget recent searches")))
        if known.commands is not None:
            rows.append(Choice(ChoiceKind.COMMANDS, _("Commands"), right=COMMAND_SIGN))
        return rows
    rows = [*_places(known.places, _("GO TO")), *_passages(known), *_own_notes(known)]
    if not _has_nothing(known):
        words = _show_all(known.answer)
        rows.append(Choice(ChoiceKind.SHOW_ALL, words, right=_("Ctrl+Enter")))
    if known.book:
        words = _("Search only this section")
        rows.append(Choice(ChoiceKind.THIS_SECTION, words, right=_("Ctrl+F")))
    return [*rows, *_recent(_likely(known))]


def preferred(known: Known, rows: Sequence[Choice]) -> Choice | None:
    """Return the row that Enter takes at once: the first command, or a title that fits."""
    fits = bool(known.text.strip()) and bool(known.places) and known.places[0].exact
    kind = ChoiceKind.COMMAND if known.is_command else ChoiceKind.PLACE if fits else None
    return next((row for row in rows if row.kind is kind), None)


def _commands(commands: Sequence[PlaceItem]) -> list[Choice]:
    rows = [Choice(ChoiceKind.HEADING, _("COMMANDS"))]
    if not commands:
        rows.append(Choice(ChoiceKind.NOTE, _("No command of this name.")))
    for command in commands:
        keys, *menus = command.path
        right = "   ".join(part for part in (PATH_SIGN.join(menus), keys) if part)
        row = Choice(ChoiceKind.COMMAND, command.title, right=right, value=command)
        rows.append(row)
    return rows


def _places(places: Sequence[PlaceItem], heading: str) -> list[Choice]:
    if not places:
        return []
    return [Choice(ChoiceKind.HEADING, heading), *map(_place, places)]


def _place(place: PlaceItem) -> Choice:
    words = {
        PlaceKind.BOOKMARK: _("{title} (bookmark)"),
        PlaceKind.HEADING: _("{title} (heading)"),
    }.get(place.kind, "{title}")
    return Choice(
        ChoiceKind.PLACE,
        words.format(title=place.title),
        detail=PATH_SIGN.join(place.path),
        right=languages.short(place.language) if place.language else "",
        value=place,
    )


def _passages(known: Known) -> list[Choice]:
    heading = _("IN THE TEXT")
    answer = known.answer
    if known.percent < DONE:
        words = _("Preparing search: {percent} %").format(percent=known.percent)
        rows = [Choice(ChoiceKind.HEADING, heading), Choice(ChoiceKind.NOTE, words)]
        return rows if answer is None else [*rows, *_hits(known, answer)]
    if answer is None:
        return []
    if not answer.hits:
        words = _("Nothing found in the text.")
        nothing = Choice(ChoiceKind.NOTE, words)
        return [Choice(ChoiceKind.HEADING, heading), nothing, *_notes(answer)]
    head = Choice(ChoiceKind.HEADING, heading, right=found_words(answer, listed=False))
    return [head, *_notes(answer), *_hits(known, answer)]


def _own_notes(known: Known) -> Iterator[Choice]:
    answer = known.answer
    if answer is None or not answer.own:
        return
    yield Choice(ChoiceKind.HEADING, _("MY NOTES"), right=str(answer.own_total))
    for note in answer.own[:OWN_NOTES]:
        place = PlaceItem(PlaceKind.NOTE, note.title, (), note.book, note.section, target=note.id)
        yield Choice(
            ChoiceKind.NOTE_OF_MINE,
            note.title,
            right=known.titles.get(note.book, "") if note.book != known.book else "",
            passage=note.passage,
            marks=note.highlights,
            value=place,
        )


def _notes(answer: "Answer") -> Iterator[Choice]:
    for note in notes_to_tell(answer):
        yield Choice(ChoiceKind.NOTE, readable(sentence(note)))
        # The others are in the left pane: here, passages should not be far down.
        for action in actions_of(note, answer.query)[:1]:
            yield Choice(ChoiceKind.NOTE_ACTION, readable(action.words), value=action.query)


def _hits(known: Known, answer: "Answer") -> Iterator[Choice]:
    for hit in answer.hits[:PASSAGES]:
        elsewhere = hit.book != known.book
        yield _passage(hit, known.titles.get(hit.book, hit.book) if elsewhere else "")


def _passage(hit: "Hit", book: str) -> Choice:
    """Return the row of a passage; ``book`` is the title of its book, if that must be told."""
    count = len(hit.more)
    more = plural("+ {count} more passage", "+ {count} more passages", count).format(count=count)
    return Choice(
        ChoiceKind.PASSAGE,
        f"{hit.title} — {hit.heading}" if hit.heading else hit.title,
        detail=more if count else "",
        right="   ".join(part for part in (book, languages.short(hit.language)) if part),
        passage=hit.passage,
        marks=tuple(hit.highlights),
        value=hit,
    )


def _has_nothing(known: Known) -> bool:
    """Tell whether the whole search is done, and there is nothing to show."""
    answer = known.answer
    return known.percent >= DONE and answer is not None and not (answer.hits or answer.own)


def _show_all(answer: "Answer | None") -> str:
    if answer is None or not answer.hits:
        return _("Show all results (in the left pane)")
    if answer.total > len(answer.hits):
        return _("Show all results (in the left pane)")
    count = passages_of(answer)
    words = plural(
        "Show the passage (in the left pane)",
        "Show all {count} passages (in the left pane)",
        count,
    )
    return words.format(count=count)


def _recent(recent: Sequence[str]) -> list[Choice]:
    if not recent:
        return []
    rows = [Choice(ChoiceKind.RECENT, readable(text), value=text) for text in recent]
    return [Choice(ChoiceKind.HEADING, _("RECENT")), *rows]


def _likely(known: Known) -> Sequence[str]:
    """Return recent searches to offer beside what is typed: first those that contain it."""
    typed = fold(known.text).strip()
    others = [text for text in known.recent if fold(text).strip() != typed]
    return sorted(others, key=lambda text: typed not in fold(text))[:RECENT_BESIDE]
