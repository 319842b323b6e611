"""Where the indexes are, and which of them may be opened.

``CACHE/indexes/BOOK/NAME/`` holds the index of one edition. The name comes from the fingerprint of
the content and from the form of our indexes, so that an outdated one is simply not found. Builds
work in ``NAME.tmp-…`` beside it and rename that when it is whole. ``CACHE/indexes/+/NAME/`` holds
what is merged from the indexes of a shelf; its name comes from theirs.
"""

import shutil
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from viewer.book.book import Book
from viewer.errors import SearchIndexError
from viewer.search import seal
from viewer.search.analysis import signature
from viewer.storage.files import is_folder, is_there
from viewer.storage.locks import FileLock

State = Literal["ready", "missing", "damaged", "building"]

_COLLECTIONS = "+"
"""Not the id of a book."""

_TEMPORARY = ".tmp-"
_KEPT = 64
_Look = list[tuple[str, int, int, int]]


class IndexFolder:
    """The indexes of one profile, and those that came with the program.

    Attributes:
        cache: Folder of the profile for what can be made again.
        ready: The program's own indexes; None if it has none.
    """

    def __init__(self, cache: Path, *, ready: Path | None = None) -> None:
        self.cache = cache
        self.ready = ready
        self._verified: OrderedDict[Path, tuple[_Look, seal.Sealed]] = OrderedDict()

    def path(self, book: Book) -> Path:
        """Return where the index of ``book`` is, or would be; reads what changed in the book."""
        return self.cache / "indexes" / book.edition.book / index_name(book)

    def state(self, book: Book) -> State:
        """Tell how it stands with the index of ``book``; reads all of it."""
        try:
            self.open(book)
        except SearchIndexError:
            path = self.path(book)
            if self.lock(path).held_elsewhere():
                return "building"
            return "damaged" if is_there(path) else "missing"
        return "ready"

    def open(self, book: Book) -> seal.Sealed:
        """Return the verified index of ``book``: the program's own if there is one, else ours.

        Raises:
            SearchIndexError: There is none (``search-index-missing``), or what is there isn't our
                own whole index (``search-index-damaged``).
        """
        return self.open_named(f"{book.edition.book}/{index_name(book)}")

    def open_named(self, name: str) -> seal.Sealed:
        """Return the verified index of this name: the id of its book, a slash, its own name.

        Raises:
            SearchIndexError: As for ``open``.
        """
        if self.ready is not None:
            with suppress(SearchIndexError):
                return self._verify(self.ready / name, None)
        path = self.cache / "indexes" / name
        if not is_there(path):
            raise SearchIndexError("search-index-missing", book=path.parent.name)
        return self._verify(path, seal.profile_key(self.cache, create=False))

    def collection_path(self, name: str) -> Path:
        """Return where the collection of this name is, or would be."""
        return self.cache / "indexes" / _COLLECTIONS / name

    def open_collection(self, name: str) -> seal.Sealed:
        """Return the verified collection of this name; it isn't remembered.

        Raises:
            SearchIndexError: There is none, or what is there isn't our own whole one.
        """
        path = self.collection_path(name)
        if not is_there(path):
            raise SearchIndexError("search-index-missing")
        return _verified(path, seal.profile_key(self.cache, create=False))

    def _verify(self, path: Path, key: bytes | None) -> seal.Sealed:
        """Return the verified index at ``path``; what looks as it did isn't read again."""
        look = _look(path)
        known = self._verified.pop(path, None)
        if known is None or known[0] != look:
            known = (look, _verified(path, key))
        self._verified[path] = known
        if len(self._verified) > _KEPT:
            self._verified.popitem(last=False)
        return known[1]

    def remove(self, book: Book) -> None:
        """Remove our index of ``book``; does nothing if there is none or it can't be removed."""
        remove(self.path(book))

    def remove_all(self, book: str) -> bool:
        """Remove our indexes of all editions of a book, and what is merged from them.

        Returns:
            Whether there was one, and none is left.
        """
        folders = [self.cache / "indexes" / book, self.cache / "indexes" / _COLLECTIONS]
        there = is_there(folders[0])
        for folder in folders:
            remove(folder)
        return there and not is_there(folders[0])

    def lock(self, path: Path) -> FileLock:
        """Return the lock that a build of the index at ``path`` holds."""
        return FileLock(path.with_name(f"{path.name}.lock"))

    def leftovers(self, path: Path) -> Iterator[Path]:
        """Yield what killed builds left beside ``path``, of this index and of others."""
        for found in sorted(path.parent.glob(f"*{_TEMPORARY}*")):
            name = found.name.partition(_TEMPORARY)[0]
            if name == path.name or not self.lock(path.with_name(name)).held_elsewhere():
                yield found

    def temporary(self, path: Path, suffix: str) -> Path:
        """Return where to build the index at ``path``."""
        return path.with_name(f"{path.name}{_TEMPORARY}{suffix}")


def index_name(book: Book) -> str:
    """Return the name of the index of ``book``: what it depends on, hashed."""
    form = blake2b(f"{seal.FORMAT} {signature()}".encode(), digest_size=4).hexdigest()
    return f"{book.fingerprint()[:32]}-{form}"


def _verified(path: Path, key: bytes | None) -> seal.Sealed:
    sealed = seal.verify(path, key)
    if sealed.facts.get("name") != path.name:
        # It is whole and ours, but something else that was put in its place.
        raise SearchIndexError("search-index-damaged")
    return sealed


def _look(folder: Path) -> _Look:
    """Return names, sizes, times and identities of the files of a folder."""
    try:
        looks = ((path.name, path.lstat()) for path in folder.iterdir())
        return sorted((name, one.st_size, one.st_mtime_ns, one.st_ino) for name, one in looks)
    except OSError:
        return []


def remove(path: Path) -> None:
    """Remove a folder or file; does nothing if it isn't there or can't be removed."""
    if is_folder(path) and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
