"""Moving to another computer: everything in one file, merged with what is there."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark
from viewer.annotations.moving import Packed, bring, pack, preferences_in, read_store, unpack
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.errors import ExchangeError
from viewer.reading.place import Place
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.reading.store import ReadingStore
from viewer.settings import Preferences, Profile, load_preferences, profile_at, save_preferences
from viewer.settings.state import load_state, save_state
from viewer.storage import locked, schema
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.storage.second_copy import SecondCopy

PLACE = Place("key-relationships", "2023-09", "mexico", "en")
READ = [ReadText("mexico", "en", "digest"), ReadText("mexico", "fr", "other", whole=False)]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap here."""
    monkeypatch.setattr(locked, "COST", locked.LEAST_COST)


@pytest.fixture
def old(tmp_path: Path) -> Profile:
    """A profile with one of everything."""
    profile = profile_at(tmp_path / "old")
    profile.ensure()
    database = open_database(profile.store_file)
    store, reading = AnnotationStore(database), ReadingStore(database)
    made = [store.add(bookmark(str(number))) for number in range(3)]
    store.delete(made[2].id)
    ReadingList(database).add(made[1].id)
    Palette(database).set_meaning("blue", "ask")
    reading.save_position(PLACE)
    reading.add_search("secret words")
    ReadTexts(database).add(PLACE.book, READ)
    database.close()
    save_preferences(profile, Preferences(theme="dark"))
    save_state(profile, {"width": 1024})
    return profile


@pytest.fixture
def new(tmp_path: Path) -> Profile:
    profile = profile_at(tmp_path / "new")
    profile.ensure()
    return profile


@pytest.fixture
def database(new: Profile) -> Iterator[Database]:
    opened = open_database(new.store_file)
    yield opened
    opened.close()


def everything(database: Database) -> tuple[object, ...]:
    store, reading = AnnotationStore(database), ReadingStore(database)
    order, meanings = ReadingList(database).order(), Palette(database).meanings()
    read = ReadTexts(database).find(PLACE.book)
    return store.all_records(), order, meanings, reading.position(PLACE.book), read


@pytest.mark.parametrize("passphrase", ["", "a passphrase"])
def test_everything_arrives_on_an_empty_computer(
    old: Profile, new: Profile, database: Database, passphrase: str
) -> None:
    data = pack(old, passphrase)
    assert locked.is_locked(data) == bool(passphrase)
    arrived = bring(new, database, unpack(data, passphrase), lambda _: ())
    here = open_database(old.store_file)
    assert everything(database) == everything(here)
    here.close()
    assert arrived.planned.counts()["new"] == 3
    assert (arrived.places, arrived.read, arrived.kept) == (1, 1, ())
    assert arrived.taken == ("settings.yaml", "state.json")
    assert load_preferences(new)[0].theme == "dark"
    assert load_state(new) == {"width": 1024}


def test_recent_searches_stay_behind(old: Profile, database: Database, new: Profile) -> None:
    data = pack(old)
    assert b"secret words" not in unpack(data).files["reader.sqlite3"]
    bring(new, database, unpack(data), lambda _: ())
    assert ReadingStore(database).searches() == []


def test_what_is_here_stays_and_is_merged(old: Profile, new: Profile, database: Database) -> None:
    mine = AnnotationStore(database).add(bookmark("mine"))
    ReadingStore(database).save_position(PLACE._replace(section="peru"))
    save_preferences(new, Preferences(theme="light"))
    arrived = bring(new, database, unpack(pack(old)), lambda _: ())
    assert [one.title for one in AnnotationStore(database).find()] == ["mine", "0", "1"]
    assert AnnotationStore(database).get(mine.id) == mine
    place = ReadingStore(database).position(PLACE.book)
    assert place is not None
    assert place.section == "peru"
    assert (arrived.places, arrived.taken, arrived.kept) == (0, ("state.json",), ("settings.yaml",))
    assert load_preferences(new)[0].theme == "light"


def test_places_are_added_to_a_state_that_is_here(
    old: Profile, new: Profile, database: Database
) -> None:
    theirs = {"tides": {"section": "theirs"}, "mine": {"section": "theirs"}}
    save_state(old, {"places": theirs})
    mine = {"mine": {"section": "mine"}}
    save_state(new, {"places": mine, "width": 900})
    arrived = bring(new, database, unpack(pack(old)), lambda _: ())
    # One is in the store, one in the state.
    assert arrived.places == 2
    assert load_state(new) == {"places": {"tides": {"section": "theirs"}, **mine}, "width": 900}


@pytest.mark.parametrize("state", [b"[", b"[]", b'{"places": []}', b'{"places": {"x": 1}}'])
def test_an_odd_state_is_passed_over(new: Profile, database: Database, state: bytes) -> None:
    save_state(new, {"width": 900})
    arrived = bring(new, database, Packed("", {"state.json": state}), lambda _: ())
    assert arrived.places == 0
    assert load_state(new) == {"width": 900}


def test_a_copy_of_a_store_is_brought_as_well(
    old: Profile, new: Profile, database: Database
) -> None:
    SecondCopy(old.store_file, old.folder).make(at_once=True)
    (copy,) = old.folder.glob("briefing-notes-*.sqlite3")
    packed = unpack(copy.read_bytes())
    assert bring(new, database, packed, lambda _: ()).planned.counts()["new"] == 3
    assert preferences_in(packed) is None


def test_preferences_can_be_looked_at(old: Profile) -> None:
    assert preferences_in(unpack(pack(old))) == Preferences(theme="dark")


def test_a_dry_run_changes_nothing(old: Profile, new: Profile, database: Database) -> None:
    arrived = bring(new, database, unpack(pack(old)), lambda _: (), dry_run=True)
    assert (arrived.planned.counts()["new"], arrived.places, arrived.read) == (3, 1, 1)
    assert ReadTexts(database).find(PLACE.book) == []
    assert arrived.done is None
    assert AnnotationStore(database).all_records() == []
    assert not new.settings_file.exists()


def test_an_empty_profile_can_be_packed(tmp_path: Path, new: Profile, database: Database) -> None:
    packed = unpack(pack(profile_at(tmp_path / "nothing")))
    assert packed.files == {}
    assert bring(new, database, packed, lambda _: ()).planned.items == ()


def test_a_store_that_is_in_use_is_packed_whole(old: Profile) -> None:
    database = open_database(old.store_file)
    AnnotationStore(database).add(bookmark("just now"))
    packed = unpack(pack(old))
    database.close()
    path = old.folder / "unpacked.sqlite3"
    path.write_bytes(packed.files["reader.sqlite3"])
    other = open_database(path)
    assert "just now" in {one.title for one in read_store(other).annotations}
    other.close()


def code_of(data: bytes, passphrase: str = "") -> str:
    with pytest.raises(ExchangeError) as caught:
        unpack(data, passphrase)
    return caught.value.message.code


def changed_archive(data: bytes, **contents: bytes) -> bytes:
    """Return an archive with other contents: names with an underscore for the dot."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files |= {name.replace("_", "."): content for name, content in contents.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_damaged_foreign_and_newer_files_are_refused(old: Profile) -> None:
    data = pack(old)
    assert code_of(b"no archive") == "profile-unreadable"
    assert code_of(data[: len(data) // 2]) == "profile-unreadable"
    assert code_of(changed_archive(data, state_json=b"{}")) == "profile-unreadable"
    assert code_of(changed_archive(data, profile_json=b"[]")) == "profile-unreadable"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read("profile.json"))
    newer = json.dumps(manifest | {"format": 9}).encode()
    assert code_of(changed_archive(data, profile_json=newer)) == "profile-newer"
    escaping = json.dumps(manifest | {"digests": {"../x": "0"}}).encode()
    assert code_of(changed_archive(data, profile_json=escaping)) == "profile-unreadable"


def test_a_locked_file_needs_its_passphrase(old: Profile) -> None:
    data = pack(old, "right")
    assert code_of(data) == "locked-needs-passphrase"
    assert code_of(data, "wrong") == "locked-refused"


def test_a_store_of_a_newer_program_is_refused(
    old: Profile, new: Profile, database: Database
) -> None:
    here = open_database(old.store_file)
    connection = here._connection
    connection.execute("UPDATE meta SET value = 99 WHERE name = 'schema'")
    connection.execute("PRAGMA user_version = 99")
    content = connection.serialize()
    here.close()
    assert schema.SCHEMA < 99
    with pytest.raises(ExchangeError) as caught:
        bring(new, database, Packed("", {"reader.sqlite3": content}), lambda _: ())
    assert caught.value.message.code == "profile-newer"
    assert AnnotationStore(database).all_records() == []
