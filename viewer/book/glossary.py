"""The glossary of a book: concepts with labels, definitions and abbreviations (after SKOS)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.book import files
from viewer.book.cache import CacheShelf
from viewer.book.model import Texts
from viewer.book.outline import messages_from_json, messages_to_json
from viewer.errors import BookError, Message, SectionError
from viewer.storage.digest import digest

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


def load_glossary(folder: Path, languages: Sequence[str], shelf: CacheShelf) -> Glossary:
    """Return the glossary of the book in ``folder``; empty without a file.

    A file that can't be used gives an empty glossary with the reason among its findings.
    """
    try:
        content = files.read_bytes(folder, GLOSSARY)
    except SectionError as error:
        missing = error.message.code == "missing-file"
        return Glossary(findings=() if missing else (error.message,))
    key = digest(content + b"\0" + ",".join(languages).encode())
    values = shelf.read("glossary", key)
    if values is not None:
        try:
            return _from_json(values)
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
    from viewer.book.glossary_file import read_glossary

    try:
        glossary = read_glossary(files.decode(content, GLOSSARY), languages)
    except BookError as error:
        return Glossary(findings=(error.message,))
    shelf.write("glossary", key, _to_json(glossary))
    return glossary


def _to_json(glossary: Glossary) -> dict[str, Any]:
    names = ("id", "label", "definition", "abbreviations", "hidden", "line")
    return {
        "concepts": [[getattr(concept, name) for name in names] for concept in glossary.concepts],
        "findings": messages_to_json(glossary.findings),
    }


def _from_json(values: Mapping[str, Any]) -> Glossary:
    return Glossary(
        tuple(
            Concept(name, label, definition, _tuples(abbreviations), _tuples(hidden), line)
            for name, label, definition, abbreviations, hidden, line in values["concepts"]
        ),
        messages_from_json(values["findings"]),
    )


def _tuples(words: Mapping[str, Sequence[str]]) -> Words:
    return {language: tuple(group) for language, group in words.items()}
