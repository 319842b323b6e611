"""Stores of every released schema open, and are brought up to date with a copy before each step."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import EDITION, LATER, passage
from viewer.annotations.anchoring import section_anchor
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.reading.place import Place
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.reading.store import ReadingStore
from viewer.storage import schema
from viewer.storage.opening import open_database

GOLDEN = Path(__file__).parents[2] / "data" / "stores"
NEXT_STEP = (
    "ALTER TABLE recent_search ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    "UPDATE annotation SET colour = 'blue' WHERE colour = 'yellow'",
)
MADE = "2023-09-01T12:00:00Z"


def golden_annotations(store: AnnotationStore) -> list[Annotation]:
    """Return what the golden stores hold; when it was changed is taken as it is."""
    expected = [
        annotation(1, Motivation.BOOKMARKING, title="Border Five"),
        annotation(2, Motivation.BOOKMARKING, title="Qui préside 🛂", tags=("essential", "à lire")),
        annotation(3, Motivation.HIGHLIGHTING, colour="yellow"),
        annotation(4, Motivation.COMMENTING, note="First line\nSecond line\0 with NUL\ttab"),
        annotation(5, Motivation.BOOKMARKING, title="Deleted", deleted=True),
    ]
    anchors = [
        section_anchor(EDITION, "border-five", "en"),
        passage(),
        replace(passage("👩\u200d💼 employés"), prefix="\n", suffix=""),
        passage(ordinal=7),
        passage(ordinal=9),
    ]
    revisions = [1, 2, 1, 1, 2]
    found = [store.get(one.id) for one in expected]
    return [
        replace(
            one,
            anchor=anchor,
            revision=revision,
            modified=there.modified if there and revision > 1 else MADE,
            deleted_at=there.deleted_at if there and one.deleted else "",
        )
        for one, anchor, revision, there in zip(expected, anchors, revisions, found, strict=True)
    ]


def annotation(
    number: int,
    motivation: Motivation,
    *,
    title: str = "",
    note: str = "",
    tags: tuple[str, ...] = (),
    colour: str = "",
    deleted: bool = False,
) -> Annotation:
    return Annotation(
        f"00000000-0000-4000-8000-{number:012d}",
        motivation,
        passage(),
        title=title,
        note=note,
        tags=tags,
        colour=colour,
        created=MADE,
        deleted=deleted,
    )


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.sqlite3")), ids=lambda path: path.stem)
def test_a_store_of_every_released_schema_opens_with_all_that_is_in_it(
    golden: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reader.sqlite3"
    shutil.copy(golden, path)
    store = AnnotationStore(path)
    assert store.problem is None
    assert not store.read_only
    expected = golden_annotations(store)
    assert store.find() == expected[:4]
    assert store.find(deleted=True) == expected[4:]
    confirmed = replace(passage(ordinal=3), edition=LATER.edition)
    assert store.anchor_in(expected[1], LATER.edition) == confirmed
    store.close()
    check_lists(path, int(golden.stem.partition("-")[2]))
    reading = ReadingStore(path)
    place = Place("key-relationships", "2023-09", "border-five", "fr", "3f9c0a12de.2", 7, 12)
    assert reading.last_place() == place
    assert reading.recent_places() == [place]
    assert reading.searches() == ["agents négociateurs"]
    reading.close()


def check_lists(path: Path, version: int) -> None:
    """See that lists and colours are there from schema 2 on, and what was read from 3 on."""
    database = open_database(path)
    numbers = [int(name[-1]) for name in ReadingList(database).order()]
    meanings = Palette(database).meanings()
    read = ReadTexts(database).find("key-relationships")
    database.close()
    whole, part = "0f" * 16, "a1" * 16
    texts = [ReadText("border-five", "fr", whole), ReadText("mexico", "en", part, whole=False)]
    assert read == (texts if version > 2 else [])
    assert numbers == ([4, 1, 2] if version > 1 else [])
    assert meanings == ({"yellow": "à vérifier"} if version > 1 else {})


def test_a_golden_store_of_the_current_schema_is_kept() -> None:
    assert (GOLDEN / f"schema-{schema.SCHEMA}.sqlite3").is_file()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "reader.sqlite3"
    shutil.copy(GOLDEN / "schema-1.sqlite3", target)
    return target


def add_steps(monkeypatch: pytest.MonkeyPatch, *steps: schema.Step) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, *steps))
    monkeypatch.setattr(schema, "SCHEMA", len(schema.STEPS))


def test_an_older_store_is_copied_before_each_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    resealed = f"UPDATE annotation SET seal = seal({', '.join(schema.ANNOTATION.fields)})"  # noqa: S608
    add_steps(monkeypatch, (*NEXT_STEP, resealed), ("CREATE TABLE more (a) ",))
    store = AnnotationStore(path)
    assert store.problem is None
    assert [one.colour for one in store.find()] == ["", "", "blue", ""]
    store.close()
    copies = sorted(path.parent.glob("snapshots/reader-before-schema-*"))
    steps = [copy.name.rsplit("-", 2)[0] for copy in copies]
    assert steps == [f"reader-before-schema-{number}" for number in range(2, len(steps) + 2)]
    assert len(steps) == schema.SCHEMA - 1
    assert path.read_bytes() != before
    connection = sqlite3.connect(copies[0])
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (5,)
    connection.close()


def test_a_step_that_fails_leaves_the_file_and_shows_what_it_can(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(GOLDEN / f"schema-{schema.SCHEMA}.sqlite3", path)
    before = path.read_bytes()
    add_steps(monkeypatch, (*NEXT_STEP, "UPDATE annotation SET note = NULL"))
    store = AnnotationStore(path)
    assert store.read_only
    assert store.problem is not None
    assert store.problem.code == "store-unreachable"
    assert store.find() == []
    store.close()
    assert path.read_bytes() == before
    monkeypatch.undo()
    again = AnnotationStore(path)
    assert len(again.find()) == 4
    again.close()


def test_an_older_store_that_cannot_be_written_is_upgraded_in_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    add_steps(monkeypatch, NEXT_STEP)
    path.with_name("snapshots").write_text("in the way", encoding="utf-8")
    store = AnnotationStore(path)
    assert store.read_only
    assert [one.colour for one in store.find()] == ["", "", "blue", ""]
    store.close()
    assert path.read_bytes() == before
