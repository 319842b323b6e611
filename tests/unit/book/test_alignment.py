"""Pairs of blocks in two languages."""

import random
import re
from pathlib import Path

import pytest

from viewer.assets import DATA
from viewer.book.alignment import Pair, align, counterpart
from viewer.book.book import Book, open_book
from viewer.book.markdown import parse_text
from viewer.book.model import Block, SectionText
from viewer.book.translation import Translations

GUIDES = Path(__file__).parents[4] / "shared/corpora/opensource-guide/_articles"


def text(source: str, language: str = "en") -> SectionText:
    return SectionText("s", language, parse_text(source, file="x.md").blocks)


def pairs(left: str, right: str) -> list[tuple[int | None, int | None]]:
    return align(text(left), text(right, "fr"))


def shape(found: SectionText) -> list[tuple[str, ...]]:
    return [
        (block.kind, block.data.get("level", ""), *(box.kind for box in block.within))
        for block in found.blocks
    ]


def test_equal_structures_are_paired_one_to_one() -> None:
    left = "# Head\n\nText in 2023.\n\n- one\n- two\n\n| a |\n|---|\n| b |\n"
    right = "# Titre\n\nTexte de 2023.\n\n- un\n- deux\n\n| a |\n|---|\n| b |\n"
    assert pairs(left, right) == [(n, n) for n in range(5)]


def test_paragraph_without_a_translation_stands_alone() -> None:
    left = (
        "# Talks\n\nMeeting of 12 May in Ottawa.\n\n"
        "Only in English, about ships.\n\nBudget: 14,577 dollars.\n"
    )
    right = "# Pourparlers\n\nRéunion du 12 mai à Ottawa.\n\nBudget : 14 577 dollars.\n"
    assert pairs(left, right) == [(0, 0), (1, 1), (2, None), (3, 2)]
    assert pairs(right, left) == [(0, 0), (1, 1), (None, 2), (2, 3)]


def test_section_without_a_translation_stands_alone() -> None:
    left = "## Canada\n\nA.\n\n## Australia\n\nB, long enough to matter.\n\n## Mexico\n\nC.\n"
    right = "## Canada\n\nA.\n\n## Mexique\n\nC.\n"
    assert pairs(left, right) == [(0, 0), (1, 1), (2, None), (3, None), (4, 2), (5, 3)]


def test_equal_structures_that_have_each_lost_a_block_are_not_paired_by_place() -> None:
    left = "Fees and costs:\n\n(a) the name of the ship; and\n\n(b) the port of entry.\n"
    right = "Droits et frais :\n\nb) le port d’entrée;\n\nc) la date de la saisie.\n"
    assert pairs(left, right) in (
        [(0, 0), (1, None), (2, 1), (None, 2)],
        [(0, 0), (1, None), (None, 2), (2, 1)],
    )


def test_lists_in_the_order_of_each_alphabet_stay_in_their_order() -> None:
    names = [("Germany", "Allemagne"), ("Canada", "Canada"), ("Spain", "Espagne")]
    names += [("United States", "États-Unis"), ("Japan", "Japon"), ("Mexico", "Mexique")]
    left = "\n".join(f"- {name}" for name in sorted(name for name, _ in names))
    right = "\n".join(f"- {name}" for name in sorted(name for _, name in names))
    assert pairs(left, right) == [(n, n) for n in range(len(names))]


def test_labels_and_marginal_notes_keep_their_places() -> None:
    left = (
        "**Limitation**\n\n(2) No person shall enter.\n\n**Extension**\n\n(3) The period may end.\n"
    )
    right = "(2) Nul ne peut entrer.\n\n**Prorogation**\n"
    assert pairs(left, right) == [(0, None), (1, 0), (2, 1), (3, None)]


def test_headings_are_never_paired_with_text() -> None:
    assert pairs("# Head\n", "Texte\n") in ([(0, None), (None, 0)], [(None, 0), (0, None)])


def test_footnotes_are_paired_by_their_labels() -> None:
    left = "x[^a] y[^b]\n\n[^a]: First.\n[^b]: Second.\n"
    right = "y[^b] x[^a]\n\n[^a]: Premier.\n[^b]: Deuxième.\n"
    assert pairs(left, right) == [(0, 0), (1, 2), (2, 1)]


def test_empty_texts() -> None:
    assert pairs("", "") == []
    assert pairs("a", "") == [(0, None)]
    assert pairs("", "a") == [(None, 0)]


def test_counterpart_is_the_pair_or_the_nearest_before_it_or_after_it() -> None:
    found = [(None, 0), (0, 1), (1, None), (2, 2), (None, 3)]
    assert [counterpart(found, ordinal, 0) for ordinal in range(3)] == [1, 1, 2]
    assert [counterpart(found, ordinal, 1) for ordinal in range(4)] == [0, 0, 2, 2]
    assert counterpart(found, 99, 0) == 0
    assert counterpart([], 0, 0) == 0


def bundled() -> list[tuple[str, str]]:
    books = [open_book(folder) for folder in sorted(DATA.iterdir()) if folder.is_dir()]
    return [(book.folder.name, name) for book in books for name in book if both(book, name)]


def both(book: Book, section: str) -> bool:
    return book.languages_of(section) == ("en", "fr")


@pytest.mark.parametrize(("folder", "section"), bundled())
def test_bundled_books_are_paired_one_to_one(folder: str, section: str) -> None:
    book = open_book(DATA / folder)
    left, right = book.text(section, "en"), book.text(section, "fr")
    assert shape(left) == shape(right)
    assert align(left, right) == [(n, n) for n in range(len(left.blocks))]


def guide(path: Path) -> SectionText:
    source = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return text(source)


@pytest.mark.skipif(not GUIDES.is_dir(), reason="the guides are not here")
def test_guides_of_equal_structure_are_paired_one_to_one() -> None:
    right = total = 0
    for path in sorted((GUIDES / "fr").glob("*.md")):
        one, other = guide(GUIDES / path.name), guide(path)
        if shape(one) == shape(other):
            found = align(one, other)
            right += sum(left == match for left, match in found)
            total += len(found)
    assert total > 200
    assert right / total >= 0.995


def without(blocks: tuple[Block, ...], gone: set[int]) -> tuple[SectionText, list[int]]:
    kept = [block.ordinal for block in blocks if block.ordinal not in gone]
    left = tuple(blocks[old]._replace(ordinal=new) for new, old in enumerate(kept))
    return SectionText("s", "en", left), kept


def test_most_blocks_are_paired_right_where_some_are_missing() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret, but the same every time
    right = total = 0
    book = open_book(DATA / "key-relationships")
    for name in (name for name in book if both(book, name)):
        one, other = book.text(name, "en").blocks, book.text(name, "fr").blocks
        gone = set(chance.sample(range(len(one)), len(one) // 12))
        left, places = without(one, gone)
        found = align(left, SectionText("s", "fr", other))
        right += sum(old is not None and places[old] == new for old, new in found)
        total += len(places)
    assert right / total > 0.95


def test_long_section_without_headings_is_paired_in_time() -> None:
    words = ["border", "agency", "partner", "12", "2023", "service", "province", "trade"]
    chance = random.Random(1)  # noqa: S311 - no secret, but the same every time
    lines = [" ".join(chance.choices(words, k=chance.randint(5, 60))) for _ in range(1000)]
    found = pairs("\n\n".join(lines), "\n\n".join(lines[:500] + lines[505:]))
    assert [left for left, right in found if right is None] == list(range(500, 505))


def test_a_long_section_of_equal_structure_needs_few_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = range(900)
    left = text("\n\n".join(f"Paragraph {n} says what the year was like." for n in numbers))
    right = text("\n\n".join(f"Le paragraphe {n} dit comment fut l'an." for n in numbers), "fr")
    compared = 0
    odds = Translations.odds

    def counted(self: Translations, row: int, column: int) -> float:
        nonlocal compared
        compared += 1
        return odds(self, row, column)

    monkeypatch.setattr(Translations, "odds", counted)
    assert align(left, right) == [(place, place) for place in numbers]
    assert compared <= 2 * len(numbers)


def test_far_into_a_long_section_both_languages_may_lack_a_block() -> None:
    numbers = range(300)
    english = [f"In {1700 + n} there were {n * n + 7} ships." for n in numbers]
    french = [f"En {1700 + n}, il y avait {n * n + 7} navires." for n in numbers]
    del english[200], french[212]
    expected: list[Pair] = [(place, place) for place in range(200)]
    expected += [(None, 200), *((place, place + 1) for place in range(200, 211)), (211, None)]
    expected += [(place, place) for place in range(212, 299)]
    assert pairs("\n\n".join(english), "\n\n".join(french)) == expected
