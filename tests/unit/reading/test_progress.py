"""How much of a book was read, and what counts as changed."""

from pathlib import Path

import pytest

from viewer.book.book import Book, open_book
from viewer.book.fingerprint import FileFacts, facts_of_content
from viewer.reading.lengths import WORDS_PER_MINUTE, Lengths, minutes
from viewer.reading.progress import Progress, Share, State, essential_of, part_of, state_of
from viewer.reading.read_texts import ReadText

MANIFEST = """\
format: 1
id: rivers
edition: "1"
issued: 2026-01-01
title: {en: Rivers, fr: Rivières}
languages: [en, fr]
contents:
  - id: north
    title: {en: North, fr: Nord}
    sections:
      - id: yukon
        title: {en: Yukon, fr: Yukon}
        text: {en: en/yukon.md, fr: fr/yukon.md}
        tags: [essential]
      - {id: peel, title: {en: Peel, fr: Peel}, text: {en: en/peel.md}}
  - id: east
    title: {en: East, fr: Est}
    text: {en: en/east.md}
    tags: [long, essential]
  - {id: empty, title: {en: Empty, fr: Vide}, tags: [essential]}
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    return open_book(tmp_path)


def test_parts_add_up_and_mere_groups_do_not_count(book: Book) -> None:
    progress = Progress(book)
    assert progress.share() == Share(3, 0, 0, 0)
    assert progress.share("empty") == Share(0, 0, 0, 0)
    assert progress.share("empty").state is State.UNREAD
    progress["yukon"] = State.READ
    progress["peel"] = State.PARTLY
    assert progress.share("north") == Share(2, 1, 1, 0)
    assert progress.share("north").state is State.PARTLY
    progress["peel"] = State.READ
    assert progress.share("north").state is State.READ
    assert progress.share().state is State.PARTLY
    assert progress.share().percent == 66
    progress["yukon"] = State.CHANGED
    assert progress.share("north").state is State.CHANGED
    assert progress.share("east").state is State.UNREAD
    assert progress["yukon"] is State.CHANGED


def test_a_mere_group_is_never_read_itself(book: Book) -> None:
    progress = Progress(book)
    progress["north"] = State.READ
    assert progress["north"] is State.UNREAD
    assert progress.share() == Share(3, 0, 0, 0)


def test_only_all_is_a_hundred_percent() -> None:
    assert Share(1000, 999, 0, 0).percent == 99
    assert Share(1000, 1000, 0, 0).percent == 100
    assert Share(0, 0, 0, 0).percent == 0


def test_the_essential_reading_is_what_is_tagged_and_has_a_text(book: Book) -> None:
    assert essential_of(book) == ["yukon", "east"]


NOW = {"en/yukon.md": FileFacts("h", "now-en", 1), "fr/yukon.md": FileFacts("h", "now-fr", 1)}


@pytest.mark.parametrize(
    ("read", "state"),
    [
        ([], State.UNREAD),
        ([ReadText("yukon", "en", "now-en")], State.READ),
        ([ReadText("yukon", "fr", "now-fr")], State.READ),
        ([ReadText("yukon", "en", "now-en", whole=False)], State.PARTLY),
        ([ReadText("yukon", "en", "before")], State.CHANGED),
        ([ReadText("yukon", "en", "before", whole=False)], State.PARTLY),
        # Read in French as it is now; that the English was another one no longer matters.
        ([ReadText("yukon", "en", "before"), ReadText("yukon", "fr", "now-fr")], State.READ),
        # An older edition was opened again.
        ([ReadText("yukon", "en", "now-en"), ReadText("yukon", "en", "before")], State.READ),
        (
            [ReadText("yukon", "en", "before"), ReadText("yukon", "en", "now-en", whole=False)],
            State.CHANGED,
        ),
        # It no longer exists in this language.
        ([ReadText("yukon", "iu", "before")], State.UNREAD),
        # The digest of the English is not that of the French.
        ([ReadText("yukon", "fr", "now-en")], State.CHANGED),
    ],
)
def test_what_is_known_of_a_section(book: Book, read: list[ReadText], state: State) -> None:
    assert state_of(book, "yukon", read, NOW) is state


def test_a_text_that_cannot_be_read_is_not_said_to_be_read(book: Book) -> None:
    assert state_of(book, "peel", [ReadText("peel", "en", "1")], {}) is State.CHANGED


def test_lengths_of_sections_and_parts(book: Book) -> None:
    facts = {
        "en/yukon.md": FileFacts("", "", 100),
        "fr/yukon.md": FileFacts("", "", 120),
        "en/peel.md": FileFacts("", "", 30),
        "en/east.md": FileFacts("", "", 7),
    }
    english, french = Lengths(book, facts, "en"), Lengths(book, facts, "fr")
    assert english.words(part_of(book, "north")) == 130
    assert french.words(part_of(book, "yukon")) == 120
    # What has no French is read in English.
    assert french.words(part_of(book, "north")) == 150
    assert english.words(part_of(book, "")) == 137
    assert english.words(part_of(book, "empty")) == 0


def test_minutes() -> None:
    counts = (0, 1, WORDS_PER_MINUTE, 4 * WORDS_PER_MINUTE + 9)
    assert [minutes(count) for count in counts] == [0, 1, 1, 4]


def test_a_text_stays_the_same_when_its_lines_end_elsewhere() -> None:
    one = facts_of_content(b"A river\r\nflows *north*.\r\n")
    assert one.text == facts_of_content(b"\xef\xbb\xbfA river flows\n*north*.").text
    assert one.hash != facts_of_content(b"A river flows *north*.").hash
    assert one.text != facts_of_content(b"A river flows *south*.").text


def test_words_are_counted_without_what_marks_them_up() -> None:
    text = "# A heading\n\n- *one* **two**\n- three\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n---\n"
    assert facts_of_content(text.encode()).words == 9
    assert facts_of_content("L'agence, c'est «\u00a0nous\u00a0».".encode()).words == 3
    assert facts_of_content(b"").words == 0


def test_what_is_left_to_be_read(book: Book) -> None:
    facts = {
        "en/yukon.md": FileFacts("", "", 100),
        "en/peel.md": FileFacts("", "", 30),
        "en/east.md": FileFacts("", "", 7),
    }
    lengths, progress = Lengths(book, facts, "en"), Progress(book)
    assert lengths.left(progress.left()) == 137
    progress["yukon"] = State.READ
    progress["peel"] = State.PARTLY
    progress["east"] = State.CHANGED
    assert lengths.left(progress.left()) == 37
