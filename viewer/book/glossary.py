"""The glossary of a book: concepts with labels, definitions and abbreviations (after SKOS)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.book.model import Texts
from viewer.errors import Message

GLOSSARY = "glossary.yaml"
"""Name of the glossary in a book folder."""

Words = Mapping[str, tuple[str, ...]]
"""Several words in several languages."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the glossary.

    Attributes:
        id: Its id, unique in the glossary.
        label: What it is called, in each language (SKOS prefLabel).
        definition: What it means, in each language.
        abbreviations: Short forms, in each language; another concept may share one.
        hidden: Spellings that find it but are not shown, in each language (SKOS hiddenLabel).
        line: Line in ``glossary.yaml``, counted from 1.
    """

    id: str
    label: Texts
    definition: Texts = field(default_factory=dict)
    abbreviations: Words = field(default_factory=dict)
    hidden: Words = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts of a book.

    Attributes:
        concepts: In the order of the file.
        findings: What is wrong with the file.
    """

    concepts: tuple[Concept, ...] = ()
    findings: tuple[Message, ...] = ()
    _by_abbreviation: dict[str, list[Concept]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def lookup(self, abbreviation: str) -> list[Concept]:
        """Return the concepts that have ``abbreviation``, spelt like this, in any language."""
        if not self._by_abbreviation and self.concepts:
            table = defaultdict(list)
            for concept in self.concepts:
                words = (word for group in concept.abbreviations.values() for word in group)
                for word in dict.fromkeys(words):
                    table[word].append(concept)
            self._by_abbreviation.update(table)
        return list(self._by_abbreviation.get(abbreviation, ()))
