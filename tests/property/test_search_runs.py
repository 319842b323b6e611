"""Phrases and words near one another: numbers and text tell the same."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.search.samples import section, table
from viewer.search.analysis import analyzer, words
from viewer.search.arrays import WORDS, load
from viewer.search.assemble import Assembly
from viewer.search.collect import Collector
from viewer.search.edition import OpenEdition
from viewer.search.matching import Matcher, Pattern, Span
from viewer.search.query import Near
from viewer.search.runs import Runs
from viewer.search.scan import documents_with
from viewer.search.scoring import Found
from viewer.search.texts import TEXTS, Texts
from viewer.search.units import Unit, encode, units
from viewer.search.verify import Verifier

VOCABULARY = "the of and alpha beta Gamma l'alpha cœur U.S. 14,577 alphas é"
WORD = st.sampled_from(VOCABULARY.split())
SPACE = st.sampled_from([" ", " ", " ", ", ", "\n", " — ", "-"])
PROSE = st.lists(st.tuples(WORD, SPACE), max_size=14).map(
    lambda pairs: "".join(f"{word}{space}" for word, space in pairs).strip()
)
PHRASE = st.lists(WORD, min_size=2, max_size=4)


def opened(found: list[Unit]) -> OpenEdition:
    """An edition with one document, made without a book."""
    collector = Collector()
    collector.add("s", "en", found)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = encode(found)
        (folder / TEXTS).write_bytes(data)
        Assembly(collector).write(folder, np.array([0, len(data)]), lambda _: None)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(files[WORDS]) > 0
    edition = OpenEdition.__new__(OpenEdition)
    edition.name = "one"
    edition.arrays = load(files)
    edition.texts = Texts(files, edition.arrays)
    edition.words, edition.units = edition.texts.words, edition.texts.units
    edition.stops, edition._unfound = edition._stop_places, edition._stop_array
    return edition


def surfaces(phrase: list[str]) -> tuple[str, ...]:
    return tuple(word.surface for word in words(" ".join(phrase)))


def in_text(found: list[Unit], pattern: Pattern) -> Iterator[tuple[int, Span]]:
    matcher = Matcher([pattern], analyzer("en"))
    for place, unit in enumerate(found):
        for span in matcher.spans(unit.text):
            # Not from one cell to the next, nor from the head of a column to a cell.
            if not unit.pieces or unit.piece(span.start, span.end):
                yield place, span


@given(st.lists(PROSE, max_size=3), PHRASE, st.booleans(), st.booleans())
def test_phrases_are_found_where_they_stand(
    texts: list[str],
    phrase: list[str],
    exact: bool,  # noqa: FBT001
    prefix: bool,  # noqa: FBT001
) -> None:
    cells = table([["alpha", "beta of"], ["the alpha", "beta gamma"], ["", "alpha"]], len(texts))
    found = units("Alpha of the beta", section(*texts, cells), "en")
    values = surfaces(phrase)
    if not exact:
        values = tuple(analyzer("en").term(value) or value for value in values)
    pattern = Pattern(0, values, exact=exact, prefix=prefix)
    edition = opened(found)
    runs = Runs(edition, "en", [pattern])
    expected = set(in_text(found, pattern))
    assert {(at, span) for at, spans in runs.spans(0).items() for span in spans} == expected
    assert bool(runs.keys(0)) == bool(expected)
    if exact:
        scanned = documents_with(edition.texts, edition.arrays, values, unfinished=prefix)
        assert scanned.tolist() == [0] * bool(expected)


@given(st.lists(PROSE, max_size=3), PHRASE, st.integers(0, 4))
def test_near_words_are_found_where_they_are_near(
    texts: list[str], phrase: list[str], distance: int
) -> None:
    found = units("Alpha", section(*texts), "en")
    forms = analyzer("en")
    near = Near(surfaces(phrase), distance, " ".join(phrase))
    values = {forms.term(surface) or surface for surface in near.surfaces}

    def is_near(unit: Unit) -> bool:
        own = [forms.term(word.surface) or word.surface for word in words(unit.text)]
        size = len(values) + distance
        return any(values <= set(own[at : at + size]) for at in range(len(own)))

    edition = opened(found)
    one = Found(np.zeros(1, np.int32), np.zeros(1, np.float32))
    [keep] = Verifier(lambda _: (edition, 0)).with_near(one, "en", [near])
    assert bool(keep) == any(map(is_near, found))
