"""The questions that the bundled briefing must answer, each with its section first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.search.samples import indexed
from viewer.assets import DATA
from viewer.search.engine import SearchEngine

QUESTIONS = Path(__file__).parents[2] / "data" / "key-relationships-queries.tsv"
ROWS = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    cache = tmp_path_factory.mktemp("bundled")
    made, _ = indexed(cache, [DATA / "key-relationships", DATA / "user-guide"])
    yield made
    made.close()


@pytest.mark.parametrize(("language", "query", "section"), ROWS)
def test_question_has_its_section_first(
    engine: SearchEngine, language: str, query: str, section: str
) -> None:
    hits = engine.search(query, language=language).hits
    assert hits
    assert hits[0].section == section
    assert hits[0].passage
    assert hits[0].highlights


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "Première", "premiere"),
        ("fr", "Frontière", "Frontiere"),
        ("en", "borders", "border"),
        ("en", "CBSA", "cbsa"),
    ],
)
def test_spelling_changes_nothing(
    engine: SearchEngine, language: str, one: str, other: str
) -> None:
    first, second = (engine.search(text, language=language) for text in (one, other))
    assert first.total == second.total > 0
    assert [hit.section for hit in first.hits] == [hit.section for hit in second.hits]


def test_words_in_another_order_are_no_phrase(engine: SearchEngine) -> None:
    assert engine.search('"border five"').total > 0
    assert engine.search('"five border"').total == 0
