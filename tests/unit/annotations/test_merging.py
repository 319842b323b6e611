"""Importing: seen beforehand, never in place of what is there, undone as one step."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.books import OLD_EXAMPLE, write_book
from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.along import coming
from viewer.annotations.editions import StoppedError, Watch
from viewer.annotations.exchange import Contents, ReadSet
from viewer.annotations.merging import Plan, Verdict, carry_out, plan
from viewer.annotations.model import Annotation
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.errors import StoreError
from viewer.reading.place import Place
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.reading.store import ReadingStore
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.storage.reading import Reading, reading_in

STAYS = {"same", "newer-here", "deleted-here"}
"""Verdicts that leave the store as it is."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> AnnotationStore:
    return AnnotationStore(database)


def planned(
    store: AnnotationStore,
    *annotations: Annotation,
    books: Sequence[Book] = (),
    contents: Contents | None = None,
) -> Plan:
    read = ReadSet(annotations, contents or Contents(), ())
    return plan(store, read, lambda _book: books)


def verdicts(made: Plan) -> list[str]:
    return [item.verdict.value for item in made.items]


def test_what_is_not_here_is_new_and_keeps_id_times_and_revision(
    database: Database, store: AnnotationStore
) -> None:
    theirs = replace(bookmark(), created="2020", modified="2021", revision=5)
    made = planned(store, theirs)
    assert verdicts(made) == ["new"]
    assert store.find() == []
    carry_out(database, made)
    assert store.find() == [theirs]
    assert verdicts(planned(store, theirs)) == ["same"]


def test_revisions_tell_what_is_newer_not_clocks(
    database: Database, store: AnnotationStore
) -> None:
    mine = store.update(replace(store.add(bookmark("1")), title="2"))
    older = replace(mine, title="1", revision=1, modified="2099-01-01T00:00:00Z")
    newer = replace(mine, title="3", revision=3, modified="1999-01-01T00:00:00Z")
    assert verdicts(planned(store, older)) == ["newer-here"]
    assert verdicts(planned(store, newer)) == ["newer-there"]
    carry_out(database, planned(store, older))
    assert store.get(mine.id) == mine
    carry_out(database, planned(store, newer))
    assert store.get(mine.id) == newer


def test_what_changed_on_both_sides_is_kept_twice_and_once_only(
    database: Database, store: AnnotationStore
) -> None:
    mine = store.add(replace(bookmark(), note="mine"))
    theirs = replace(mine, note="theirs")
    made = planned(store, theirs)
    assert verdicts(made) == ["both"]
    carry_out(database, made)
    assert sorted(one.note for one in store.find()) == ["mine", "theirs"]
    assert store.get(mine.id) == mine
    assert verdicts(planned(store, theirs)) == ["same"]


def test_a_deletion_that_is_newer_deletes_and_an_older_one_does_not(
    database: Database, store: AnnotationStore
) -> None:
    mine = store.add(bookmark())
    deletion = replace(mine, deleted=True, deleted_at="2024", revision=2)
    assert verdicts(planned(store, replace(deletion, revision=1))) == ["newer-here"]
    carry_out(database, planned(store, deletion))
    assert store.find() == []
    assert verdicts(planned(store, deletion)) == ["same"]


@pytest.mark.parametrize("emptied", [False, True])
def test_what_was_deleted_here_stays_so_unless_it_is_asked_for(
    database: Database, store: AnnotationStore, *, emptied: bool
) -> None:
    mine = store.add(bookmark())
    store.delete(mine.id)
    if emptied:
        store.empty_bin()
    made = planned(store, mine)
    assert verdicts(made) == ["deleted-here"]
    carry_out(database, made)
    carry_out(database, made.only(set()))
    assert store.find() == []
    asked = made.whole()
    assert verdicts(asked) == ["brought-back"]
    done = carry_out(database, asked)
    (back,) = store.find()
    assert (back.id, back.title, back.anchor) == (mine.id, mine.title, mine.anchor)
    assert verdicts(planned(store, mine)) == ["same"]
    done.undo(database)
    assert store.find() == []
    done.redo(database)
    assert [one.title for one in store.find()] == [mine.title]


def test_a_later_change_elsewhere_is_taken_over_though_it_was_deleted_here(
    store: AnnotationStore,
) -> None:
    mine = store.add(bookmark())
    store.delete(mine.id)
    assert verdicts(planned(store, replace(mine, note="later", revision=3))) == ["newer-there"]


def test_ids_of_a_file_of_its_own_are_told_apart_by_place(
    database: Database, store: AnnotationStore
) -> None:
    one = replace(bookmark("1"), id="q-0")
    other = replace(bookmark("2", replace(passage(), book="other")), id="q-0")
    carry_out(database, planned(store, one))
    made = planned(store, other)
    assert verdicts(made) == ["new"]
    carry_out(database, made)
    assert [found.title for found in store.find()] == ["1", "2"]
    assert store.find()[0].id == "q-0"
    assert verdicts(planned(store, other)) == ["same"]
    assert verdicts(planned(store, replace(one, title="changed"))) == ["both"]


def test_an_import_is_undone_as_one_step_and_made_again(
    database: Database, store: AnnotationStore
) -> None:
    kept, mine = store.add(bookmark("kept")), store.add(bookmark("mine"))
    theirs = replace(mine, title="theirs", revision=2)
    new = replace(bookmark("new"), revision=1)
    contents = Contents(
        {mine.id: [replace(passage(), edition="2")]}, [new.id, mine.id], {"green": "ask"}
    )
    done = carry_out(database, planned(store, theirs, new, contents=contents))
    assert [one.title for one in store.find()] == ["kept", "theirs", "new"]
    assert ReadingList(database).order() == [new.id, mine.id]
    assert Palette(database).meanings() == {"green": "ask"}
    assert store.placements("2").keys() == {mine.id}
    done.undo(database)
    assert [one.title for one in store.find()] == ["kept", "mine"]
    assert store.get(kept.id) == kept
    assert [one.title for one in store.find(deleted=True)] == ["new"]
    assert ReadingList(database).order() == []
    assert Palette(database).meanings() == {}
    assert store.placements("2") == {}
    done.redo(database)
    assert [one.title for one in store.find()] == ["kept", "theirs", "new"]
    assert ReadingList(database).order() == [new.id, mine.id]
    assert Palette(database).meanings() == {"green": "ask"}
    assert store.placements("2").keys() == {mine.id}


READ = ("tides", "log", "en", "digest-1", 1)
PART = ("tides", "log", "en", "digest-2", 0)
PLACE = ("tides", "1", "log", "en", "b", 3, 4)
READING = Reading((PLACE, ("here", "1", "theirs", "en", "b", 0, 0)), (READ, PART))


def reading(database: Database) -> Reading:
    found = reading_in(database)
    return Reading(found.positions, tuple(sorted(found.read)))


def test_what_was_read_and_where_comes_along_once_and_goes_again(
    database: Database, store: AnnotationStore
) -> None:
    ReadingStore(database).save_position(Place("here", "1", "mine", "en"))
    ReadTexts(database).add("tides", [ReadText("log", "en", "digest-1", whole=False)])
    before = reading(database)
    contents = Contents(reading=READING)
    came = coming(database, contents).reading
    assert came == Reading((PLACE,), (READ, PART))
    done = carry_out(database, planned(store, contents=contents))
    assert done
    assert len(done) == 0
    after = Reading((*before.positions, PLACE), (READ, PART))
    assert reading(database) == after
    assert not carry_out(database, planned(store, contents=contents))
    done.undo(database)
    assert reading(database) == before
    done.redo(database)
    assert reading(database) == after


def test_undoing_leaves_alone_what_came_along_and_was_changed_since(
    database: Database, store: AnnotationStore
) -> None:
    new = replace(bookmark("new"), revision=1)
    there = replace(passage(), edition="2")
    contents = Contents(
        {new.id: [there]}, [new.id], {"green": "ask", "blue": "told"}, reading=READING
    )
    done = carry_out(database, planned(store, new, contents=contents))
    store.update(replace(new, title="mine now"))
    Palette(database).set_meaning("green", "mine")
    store.set_aside(new.id, "2")
    ReadingStore(database).save_position(Place("tides", "1", "mine", "en"))
    ReadTexts(database).forget("tides", ["log"])
    done.undo(database)
    assert [one.title for one in store.find()] == ["mine now"]
    assert Palette(database).meanings() == {"green": "mine"}
    assert not store.placements("2")[new.id].section
    assert ReadingList(database).order() == []
    assert [row[:3] for row in reading(database).positions] == [("tides", "1", "mine")]
    assert reading(database).read == ()


def test_an_import_that_is_stopped_or_fails_changes_nothing(
    database: Database, store: AnnotationStore
) -> None:
    many = [replace(bookmark(str(number)), revision=1) for number in range(300)]
    contents = Contents({}, [many[0].id], {"green": "ask"}, reading=READING)
    told: list[tuple[int, int]] = []
    watch = Watch(lambda *now: told.append(now), lambda: len(told) > 1)
    with pytest.raises(StoppedError):
        carry_out(database, planned(store, *many, contents=contents), watch=watch)
    assert told == [(0, 300), (100, 300)]
    done = carry_out(database, planned(store, *many, contents=contents))
    before = (store.all_records(), reading(database), Palette(database).meanings())
    with pytest.raises(StoppedError):
        done.undo(database, Watch(should_stop=lambda: True))
    assert (store.all_records(), reading(database), Palette(database).meanings()) == before
    done.undo(database)
    assert store.find() == []
    assert reading(database) == Reading()


def test_a_mark_that_was_undone_is_not_on_the_list_when_it_is_restored(
    database: Database, store: AnnotationStore
) -> None:
    new = replace(bookmark("new"), revision=1)
    done = carry_out(database, planned(store, new, contents=Contents({}, [new.id])))
    done.undo(database)
    store.restore(new.id)
    assert ReadingList(database).order() == []


def test_undoing_leaves_alone_what_was_changed_since(
    database: Database, store: AnnotationStore
) -> None:
    new = replace(bookmark("new"), revision=1)
    done = carry_out(database, planned(store, new))
    changed = store.update(replace(new, title="mine now"))
    with pytest.raises(StoreError):
        done.undo(database)
    assert store.find() == [changed]


def test_what_was_changed_between_plan_and_import_is_left_alone(
    database: Database, store: AnnotationStore
) -> None:
    mine = store.add(bookmark("1"))
    made = planned(store, replace(mine, title="theirs", revision=2))
    for title in ("2", "3", "4"):
        current = store.get(mine.id)
        assert current is not None
        store.update(replace(current, title=title))
    done = carry_out(database, made)
    assert [one.title for one in store.find()] == ["4"]
    assert not done


def test_a_reading_list_and_meanings_of_ones_own_stay(
    database: Database, store: AnnotationStore
) -> None:
    mine = store.add(bookmark("mine"))
    ReadingList(database).add(mine.id)
    Palette(database).set_meaning("green", "mine")
    new = replace(bookmark("new"), revision=1)
    contents = Contents({}, ["unknown", new.id, mine.id], {"green": "theirs", "blue": "theirs"})
    carry_out(database, planned(store, new, contents=contents))
    assert ReadingList(database).order() == [mine.id, new.id]
    assert Palette(database).meanings() == {"green": "mine", "blue": "theirs"}


# -- passages that come with a quote only --------------------------------------------------------

QUOTE = Anchor("neighbours", "", "border-five", "en", quote="took the chair of the Border Five")
CONTEXT = replace(QUOTE, prefix="In late 2022 the United Kingdom ", suffix=".")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return write_book(tmp_path / "book", "1", OLD_EXAMPLE)


def imported(store: AnnotationStore, anchor: Anchor, *books: Book) -> Annotation:
    made = planned(store, replace(bookmark("x", anchor), id="q"), books=books)
    return made.items[0].annotation


def test_a_quote_is_completed_from_the_edition_that_has_all_of_the_set(
    store: AnnotationStore, book: Book
) -> None:
    anchor = imported(store, CONTEXT, book).anchor
    assert (anchor.edition, anchor.ordinal, anchor.quote) == ("1", 1, CONTEXT.quote)
    assert anchor.block == book.text("border-five", "en").blocks[1].id
    assert len(anchor.prefix) == 32


def test_an_edition_that_lacks_one_of_the_set_is_not_taken_for_its_own(
    store: AnnotationStore, book: Book
) -> None:
    missing = replace(CONTEXT, quote="words that never stood there")
    made = planned(
        store, *(replace(bookmark("x", one)) for one in (CONTEXT, missing)), books=[book]
    )
    assert [item.annotation.anchor for item in made.items] == [CONTEXT, missing]
    assert [item.state.value for item in made.items] == ["moved", "unplaced"]
    assert made.counts() == {"new": 2, "unplaceable": 1}


def test_a_missing_language_is_told_by_the_words(store: AnnotationStore, book: Book) -> None:
    assert imported(store, replace(CONTEXT, language=""), book).anchor.language == "en"
    unknown = start_unknown(replace(QUOTE, language="", quote="nowhere at all"))
    assert imported(store, unknown, book).anchor.language == "en"


def start_unknown(anchor: Anchor) -> Anchor:
    return replace(anchor, start=-1, end=-1)


def test_a_quote_without_any_context_is_completed_if_it_stands_once(
    store: AnnotationStore, book: Book
) -> None:
    assert imported(store, start_unknown(QUOTE), book).anchor.ordinal == 1
    twice = start_unknown(replace(QUOTE, section="money", quote="Repealed"))
    assert imported(store, twice, book).anchor == twice


def test_without_the_book_everything_is_kept_and_counted_as_unplaceable(
    database: Database, store: AnnotationStore
) -> None:
    made = planned(store, replace(bookmark("x", QUOTE), id="q"))
    assert made.counts() == {"new": 1, "unplaceable": 1}
    carry_out(database, made)
    assert store.find()[0].anchor == QUOTE


def test_verdicts_that_change_the_store_are_those_that_are_taken() -> None:
    assert {verdict for verdict in Verdict if verdict not in STAYS} == {
        Verdict.NEW,
        Verdict.NEWER_THERE,
        Verdict.BOTH,
        Verdict.BROUGHT_BACK,
    }


def test_some_of_what_is_new_is_taken_over(database: Database, store: AnnotationStore) -> None:
    wanted, other = (replace(bookmark(name), revision=1) for name in ("wanted", "other"))
    there = [replace(passage(), edition="2")]
    contents = Contents({wanted.id: there, other.id: there}, [other.id, wanted.id])
    chosen = planned(store, wanted, other, contents=contents).only({wanted.id})
    carry_out(database, chosen)
    assert [one.title for one in store.find()] == ["wanted"]
    assert ReadingList(database).order() == [wanted.id]
    assert store.placements("2").keys() == {wanted.id}
