"""Sections that are about the same as one."""

from collections.abc import Iterator

import pytest

from tests.unit.search.samples import indexed
from viewer.assets import DATA
from viewer.search.engine import SearchEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    cache = tmp_path_factory.mktemp("related")
    made, _ = indexed(cache, [DATA / "key-relationships", DATA / "user-guide"])
    yield made
    made.close()


@pytest.mark.parametrize(
    ("section", "language", "nearest"),
    [
        ("border-five", "en", "migration-five"),
        ("border-five", "fr", "migration-five"),
        ("bargaining-agents", "en", "fb-negotiations"),
        ("mexico", "fr", "trilateral"),
    ],
)
def test_the_nearest_section_shares_the_telling_words(
    engine: SearchEngine, section: str, language: str, nearest: str
) -> None:
    related = engine.related("key-relationships", section, language)
    assert related[0].section == nearest
    assert {one.language for one in related} == {language}
    assert {one.book for one in related} == {"key-relationships"}
    assert section not in {one.section for one in related}
    assert len({one.section for one in related}) == len(related) <= 5


def test_the_guide_is_related_to_itself(engine: SearchEngine) -> None:
    related = engine.related("user-guide", "finding", "en")
    assert related
    assert {one.book for one in related} == {"user-guide"}


def test_what_is_unknown_is_related_to_nothing(engine: SearchEngine) -> None:
    assert engine.related("key-relationships", "nowhere", "en") == []
    assert engine.related("no-book", "border-five", "en") == []
    assert engine.related("key-relationships", "border-five", "de") == []
