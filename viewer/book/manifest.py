"""Reading ``book.yaml``: what identifies the edition, and its contents tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.book.files import path_problem
from viewer.book.language_tags import canonical
from viewer.book.model import CLASSIFICATIONS, FORMAT, Edition, Section
from viewer.book.outline import Manifest, Outline
from viewer.book.yaml_source import Node, read_yaml
from viewer.book.yaml_values import LANGUAGE, Values
from viewer.errors import BookError, Severity

MANIFEST = "book.yaml"
"""Name of the manifest in a book folder."""

HIGHEST = CLASSIFICATIONS[-1]

_BOOK_KEYS = frozenset(
    [
        "format",
        "id",
        "edition",
        "issued",
        "revision",
        "replaces",
        "note",
        "expires",
        "title",
        "publisher",
        "classification",
        "caveat",
        "languages",
        "numbered",
        "contents",
    ]
)
_SECTION_KEYS = frozenset(["id", "title", "text", "modified", "classification", "tags", "sections"])


def read_manifest(source: str, *, file: str = MANIFEST) -> Manifest:
    """Return what the manifest ``source`` says.

    Args:
        source: Content of ``book.yaml``.
        file: Its name, for findings.

    Raises:
        BookError: It can't be used at all: not YAML, another format, without a usable id or without
            contents.
    """
    root = read_yaml(source, file=file)
    values = Values(file)
    if root.kind != "map":
        raise BookError("manifest-not-mapping", file=file, line=root.line)
    fields = values.fields(root, _BOOK_KEYS, MANIFEST)
    _check_format(fields.get("format"), values, file)
    edition = _edition(fields, values, file)
    outline = _Contents(values, edition).read(fields.get("contents"))
    if not outline.ids:
        line = fields["contents"].line if "contents" in fields else 0
        code = "no-contents" if _is_list(fields.get("contents")) else "wrong-type-list"
        raise BookError(code, file=file, line=line, key="contents")
    findings = sorted(values.findings, key=lambda message: message.line)
    return Manifest(edition, outline, tuple(findings))


def _is_list(node: Node | None) -> bool:
    """Whether a list is there, or nothing in its place."""
    return node is None or node.kind in {"seq", "null"}


def _check_format(node: Node | None, values: Values, file: str) -> None:
    if node is None:
        values.report("missing-key", 1, key="format")
        return
    if node.kind == "int" and node.text == str(FORMAT):
        return
    if node.kind == "str" and node.text == str(FORMAT):
        values.wrong_type(node, "format", "number")
        return
    raise BookError("unknown-format", file=file, line=node.line, value=node.text[:40], known=FORMAT)


def _edition(fields: dict[str, Node], values: Values, file: str) -> Edition:
    name = _book_id(fields.get("id"), values, file)
    languages = _languages(fields, values)
    for key in ("edition", "issued", "title", "languages"):
        if key not in fields:
            values.report("missing-key", 1, key=key)
    if "classification" not in fields:
        values.warn("missing-key", 1, key="classification")
    title = values.texts(fields.get("title"), "title", languages)
    if "title" in fields:
        values.missing_languages(title, languages, "title", fields["title"].line)
    return Edition(
        book=name,
        edition=values.text(fields.get("edition"), "edition"),
        issued=values.date(fields.get("issued"), "issued"),
        revision=_revision(fields.get("revision"), values),
        title=title or {languages[0]: name},
        publisher=_translated(fields, "publisher", values, languages),
        classification=_classification(fields.get("classification"), values) or CLASSIFICATIONS[0],
        caveat=_translated(fields, "caveat", values, languages),
        languages=languages,
        replaces=values.text(fields.get("replaces"), "replaces"),
        note=_translated(fields, "note", values, languages),
        expires=values.date(fields.get("expires"), "expires"),
        numbered=values.truth(fields.get("numbered"), "numbered"),
    )


def _book_id(node: Node | None, values: Values, file: str) -> str:
    name = values.identifier(node, "id")
    if not name:
        line = node.line if node else 1
        raise BookError("book-without-id", file=file, line=line)
    return name


def _languages(fields: dict[str, Node], values: Values) -> tuple[str, ...]:
    """Return the languages of the book; those of its title where it doesn't say."""
    node = fields.get("languages")
    found: list[str] = []
    for item in values.items(node, "languages"):
        code = canonical(values.text(item, "languages"))
        if not LANGUAGE.fullmatch(code):
            values.report("bad-language", item.line, language=code[:40])
        elif code in found:
            values.warn("duplicate-language", item.line, language=code)
        else:
            found.append(code)
    if not found and node is not None and node.kind in {"seq", "null"} and not node.items:
        values.report("missing-key", node.line, key="languages")
    if not found and "title" in fields and fields["title"].kind == "map":
        keys = [key.text for key, _ in fields["title"].pairs]
        found = [canonical(key) for key in keys if LANGUAGE.fullmatch(key)]
    return tuple(dict.fromkeys(found)) or ("en",)


def _revision(node: Node | None, values: Values) -> int:
    if node is None:
        return 1
    if node.kind != "int" or not node.text.isdecimal() or not 1 <= int(node.text[:11]) <= 10**9:
        values.report("bad-revision", node.line)
        return 1
    return int(node.text)


def _translated(
    fields: dict[str, Node], key: str, values: Values, languages: Sequence[str]
) -> dict[str, str]:
    """Return an optional text in all languages; where it is given, no language may be missing."""
    node = fields.get(key)
    texts = values.texts(node, key, languages)
    if node is not None:
        values.missing_languages(texts, languages, key, node.line)
    return texts


def _classification(node: Node | None, values: Values) -> str:
    """Return a handling level; an unknown one is an error, and counts as the highest."""
    if node is None:
        return ""
    if not node.text:
        # Nothing at all, or a list: the finding says so, in place of an empty name.
        values.text(node, "classification")
        return HIGHEST
    if node.text not in CLASSIFICATIONS:
        known = ", ".join(CLASSIFICATIONS)
        values.report("unknown-classification", node.line, value=node.text[:60], known=known)
        return HIGHEST
    return node.text


@dataclass(frozen=True, slots=True)
class _Open:
    """A section whose subsections are still to be read."""

    node: Node
    parent: int
    level: int
    classification: str


class _Contents:
    """Reads the contents tree; in a loop, not by calling itself, so that depth costs nothing."""

    def __init__(self, values: Values, edition: Edition) -> None:
        self._values = values
        self._edition = edition
        self._outline = Outline.empty()
        self._lines: dict[str, int] = {}

    def read(self, contents: Node | None) -> Outline:
        top = self._values.items(contents, "contents")
        waiting = [_Open(node, -1, 1, self._edition.classification) for node in reversed(top)]
        while waiting:
            entry = waiting.pop()
            key = "contents" if entry.parent < 0 else "sections"
            fields = self._values.entry(entry.node, _SECTION_KEYS, key)
            if not fields:
                continue
            section = self._section(entry, fields)
            position = self._outline.add(section, entry.parent)
            waiting.extend(
                _Open(node, position, entry.level + 1, section.classification)
                for node in reversed(self._values.items(fields.get("sections"), "sections"))
            )
        self._outline.close()
        return self._outline

    def _section(self, entry: _Open, fields: dict[str, Node]) -> Section:
        values, line = self._values, entry.node.line
        name = self._id(fields.get("id"), line)
        languages = self._edition.languages
        title = values.texts(fields.get("title"), "title", languages)
        text = self._text(fields.get("text"))
        if not title:
            values.report("missing-title", line, id=name)
        else:
            values.missing_languages(title, languages, "title", fields["title"].line)
        if text:
            values.missing_languages(text, languages, "text", fields["text"].line)
        return Section(
            id=name,
            title=title or {languages[0]: name},
            text=text,
            level=entry.level,
            classification=self._level(fields.get("classification"), entry.classification),
            modified=values.date(fields.get("modified"), "modified"),
            tags=values.words(fields.get("tags"), "tags"),
            line=line,
        )

    def _id(self, node: Node | None, line: int) -> str:
        """Return an id that is unique; a missing or repeated one is an error, and gets a number."""
        name = self._values.identifier(node, "id")
        if node is None:
            self._values.report("section-without-id", line)
        if not name:
            name = f"section-{line}"
        elif name in self._lines:
            self._values.report("duplicate-id", line, id=name, first=self._lines[name])
        base, number = name, 1
        while name in self._lines:
            number += 1
            name = f"{base}-{number}"
        self._lines[name] = line
        return name

    def _text(self, node: Node | None) -> dict[str, str]:
        texts = self._values.texts(node, "text", self._edition.languages)
        for path in texts.values():
            problem = path_problem(path)
            if problem and node is not None:
                self._values.report(problem, node.line, path=path)
        return texts

    def _level(self, node: Node | None, inherited: str) -> str:
        level = _classification(node, self._values) or inherited
        highest = CLASSIFICATIONS.index(self._edition.classification)
        if node is not None and CLASSIFICATIONS.index(level) > highest:
            book = self._edition.classification
            self._values.report(
                "classification-above-book", node.line, Severity.ERROR, level=level, book=book
            )
        return level
