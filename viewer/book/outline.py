"""The manifest of a book in memory: its edition, and its contents tree as columns.

A book can have tens of thousands of sections and must open in milliseconds from the cache; so what
JSON gives is used as it is (one list a property), and a ``Section`` is made only when somebody asks
for it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from viewer.book.model import CLASSIFICATIONS, Edition, Section
from viewer.errors import Message, Severity


class Outline(NamedTuple):
    """The contents tree, its sections in reading order (each before those below it).

    Attributes:
        ids: Ids of the sections.
        parents: Position of the section above, or -1.
        levels: Depth, 1 at the top.
        ends: Position after the last section below.
        titles: Language to titles.
        texts: Language to paths of texts; empty where there is none.
        classifications: Positions in ``CLASSIFICATIONS``.
        lines: Lines in ``book.yaml``.
        modified: Dates of the sections that have one, by id.
        tags: Tags of the sections that have any, by id.
    """

    ids: list[str]
    parents: list[int]
    levels: list[int]
    ends: list[int]
    titles: dict[str, list[str]]
    texts: dict[str, list[str]]
    classifications: list[int]
    lines: list[int]
    modified: dict[str, str]
    tags: dict[str, list[str]]

    @classmethod
    def empty(cls) -> "Outline":
        """Return a tree without sections, to be filled by ``add`` and ``close``."""
        return cls([], [], [], [], {}, {}, [], [], {}, {})

    def add(self, section: Section, parent: int) -> int:
        """Append ``section`` below the one at ``parent`` (-1: at the top); return its position."""
        position = len(self.ids)
        self.ids.append(section.id)
        self.parents.append(parent)
        self.levels.append(section.level)
        self.classifications.append(CLASSIFICATIONS.index(section.classification))
        self.lines.append(section.line)
        for column, texts in ((self.titles, section.title), (self.texts, section.text)):
            for language in texts:
                column.setdefault(language, [""] * position)
            for language, values in column.items():
                values.append(texts.get(language, ""))
        if section.modified:
            self.modified[section.id] = section.modified
        if section.tags:
            self.tags[section.id] = list(section.tags)
        return position

    def close(self) -> None:
        """Work out where each section's part ends, once all are added."""
        self.ends[:] = range(1, len(self.ids) + 1)
        for position in range(len(self.ids) - 1, -1, -1):
            parent = self.parents[position]
            if parent >= 0:
                self.ends[parent] = max(self.ends[parent], self.ends[position])

    def children(self, position: int) -> list[int]:
        """Return the positions of the sections right below; of those at the top for -1."""
        found, child = [], position + 1
        end = self.ends[position] if position >= 0 else len(self.ids)
        while child < end:
            found.append(child)
            child = self.ends[child]
        return found

    def section(self, position: int) -> Section:
        """Return the section at ``position``."""
        name = self.ids[position]
        parent = self.parents[position]
        return Section(
            id=name,
            title={
                code: values[position] for code, values in self.titles.items() if values[position]
            },
            text={
                code: values[position] for code, values in self.texts.items() if values[position]
            },
            parent=self.ids[parent] if parent >= 0 else "",
            children=tuple(self.ids[child] for child in self.children(position)),
            level=self.levels[position],
            classification=CLASSIFICATIONS[self.classifications[position]],
            modified=self.modified.get(name, ""),
            tags=tuple(self.tags.get(name, ())),
            line=self.lines[position],
        )

    def has_text(self, position: int) -> bool:
        """Tell whether the section at ``position`` has a text in any language."""
        return any(values[position] for values in self.texts.values())


class Manifest(NamedTuple):
    """What ``book.yaml`` says.

    Attributes:
        edition: The edition.
        outline: The contents tree.
        findings: What is wrong with the manifest; None where that hasn't been read from the cache.
    """

    edition: Edition
    outline: Outline
    findings: tuple[Message, ...] | None = None


def manifest_to_json(manifest: Manifest) -> dict[str, Any]:
    """Return ``manifest`` as values for JSON, without the findings, of which there can be many."""
    return {
        "edition": edition_to_json(manifest.edition),
        "outline": manifest.outline._asdict(),
    }


def manifest_from_json(data: Mapping[str, Any]) -> Manifest:
    """Return the manifest that ``manifest_to_json`` gave."""
    return Manifest(edition_from_json(data["edition"]), Outline(**data["outline"]))


def edition_to_json(edition: Edition) -> dict[str, Any]:
    """Return ``edition`` as values for JSON."""
    return edition._asdict()


def edition_from_json(data: Mapping[str, Any]) -> Edition:
    """Return the edition that ``edition_to_json`` gave."""
    return Edition(**{**data, "languages": tuple(data["languages"])})


def messages_to_json(messages: Sequence[Message]) -> list[list[Any]]:
    """Return ``messages`` as values for JSON."""
    return [
        [message.code, dict(message.parameters), message.severity.value, message.file, message.line]
        for message in messages
    ]


def messages_from_json(data: Sequence[Sequence[Any]]) -> tuple[Message, ...]:
    """Return the messages that ``messages_to_json`` gave."""
    return tuple(
        Message(code, parameters, Severity(severity), file, line)
        for code, parameters, severity, file, line in data
    )
