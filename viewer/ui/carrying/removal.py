"""What removing a book from this computer does, in the background: no file of the book is touched.

An exception is a folder that the program itself made, in the profile.
"""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from viewer.annotations.removal import remove_notes
from viewer.book.cache import BookCache
from viewer.reading.store import ReadingStore
from viewer.search.indexes import IndexFolder
from viewer.settings import Profile
from viewer.storage.files import is_there
from viewer.storage.opening import open_database
from viewer.storage.removal import Removed


class Doomed(NamedTuple):
    """A book that is to be removed.

    Attributes:
        book: Its id.
        folders: Where its editions lie, as far as that is known.
        notes: Whether the notes go, too.
    """

    book: str
    folders: Sequence[Path]
    notes: bool


def remove_book(profile: Profile, store: Path, cache: BookCache, doomed: Doomed) -> list[Removed]:
    """Remove everything of a book but its own files; return what was removed.

    Args:
        profile: The profile.
        store: The file with the reader's data.
        cache: Parsed books.
        doomed: What is to be removed.

    Raises:
        StoreError: Notes or places can't be removed.
    """
    with closing(open_database(store)) as database:
        removed = ReadingStore(database).forget_book(doomed.book)
        if doomed.notes:
            removed += remove_notes(database, doomed.book)
    if IndexFolder(profile.cache).remove_all(doomed.book):
        removed.append(Removed("index", 1))
    texts = sum(cache.remove(folder) for folder in doomed.folders)
    own = [folder for folder in doomed.folders if profile.folder in folder.parents]
    for folder in own:
        shutil.rmtree(folder, ignore_errors=True)
    gone = sum(not is_there(folder) for folder in own)
    removed += [Removed("texts", texts), Removed("folders", gone)]
    return [one for one in removed if one.number]
