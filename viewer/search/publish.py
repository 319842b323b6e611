"""Making an index so that nobody ever sees half of one: runs in the child process only."""

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from viewer.errors import SearchIndexError
from viewer.search import seal
from viewer.search.indexes import IndexFolder, remove
from viewer.storage.files import is_there, sync_folder
from viewer.storage.patience import rename_when_free


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made.

    Attributes:
        path: Where it goes.
        facts: What it is; its name is added.
        write: Writes its files into an empty folder.
    """

    path: Path
    facts: Mapping[str, str]
    write: Callable[[Path], None]


def publish(indexes: IndexFolder, work: Work, find: Callable[[], object]) -> bool:
    """Make an index unless it is there, sealed with the key of the profile, and tell which.

    A second process that makes the same one waits for the first and then has nothing to do. A
    process that is killed leaves a folder that nothing opens and that the next one removes.

    Args:
        indexes: Where it goes.
        work: How to make it.
        find: Finds it, and raises ``SearchIndexError`` if it isn't there.

    Raises:
        SearchIndexError: The folder can't be written (``search-index-unwritable``,
            ``search-index-disk-full``).
    """
    try:
        work.path.parent.mkdir(parents=True, exist_ok=True)
        with indexes.lock(work.path) as lock:
            lock.wait()
            with suppress(SearchIndexError):
                find()
                return False
            put(indexes, work, seal.profile_key(indexes.cache, create=True))
    except OSError as error:
        raise unwritable(error, work.path.parent) from error
    return True


def put(indexes: IndexFolder, work: Work, key: bytes | None) -> None:
    """Make an index in place of what is there, sealed with ``key`` if there is one.

    Raises:
        OSError: Something can't be written.
    """
    path = work.path
    for left in list(indexes.leftovers(path)):
        remove(left)
    temporary = indexes.temporary(path, f"{os.getpid()}")
    temporary.mkdir()
    try:
        work.write(temporary)
        seal.write_seal(temporary, {**work.facts, "name": path.name}, key)
        if is_there(path):
            # What is there can't be opened, else nothing would be made.
            rename_when_free(path, indexes.temporary(path, f"{os.getpid()}-old"))
        rename_when_free(temporary, path)
    except BaseException:
        remove(temporary)
        raise
    sync_folder(path.parent)
    remove(indexes.temporary(path, f"{os.getpid()}-old"))


def unwritable(error: OSError, folder: Path) -> SearchIndexError:
    """Return what to say when ``folder`` can't be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = "search-index-disk-full" if full else "search-index-unwritable"
    return SearchIndexError(code, folder=str(folder))
