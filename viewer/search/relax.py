"""What to search for when nothing has everything that was asked: step by step, each step said.

Phrases, exclusions, fields and filters are never given up, nor words with a plus sign. Every note
names, as ``instead``, the query that takes its step back.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from viewer.errors import Message, Severity
from viewer.search.analysis import words
from viewer.search.query import Clause, Query, Word

SHORTEST_BEGINNING = 3
"""Letters of a word that may be taken for the beginning of another."""

Corrections = Callable[[str], list[str]]
"""Returns the indexed words that a misspelt one may stand for, the best first."""


@dataclass(frozen=True, slots=True)
class Step:
    """Another query to try.

    Attributes:
        query: The query.
        notes: What was changed.
    """

    query: Query
    notes: tuple[Message, ...] = ()


def steps(query: Query, unknown: Sequence[int], corrections: Corrections) -> Iterator[Step]:
    """Yield queries to try in place of ``query``, which finds nothing, the nearest first.

    Args:
        query: What was asked.
        unknown: Keys of its words that stand nowhere.
        corrections: Finds words that were meant.
    """
    last = query.required[-1] if query.required else None
    if isinstance(last, Word) and not (last.unfinished or last.strict):
        longer = replace(last, unfinished=True)
        if len(last.surface) >= SHORTEST_BEGINNING:
            note = _note(query, "search-beginning", [last], word=last.text)
            yield Step(replace(query, required=(*query.required[:-1], longer)), (note,))
    corrected = correct(query, unknown, corrections)
    if corrected.notes:
        yield corrected


def correct(query: Query, unknown: Sequence[int], corrections: Corrections) -> Step:
    """Return ``query`` with its unknown words replaced by the nearest known ones."""
    clauses: list[Clause] = list(query.required)
    notes = []
    for key in unknown:
        word = query.required[key]
        if not isinstance(word, Word) or word.strict:
            continue
        found = corrections(word.surface)
        if not found:
            continue
        surface = next((one.surface for one in words(found[0])), word.surface)
        clauses[key] = Word(surface, found[0])
        notes.append(
            _note(
                query,
                "search-corrected",
                [word],
                typed=word.text,
                used=found[0],
                others=tuple((other, _instead_of(query.text, word, other)) for other in found[1:]),
            )
        )
    return Step(replace(query, required=tuple(clauses)), tuple(notes))


def fewer(query: Query, telling: Sequence[int]) -> list[Message]:
    """Return a note that not all words were found, if there are several.

    Args:
        query: What was asked.
        telling: Keys of its words that say something.
    """
    return [_note(query, "search-most-words", _words(query, telling))] if telling[1:] else []


def also(query: Query, telling: Sequence[int]) -> list[Message]:
    """Return a note that sections with most words stand beside those with all.

    Args:
        query: What was asked.
        telling: Keys of its words that say something.
    """
    return [_note(query, "search-most-words-too", _words(query, telling))]


def nowhere(query: Query, unknown: Sequence[int]) -> list[Message]:
    """Return a note that names the words that stand nowhere, if there are any."""
    taken = [clause for key in unknown if isinstance(clause := query.required[key], Word)]
    if not taken:
        return []
    names = ", ".join(dict.fromkeys(word.text for word in taken))
    rest = without(query.text, taken)
    parameters = {"words": names, "without": rest if rest.strip() else ""}
    return [Message("search-unknown-words", parameters, Severity.INFO)]


def other_names(query: Query, keys: Sequence[int], names: Sequence[str]) -> list[Message]:
    """Return a note that other names were looked for too, if there are any.

    Args:
        query: What was asked.
        keys: Keys of the words for which they stand.
        names: The other names.
    """
    if not names:
        return []
    return [_note(query, "search-other-names", _words(query, keys), names=", ".join(names))]


def _words(query: Query, keys: Sequence[int]) -> list[Word]:
    clauses = (query.required[key] for key in keys)
    return [clause for clause in clauses if isinstance(clause, Word) and not clause.strict]


def _note(query: Query, code: str, taken: Sequence[Word], **parameters: object) -> Message:
    parameters["instead"] = strictly(query.text, taken)
    return Message(code, parameters, Severity.INFO)


def strictly(text: str, taken: Sequence[Word]) -> str:
    """Return a query that asks for the words ``taken`` exactly as they were typed."""
    for word in taken:
        text = re.sub(rf"(?<![\w+]){_typed(word)}(?!\w)", rf"+{word.text}", text, count=1)
    return text


def _instead_of(text: str, word: Word, other: str) -> str:
    """Return a query with ``other`` in place of a word."""
    pattern = rf"(?<![\w+]){_typed(word)}(?!\w)"
    return re.sub(pattern, other.replace("\\", r"\\"), text, count=1)


def without(text: str, taken: Sequence[Word]) -> str:
    """Return a query without the words ``taken``."""
    for word in taken:
        text = re.sub(rf"(?<![\w+])\+?{_typed(word)}(?!\w)", "", text, count=1)
    return " ".join(text.split())


def _typed(word: Word) -> str:
    """Return a pattern for a word as it was typed; the spaces of a number may be of any kind."""
    return r"[\s\u00a0\u2009\u202f]+".join(map(re.escape, word.text.split()))
