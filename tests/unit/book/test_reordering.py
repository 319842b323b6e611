"""Entries that each language puts into its own order."""

import random
from collections.abc import Sequence

import pytest

from viewer.book.alignment import correspond
from viewer.book.entries import entries
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText

TERMS = [
    ("minister", "ministre", "includes the Prime Minister", "Vise notamment le premier ministre"),
    ("quarter", "trimestre", "is a period of three months", "Période de trois mois"),
    ("goods", "marchandises", "includes any animal or document", "Vise animaux et documents"),
    ("owner", "propriétaire", "means whoever leases it", "La personne qui le loue"),
    ("court", "tribunal", "is the court where it lies", "La cour où il se trouve"),
    ("duties", "droits", "are fees or taxes of any kind", "Frais ou taxes de tout genre"),
]


def text(source: str, language: str = "en") -> SectionText:
    return SectionText("s", language, parse_text(source, file="x.md").blocks)


def said(left: str, right: str) -> dict[str, str]:
    """Return by the first word of each left block that of its translation."""
    one, other = text(left), text(right, "fr")
    return {
        one.blocks[here].text: other.blocks[there].text if there is not None else ""
        for here, there in correspond(one, other).pairs
        if here is not None
    }


def definitions(form: str, terms: Sequence[tuple[str, ...]] = TERMS) -> tuple[str, str]:
    english = sorted(form.format(en, f"{means}. ({fr})") for en, fr, means, _ in terms)
    french = sorted(form.format(fr, f"{veut}. ({en})") for en, fr, _, veut in terms)
    return "Words:\n\n" + "\n\n".join(english), "Mots :\n\n" + "\n\n".join(french)


@pytest.mark.parametrize(
    "form", ["**{0}** {1}", "**{0}**\n\n{0} {1}", "- {0}: {1}", "{0}\n: {1}", "## {0}\n\n{1}"]
)
def test_definitions_are_found_by_the_other_name_at_their_end(form: str) -> None:
    found = said(*definitions(form))
    for english, french, *_ in TERMS:
        own = {left: right for left, right in found.items() if left.startswith(english)}
        assert own
        assert all(right.startswith(french) for right in own.values()), own


def test_what_follows_a_definition_moves_along() -> None:
    left = "Words:\n\nship means\n\n- (a) a boat; or\n- (b) a raft. (navire)\n\n"
    left += "zone means the sea. (aire)\n"
    right = "Mots :\n\naire La mer. (zone)\n\n"
    right += "navire S’entend :\n\n- a) d’un bateau;\n- b) d’un radeau. (ship)\n"
    found = said(left, right)
    assert found["(a) a boat; or"].startswith("a) d’un bateau")
    assert found["(b) a raft. (navire)"].startswith("b) d’un radeau")
    assert found["zone means the sea. (aire)"].startswith("aire")


def test_entries_are_found_by_numbers_and_names_that_both_languages_share() -> None:
    places = [
        ("Germany: 84 million people, Berlin", "Allemagne : 84 millions de personnes, Berlin"),
        ("Spain: 48 million people, Madrid", "Espagne : 48 millions de personnes, Madrid"),
        ("United States: 335 million people", "États-Unis : 335 millions de personnes"),
        ("Netherlands: 18 million people, Delft", "Pays-Bas : 18 millions de personnes, Delft"),
        ("Sweden: 11 million people, Malmö", "Suède : 11 millions de personnes, Malmö"),
    ]
    left = "\n".join(f"- {one}" for one in sorted(one for one, _ in places))
    right = "\n".join(f"- {one}" for one in sorted(one for _, one in places))
    assert said(left, right) == dict(places)


def test_without_a_clue_entries_stay_in_their_order() -> None:
    names = [("Germany", "Allemagne"), ("Spain", "Espagne"), ("Japan", "Japon")]
    left = "\n".join(f"- {name}" for name in sorted(name for name, _ in names))
    right = "\n".join(f"- {name}" for name in sorted(name for _, name in names))
    assert correspond(text(left), text(right)).pairs == [(0, 0), (1, 1), (2, 2)]


def test_an_entry_without_a_translation_has_none_and_the_others_keep_theirs() -> None:
    left, _ = definitions("**{0}** {1}")
    _, right = definitions("**{0}** {1}", TERMS[1:])
    found = said(left, right)
    assert found["minister includes the Prime Minister. (ministre)"] == ""
    assert sum(bool(one) for one in found.values()) == len(TERMS)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_orders_every_block_stands_in_one_pair(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret, but the same every time
    sides = []
    for side in (0, 1):
        lines = [f"**{one[side]}** {one[2 + side]}. ({one[1 - side]})" for one in TERMS]
        lines += [f"Plain text {number}." for number in range(20)]
        sides.append("\n\n".join(chance.sample(lines, chance.randint(8, len(lines)))))
    left, right = text(sides[0]), text(sides[1], "fr")
    both = correspond(left, right)
    for pairs in (both.pairs, both.level, *both.turned()):
        for side in (0, 1):
            places = [pair[side] for pair in pairs if pair[side] is not None]
            count = len((left, right)[side].blocks if pairs in both else (right, left)[side].blocks)
            assert sorted(place for place in places if place is not None) == list(range(count))
    for pairs in (both.pairs, both.turned().pairs):
        own = [one for one, _ in pairs if one is not None]
        assert own == sorted(own)
    assert all(list(column) == sorted(column) for column in zip(*_full(both.level), strict=True))


def _full(pairs: list[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
    return [(one, other) for one, other in pairs if one is not None and other is not None]


def test_texts_in_one_order_correspond_as_they_face_each_other() -> None:
    numbers = range(400)
    left = text("\n\n".join(f"Paragraph {n} says what the year was like." for n in numbers))
    right = text("\n\n".join(f"Le paragraphe {n} dit comment fut l'an." for n in numbers), "fr")
    both = correspond(left, right)
    assert both.pairs == both.level == [(place, place) for place in numbers]


def test_empty_texts() -> None:
    assert correspond(text(""), text("")).pairs == []
    assert correspond(text("a"), text("")).pairs == [(0, None)]
    assert correspond(text(""), text("a")).pairs == [(None, 0)]


def test_entries_hold_what_belongs_together() -> None:
    source = "Intro.\n\n- (a) one\n- (b) two\n\n## Head\n\nText.\n\nMore.\n\n"
    source += "- x\n  - y\n\n  z\n- w\n\nterm\n: what it means\n"
    blocks = parse_text(source, file="x.md").blocks
    words = [[blocks[place].text for place in entry] for entry in entries(blocks)]
    assert words == [
        ["Intro.", "(a) one", "(b) two"],
        ["Head", "Text."],
        ["More."],
        ["x", "y", "z"],
        ["w"],
        ["term", "what it means"],
    ]
    assert entries([]) == []
