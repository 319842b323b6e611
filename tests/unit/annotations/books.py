"""Books of plain paragraphs, and their next editions with known changes."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from viewer.annotations.anchoring import anchor_at
from viewer.annotations.editions import Found
from viewer.annotations.joined import JoinedText, fold
from viewer.book.anchor import Anchor
from viewer.book.book import Book, open_book

HEAD = """\
format: 1
id: {book}
edition: "{edition}"
issued: 2023-09-0{edition}
title: {{en: Neighbours, fr: Voisins}}
publisher: {{en: Team, fr: Équipe}}
languages: [en, fr]
contents:
"""

Sections = dict[str, list[str]]
"""Paragraphs by section."""


OLD_EXAMPLE: Sections = {
    "border-five": [
        "The Border Five brings five agencies together.",
        "In late 2022 the United Kingdom took the chair of the Border Five.",
        "The heads met in Ottawa in May and agreed on a common agenda for data.",
    ],
    "money": [
        "The programme is funded until March 2026, subject to a review by the Treasury Board.",
        "Repealed",
        "Nobody has asked for more so far.",
        "Repealed",
    ],
    "people": ["About 14,577 employees belong to the largest bargaining agent."],
}


def write_book(
    folder: Path,
    edition: str,
    sections: Mapping[str, Sequence[str]],
    *,
    language: str = "en",
    book: str = "neighbours",
) -> Book:
    """Write a book of one language and open it."""
    (folder / "text").mkdir(parents=True)
    lines = [HEAD.format(book=book, edition=edition)]
    for section, paragraphs in sections.items():
        lines.append(f"  - id: {section}\n    title: {{en: {section}, fr: {section}}}\n")
        lines.append(f"    text: {{{language}: text/{section}.md}}\n")
        text = "\n\n".join(paragraphs) + "\n"
        (folder / "text" / f"{section}.md").write_text(text, encoding="utf-8")
    (folder / "book.yaml").write_text("".join(lines), encoding="utf-8")
    return open_book(folder)


def anchor_on(book: Book, section: str, quote: str, language: str = "en") -> Anchor:
    """Return an anchor on the first block with ``quote``."""
    text = book.text(section, language)
    block = next(block for block in text.blocks if quote in block.text)
    start = block.text.index(quote)
    return anchor_at(book.edition, text, block.ordinal, start, start + len(quote))


@dataclass
class Truth:
    """Where a sentence is in the next edition.

    Attributes:
        change: What happened to it.
        section: Section in which it is; empty if it is gone.
        quote: How it reads there.
    """

    change: str
    section: str
    quote: str


def verdict(found: Found, truth: Truth, book: Book) -> str:
    """Return ``right``, ``wrong``, or ``unplaced`` where a place was to be found."""
    if found.state == "unplaced":
        return "unplaced" if truth.section else "right"
    anchor = found.anchor
    if anchor.section != truth.section:
        return "wrong"
    joined = JoinedText(book.text(anchor.section, anchor.language).blocks)
    start = joined.starts[anchor.ordinal] + anchor.start
    end = start + len(anchor.quote)
    assert joined.text[start:end] == anchor.quote
    wanted = fold(truth.quote)
    half = len(wanted) / 2
    near = any(
        min(end, at + len(wanted)) - max(start, at) > half for at in joined.occurrences(wanted)
    )
    return "right" if near else "wrong"


NOUNS = (
    "agency border officer port entry traveller goods commercial partner minister deputy region"
    " traffic policy review decision appeal permit licence inspection shipment container carrier"
    " schedule budget office network agreement council secretary treaty protocol annex programme"
    " risk alert intelligence seizure penalty notice hearing tribunal court record request access"
    " privacy audit report quarter figure employee union bargaining position station vessel"
    " aircraft railway bridge crossing province territory municipality nation community elder"
    " liaison consultation duty accommodation training"
)
VERBS = "reviews approves renews suspends extends publishes audits receives refers amends"
TAILS = (
    "every year",
    "before the end of the quarter",
    "on the advice of the council",
    "in both official languages",
    "within thirty days",
    "without delay",
    "at the request of the minister",
    "under the new protocol",
    "with the consent of the province",
    "after consulting the union",
    "as set out in the annex",
    "in writing",
)
REPEATED = (
    "The following definitions apply in this part.",
    "Nothing in this section limits the powers of the tribunal.",
    "The Governor in Council may make regulations for that purpose.",
    "The report is tabled in each House of Parliament within fifteen sitting days.",
    "Repealed.",
    "Subsection (1) does not apply to goods in transit.",
    "Every person who contravenes this section is guilty of an offence.",
    "The Minister may delegate this power to an officer of the Agency.",
    "Details are in the annex.",
    "For further information, ask the secretariat of the council.",
)
FILLERS = ["revised", "certain", "further", "relevant", "several"]
CHANGES = {
    "same": 40,
    "moved in section": 12,
    "reworded": 18,
    "split": 6,
    "merged": 6,
    "moved to section": 8,
    "deleted": 10,
}


@dataclass
class Editions:
    """Two editions and what happened between them.

    Attributes:
        old: Paragraphs of the old edition, by section.
        new: Paragraphs of the new one.
        sentences: Section, paragraph and words of each sentence that is followed.
        truths: What became of each.
    """

    old: Sections
    new: Sections
    sentences: list[tuple[str, int, str]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)


def make_editions(seed: int, sections: int = 60) -> Editions:
    """Make a book and its next edition; a seventh of its paragraphs are repeated somewhere."""
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    old = {f"s-{number}": _paragraphs(dice) for number in range(sections)}
    editions = Editions(old, {})
    renamed = dict.fromkeys(dice.sample(sorted(old), 3))
    names = {section: f"{section}-new" if section in renamed else section for section in old}
    extra: dict[str, list[str]] = {section: [] for section in old}
    for section, paragraphs in old.items():
        editions.new[names[section]] = _next(
            dice, editions, (section, paragraphs), names=names, extra=extra
        )
    for section, more in extra.items():
        editions.new[names[section]] += more
    return editions


def _paragraphs(dice: random.Random) -> list[str]:
    made = []
    for _ in range(dice.randint(4, 9)):
        if dice.random() < 1 / 7:
            made.append(dice.choice(REPEATED))
        else:
            made.append(" ".join(_sentence(dice) for _ in range(dice.randint(1, 3))))
    return made


def _sentence(dice: random.Random) -> str:
    first, second, third, fourth = dice.sample(NOUNS.split(), 4)
    return (
        f"The {first} {second} {dice.choice(VERBS.split())} the {third} of the {fourth} "
        f"{dice.choice(TAILS)}."
    )


def _next(
    dice: random.Random,
    editions: Editions,
    section: tuple[str, list[str]],
    *,
    names: dict[str, str],
    extra: Sections,
) -> list[str]:
    """Change the paragraphs of a section, and write down what became of their sentences."""
    name, paragraphs = section
    new: list[str] = []
    wandering: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        change = dice.choices(list(CHANGES), list(CHANGES.values()))[0]
        target = name
        if change == "moved to section":
            target = dice.choice([other for other in extra if other != name])
        sentences = [f"{part}." for part in paragraph.rstrip(".").split(". ")]
        reworded = change == "reworded"
        after = [_reworded(dice, words) for words in sentences] if reworded else sentences
        into = {"moved to section": extra[target], "moved in section": wandering}.get(change, new)
        _put(into, change, after)
        if dice.random() < 1 / 20:
            new.append(f"An unrelated paragraph with the number {dice.randrange(10**6)}.")
        there = "" if change == "deleted" else names[target]
        for before, words in zip(sentences, after, strict=True):
            editions.sentences.append((name, place, before))
            editions.truths.append(Truth(change, there, words))
    for paragraph in wandering:
        new.insert(dice.randrange(len(new) + 1), paragraph)
    return new


def _put(paragraphs: list[str], change: str, sentences: list[str]) -> None:
    """Add the sentences of a paragraph as its change wants it."""
    if change == "split" and len(sentences) > 1:
        half = len(sentences) // 2
        paragraphs += [" ".join(sentences[:half]), " ".join(sentences[half:])]
    elif change == "merged" and paragraphs:
        paragraphs[-1] += " " + " ".join(sentences)
    elif change != "deleted":
        paragraphs.append(" ".join(sentences))


def _reworded(dice: random.Random, sentence: str) -> str:
    words = sentence.split(" ")
    inner = list(range(1, len(words) - 1))
    dice.shuffle(inner)
    for place in inner[: max(1, round(len(words) * dice.uniform(0.1, 0.4)))]:
        words[place] = dice.choice(FILLERS)
    return " ".join(words)
