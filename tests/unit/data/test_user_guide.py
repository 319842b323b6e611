"""The user guide names what is on the screen as the program names it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from viewer import messages

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "data" / "user-guide"
PAGES = [
    pytest.param(path, id=f"{path.parent.name}-{path.stem}")
    for path in sorted(GUIDE.glob("??/*.md"))
]

NAME = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
# Names of the languages, which need no translation, and what stands in a book or is typed.
EXAMPLES = {"English | Français", "English", "Français", "FR", "EN"}
EXAMPLES |= {"évaluation", "agreements", "ententes"}
# What is filled into a text of the program; a guide has a number or dots there.
FILLED = re.compile(r"\{\w+\}|\d+|…")
MNEMONIC = re.compile(r" ?\(&\w\)|&")


def plain(text: str) -> str:
    """A text without its mnemonic, the dots at its end, and what is filled in."""
    words = " ".join(MNEMONIC.sub("", text).split())
    return FILLED.sub("{}", words.strip("… :")).casefold()


@cache
def texts(language: str) -> set[str]:
    """All texts of the program in a language."""
    catalogue = messages.catalogue("fr")._catalog  # type: ignore[attr-defined]
    keys = {key if isinstance(key, str) else key[0] for key in catalogue}
    known = keys if language == "en" else {str(value) for value in catalogue.values()}
    return {plain(text) for text in known}


def names(path: Path) -> Iterator[str]:
    """What a page sets in italics; of a way through menus, each step."""
    for found in NAME.findall(path.read_text("utf-8")):
        yield from (step.strip() for step in found.replace("\u00a0", " ").split("›"))


@pytest.mark.parametrize("path", PAGES)
def test_the_guide_names_what_is_there(path: Path) -> None:
    known = texts(path.parent.name)
    assert not [name for name in names(path) if name not in EXAMPLES and plain(name) not in known]
