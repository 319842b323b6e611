"""What a search answers, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from viewer.errors import Message
from viewer.search.passages import Passage, Passages

__all__ = ["Answer", "Hit", "NoteHit", "Passage"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that was found.

    Attributes:
        rank: Place among the hits, from 1.
        score: How well it answers; compares hits of one answer.
        book: Id of the book.
        edition: Name of the edition.
        section: Id of the section.
        language: Language in which it is shown: of those that match, the reader's if possible.
        title: Title of the section in that language.
        path: Titles of the sections above, the outermost first.
        block: Id of the block of the best passage; empty for a group without text.
        ordinal: Ordinal of that block; -1 for a group without text.
        passage: The best passage: whole sentences, or a row of a table as pairs.
        passage_start: Where it begins in the block's canonical text, in code points.
        highlights: Matches in ``passage``: start and end in code points.
        matches: The same matches in the block's canonical text.
        heading: The heading above the passage, or empty.
        more: Further passages of the section, one a block or row, the best first; they are cut when
            they are looked at.
        languages: All languages in which the section matches.
    """

    rank: int
    score: float
    book: str
    edition: str
    section: str
    language: str
    title: str
    path: tuple[str, ...]
    block: str = ""
    ordinal: int = -1
    passage: str = ""
    passage_start: int = 0
    highlights: tuple[tuple[int, int], ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    heading: str = ""
    more: Sequence[Passage] = field(default_factory=Passages, hash=False)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note of the reader's own that was found.

    Attributes:
        id: Id of the annotation.
        title: Its name.
        book: Id of the book.
        section: Id of the section.
        language: Language of the section's text.
        passage: The sentences of the note that answer best.
        highlights: Matches in ``passage``: start and end in code points.
    """

    id: str
    title: str
    book: str
    section: str
    language: str
    passage: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a query.

    Attributes:
        query: The query as it was typed.
        language: Language that was preferred.
        total: How many sections match; ``hits`` may hold fewer.
        took_ms: Time from the query to this answer, in milliseconds.
        notes: How the query was understood, where it isn't plain.
        hits: The best sections, the best first.
        searched: What was really searched for, as one would type it: corrected, and with ``*``
            where the beginning of a word was enough. ``highlight.matches`` finds it in a section.
        own: The reader's own notes that match, the latest first.
        own_total: How many they are; ``own`` may hold fewer.
    """

    query: str
    language: str
    total: int = 0
    took_ms: float = 0.0
    notes: tuple[Message, ...] = ()
    hits: tuple[Hit, ...] = ()
    searched: str = ""
    own: tuple[NoteHit, ...] = ()
    own_total: int = 0
