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
                others=", ".join(found[1:]),
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
    names = [query.required[key].text for key in unknown]
    if not names:
        return []
    return [_note(query, "search-unknown-words", (), words=", ".join(dict.fromkeys(names)))]


def _words(query: Query, keys: Sequence[int]) -> list[Word]:
    clauses = (query.required[key] for key in keys)
    return [clause for clause in clauses if isinstance(clause, Word) and not clause.strict]


def _note(query: Query, code: str, taken: Sequence[Word], **parameters: object) -> Message:
    parameters["instead"] = strictly(query.text, taken)
    return Message(code, parameters, Severity.INFO)


def strictly(text: str, taken: Sequence[Word]) -> str:
    """Return a query that asks for the words ``taken`` exactly as they were typed."""
    for word in taken:
        typed = r"[\s\u00a0\u2009\u202f]+".join(map(re.escape, word.text.split()))
        text = re.sub(rf"(?<![\w+]){typed}(?!\w)", rf"+{word.text}", text, count=1)
    return text
