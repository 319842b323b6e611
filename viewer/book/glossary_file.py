"""Reading ``glossary.yaml``."""

from collections.abc import Sequence

from viewer.book.glossary import GLOSSARY, Concept, Glossary, Words
from viewer.book.yaml_source import Node, read_yaml
from viewer.book.yaml_values import Values

_KEYS = frozenset({"id", "label", "definition", "abbreviations", "hidden"})


def read_glossary(source: str, languages: Sequence[str], *, file: str = GLOSSARY) -> Glossary:
    """Return the glossary that ``source`` holds.

    Args:
        source: Content of ``glossary.yaml``.
        languages: Languages of the book.
        file: Name of the file, for findings.

    Raises:
        BookError: It isn't YAML that can be used.
    """
    values = Values(file)
    node = read_yaml(source, file=file)
    if node.kind != "map":
        values.report("glossary-not-mapping", node.line)
        return Glossary((), tuple(values.findings))
    root = values.fields(node, {"concepts"}, file)
    seen: dict[str, int] = {}
    concepts = []
    for node in values.items(root.get("concepts"), "concepts"):
        fields = values.entry(node, _KEYS, "concepts")
        if fields:
            concepts.append(_concept(node.line, fields, values, languages, seen))
    findings = sorted(values.findings, key=lambda message: message.line)
    return Glossary(tuple(concepts), tuple(findings))


def _concept(
    line: int,
    fields: dict[str, Node],
    values: Values,
    languages: Sequence[str],
    seen: dict[str, int],
) -> Concept:
    name = values.identifier(fields.get("id"), "id")
    if "id" not in fields:
        values.report("concept-without-id", line)
    elif name in seen:
        values.report("duplicate-id", line, id=name, first=seen[name])
    name = name if name and name not in seen else f"concept-{line}"
    seen[name] = line
    label = values.texts(fields.get("label"), "label", languages)
    if not label:
        values.report("concept-without-label", line, id=name)
    definition = values.texts(fields.get("definition"), "definition", languages)
    for key, texts in (("label", label), ("definition", definition)):
        if texts:
            values.missing_languages(texts, languages, key, fields[key].line)
    return Concept(
        name,
        label,
        definition,
        _words(fields, "abbreviations", values, languages),
        _words(fields, "hidden", values, languages),
        line,
    )


def _words(fields: dict[str, Node], key: str, values: Values, languages: Sequence[str]) -> Words:
    node = fields.get(key)
    if node is None:
        return {}
    given = values.by_language(node, key, languages)
    return {language: values.words(value, key) for language, value in given.items()}
