"""Abbreviations in a text: where those of the glossary stand.

They are found as they are spelt, capitals included, and never inside longer words: boundaries are
those of Unicode words (UAX 29), except that an apostrophe ends one, as in “CBSA's” and « l'ASFC ».
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.book.canonical import REDACTED
from viewer.book.glossary import Concept, Glossary
from viewer.book.language_tags import primary
from viewer.book.model import Block, Kind, Mark, SectionText, Span, SpanKind
from viewer.book.spoken import placed

SHORTEST_ABROAD = 3
"""Letters that an abbreviation needs to count in a text of another language; there, two make a word
too easily: the United Nations are no French « UN »."""

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?:\w+://|\bwww\.)\S+")
"""An address as it stands bare in a text: what stands in it is no word."""

_INSIDE_DOTTED = re.compile(r"[.@]\w")
_JOINERS = "\u00ad\u200c\u200d\u2060_" + REDACTED
_TIES = set("-\u2010\u2011'’")
"""What ties a single letter to a word: « É-U », « D'Arcy »."""


class Use(NamedTuple):
    """One place where an abbreviation stands.

    Attributes:
        form: The abbreviation.
        ordinal: Its block.
        start: First code point in the block's canonical text.
        end: Code point after the last.
    """

    form: str
    ordinal: int
    start: int
    end: int


class Abbreviations:
    """The abbreviations that a glossary has for texts of one language."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        """Collect them.

        Args:
            glossary: Of the book.
            language: Of the text, a BCP 47 code.
        """
        own: dict[str, list[Concept]] = defaultdict(list)
        abroad: dict[str, list[Concept]] = defaultdict(list)
        for concept in glossary.concepts:
            for code, forms in concept.abbreviations.items():
                table = own if primary(code) == primary(language) else abroad
                for form in map(_clean, forms):
                    long_enough = table is own or len(form) >= SHORTEST_ABROAD
                    if _WORD.search(form) and long_enough and concept not in table[form]:
                        table[form].append(concept)
        self._meanings = {**abroad, **own}
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for form in sorted(filter(self._meanings.get, self._meanings), key=len, reverse=True):
            first = _WORD.search(form)
            if first is not None:
                self._by_word[first.group()].append((form, first.start()))

    def meanings(self, form: str) -> list[Concept]:
        """Return what an abbreviation stands for, in the order of the glossary."""
        return list(self._meanings.get(form, ()))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each abbreviation in ``text`` with its start and end; of two at a place the longer.

        A million characters take about 60 ms.
        """
        if not self._by_word:
            return
        done = 0
        addresses = _addresses(text)
        for word in _WORD.finditer(text):
            for form, lead in self._by_word.get(word.group(), ()):
                start = word.start() - lead
                end = start + len(form)
                if (
                    start >= done
                    and text.startswith(form, start)
                    and _stands_alone(text, start, end)
                    and not _is_within(addresses, start)
                ):
                    yield form, start, end
                    done = end
                    break


class Reader:
    """Finds the abbreviations in blocks; where the language changes, those of that language."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._known: dict[str, Abbreviations] = {}

    def of(self, language: str) -> Abbreviations:
        """Return the abbreviations for texts of a language."""
        if language not in self._known:
            self._known[language] = Abbreviations(self._glossary, language)
        return self._known[language]

    def uses(self, block: Block, language: str) -> list[Use]:
        """Return the abbreviations in a block, in order, but not those in code or images.

        Args:
            block: Where to look; a redaction holds no text.
            language: Of the section's text.
        """
        return [use for use, _span in self._found(block, language)]

    def first_uses(self, text: SectionText) -> list[Use]:
        """Return the first use of each abbreviation in a section, in reading order.

        A link tells where it leads, and is not marked besides: the first use outside links counts.
        """
        found: dict[str, Use] = {}
        for block in text.blocks:
            for use, span in self._found(block, text.language):
                if not span.link:
                    found.setdefault(use.form, use)
        return list(found.values())

    def _found(self, block: Block, language: str) -> list[tuple[Use, Span]]:
        if block.kind in {Kind.CODE, Kind.REDACTION, Kind.RULE}:
            return []
        usual = block.data.get("lang", language)
        spans = list(placed(block))
        codes = {usual, *(span.data["lang"] for _, span in spans if "lang" in span.data)}
        found = []
        for code in codes:
            for form, start, end in self.of(code).find(block.text):
                span = _span_at(spans, start)
                if _is_words(span) and span.data.get("lang", usual) == code:
                    found.append((Use(form, block.ordinal, start, end), span))
        return sorted(found, key=lambda one: one[0].start) if len(codes) > 1 else found


def language_at(block: Block, offset: int, language: str) -> str:
    """Return the language in which a code point of a block is written; the section's by default."""
    span = _span_at(list(placed(block)), offset)
    return span.data.get("lang") or block.data.get("lang", language)


def _clean(form: str) -> str:
    return " ".join(unicodedata.normalize("NFC", form).split())


_NONE = Span("")


def _span_at(spans: Sequence[tuple[int, Span]], offset: int) -> Span:
    """Return the span that holds a code point; of empty ones at its place, none."""
    place = bisect_right(spans, offset, key=lambda one: one[0]) - 1
    return spans[place][1] if place >= 0 else _NONE


def _is_words(span: Span) -> bool:
    return span.kind is SpanKind.TEXT and Mark.CODE not in span.marks


def _addresses(text: str) -> list[tuple[int, int]]:
    """Return start and end of each address in a text; looked for only where there may be one."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def _is_within(addresses: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a code point stands in an address."""
    before = bisect_right(addresses, place, key=lambda one: one[0]) - 1
    return before >= 0 and place < addresses[before][1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether what stands between two code points is no part of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _continues(before) or _continues(after):
        return False
    if _INSIDE_DOTTED.match(text, end):
        return False
    # As in “cbsa.gc.ca” or “U.S”: the full stop stands between letters.
    if before in {".", "@"} and text[start - 2 : start - 1].isalnum():
        return False
    return end - start > 1 or not {before, after} & _TIES


def _continues(beside: str) -> bool:
    """Tell whether a character beside a word belongs to it."""
    if not beside:
        return False
    return beside.isalnum() or beside in _JOINERS or unicodedata.category(beside)[0] == "M"
