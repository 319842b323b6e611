"""Stores to be damaged, and what must be in them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore

NOBODY = 65534
"""A user without rights, for tests that run as root."""

Records = dict[str, Annotation]


def make_store(path: Path, count: int = 40) -> Records:
    """Make a store with bookmarks: some renamed, some deleted. Closing it makes a copy."""
    store = AnnotationStore(path)
    for number in range(count):
        anchor = passage(f"passage {number}", ordinal=number)
        made = store.add(replace(bookmark(f"Title {number}", anchor), note="a note é😀 " * 9))
        if number % 5 == 1:
            store.update(replace(made, title=f"Renamed {number}"))
        if number % 5 == 2:
            store.delete(made.id)
    store.close()
    return records(path)


def change_store(path: Path) -> Records:
    """Rename, delete and add in a store, so that it is ahead of its copies, which stay."""
    copies = set(path.parent.glob("snapshots/*"))
    store = AnnotationStore(path)
    for number, annotation in enumerate(store.find()):
        if number % 3 == 0:
            store.update(replace(annotation, title=f"Later {number}"))
        if number % 3 == 1:
            store.delete(annotation.id)
    for number in range(10):
        store.add(bookmark(f"New {number}", passage(ordinal=100 + number)))
    store.close()
    found = records(path)
    for copy in set(path.parent.glob("snapshots/*")) - copies:
        copy.unlink()
    return found


def records(path: Path) -> Records:
    """Return all records of a store that has no problem."""
    store = AnnotationStore(path)
    assert store.problem is None
    found = all_records(store)
    store.close()
    return found


def all_records(store: AnnotationStore) -> Records:
    """Return all records of an open store, the deleted ones too."""
    return {one.id: one for one in (*store.find(), *store.find(deleted=True))}


def remove_copies(path: Path) -> None:
    """Remove the copies of a store."""
    for copy in path.parent.glob("snapshots/*"):
        copy.unlink()


@dataclass(frozen=True)
class Sample:
    """A store that was made once, to be copied for each test.

    Attributes:
        folder: Its folder, with its copies.
        records: What is in it.
        copied: What is in its newest copy.
    """

    folder: Path
    records: Records
    copied: Records

    def put(self, path: Path) -> Records:
        """Copy the store to ``path``; return what is in it."""
        shutil.copytree(self.folder, path.parent, dirs_exist_ok=True)
        return self.records


def copied_sample(folder: Path) -> Sample:
    """Make a store that is as its copy."""
    found = make_store(folder / "reader.sqlite3")
    return Sample(folder, found, found)


def ahead_sample(folder: Path) -> Sample:
    """Make a store that is ahead of its copy."""
    copied = make_store(folder / "reader.sqlite3")
    return Sample(folder, change_store(folder / "reader.sqlite3"), copied)


@contextmanager
def folder_without_rights(path: Path) -> Iterator[Path]:
    """Give a copy of the folder of ``path`` in which nothing can be written; return ``path`` there.

    Root may write anywhere: for it, the rights of another user are taken on meanwhile.
    """
    as_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "profile"
        folder.mkdir()
        for source in sorted(path.parent.rglob("*")):
            target = folder / source.relative_to(path.parent)
            if source.is_dir():
                target.mkdir()
            else:
                target.write_bytes(source.read_bytes())
                target.chmod(0o444)
        Path(base).chmod(0o755)
        folder.chmod(0o555)
        if as_root:
            os.seteuid(NOBODY)
        try:
            yield folder / path.name
        finally:
            if as_root:
                os.seteuid(0)
            folder.chmod(0o755)
