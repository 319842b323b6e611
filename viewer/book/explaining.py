"""What the glossary says of words: the concepts meant, told in the language of the text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from viewer.book.abbreviations import Reader, Use, language_at
from viewer.book.glossary import Concept, Glossary
from viewer.book.language_tags import primary
from viewer.book.model import Block, Kind, pick

_WORD = re.compile(r"\w+")


class OtherName(NamedTuple):
    """What a concept is called in another language.

    Attributes:
        language: BCP 47 code.
        name: The name, with the abbreviations in brackets.
    """

    language: str
    name: str


class Meaning(NamedTuple):
    """One meaning of a word.

    Attributes:
        name: What it is called in the language of the text.
        definition: What it means, likewise; may be empty.
        others: What it is called in the other languages of the glossary.
    """

    name: str
    definition: str
    others: tuple[OtherName, ...]


class Explanation(NamedTuple):
    """What a word of the text means.

    Attributes:
        word: The word as it stands there.
        use: Where it stands.
        meanings: All its meanings, in the order of the glossary.
    """

    word: str
    use: Use
    meanings: tuple[Meaning, ...]


def meaning_of(concept: Concept, language: str) -> Meaning:
    """Return what a concept means, told in ``language`` where the glossary can."""
    codes = [code for code in concept.label if primary(code) == primary(language)]
    own = codes[0] if codes else language
    shown = own if own in concept.label else "en"
    others = (
        OtherName(code, with_abbreviations(concept, code))
        for code in concept.label
        if code != shown
    )
    return Meaning(pick(concept.label, own), pick(concept.definition, own), tuple(others))


def with_abbreviations(concept: Concept, language: str) -> str:
    """Return the name of a concept with its abbreviations: ``Canada Border … Agency (CBSA)``."""
    short = ", ".join(concept.abbreviations.get(language, ()))
    name = concept.label[language]
    return f"{name} ({short})" if short else name


class Explainer:
    """Explains the words of a book."""

    def __init__(self, glossary: Glossary) -> None:
        self.reader = Reader(glossary)
        self._names: dict[str, list[tuple[tuple[str, ...], Concept]]] = {}
        for concept in glossary.concepts:
            for name in _names(concept):
                words = tuple(_fold(word) for word in _WORD.findall(name))
                if words:
                    self._names.setdefault(words[0], []).append((words, concept))
        for names in self._names.values():
            names.sort(key=lambda one: -len(one[0]))

    def explain(self, block: Block, language: str, start: int, end: int) -> Explanation | None:
        """Return what is meant by the first word of the glossary in a passage, or around a place.

        Args:
            block: Where to look.
            language: Of the section's text.
            start: First code point.
            end: Code point after the last; the same for a place between two.
        """
        abbreviations = [
            use for use in self.reader.uses(block, language) if _meets(use, start, end)
        ]
        if abbreviations:
            return self.explain_use(block, language, abbreviations[0])
        for use, concepts in self._named(block):
            if _meets(use, start, end):
                return _explanation(block, language, use, concepts)
        return None

    def explain_use(self, block: Block, language: str, use: Use) -> Explanation:
        """Return what an abbreviation that was found in a block means."""
        spoken = language_at(block, use.start, language)
        return _explanation(block, language, use, self.reader.of(spoken).meanings(use.form))

    def mentions(self, block: Block, language: str) -> Iterator[tuple[Use, list[Concept]]]:
        """Yield the abbreviations in a block, then the names, each with the concepts meant."""
        for use in self.reader.uses(block, language):
            spoken = language_at(block, use.start, language)
            yield use, self.reader.of(spoken).meanings(use.form)
        if block.kind not in {Kind.CODE, Kind.REDACTION}:
            yield from self._named(block)

    def _named(self, block: Block) -> Iterator[tuple[Use, list[Concept]]]:
        """Yield the names of concepts in a block, of those that overlap the first and longest."""
        done = 0
        words = [(match.start(), match.end()) for match in _WORD.finditer(block.text)]
        folded = [_fold(block.text[start:end]) for start, end in words]
        for place, word in enumerate(folded):
            longest = 0
            meant: list[Concept] = []
            if place < done:
                continue
            for names, concept in self._names.get(word, ()):
                size = len(names)
                if size >= longest and tuple(folded[place : place + size]) == names:
                    longest = size
                    meant.append(concept)
            if meant:
                done = place + longest
                start, end = words[place][0], words[place + longest - 1][1]
                yield Use(block.text[start:end], block.ordinal, start, end), meant


def _explanation(block: Block, language: str, use: Use, concepts: list[Concept]) -> Explanation:
    spoken = language_at(block, use.start, language)
    meanings = dict.fromkeys(meaning_of(concept, spoken) for concept in concepts)
    return Explanation(block.text[use.start : use.end], use, tuple(meanings))


def _meets(use: Use, start: int, end: int) -> bool:
    """Tell whether a word meets a passage, or has a place in it or at its edge."""
    if start == end:
        return use.start <= start <= use.end
    return use.start < end and start < use.end


def _names(concept: Concept) -> Iterator[str]:
    yield from concept.label.values()
    for group in concept.hidden.values():
        yield from group


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()
