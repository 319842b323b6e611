"""All texts of one edition in one language, ready for passages to be looked up in them."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from viewer.annotations.joined import JoinedText, fold, occurrences
from viewer.annotations.likeness import Words, word_set, words_of
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError

_BETWEEN = "\0"
"""Stands between sections where they are searched as one; canonical text never has it."""


class StoppedError(Exception):
    """Whoever asked for the work doesn't want it any more."""


@dataclass
class SectionPassages:
    """The text of a section.

    Attributes:
        number: Its place among the sections that have a text in this language.
        text: Its blocks.
        joined: Them in one string.
    """

    number: int
    text: SectionText
    joined: JoinedText

    @property
    def id(self) -> str:
        """Id of the section."""
        return self.text.section

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return words_of(self.joined.folded)

    @cached_property
    def block_words(self) -> list[set[str]]:
        """The different words of each block."""
        return [word_set(fold(block.text)) for block in self.text.blocks]

    def words_in(self, first: int, last: int) -> Words:
        """Return the words of blocks ``first`` to ``last``."""
        return self.words.slice(self.joined.starts[first], self.joined.end_of(last))


@dataclass
class WordIndex:
    """In which blocks of an edition some words stand.

    Attributes:
        blocks: Number of blocks of the edition.
        postings: Per word, the blocks as section number and ordinal.
    """

    blocks: int = 0
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def weight(self, word: str) -> float:
        """Return how much a word says: the rarer, the more; above 0."""
        count = len(self.postings.get(word, ())) or 0.5
        return math.log(1 + self.blocks / count)


class EditionText:
    """The texts of one edition in one language.

    Sections are read when they are asked for, all of them when the whole edition is searched.

    Attributes:
        language: The language.
    """

    def __init__(self, book: Book, language: str) -> None:
        self.language = language
        self._book = book
        self._read: dict[str, SectionPassages | None] = {}
        self._sections: list[SectionPassages] | None = None

    def section(self, section: str) -> SectionPassages | None:
        """Return a section; None if it has no legible text in this language."""
        if section not in self._read:
            self._read[section] = self._load(section)
        return self._read[section]

    def read_all(self, step: Callable[[], None] = lambda: None) -> None:
        """Read all sections; ``step`` is called after each and may raise ``StoppedError``."""
        if self._sections is not None:
            return
        sections: list[SectionPassages] = []
        for section in self._book.order:
            found = self.section(section)
            if found is not None:
                found.number = len(sections)
                sections.append(found)
            step()
        self._sections = sections

    @property
    def sections(self) -> list[SectionPassages]:
        """All sections with a text, in reading order."""
        self.read_all()
        return self._sections or []

    def occurrences(self, quote: str) -> Iterator[tuple[SectionPassages, int]]:
        """Yield where ``quote``, which is folded, stands anywhere in the edition."""
        for at in occurrences(self._whole, quote):
            number = bisect_right(self._starts, at) - 1
            yield self.sections[number], at - self._starts[number]

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and words in self._whole

    def index(self, wanted: set[str]) -> WordIndex:
        """Return where the ``wanted`` words stand."""
        index = WordIndex()
        for section in self.sections:
            index.blocks += len(section.text.blocks)
            for ordinal, words in enumerate(section.block_words):
                for word in words & wanted:
                    index.postings[word].append((section.number, ordinal))
        return index

    @cached_property
    def _whole(self) -> str:
        return _BETWEEN.join(section.joined.folded for section in self.sections)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for section in self.sections:
            starts.append(position)
            position += section.joined.length + len(_BETWEEN)
        return starts

    def _load(self, section: str) -> SectionPassages | None:
        if section not in self._book or self.language not in self._book.languages_of(section):
            return None
        try:
            text = self._book.text(section, self.language)
        except SectionError:
            return None
        return SectionPassages(-1, text, JoinedText(text.blocks))
