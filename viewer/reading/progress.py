"""How much of a book has been read: of each section, of each part, of the whole.

One byte a section, in reading order. A part is a stretch of them, so that its share is counted in
microseconds, however large it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.fingerprint import FileFacts
from viewer.book.model import ESSENTIAL
from viewer.reading.read_texts import ReadText

_MERE_GROUP = 9


class State(IntEnum):
    """What is known of the reading of a section, or of a part."""

    UNREAD = 0
    PARTLY = 1
    READ = 2
    CHANGED = 3


_LEFT = bytes(state not in {State.READ, _MERE_GROUP} for state in range(256))
"""What stands for each state in ``Progress.left``."""


class Share(NamedTuple):
    """How much of a part has been read.

    Attributes:
        texts: Sections with a text.
        read: Those that were read, and are as they were.
        partly: Those that were read in part.
        changed: Those that were read, and are not as they were.
    """

    texts: int
    read: int
    partly: int
    changed: int

    @property
    def state(self) -> State:
        """What a sign beside the part tells."""
        if self.changed:
            return State.CHANGED
        if self.texts and self.read == self.texts:
            return State.READ
        return State.PARTLY if self.read or self.partly else State.UNREAD

    @property
    def percent(self) -> int:
        """How much is read, of 100; 100 only when nothing is left."""
        return 100 * self.read // self.texts if self.texts else 0


class Progress:
    """What of one book has been read.

    Attributes:
        book: The book.
    """

    def __init__(self, book: Book) -> None:
        """Begin with nothing read."""
        self.book = book
        self._states = bytearray(len(book))
        for position in range(len(book)):
            if not book.outline.has_text(position):
                self._states[position] = _MERE_GROUP

    def __getitem__(self, section: str) -> State:
        """Return the state of a section itself; a mere group of others is unread."""
        state = self._states[self.book.position(section)]
        return State.UNREAD if state == _MERE_GROUP else State(state)

    def __setitem__(self, section: str, state: State) -> None:
        """Take note of the state of a section that has a text."""
        position = self.book.position(section)
        if self._states[position] != _MERE_GROUP:
            self._states[position] = state

    def share(self, section: str = "") -> Share:
        """Return how much is read of a section with all below it; of the book without one."""
        part = part_of(self.book, section)
        first, end = part.start, part.stop
        count = self._states.count
        return Share(
            len(part) - count(_MERE_GROUP, first, end),
            count(State.READ, first, end),
            count(State.PARTLY, first, end),
            count(State.CHANGED, first, end),
        )

    def unread(self, positions: Iterable[int]) -> int:
        """Return how many of the sections at these positions have a text of which none was read."""
        return sum(self._states[position] == State.UNREAD for position in positions)

    def left(self) -> bytes:
        """Return 1 for each section that is still to be read, else 0, in reading order."""
        return bytes(self._states.translate(_LEFT))


def essential_of(book: Book) -> list[str]:
    """Return the sections of the essential reading that have a text, in reading order."""
    tagged = [one for one, tags in book.outline.tags.items() if ESSENTIAL in tags]
    return [one for one in tagged if book.outline.has_text(book.position(one))]


def part_of(book: Book, section: str) -> range:
    """Return the positions of a section and of all below it; of all without a section."""
    if not section:
        return range(len(book))
    position = book.position(section)
    return range(position, book.outline.ends[position])


def state_of(
    book: Book, section: str, read: Iterable[ReadText], facts: Mapping[str, FileFacts]
) -> State:
    """Return what is known of a section.

    Args:
        book: The book.
        section: Id of the section.
        read: What was read of it, in whatever language and edition.
        facts: What is known of the files of the book, by path.
    """
    now = {path_of(book, section, code): code for code in book.languages_of(section)}
    digests = {(code, facts[path].text) for path, code in now.items() if path in facts}
    state = State.UNREAD
    for text in read:
        if (text.language, text.digest) in digests:
            if text.whole:
                return State.READ
            state = max(state, State.PARTLY)
        elif text.language in now.values():
            state = max(state, State.CHANGED if text.whole else State.PARTLY)
    return state


def path_of(book: Book, section: str, language: str) -> str:
    """Return the path of the text of a section; empty if it has none in this language."""
    paths: Sequence[str] = book.outline.texts.get(language, ())
    return paths[book.position(section)] if paths else ""
