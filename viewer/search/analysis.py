"""From a text to its words, and from a word to the term that stands for it in an index.

A *surface* is a word as anybody may type it: lower case, without accents, ligatures, elided
articles (``l'``), possessives, and separators inside numbers and acronyms. It is the same in every
language. A *term* is the stem of a surface in one language. Folding comes before stemming, so that
"frontiere" and "frontière" meet in the same term.

The index, queries, passages and highlights all use this module, so that they can't disagree.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from viewer.book.language_tags import primary
from viewer.search.stopwords import STOP

REVISION = 1
"""Raise it when a text would give other words or terms: it makes every older index outdated."""

PLAIN = "xx"
"""Stands for every language that has no stemmer here: its terms are the surfaces."""

_STEMMERS = {"en": "english", "fr": "french"}

# Combining marks and invisible joiners belong to the letter before them.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200c\u200d\u2060"
_LETTER = rf"[^\W_][{_MARKS}]*"
_LETTERS_IN_A_ROW = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_APOSTROPHES = "'\u2019\u02bc\uff07"
_GROUPED = r"[1-9]\d{0,2}(?:[,\u0020\u00a0\u2009\u202f]\d{3})+"
_DECIMAL = r"\d+(?:\.\d+)+|\d+,\d{1,2}|0,\d+"

_END = rf"(?![^\W_]|[{_MARKS}])"

WORD = re.compile(
    rf"(?<![\d.,])(?:{_GROUPED})(?:[.,]\d+)?(?![.,]\d){_END}"
    rf"|(?:{_DECIMAL}){_END}"
    rf"|(?<![^\W_])(?!\d){_LETTER}(?:\.(?!\d){_LETTER})+\.?{_END}"
    rf"|{_LETTERS_IN_A_ROW}(?:[{_APOSTROPHES}]{_LETTERS_IN_A_ROW})*"
)
"""A grouped or decimal number, an acronym with full stops, or a word with apostrophes inside."""

_GROUPED_NUMBER = re.compile(rf"({_GROUPED})(?:[.,](\d+))?")
_DECIMAL_NUMBER = re.compile(_DECIMAL)
_ELISION = re.compile(
    rf"(?:(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[cdjlmnst])[{_APOSTROPHES}])+(?=.)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s\Z", re.IGNORECASE)

_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ŧ": "t", "ħ": "h", "ı": "i", "ⱥ": "a", "ⱦ": "t", "ƚ": "l", "ꞌ": "", "ʼ": "", "ʻ": "",
        "\u00ad": "", "\u200c": "", "\u200d": "", "\u2060": "",
    }
)  # fmt: skip
"""Letters that Unicode doesn't decompose, and invisible characters."""


class Word(NamedTuple):
    """A word in a text.

    Attributes:
        start: First code point of the word itself, after an elided article.
        end: Code point after its last, before a possessive.
        surface: The word as it is searched for; never empty.
    """

    start: int
    end: int
    surface: str


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents and ligatures; its length may change."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold().translate(_LETTERS)


def words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the words of ``text`` from ``start`` on, in order; any text will do."""
    for match in WORD.finditer(text, start):
        skipped, dropped, surface = normal(match.group())
        if surface:
            yield Word(match.start() + skipped, match.end() - dropped, surface)


@lru_cache(maxsize=1 << 16)
def normal(raw: str) -> tuple[int, int, str]:
    """Return what a match of ``WORD`` loses in front and behind, and its surface.

    Both losses are in code points; the surface may be empty.
    """
    if raw[0].isdigit():
        return 0, 0, _number(raw)
    elision = _ELISION.match(raw)
    skipped = elision.end() if elision else 0
    possessive = _POSSESSIVE.search(raw, skipped)
    dropped = len(raw) - possessive.start() if possessive else 0
    core = raw[skipped : len(raw) - dropped]
    surface = "".join(letter for letter in fold(core) if letter.isalnum())
    if not surface:
        return 0, 0, "".join(letter for letter in fold(raw) if letter.isalnum())
    return skipped, dropped, surface


def _number(raw: str) -> str:
    """Return a word that begins with a digit, without group separators, with a decimal point."""
    grouped = _GROUPED_NUMBER.fullmatch(raw)
    if grouped:
        whole = "".join(digit for digit in fold(grouped[1]) if digit.isalnum())
        return f"{whole}.{fold(grouped[2])}" if grouped[2] else whole
    if _DECIMAL_NUMBER.fullmatch(raw):
        return fold(raw).replace(",", ".")
    return "".join(letter for letter in fold(raw) if letter.isalnum())


class Analyzer:
    """Turns surfaces into the terms of one language.

    Attributes:
        language: ``en``, ``fr`` or ``xx``; names the fields of the index.
        stop: Surfaces that the index leaves out.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.stop = STOP.get(language, frozenset())
        name = _STEMMERS.get(language)
        self._stem = Stemmer.Stemmer(name, 0).stemWord if name else None
        self._terms: dict[str, str] = dict.fromkeys(self.stop, "")

    def __reduce__(self) -> tuple[Callable[[str], "Analyzer"], tuple[str]]:
        # A stemmer can't be pickled; its name can.
        return _analyzer, (self.language,)

    def term(self, surface: str) -> str:
        """Return the term for ``surface``; empty for a word that the index leaves out."""
        term = self._terms.get(surface)
        if term is None:
            term = self._terms[surface] = self._make(surface)
        return term

    def _make(self, surface: str) -> str:
        if self._stem is None or surface[0].isdigit() or not surface.isascii():
            return surface
        return str(self._stem(surface)) or surface


def field_language(language: str) -> str:
    """Return the language of the fields in which a text in ``language`` (BCP 47) is indexed."""
    base = primary(language)
    return base if base in _STEMMERS else PLAIN


@lru_cache(maxsize=8)
def analyzer(language: str) -> Analyzer:
    """Return the analyzer for texts in ``language`` (BCP 47); one object for each language."""
    return _analyzer(field_language(language))


@lru_cache(maxsize=8)
def _analyzer(language: str) -> Analyzer:
    return Analyzer(language)


def signature() -> str:
    """Return what the terms depend on, apart from the text; part of the name of an index."""
    stops = " ".join(",".join(sorted(STOP[code])) for code in sorted(STOP))
    return f"{REVISION} {Stemmer.version()} {WORD.pattern} {stops}"
