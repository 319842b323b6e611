"""Which texts were read, as the store keeps them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.storage.database import Database
from viewer.storage.opening import open_database

BOOK = "rivers"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


def test_what_was_read_is_there_after_reopening(database: Database, tmp_path: Path) -> None:
    yukon, tides = ReadText("yukon", "en", "1"), ReadText("tides", "fr", "2", whole=False)
    ReadTexts(database).add(BOOK, [yukon, tides])
    ReadTexts(database).add("other", [yukon])
    database.close()
    again = open_database(tmp_path / "reader.sqlite3")
    assert ReadTexts(again).find(BOOK) == [tides, yukon]
    assert ReadTexts(again).find("nothing") == []
    again.close()


def test_what_was_read_wholly_stays_so(database: Database) -> None:
    texts = ReadTexts(database)
    for whole in (False, True, False):
        texts.add(BOOK, [ReadText("yukon", "en", "1", whole=whole)])
    assert texts.find(BOOK) == [ReadText("yukon", "en", "1")]


def test_each_text_that_was_read_is_kept(database: Database) -> None:
    texts = ReadTexts(database)
    read = [ReadText("yukon", code, digest) for code in ("en", "fr") for digest in ("1", "2")]
    texts.add(BOOK, read)
    assert texts.find(BOOK) == read


def test_sections_are_forgotten_in_all_languages(database: Database) -> None:
    texts = ReadTexts(database)
    texts.add(BOOK, [ReadText(name, code, "1") for name in ("a", "b") for code in ("en", "fr")])
    texts.forget(BOOK, ["a"])
    assert {text.section for text in texts.find(BOOK)} == {"b"}


def test_rows_come_in_portions(database: Database) -> None:
    texts = ReadTexts(database)
    read = [ReadText(f"{number:02}", "en", "1") for number in range(10)]
    texts.add(BOOK, read)
    assert texts.find(BOOK, limit=4) == read[:4]
    assert texts.find(BOOK, after="03", limit=4) == read[4:8]


def test_a_store_that_cannot_be_written_keeps_nothing_and_says_nothing(database: Database) -> None:
    database.read_only = True
    texts = ReadTexts(database)
    texts.add(BOOK, [ReadText("yukon", "en", "1")])
    texts.forget(BOOK, ["yukon"])
    assert texts.find(BOOK) == []
