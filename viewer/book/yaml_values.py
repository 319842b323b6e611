"""Taking typed values out of YAML nodes; what is wrong becomes a finding."""

import re
from collections.abc import Collection, Mapping, Sequence

from viewer.book.canonical import BIDI_OVERRIDES, REPLACEMENT
from viewer.book.dates import iso_moment
from viewer.book.files import IDENTIFIER
from viewer.book.language_tags import canonical
from viewer.book.yaml_source import Node
from viewer.errors import Message, Severity

_BRACKETS = {"map": "{…}", "seq": "[…]"}
"""How a finding names a value that isn't a single word."""

_SPACE = re.compile(r"[ \t\r\n]+")

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""Shape of a language tag, after BCP 47 (without private use)."""


class Values:
    """Reads values from the nodes of one file.

    Attributes:
        findings: What is wrong, in the order in which it was met.
    """

    def __init__(self, file: str) -> None:
        self.findings: list[Message] = []
        self._file = file

    def report(
        self,
        code: str,
        line: int,
        severity: Severity = Severity.ERROR,
        **parameters: object,
    ) -> None:
        """Add a finding."""
        self.findings.append(Message(code, parameters, severity, self._file, line))

    def warn(self, code: str, line: int, **parameters: object) -> None:
        """Add a finding that is a warning."""
        self.report(code, line, Severity.WARNING, **parameters)

    def fields(self, node: Node, known: Collection[str], where: str) -> dict[str, Node]:
        """Return the values of a mapping by key; unknown and repeated keys are findings.

        Args:
            node: The mapping.
            known: Keys that may stand in it; empty if any may.
            where: What the mapping is, for findings that it isn't one.
        """
        if node.kind != "map":
            self.wrong_type(node, where, "mapping")
            return {}
        fields: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.kind in {"map", "seq"}:
                self.report("wrong-key", key.line)
            elif key.text in fields:
                self.report("duplicate-key", key.line, key=key.text)
            elif known and key.text not in known:
                self.warn("unknown-key", key.line, key=key.text)
            else:
                fields[key.text] = value
        return fields

    def entry(self, node: Node, known: Collection[str], key: str) -> dict[str, Node]:
        """Return the values of an entry of the list ``key``, as ``fields`` does."""
        if node.kind != "map":
            self.report("wrong-type-entry", node.line, key=key)
            return {}
        return self.fields(node, known, key)

    def wrong_type(self, node: Node, key: str, wanted: str) -> None:
        """Report that the value of ``key`` isn't a ``wanted`` (``text``, ``list``, …)."""
        self.report(f"wrong-type-{wanted}", node.line, key=key)

    def text(self, node: Node | None, key: str) -> str:
        """Return a text; a number or the like is a finding, and its spelling is used."""
        if node is None:
            return ""
        if node.kind in {"map", "seq"}:
            self.wrong_type(node, key, "text")
            return ""
        if node.kind == "null" and not node.text:
            self.report("empty-value", node.line, key=key)
        elif node.kind != "str":
            self.wrong_type(node, key, "text")
        # What stands beside a title must not be turned around, too.
        text, overrides = BIDI_OVERRIDES.subn(REPLACEMENT, node.text)
        if overrides:
            self.warn("bidi-override", node.line)
        # No-break spaces stay: French needs them.
        return _SPACE.sub(" ", text).strip(" ")

    def texts(self, node: Node | None, key: str, languages: Sequence[str] = ()) -> dict[str, str]:
        """Return a text a language; one that isn't in ``languages``, if given, is a finding."""
        if node is None:
            return {}
        texts: dict[str, str] = {}
        for language, value in self.by_language(node, key, languages).items():
            text = self.text(value, key)
            if text:
                texts[language] = text
        return texts

    def by_language(self, node: Node, key: str, languages: Sequence[str] = ()) -> dict[str, Node]:
        """Return values by language; one that isn't in ``languages``, if given, is a finding."""
        values: dict[str, Node] = {}
        for written, value in self.fields(node, (), key).items():
            language = canonical(written)
            if languages and language not in languages:
                self.warn("unknown-language", value.line, key=key, language=written)
            elif language in values:
                self.report("duplicate-key", value.line, key=written)
            else:
                values[language] = value
        return values

    def items(self, node: Node | None, key: str) -> Sequence[Node]:
        """Return the values of a list."""
        if node is None or (node.kind == "null" and not node.text):
            return []
        if node.kind != "seq":
            self.wrong_type(node, key, "list")
            return []
        return node.items

    def words(self, node: Node | None, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        if node is not None and node.kind == "str":
            return (self.text(node, key),)
        return tuple(text for item in self.items(node, key) if (text := self.text(item, key)))

    def identifier(self, node: Node | None, key: str) -> str:
        """Return an id, or nothing where it is malformed (a finding)."""
        if node is None:
            return ""
        if node.kind in {"map", "seq"}:
            self.wrong_type(node, key, "text")
            return ""
        if not IDENTIFIER.fullmatch(node.text):
            self.report("bad-id", node.line, id=node.text[:100])
            return ""
        return node.text

    def date(self, node: Node | None, key: str) -> str:
        """Return a date or moment in ISO 8601; nothing, and a finding, where it isn't one."""
        if node is None:
            return ""
        if node.kind == "null" and not node.text:
            self.report("empty-value", node.line, key=key)
            return ""
        moment, problem = iso_moment(node.text if node.kind in {"timestamp", "str"} else "")
        if problem:
            value = _BRACKETS.get(node.kind, node.text[:60])
            self.report(problem, node.line, key=key, value=value)
        return moment

    def truth(self, node: Node | None, key: str) -> bool:
        """Return whether a value is true; anything but true or false is a finding, and is not."""
        if node is None:
            return False
        if node.kind != "bool":
            self.wrong_type(node, key, "boolean")
        return node.kind == "bool" and node.text.lower() in {"true", "yes", "on"}

    def missing_languages(
        self, texts: Mapping[str, object], languages: Sequence[str], key: str, line: int
    ) -> None:
        """Report the languages in which a text is missing."""
        for language in languages:
            if language not in texts:
                self.warn("missing-translation", line, key=key, language=language)
