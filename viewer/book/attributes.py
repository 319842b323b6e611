"""Attributes in braces, for example ``{#id .class key="value" lang=fr}``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ITEM = r"""(?:[#.][\w:-]{1,200}|[\w:-]{1,100}=(?:"[^"{}\n]{0,500}"|[^\s"'{}=]{1,200}))"""
_BRACES = re.compile(rf"\{{[ \t]*+(?:{_ITEM}(?:[ \t]++{_ITEM}){{0,50}})?[ \t]*+\}}")
_ITEMS = re.compile(_ITEM)
_LOOSE_REDACTION = re.compile(r"\{[^{}\n]{0,300}?redact[^{}\n]{0,300}\}?", re.IGNORECASE)

_TRACE = re.compile(r"\{[^{}\n]{0,300}\.redact|:::[ \t]*+\{?[ \t]*+\.?redact", re.IGNORECASE)

CLASSES = {"redacted", "sup", "sub"}
KEYS = {"lang", "act", "provision"}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in braces.

    Attributes:
        id: Name given with ``#``; the last one counts.
        classes: Names given with ``.``, in order.
        values: Keys and values.
        redacted: Whether this marks a redaction, be it spelt exactly right or not.
        exact: Whether the braces were well formed (and ``redacted`` spelt exactly).
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    redacted: bool = False
    exact: bool = True

    @property
    def unknown(self) -> list[str]:
        """Classes and keys that the format doesn't know, in order."""
        names = [f".{name}" for name in self.classes if name not in CLASSES]
        return names + [key for key in self.values if key not in KEYS]

    def over(self, other: "Attributes") -> "Attributes":
        """Return ``other`` with these on top."""
        return Attributes(
            self.id or other.id,
            other.classes + self.classes,
            {**other.values, **self.values},
            self.redacted or other.redacted,
            self.exact and other.exact,
        )


NONE = Attributes()


def parse_attributes(text: str, position: int = 0) -> tuple[Attributes, int] | None:
    """Return the attributes that start at ``position``, and where they end; None if none do.

    Braces that mention a redaction but are malformed still count as one (``exact`` is false):
    hiding too much is a mistake that the author sees, showing too much one that can't be undone.
    """
    found = _BRACES.match(text, position)
    if found:
        return _read(found.group()), found.end()
    found = _LOOSE_REDACTION.match(text, position)
    if found:
        return Attributes(redacted=True, exact=False), found.end()
    return None


def _read(braces: str) -> Attributes:
    name, classes, values = "", [], {}
    for item in _ITEMS.findall(braces):
        if item[0] == "#":
            name = item[1:]
        elif item[0] == ".":
            classes.append(item[1:])
        else:
            key, _, value = item.partition("=")
            values[key] = value.removeprefix('"').removesuffix('"')
    redacted = any(entry.lower().startswith("redact") for entry in classes)
    exact = not redacted or "redacted" in classes
    return Attributes(name, tuple(classes), values, redacted, exact)


def traces_redaction(text: str) -> bool:
    """Tell whether ``text`` holds the signs of a redaction that wasn't read as one."""
    return "redact" in text.lower() and _TRACE.search(text) is not None
