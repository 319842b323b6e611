"""What a person typed into the search field, as a value.

Every clause of a query has to be found, unless it excludes. The parser accepts any text at all
(``viewer.search.parser``); these are the values that it makes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from viewer.errors import Message


@dataclass(frozen=True, slots=True)
class Word:
    """A word to find, in any of its forms.

    Attributes:
        surface: The word as ``viewer.search.analysis`` folds it.
        text: The word as it was typed.
        parts: Surfaces of the pieces of a number that was typed with spaces; else empty.
        capitals: Whether it was typed in capitals, which makes a name of "WHO" and "IT".
        strict: Whether it is never corrected, expanded or left out: ``+word``.
        unfinished: Whether it is still being typed, so that its beginning is enough.
    """

    surface: str
    text: str
    parts: tuple[str, ...] = ()
    capitals: bool = False
    strict: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to find exactly so, apart from case and accents: ``"a phrase"``.

    Attributes:
        surfaces: The words, folded; at least one.
        text: The phrase as it was typed, without quotation marks.
        unfinished: Whether the last word is still being typed.
    """

    surfaces: tuple[str, ...]
    text: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a word: ``agreem*``.

    Attributes:
        surface: The beginning, folded.
        text: What was typed.
    """

    surface: str
    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words that stand close to one another, in any order: ``near:5(minister letter)``.

    Attributes:
        surfaces: The words, folded; at least two.
        distance: How many words may lie between the first and the last of them.
        text: What was typed.
    """

    surfaces: tuple[str, ...]
    distance: int
    text: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several is enough: ``a OR b``.

    Attributes:
        clauses: The alternatives; at least two.
    """

    clauses: tuple["Word | Phrase | Beginning | Near", ...]

    @property
    def text(self) -> str:
        """What was typed."""
        return " OR ".join(clause.text for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class InTitle:
    """Something that stands in the title: ``title:border``.

    Attributes:
        clause: What.
    """

    clause: "Word | Phrase | Beginning"

    @property
    def clauses(self) -> tuple["Word | Phrase | Beginning"]:
        """The clause alone, as of a choice."""
        return (self.clause,)

    @property
    def text(self) -> str:
        """What was typed, without the field's name."""
        return self.clause.text


Single = Word | Phrase | Beginning | Near
Clause = Single | AnyOf | InTitle


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sections may be found at all.

    Attributes:
        name: ``in``, ``book``, ``edition``, ``lang``, ``tag``, ``is`` or ``note``.
        value: What was typed after the colon.
        negated: Whether those are left out: ``-tag:draft``.
        text: What was typed, the name of the filter included.
    """

    name: str
    value: str
    negated: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        text: What was typed.
        required: What has to be found.
        excluded: What must not be there.
        filters: Which sections may be found at all.
        notes: What a person should know about how it was read.
    """

    text: str
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The required words that stand alone."""
        return tuple(clause for clause in self.required if isinstance(clause, Word))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The required phrases."""
        return tuple(clause for clause in self.required if isinstance(clause, Phrase))


def written(query: Query) -> str:
    """Return what ``query`` has to find, as one would type it; without exclusions and filters."""
    return " ".join(_written(clause) for clause in query.required)


def _written(clause: Clause) -> str:
    text = clause.text
    match clause:
        case Word():
            text = f"{'+' if clause.strict else ''}{text}{'*' if clause.unfinished else ''}"
        case Phrase():
            text = f'"{text}"'
        case Beginning():
            text = f"{text}*"
        case Near():
            text = f"near:{clause.distance}({text})"
        case AnyOf():
            text = " OR ".join(map(_written, clause.clauses))
        case InTitle():
            text = f"title:{_written(clause.clause)}"
    return text


_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
"""A number with three decimals, or one whose groups are set off by dots."""


def settle_numbers(query: Query, known: Callable[[str], bool]) -> Query:
    """Return ``query`` with numbers read in another way where they aren't known as they stand.

    "14 577" is one number, "94 231" may be two, and "14.577" may be 14,577.

    Args:
        query: A parsed query.
        known: Tells whether a surface occurs in what is searched.
    """
    if all(known(word.surface) for word in query.words if word.surface[0].isdigit()):
        return query
    clauses: list[Clause] = []
    for clause in query.required:
        if isinstance(clause, Word) and not known(clause.surface):
            clauses.extend(_as_numbers(clause, known))
        else:
            clauses.append(clause)
    return replace(query, required=tuple(clauses))


def _as_numbers(word: Word, known: Callable[[str], bool]) -> list[Word]:
    """Return the numbers that a word may stand for, which isn't known as it is; else the word."""
    if word.parts:
        *first, last = word.parts
        split = [Word(part, part) for part in first]
        return [*split, Word(last, last, unfinished=word.unfinished)]
    whole = word.surface.replace(".", "")
    if _DOTTED.fullmatch(word.surface) and known(whole):
        return [replace(word, surface=whole, text=whole)]
    return [word]
