"""What a person typed into the search field, as a value.

The parser accepts any text at all: what it can't use, it leaves out. Words are all required;
``"a phrase"`` (in straight, curly or French quotation marks) stands for exactly these words in this
order; ``-word`` and ``-"a phrase"`` exclude. A mark without its partner is ignored.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from viewer.errors import Message, Severity
from viewer.search.analysis import words

MAX_LENGTH = 2000
"""Code points of a query that are read; a whole page pasted into the field is no query."""

MAX_WORDS = 64

_MARKS = '"“”„«»'
_GLUE = "\u00a0\u2009\u202f"
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-\u2212](?=[{_MARKS}]|\w))?"
    rf"(?:[{_MARKS}](?P<phrase>[^{_MARKS}]*)[{_MARKS}]|(?P<chunk>(?:[^\s{_MARKS}]|[{_GLUE}])+))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word to find, in any of its forms.

    Attributes:
        surface: The word as ``viewer.search.analysis`` folds it.
        text: The word as it was typed.
        parts: Surfaces of the pieces of a number that was typed with spaces; else empty.
        capitals: Whether it was typed in capitals, which makes a name of "WHO" and "IT".
    """

    surface: str
    text: str
    parts: tuple[str, ...] = ()
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to find exactly so, apart from case and accents.

    Attributes:
        surfaces: The words, folded; at least one.
        text: The phrase as it was typed, without quotation marks.
    """

    surfaces: tuple[str, ...]
    text: str


Clause = Word | Phrase


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        text: What was typed.
        required: What has to be found.
        excluded: What must not be there.
        notes: What a person should know about how it was read.
    """

    text: str
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The required words."""
        return tuple(clause for clause in self.required if isinstance(clause, Word))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The required phrases."""
        return tuple(clause for clause in self.required if isinstance(clause, Phrase))


def parse(text: str) -> Query:
    """Return the query that ``text`` stands for; never raises."""
    shortened = len(text) > MAX_LENGTH
    # Lone surrogates come with pasted text; nothing in a book can match them.
    clean = text[:MAX_LENGTH].encode("utf-8", "ignore").decode("utf-8")
    clean = _joined_numbers_kept(unicodedata.normalize("NFC", clean))
    required: list[Clause] = []
    excluded: list[Clause] = []
    for part in _PART.finditer(clean):
        clauses = _clauses(part)
        if part["minus"]:
            excluded.extend(_one(clauses))
        else:
            required.extend(clauses)
    shortened = shortened or len(required) > MAX_WORDS or len(excluded) > MAX_WORDS
    notes = (Message("search-query-shortened", severity=Severity.INFO),) if shortened else ()
    return Query(text, tuple(required[:MAX_WORDS]), tuple(excluded[:MAX_WORDS]), notes)


def split_numbers(query: Query, known: Callable[[str], bool]) -> Query:
    """Return ``query`` with numbers typed with spaces taken apart where the whole isn't known.

    "14 577" is one number; "94 231" may be two.

    Args:
        query: A parsed query.
        known: Tells whether a surface occurs in what is searched.
    """
    if all(not word.parts or known(word.surface) for word in query.words):
        return query
    clauses: list[Clause] = []
    for clause in query.required:
        if isinstance(clause, Word) and clause.parts and not known(clause.surface):
            clauses.extend(Word(part, part) for part in clause.parts)
        else:
            clauses.append(clause)
    return replace(query, required=tuple(clauses))


_GROUPS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?: \d{3})+(?![\w]|[.,]\d)")


def _joined_numbers_kept(text: str) -> str:
    """Return ``text`` with the spaces inside numbers made no-break spaces: one chunk each."""
    return _GROUPS.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


def _clauses(part: re.Match[str]) -> list[Clause]:
    if part["phrase"] is not None:
        surfaces = tuple(word.surface for word in words(part["phrase"]))
        text = " ".join(part["phrase"].replace("\u00a0", " ").split())
        return [Phrase(surfaces[:MAX_WORDS], text)] if surfaces else []
    return [_word(part["chunk"], word.start, word.end) for word in words(part["chunk"])]


def _word(chunk: str, start: int, end: int) -> Word:
    text = chunk[start:end]
    surface = next(words(text)).surface
    pieces = tuple(re.split(f"[{_GLUE}]", text))
    capitals = len(text) > 1 and text.isupper()
    return Word(surface, " ".join(pieces), pieces if len(pieces) > 1 else (), capitals)


def _one(clauses: list[Clause]) -> list[Clause]:
    """Return what a minus sign before ``clauses`` excludes: "-self-government" is one thing."""
    if len(clauses) < 2:  # noqa: PLR2004 - one thing is already one thing
        return clauses
    parts = [clause for clause in clauses if isinstance(clause, Word)]
    return [Phrase(tuple(word.surface for word in parts), " ".join(word.text for word in parts))]
