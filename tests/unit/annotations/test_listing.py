"""Rows of ``briefing annotations list``: where each annotation lies in the book as it is now."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark
from viewer.annotations.anchoring import anchor_at, section_anchor
from viewer.annotations.listing import rows
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.book import Book, open_book

OLD = {"a.md": "# Mexico\n\nThe first paragraph of the section.\n\nTrade grew in 2022 again.\n"}
NEW = {
    "a.md": "# Mexico\n\nThe first paragraph of the section.\n\nTrade grew in 2022 again, a lot.\n"
}

MANIFEST = """\
format: 1
id: neighbours
edition: "{edition}"
issued: 2023-09-01
title: {{en: Neighbours}}
publisher: {{en: Team}}
languages: [en]
contents:
  - id: group
    title: {{en: Group}}
    sections:
      - id: mexico
        title: {{en: Mexico}}
        text: {{en: a.md}}
"""


def write_book(folder: Path, edition: str, texts: dict[str, str]) -> Book:
    folder.mkdir()
    (folder / "book.yaml").write_text(MANIFEST.format(edition=edition), encoding="utf-8")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return open_book(folder)


@pytest.fixture
def old(tmp_path: Path) -> Book:
    return write_book(tmp_path / "old", "1", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Book:
    return write_book(tmp_path / "new", "2", NEW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


def anchor_on(book: Book, ordinal: int) -> Anchor:
    text = book.text("mexico", "en")
    return anchor_at(book.edition, text, ordinal, 0, len(text.blocks[ordinal].text))


def states(store: AnnotationStore, book: Book | None) -> list[str]:
    return [row.state for row in rows(store, lambda _: book)]


def test_a_row_tells_all_that_the_command_prints(store: AnnotationStore, old: Book) -> None:
    made = store.add(replace(bookmark("Name", anchor_on(old, 1)), note="N", tags=("a", "b")))
    (row,) = rows(store, lambda _: old)
    assert row.to_json() == {
        "id": made.id,
        "motivation": "bookmarking",
        "book": "neighbours",
        "edition": "1",
        "section": "mexico",
        "language": "en",
        "block": made.anchor.block,
        "quote": "The first paragraph of the section.",
        "colour": "",
        "original": {
            "edition": "1",
            "section": "mexico",
            "block": made.anchor.block,
            "quote": "The first paragraph of the section.",
        },
        "title": "Name",
        "note": "N",
        "tags": ["a", "b"],
        "created": made.created,
        "modified": made.modified,
        "state": "placed",
    }


def test_moved_and_unplaced_are_told_apart_and_blocks_are_of_the_edition_told(
    store: AnnotationStore, old: Book, new: Book
) -> None:
    text = old.text("mexico", "en")
    words = anchor_at(old.edition, text, 2, 0, len("Trade grew in 2022 again"))
    store.add(bookmark("words", words))
    store.add(bookmark("sentence", anchor_on(old, 2)))
    gone = replace(words, quote="Nothing like this stands there today", block="x", prefix="a")
    store.add(bookmark("gone", gone))
    kept, reworded, lost = rows(store, lambda _: new)
    block = new.text("mexico", "en").blocks[2].id
    assert (kept.state, kept.edition, kept.block) == ("moved", "2", block)
    assert (reworded.state, reworded.edition, reworded.block) == ("moved", "2", block)
    assert reworded.quote == "Trade grew in 2022 again, a lot."
    assert reworded.original.quote == "Trade grew in 2022 again."
    assert reworded.original.edition == "1"
    assert (lost.state, lost.edition, lost.block, lost.quote) == ("unplaced", "1", "x", gone.quote)


def test_what_was_set_aside_is_unplaced_in_that_edition_only(
    store: AnnotationStore, old: Book, new: Book
) -> None:
    made = store.add(bookmark("x", anchor_on(old, 1)))
    store.set_aside(made.id, "2")
    assert states(store, new) == ["unplaced"]
    assert states(store, old) == ["placed"]
    store.put_back(made.id, "2")
    assert states(store, new) == ["moved"]


def test_older_editions_at_hand_are_asked(store: AnnotationStore, old: Book, new: Book) -> None:
    store.add(bookmark("x", anchor_on(old, 2)))
    asked: list[str] = []

    def older(book: str) -> list[Book]:
        asked.append(book)
        return [old]

    (row,) = rows(store, lambda _: new, older_of=older)
    assert asked == ["neighbours"]
    assert row.state == "moved"


def test_a_confirmed_place_counts(store: AnnotationStore, old: Book, new: Book) -> None:
    made = store.add(bookmark("x", anchor_on(old, 2)))
    store.confirm(made.id, anchor_on(new, 2))
    assert states(store, new) == ["placed"]
    assert states(store, old) == ["placed"]


def test_groups_and_sections_are_placed_while_they_exist(store: AnnotationStore, old: Book) -> None:
    store.add(bookmark("group", section_anchor(old.edition, "group", "en")))
    store.add(bookmark("french", section_anchor(old.edition, "mexico", "fr")))
    store.add(bookmark("gone", section_anchor(old.edition, "peru", "en")))
    assert states(store, old) == ["placed", "placed", "unplaced"]


def test_without_its_book_an_annotation_is_listed_as_it_was_made(
    store: AnnotationStore, old: Book
) -> None:
    made = store.add(bookmark("x", anchor_on(old, 1)))
    (row,) = rows(store, lambda _: None)
    assert (row.state, row.edition, row.quote) == ("unplaced", "1", made.anchor.quote)


def test_a_damaged_section_or_missing_language_makes_it_unplaced(
    store: AnnotationStore, old: Book
) -> None:
    store.add(bookmark("x", anchor_on(old, 1)))
    store.add(bookmark("y", replace(anchor_on(old, 1), language="fr")))
    (old.folder / "a.md").write_bytes(b"\xff\xfe")
    damaged = open_book(old.folder)
    assert states(store, damaged) == ["unplaced", "unplaced"]


def test_rows_can_be_of_one_book_only(store: AnnotationStore, old: Book) -> None:
    store.add(bookmark("x", anchor_on(old, 1)))
    assert list(rows(store, lambda _: old, "other")) == []
    assert len(list(rows(store, lambda _: old, "neighbours"))) == 1


def test_an_import_without_its_edition_is_helped_once_that_edition_is_there(
    store: AnnotationStore, old: Book, new: Book
) -> None:
    whole = anchor_on(old, 1)
    bare = replace(whole, edition="", block="", ordinal=-1, start=0, end=0, prefix="", suffix="")
    store.add(bookmark("x", bare))
    assert states(store, new) == ["placed"]
    gone = replace(bare, quote="Trade grew in 2022 again.")
    store.add(bookmark("y", gone))
    assert states(store, new) == ["moved", "moved"]
    helped = rows(store, lambda _: new, older_of=lambda _: [old])
    assert [row.state for row in helped] == ["placed", "moved"]
