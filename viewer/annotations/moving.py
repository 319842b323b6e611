"""Moving to another computer: everything of a profile in one file, locked if the reader likes.

The file is a ZIP archive with the store (annotations, tags, reading list, places), the preferences
and the state of the window; recent searches stay behind. On the other side, annotations and places
are merged with what is there; preferences and state are taken over where there are none yet. A copy
of a store, as the second copy makes them, is taken in the same way.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from viewer import __version__
from viewer.annotations.along import coming
from viewer.annotations.editions import UNWATCHED, Watch
from viewer.annotations.exchange import Contents, ReadSet, write_file
from viewer.annotations.merging import Done, EditionsOf, Plan, carry_out, plan
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.records import now
from viewer.annotations.store import AnnotationStore
from viewer.errors import ExchangeError, reason_of
from viewer.settings import (
    Preferences,
    Profile,
    load_preferences,
    load_state,
    profile_at,
    save_state,
)
from viewer.storage import locked
from viewer.storage.connection import FAILURES, connect
from viewer.storage.database import Database
from viewer.storage.digest import digest
from viewer.storage.opening import open_database
from viewer.storage.reading import reading_in
from viewer.storage.snapshots import write_copy

if TYPE_CHECKING:
    from viewer.book.anchor import Anchor

ENDING = ".briefing-profile"
"""Usual ending of the file."""

FORMAT = 1

MOST_BYTES = 512 * 1024 * 1024
"""Largest file in the archive that is read."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    TypeError,
    ValueError,
    OSError,
    RuntimeError,
    NotImplementedError,
)
"""What reading a damaged archive raises."""

_MANIFEST = "profile.json"
_STORE = "reader.sqlite3"
_SETTINGS, _STATE = "settings.yaml", "state.json"
_FILES = (_STORE, _SETTINGS, _STATE)

_SQLITE = b"SQLite format 3\x00"
"""How a store begins: a copy of one is taken as well."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What such a file holds.

    Attributes:
        made: When it was made: ISO 8601, UTC.
        files: Content by name.
    """

    made: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was taken over.

    Attributes:
        planned: The annotations, item by item.
        done: What is needed to undo them; None after a dry run.
        places: In how many books the place of reading was taken over.
        read: How many sections were taken over as read, wholly or in part.
        taken: Names of the files that were taken over.
        kept: Names of the files of which there was one already, which stays.
    """

    planned: Plan
    done: Done | None
    places: int
    read: int
    taken: tuple[str, ...]
    kept: tuple[str, ...]


def is_packed(data: bytes) -> bool:
    """Tell whether a file holds a profile, or a copy of a store, by how it begins."""
    return locked.is_locked(data) or data.startswith((b"PK\x03\x04", _SQLITE))


def pack(profile: Profile, passphrase: str = "", store: Path | None = None) -> bytes:
    """Return everything of a profile as one file; locked if there is a passphrase.

    Args:
        profile: The profile.
        passphrase: What the file is locked with; empty for none.
        store: Where its store is, if that isn't its usual place.

    Raises:
        ExchangeError: Something of it can't be read.
    """
    try:
        files = _gathered(profile, store or profile.store_file)
    except (*FAILURES, OSError) as error:
        folder = str(profile.folder)
        raise ExchangeError("profile-not-packed", file=folder, reason=reason_of(error)) from error
    manifest = {
        "format": FORMAT,
        "program": __version__,
        "made": now(),
        "digests": {name: digest(content) for name, content in files.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        for name, content in files.items():
            archive.writestr(name, content)
    data = made.getvalue()
    return locked.lock(data, passphrase) if passphrase else data


def _gathered(profile: Profile, store: Path) -> dict[str, bytes]:
    files = {}
    if store.exists():
        with TemporaryDirectory() as folder:
            copy = Path(folder) / _STORE
            with closing(connect(store, "ro")) as connection:
                write_copy(connection, copy)
            files[_STORE] = copy.read_bytes()
    for path in (profile.settings_file, profile.state_file):
        if path.exists():
            files[path.name] = path.read_bytes()
    return files


def unpack(data: bytes, passphrase: str = "", *, file: str = "") -> Packed:
    """Return what a file holds, checked against its digests; a copy of a store is taken, too.

    Args:
        data: The file.
        passphrase: What it was locked with, if it was.
        file: Its name, for messages.

    Raises:
        ExchangeError: It is no such file, is damaged, of a newer program, or the passphrase is
            another one (``locked-refused``) or missing (``locked-needs-passphrase``).
    """
    if locked.is_locked(data):
        if not passphrase:
            raise ExchangeError("locked-needs-passphrase", file=file)
        data = locked.unlock(data, passphrase, file=file)
    if data.startswith(_SQLITE):
        return Packed("", {_STORE: data})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            manifest = json.loads(_content(archive, _MANIFEST))
            if int(manifest["format"]) > FORMAT:
                raise ExchangeError("profile-newer", file=file)
            files = {name: _content(archive, name) for name in manifest["digests"]}
        whole = all(
            name in _FILES and digest(content) == manifest["digests"][name]
            for name, content in files.items()
        )
        made = str(manifest["made"])
    except _BROKEN:
        raise ExchangeError("profile-unreadable", file=file) from None
    if not whole:
        raise ExchangeError("profile-unreadable", file=file)
    return Packed(made, files)


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("too large")
    return content


def bring(
    profile: Profile,
    database: Database,
    packed: Packed,
    editions_of: EditionsOf,
    *,
    dry_run: bool = False,
) -> Arrived:
    """Take over what another computer packed.

    Args:
        profile: The profile here.
        database: Its store, open.
        packed: What to take over.
        editions_of: Gives the editions of a book that are at hand, the current one first.
        dry_run: Only find out what would be done.

    Raises:
        ExchangeError: The store in the file can't be read.
        StoreError: It can't be saved here; then no annotation was changed.
    """
    planned = look(database, packed, editions_of)
    reading, state = coming(database, planned.contents).reading, load_state(profile)
    joined = new_places(state, packed)
    taken: list[str] = []
    kept: list[str] = []
    for path in (profile.settings_file, profile.state_file):
        if path.name in packed.files:
            (kept if path.exists() else taken).append(path.name)
    done = None
    if not dry_run:
        done = carry_out(database, planned)
        _write(profile, {name: packed.files[name] for name in taken})
        if joined and profile.state_file.name in kept:
            join_places(state, joined)
            save_state(profile, state)
    there, read = reading.books() | joined.keys(), reading.sections()
    return Arrived(planned, done, len(there), len(read), tuple(taken), tuple(kept))


def _write(profile: Profile, files: Mapping[str, bytes]) -> None:
    for path in (profile.settings_file, profile.state_file):
        if path.name in files:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_file(path, files[path.name])


def look(
    database: Database, packed: Packed, editions_of: EditionsOf, watch: Watch = UNWATCHED
) -> Plan:
    """Return what taking over the annotations would do.

    Raises:
        ExchangeError: The store in the file can't be read.
        StoreError: The store here can't be read.
        StoppedError: ``watch`` said so.
    """
    with _opened(packed) as other:
        return plan(AnnotationStore(database), read_store(other), editions_of, watch)


def new_places(state: Mapping[str, Any], packed: Packed) -> dict[str, Any]:
    """Return the places of the packed state in books without one in ``state``, by book."""
    try:
        theirs = json.loads(packed.files[_STATE])["places"]
        found = {str(book): place for book, place in theirs.items() if isinstance(place, dict)}
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    mine = state.get("places")
    known = mine if isinstance(mine, dict) else {}
    return {book: place for book, place in found.items() if book not in known}


def join_places(state: dict[str, Any], new: Mapping[str, Any]) -> None:
    """Put places into ``state``, for books without one."""
    mine = state.get("places")
    state["places"] = {**new, **(mine if isinstance(mine, dict) else {})}


def part_places(state: dict[str, Any], joined: Mapping[str, Any]) -> None:
    """Take places out of ``state`` again, of books in which nobody has read since."""
    mine = state.get("places")
    if isinstance(mine, dict):
        state["places"] = {
            book: place
            for book, place in mine.items()
            if book not in joined or place != joined[book]
        }


def preferences_in(packed: Packed) -> Preferences | None:
    """Return the preferences of the other computer; None if there are none in the file."""
    if _SETTINGS not in packed.files:
        return None
    with TemporaryDirectory() as folder:
        other = profile_at(Path(folder))
        other.settings_file.write_bytes(packed.files[_SETTINGS])
        return load_preferences(other)[0]


def read_store(database: Database) -> ReadSet:
    """Return all annotations of another store, for example of a copy, to be merged.

    Raises:
        StoreError: It can't be read.
    """
    store = AnnotationStore(database)
    confirmed: dict[str, list[Anchor]] = {}
    for identity, anchor in store.all_placements():
        confirmed.setdefault(identity, []).append(anchor)
    contents = Contents(
        confirmed,
        ReadingList(database).order(),
        Palette(database).meanings(),
        reading=reading_in(database),
    )
    return ReadSet(tuple(store.all_records()), contents, ())


@contextmanager
def _opened(packed: Packed) -> Iterator[Database]:
    """Give the store of a packed profile, open; an empty one if there is none in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _STORE
        if _STORE in packed.files:
            path.write_bytes(packed.files[_STORE])
        with closing(open_database(path)) as database:
            if database.problem is not None:
                newer = database.problem.code == "store-newer"
                raise ExchangeError("profile-newer" if newer else "profile-unreadable")
            yield database
