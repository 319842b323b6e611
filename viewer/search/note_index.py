"""The reader's own notes, searched like the text: an index in memory that follows each change.

Nobody knows in which language a note is written, so each is looked at in English and in French, and
found if it answers in one of them.
"""

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.book.note_text import note_plain
from viewer.search.analysis import analyzer, fold, words
from viewer.search.answers import NoteHit
from viewer.search.matching import Matcher, Pattern, Worth
from viewer.search.parser import parse
from viewer.search.passages import best_passages
from viewer.search.plan import patterns, plan
from viewer.search.query import AnyOf, Clause, Filter, InTitle, Near, Query
from viewer.search.scope import Accept, is_about_notes, note_state
from viewer.search.sentences import sentences
from viewer.search.units import Unit
from viewer.search.verify import close_together

LANGUAGES = ("en", "fr")
"""In which a note may be written."""

_LAST = "\U0010ffff"
_Slots = NDArray[np.uint32]


class NoteText(NamedTuple):
    """A note.

    Attributes:
        id: Id of the annotation.
        text: What the reader wrote; empty if the annotation has no note, or is deleted.
        title: Name of the annotation.
        book: Id of the book.
        section: Id of the section.
        language: Language of the section's text.
    """

    id: str
    text: str
    title: str = ""
    book: str = ""
    section: str = ""
    language: str = ""


class NoteIndex:
    """Finds notes by their words; may be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clear()

    def _clear(self) -> None:
        self._notes: list[NoteText | None] = []
        self._slots: dict[str, int] = {}
        self._postings: dict[str, array[int]] = {}
        self._sorted: list[str] = []
        self._forms: dict[tuple[str, str], list[str]] = {}

    def __len__(self) -> int:
        """Return the number of notes."""
        return len(self._slots)

    def update(self, notes: Iterable[NoteText]) -> None:
        """Take in notes that are new or changed; one without a text is taken out."""
        with self._lock:
            for note in notes:
                self._take(note)
            if len(self._notes) > 2 * len(self._slots) + 1000:
                kept = [note for note in self._notes if note is not None]
                self._clear()
                for note in kept:
                    self._take(note)

    def _take(self, note: NoteText) -> None:
        slot = self._slots.pop(note.id, None)
        if slot is not None:
            # Its words still lead there, and find nobody at home.
            self._notes[slot] = None
        if not note.text.strip():
            return
        slot = len(self._notes)
        self._slots[note.id] = slot
        self._notes.append(note)
        for surface in {word.surface for word in words(note.text)}:
            places = self._postings.get(surface)
            if places is None:
                places = self._add_word(surface)
            places.append(slot)

    def _add_word(self, surface: str) -> "array[int]":
        self._sorted = []
        for language in LANGUAGES:
            term = analyzer(language).term(surface)
            if term:
                self._forms.setdefault((language, term), []).append(surface)
        places = self._postings[surface] = array("I")
        return places

    def sections(self) -> frozenset[tuple[str, str]]:
        """Return the sections (book, section) that carry a note."""
        with self._lock:
            return frozenset((one.book, one.section) for one in self._notes if one is not None)

    def states(self, text: str, *, typing: bool = False) -> dict[str, Accept]:
        """Return what tells which sections pass the filters about notes of a query."""
        states: dict[str, Accept] = {}
        for one in parse(text).filters:
            if one.name == "note":
                words_of = _asked(one, text, typing=typing)
                found = frozenset(_places(self._matching(words_of) if words_of.required else ()))
                states[note_state(one.value)] = _is_among(found)
            elif is_about_notes(one):
                states["noted"] = _is_among(self.sections())
        return states

    def find(
        self, text: str, *, typing: bool = False, accept: Accept | None = None, limit: int = 200
    ) -> tuple[int, list[NoteHit]]:
        """Return how many notes answer a query, and the latest of them.

        With ``note:`` the words after it are sought, else all words of the query; with ``is:noted``
        and no word all notes are found.

        Args:
            text: The query; its filters that aren't about notes are left to ``accept``.
            typing: Whether it is still being typed.
            accept: Which sections (book, section) pass the other filters; all if None.
            limit: Most notes to return.
        """
        query = asked_of_notes(text, typing=typing)
        if query is None:
            return 0, []
        found = [
            note
            for note in self._matching(query)
            if accept is None or accept(note.book, note.section)
        ]
        return len(found), [_hit(note, query) for note in found[:limit]]

    def in_other_letters(self, text: str) -> frozenset[str]:
        """Return the notes (ids) that answer a query, but don't contain the letters typed.

        For lists that find the others by themselves.
        """
        query = asked_of_notes(text, typing=True)
        letters = fold(text).split()
        return frozenset(
            note.id
            for note in (self._matching(query) if query is not None else ())
            if not all(word in fold(note.text) for word in letters)
        )

    def _matching(self, query: Query) -> list[NoteText]:
        """Return the notes that answer a query, the latest first."""
        with self._lock:
            if not query.required:
                everyone = [note for note in self._notes if note is not None]
                return everyone[::-1]
            slots = np.zeros(0, np.uint32)
            for language in LANGUAGES:
                slots = np.union1d(slots, self._in_language(query, language))
            for clause in query.excluded:
                for language in LANGUAGES:
                    slots = np.setdiff1d(slots, self._clause(clause, language))
            found = (self._notes[slot] for slot in slots[::-1].tolist())
            return [note for note in found if note is not None]

    def _in_language(self, query: Query, language: str) -> _Slots:
        lists = [self._clause(one, language) for one in plan(query, language).clauses.values()]
        lists.sort(key=len)
        slots = lists[0] if lists else np.zeros(0, np.uint32)
        for other in lists[1:]:
            slots = np.intersect1d(slots, other, assume_unique=True)
        return slots

    def _clause(self, clause: Clause, language: str) -> _Slots:
        """Return where a clause stands."""
        if isinstance(clause, InTitle):
            return np.zeros(0, np.uint32)
        if isinstance(clause, AnyOf):
            return _union(self._clause(one, language) for one in clause.clauses)
        if isinstance(clause, Near):
            return self._near(clause, language)
        found = patterns(clause, 0, analyzer(language))
        return _union(self._pattern(pattern, language) for pattern in found)

    def _pattern(self, pattern: Pattern, language: str) -> _Slots:
        last = len(pattern.values) - 1
        lists = []
        for at, value in enumerate(pattern.values):
            begun = pattern.prefix and at == last
            surfaces = self._begun(value) if begun else [value]
            if not pattern.exact and not begun:
                surfaces = self._forms.get((language, value), ())
            lists.append(_union(self._of(surface) for surface in surfaces))
        slots = lists[0]
        for other in lists[1:]:
            slots = np.intersect1d(slots, other, assume_unique=True)
        if not last:
            return slots
        matcher = Matcher([pattern], analyzer(language))
        return self._where(slots, lambda text: bool(matcher.spans(text)))

    def _near(self, near: Near, language: str) -> _Slots:
        forms = analyzer(language)
        values = dict.fromkeys(forms.term(surface) or surface for surface in near.surfaces)
        wanted = [
            Pattern(key, (value,), exact=value in forms.stop) for key, value in enumerate(values)
        ]
        slots = self._pattern(wanted[0], language)
        for pattern in wanted[1:]:
            slots = np.intersect1d(slots, self._pattern(pattern, language), assume_unique=True)
        every = sum(pattern.bit for pattern in wanted)
        matcher = Matcher(wanted, forms)

        def stands(text: str) -> bool:
            order = {word.start: at for at, word in enumerate(words(text))}
            places = [(order[span.start], span.keys) for span in matcher.spans(text)]
            return close_together(places, every, near.distance)

        return self._where(slots, stands)

    def _where(self, slots: _Slots, stands: Callable[[str], bool]) -> _Slots:
        notes = ((slot, self._notes[slot]) for slot in slots.tolist())
        kept = [slot for slot, note in notes if note is not None and stands(note.text)]
        return np.array(kept, np.uint32)

    def _of(self, surface: str) -> _Slots:
        places = self._postings.get(surface)
        return np.array(places if places is not None else (), np.uint32)

    def _begun(self, start: str) -> Sequence[str]:
        if not self._sorted:
            self._sorted = sorted(self._postings)
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_right(self._sorted, start + _LAST)]


def asked_of_notes(text: str, *, typing: bool = False) -> Query | None:
    """Return what a query asks of notes; None if it asks for nothing."""
    query = parse(text, typing=typing)
    named = [one for one in query.filters if one.name == "note" and not one.negated]
    if named:
        required = [one for own in named for one in _asked(own, text, typing=typing).required]
        return replace(query, required=tuple(required), excluded=()) if required else None
    if query.required:
        return query
    wants_all = any(is_about_notes(one) and not one.negated for one in query.filters)
    return replace(query, excluded=()) if wants_all else None


def _asked(named: Filter, text: str, *, typing: bool) -> Query:
    """Return what follows ``note:`` as a query of its own: several words are a phrase."""
    value = named.value
    last = typing and text.endswith(value)
    if " " in value:
        value = f'"{value}' if last else f'"{value}"'
    return parse(value, typing=last)


def _hit(note: NoteText, query: Query) -> NoteHit:
    best = _passage(note, query)
    text, highlights = best
    return NoteHit(note.id, note.title, note.book, note.section, note.language, text, highlights)


def _passage(note: NoteText, query: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the sentences of a note that answer best, with their matches."""
    units = list(_units(note.text))
    for language in LANGUAGES:
        made = plan(query, language)
        matcher = Matcher(made.patterns(), analyzer(language))
        worth = Worth(dict.fromkeys(made.clauses, 1.0))
        found = best_passages(units, matcher, worth) if made.clauses else ()
        if found:
            return found[0].text, found[0].highlights
    return units[0].text if units else "", ()


def _units(text: str) -> Iterator[Unit]:
    """Yield the lines of a note, without signs of Markdown, as passages are cut from them."""
    for number, line in enumerate(note_plain(text).splitlines()):
        if line.strip():
            yield Unit("", number, "", line, tuple(sentences(line)))


def _union(lists: Iterable[_Slots]) -> _Slots:
    kept = [one for one in lists if len(one)]
    if len(kept) == 1:
        return kept[0]
    return np.unique(np.concatenate(kept)) if kept else np.zeros(0, np.uint32)


def _places(notes: Iterable[NoteText]) -> Iterator[tuple[str, str]]:
    return ((note.book, note.section) for note in notes)


def _is_among(sections: frozenset[tuple[str, str]]) -> Accept:
    return lambda book, section: (book, section) in sections
