"""All texts of one edition in one language, ready for passages to be looked up in them."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from viewer.annotations.joined import JoinedText, fold
from viewer.annotations.likeness import Words, word_set, words_of
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError


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
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Return how much a word says: the rarer, the more; above 0."""
        count = len(self.postings.get(word, ())) or 0.5
        return math.log(1 + self.blocks / count)

    def sections_with(self, words: Sequence[str]) -> list[int] | None:
        """Return the sections that have the rarest of ``words``; None if none was indexed."""
        known = [self.postings[word] for word in words if word in self.postings]
        if not known:
            return None
        return list(dict.fromkeys(section for section, _ in min(known, key=len)))


class EditionText:
    """The texts of one edition in one language.

    Sections are read when they are asked for, all of them when the whole edition is searched.

    Attributes:
        language: The language.
        index: Where the words stand that ``prepare`` was told.
    """

    def __init__(self, book: Book, language: str) -> None:
        self.language = language
        self._book = book
        self.index = WordIndex()
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

    def prepare(self, quotes: Iterable[str]) -> None:
        """Index the words of ``quotes``, which are folded, so that they are looked up quickly."""
        wanted = {word for quote in quotes for word in words_of(quote).words}
        index = WordIndex()
        for word in wanted:
            index.postings[word] = []
        for section in self.sections:
            index.blocks += len(section.text.blocks)
            for ordinal, words in enumerate(section.block_words):
                for word in words & wanted:
                    index.postings[word].append((section.number, ordinal))
        self.index = index

    def occurrences(self, quote: str) -> Iterator[tuple[SectionPassages, int]]:
        """Yield where ``quote``, which is folded, stands anywhere in the edition."""
        for section in self._likely(quote):
            for at in section.joined.occurrences(quote):
                yield section, at

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and next(self.occurrences(words), None) is not None

    def _likely(self, quote: str) -> Iterable[SectionPassages]:
        """Return the sections in which ``quote`` can stand."""
        # Its first and its last word may be parts of words.
        numbers = self.index.sections_with(words_of(quote).words[1:-1])
        if numbers is None:
            return self.sections
        return (self.sections[number] for number in numbers)

    def _load(self, section: str) -> SectionPassages | None:
        if section not in self._book or self.language not in self._book.languages_of(section):
            return None
        try:
            text = self._book.text(section, self.language)
        except SectionError:
            return None
        return SectionPassages(-1, text, JoinedText(text.blocks))
