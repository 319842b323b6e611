"""Moving to another computer: everything of a profile in one file, locked if the reader likes.

The file is a ZIP archive with the store (annotations, tags, reading list, places), the preferences
and the state of the window; recent searches stay behind. On the other side, annotations and places
are merged with what is there; preferences and state are taken over where there are none yet.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.annotations.exchange import Contents, ReadSet
from viewer.annotations.merging import Done, EditionsOf, Plan, carry_out, plan
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.records import now
from viewer.annotations.store import AnnotationStore
from viewer.errors import ExchangeError, reason_of
from viewer.settings import Profile
from viewer.storage import locked, places
from viewer.storage.connection import FAILURES, connect
from viewer.storage.database import Database
from viewer.storage.digest import digest
from viewer.storage.files import write_atomically
from viewer.storage.opening import open_database
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
_FILES = (_STORE, "settings.yaml", "state.json")


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
        taken: Names of the files that were taken over.
        kept: Names of the files of which there was one already, which stays.
    """

    planned: Plan
    done: Done | None
    places: int
    taken: tuple[str, ...]
    kept: tuple[str, ...]


def pack(profile: Profile, passphrase: str = "") -> bytes:
    """Return everything of a profile as one file; locked if there is a passphrase.

    Raises:
        ExchangeError: Something of it can't be read.
    """
    try:
        files = _gathered(profile)
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


def _gathered(profile: Profile) -> dict[str, bytes]:
    files = {}
    if profile.store_file.exists():
        with TemporaryDirectory() as folder:
            copy = Path(folder) / _STORE
            with closing(connect(profile.store_file, "ro")) as connection:
                write_copy(connection, copy)
            files[_STORE] = copy.read_bytes()
    for path in (profile.settings_file, profile.state_file):
        if path.exists():
            files[path.name] = path.read_bytes()
    return files


def unpack(data: bytes, passphrase: str = "", *, file: str = "") -> Packed:
    """Return what a file holds, checked against its digests.

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
    with TemporaryDirectory() as folder:
        other = _opened(Path(folder) / _STORE, packed)
        try:
            planned = plan(AnnotationStore(database), read_store(other), editions_of)
            done = None if dry_run else carry_out(database, planned)
            taken_places = places.take_over(database, other, dry_run=dry_run)
        finally:
            other.close()
    taken: list[str] = []
    kept: list[str] = []
    for path in (profile.settings_file, profile.state_file):
        if path.name in packed.files:
            (kept if path.exists() else taken).append(path.name)
            if not dry_run and not path.exists():
                _write(path, packed.files[path.name])
    return Arrived(planned, done, taken_places, tuple(taken), tuple(kept))


def read_store(database: Database) -> ReadSet:
    """Return all annotations of another store, for example of a copy, to be merged.

    Raises:
        StoreError: It can't be read.
    """
    store = AnnotationStore(database)
    confirmed: dict[str, list[Anchor]] = {}
    for identity, anchor in store.all_placements():
        confirmed.setdefault(identity, []).append(anchor)
    contents = Contents(confirmed, ReadingList(database).order(), Palette(database).meanings())
    return ReadSet(tuple(store.all_records()), contents, ())


def _opened(path: Path, packed: Packed) -> Database:
    """Open the store of a packed profile; an empty one if there is none in it."""
    if _STORE in packed.files:
        path.write_bytes(packed.files[_STORE])
    database = open_database(path)
    if database.problem is not None:
        newer = database.problem.code == "store-newer"
        database.close()
        raise ExchangeError("profile-newer" if newer else "profile-unreadable")
    return database


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        reason = reason_of(error)
        raise ExchangeError("export-not-written", file=str(path), reason=reason) from error
