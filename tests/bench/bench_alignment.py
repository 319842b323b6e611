"""How many blocks of two languages are paired right: `python3 dev.py bench -k alignment`.

The Acts, made into books by the tool beside the project, and the guides; those of their sections
whose blocks have the same kinds in the same order in both languages, so that the truth is known:
blocks at the same place belong together. Then a share of the blocks is taken out at random, of one
side or of both, and every block that is left must find its partner, or that it has none.

In some sections each language orders a list by its own alphabet ("Chile" stands where
« Allemagne » does), so that the places are no truth; they are counted, and also left out. Skipped
where the shared folder is absent.
"""

import random
import re
import subprocess
import sys
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.corpora import CORPORA, report
from viewer.book.alignment import align
from viewer.book.book import open_book
from viewer.book.markdown import parse_text
from viewer.book.model import Block, SectionText

pytestmark = pytest.mark.bench

SEEDS = (1, 2, 3)
SIDES = {
    "of either side": (True, True),
    "of the left": (True, False),
    "of the right": (False, True),
}
LEAST = {0.0: 0.995, 0.1: 0.985, 0.2: 0.95}
"""What the project asks, by the share of blocks that was taken out."""

_SHORT = 4
TOOL = CORPORA.parent / "tools" / "laws_to_book.py"


@dataclass(frozen=True)
class Sample:
    """A section in two languages.

    Attributes:
        name: Where it comes from.
        left: Its text in English.
        right: Its text in French.
    """

    name: str
    left: SectionText
    right: SectionText


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sample]]:
    """All sections of equal structure."""
    if not TOOL.is_file():
        pytest.skip("needs the folder shared beside the project")
    folder = tmp_path_factory.mktemp("acts")
    command = [sys.executable, str(TOOL), str(CORPORA / "justice-laws"), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    found = {"guides": guides(), "acts": acts(folder)}
    return {
        name: [one for one in group if shape(one.left) == shape(one.right)]
        for name, group in found.items()
    }


def guides() -> list[Sample]:
    folder = CORPORA / "opensource-guide" / "_articles"
    return [
        Sample(path.name, guide(folder / path.name, "en"), guide(path, "fr"))
        for path in sorted((folder / "fr").glob("*.md"))
    ]


def guide(path: Path, language: str) -> SectionText:
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    return SectionText(path.stem, language, parse_text(source, file=path.name).blocks)


def acts(folder: Path) -> list[Sample]:
    made = []
    for path in sorted(folder.glob("act-*")):
        book = open_book(path)
        both = (name for name in book if len(book.languages_of(name)) > 1)
        made += [Sample(name, book.text(name, "en"), book.text(name, "fr")) for name in both]
    return made


def shape(text: SectionText) -> list[tuple[str, ...]]:
    return [
        (block.kind, block.data.get("level", ""), *(box.kind for box in block.within))
        for block in text.blocks
    ]


def is_reordered(sample: Sample) -> bool:
    """Tell whether words of at least two blocks stand at another place in the other language."""
    sides = sample.left.blocks, sample.right.blocks
    return sum(elsewhere(*sides)) + sum(elsewhere(*reversed(sides))) > 1


def fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split()).strip(" .;:,()")


def elsewhere(blocks: tuple[Block, ...], others: tuple[Block, ...]) -> list[bool]:
    places: dict[str, set[int]] = {}
    for block in others:
        places.setdefault(fold(block.text), set()).add(block.ordinal)
    found = []
    for block in blocks:
        words = fold(block.text)
        whole = places.get(words, set()) if len(words) > _SHORT else set()
        defined = re.search(r"\(([^()]+)\)[.;]?\s*$", block.text)
        term = places.get(fold(defined.group(1)), set()) if defined else set()
        found.append(bool(whole) and block.ordinal not in whole)
        found.append(bool(term) and not term & {block.ordinal, block.ordinal - 1})
    return found


def without(text: SectionText, gone: set[int]) -> tuple[SectionText, list[int]]:
    kept = [block.ordinal for block in text.blocks if block.ordinal not in gone]
    blocks = tuple(text.blocks[old]._replace(ordinal=new) for new, old in enumerate(kept))
    return text._replace(blocks=blocks), kept


def judge(
    sample: Sample, share: float, sides: tuple[bool, bool], chance: random.Random
) -> tuple[int, int]:
    """Return how many blocks were paired right, and how many there were, on both sides."""
    count = len(sample.left.blocks)
    gone = [{place for place in range(count) if side and chance.random() < share} for side in sides]
    left, lefts = without(sample.left, gone[0])
    right, rights = without(sample.right, gone[1])
    hits = total = 0
    for one, other in align(left, right):
        a = lefts[one] if one is not None else None
        b = rights[other] if other is not None else None
        if a is not None:
            total += 1
            hits += b == (None if a in gone[1] else a)
        if b is not None:
            total += 1
            hits += a == (None if b in gone[0] else b)
    return hits, total


def share_right(
    group: list[Sample], share: float, sides: tuple[bool, bool]
) -> tuple[float, int, float]:
    """Return the share that was right, the blocks, and seconds of CPU for a thousand blocks."""
    hits = total = 0
    start = time.process_time()
    for seed in SEEDS:
        chance = random.Random(seed)  # noqa: S311 - no secret, but the same every time
        for sample in group:
            right, count = judge(sample, share, sides, chance)
            hits, total = hits + right, total + count
    return hits / total, total, (time.process_time() - start) * 1000 / total


def test_alignment(samples: dict[str, list[Sample]], capsys: pytest.CaptureFixture[str]) -> None:
    every = [one for group in samples.values() for one in group]
    seconds = 0.0
    groups = {**samples, "in one order": [one for one in every if not is_reordered(one)]}
    lines = ["| taken out | " + " | ".join(groups) + " |", "|---" * (len(groups) + 1) + "|"]
    missed = []
    for share, least in LEAST.items():
        for words, sides in SIDES.items() if share else (("", (False, False)),):
            found = {name: share_right(group, share, sides) for name, group in groups.items()}
            cells = (f"{right:.2%} of {total:,}" for right, total, _ in found.values())
            lines.append(f"| {share:.0%} {words} | " + " | ".join(cells) + " |")
            if found["in one order"][0] < least:
                missed.append((share, words, found["in one order"][0]))
            seconds = found["in one order"][2]
    lines.append(f"{seconds:.2f} s of CPU for a thousand blocks")
    report(capsys, *lines)
    assert not missed
