"""Language tags (BCP 47): how they are written, and which one serves a reader of another."""

from collections.abc import Iterable

_SCRIPT = 4
_REGION = 2


def canonical(tag: str) -> str:
    """Return a tag in the case that RFC 5646 (2.1.1) recommends: ``fr-CA``, ``zh-Hans``."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *map(_subtag, others)])


def _subtag(part: str) -> str:
    if len(part) == _SCRIPT and part.isalpha():
        return part.capitalize()
    return part.upper() if len(part) == _REGION else part.lower()


def primary(tag: str) -> str:
    """Return the language of a tag without its region: ``fr`` of ``fr-CA``."""
    return tag.partition("-")[0].lower()


def closest(wanted: str, offered: Iterable[str]) -> str:
    """Return which of the ``offered`` languages serves a reader of ``wanted``.

    It is the same one, else the first of the same language for another region (``fr-CA`` for
    ``fr``), else none: an empty text.
    """
    near = ""
    for tag in offered:
        if tag == wanted:
            return tag
        if not near and primary(tag) == primary(wanted):
            near = tag
    return near
