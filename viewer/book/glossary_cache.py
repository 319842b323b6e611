"""The glossary of a book as it was read before: its YAML is read once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from viewer.book import files
from viewer.book.cache import CacheShelf
from viewer.book.glossary import GLOSSARY, Concept, Glossary, Words
from viewer.book.outline import messages_from_json, messages_to_json
from viewer.errors import BookError, SectionError
from viewer.storage.digest import digest


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
    # Imported here: what was read before needs no YAML.
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
