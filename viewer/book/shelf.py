"""The shelf: which books there are, and which edition of each is the current one."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from viewer.assets import DATA
from viewer.book.book import MANIFEST, in_folder, load_manifest, manifest_bytes
from viewer.book.cache import BookCache, CacheShelf
from viewer.book.dates import moment_key
from viewer.book.files import IDENTIFIER
from viewer.book.model import Edition, pick
from viewer.book.outline import edition_from_json, edition_to_json
from viewer.errors import BookError, Message
from viewer.storage.digest import digest
from viewer.storage.files import is_folder, is_there

_QUICK_LIMIT = 256 * 1024
_CONTENTS = re.compile(rb"^contents[ \t]*:", re.MULTILINE)
_KEY = re.compile(rb"^[\w\"'{]", re.MULTILINE)
# Possessive: deep indentation, tried again and again, would take minutes.
_SECTION = re.compile(rb"^[ \t]*+(?:-[ \t]*+){0,2}+(?:\{[ \t]*+)?+id[ \t]*+:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A book as the shelf lists it.

    Attributes:
        edition: What identifies and describes it; of a broken book the name of its folder stands
            for id and title.
        folder: Where it is.
        current: Whether it is the newest edition of its book on the shelf.
        bundled: Whether it came with the program.
        sections: How many sections it has.
        problem: Why it can't be opened; None if it can.
    """

    edition: Edition
    folder: Path
    current: bool = False
    bundled: bool = False
    sections: int = 0
    problem: Message | None = None

    @property
    def name(self) -> str:
        """The name of this edition, ``id@edition``, which ``Shelf.find`` understands."""
        return f"{self.edition.book}@{self.edition.edition}"


class Shelf:
    """The books in some folders, some single books, and the bundled ones."""

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        opened: Sequence[Path] = (),
        removed: Collection[Path] = (),
        cache: BookCache | None = None,
        bundled: Path = DATA,
    ) -> None:
        """Remember where to look; nothing is read yet.

        Args:
            folders: Folders that hold book folders, or are one.
            opened: Single book folders.
            removed: Book folders that aren't listed, wherever they lie.
            cache: Where manifests are cached.
            bundled: Folder of the books that came with the program.
        """
        self._folders = folders
        self._opened = opened
        self._removed = removed
        self._cache = cache or BookCache(None)
        self._bundled = bundled

    def books(self) -> list[Listed]:
        """Return all books and editions, sorted by title, then the newest edition first."""
        seen: set[str] = set()
        found = []
        for folder, bundled in self._places():
            real = os.path.realpath(folder)
            if real not in seen:
                seen.add(real)
                found.append(replace(self._listed(folder), bundled=bundled))
        found = _with_current(found)
        return sorted(found, key=_title_and_age)

    def current(self) -> list[Listed]:
        """Return the current edition of each book that can be opened, sorted by title."""
        return [book for book in self.books() if book.current]

    def editions(self, book: str) -> list[Listed]:
        """Return the editions of a book (its id) that can be opened, the newest first."""
        mine = [one for one in self.books() if one.edition.book == book and one.problem is None]
        return sorted(mine, key=lambda one: age_of(one.edition), reverse=True)

    def find(self, name: str) -> Path:
        """Return the folder of a book.

        Args:
            name: A book folder, the id of a book (its current edition), or ``id@edition``.

        Raises:
            BookError: There is no such book (``book-not-found``); or ``name`` is a path, and there
                is no folder (``no-such-folder``, ``not-a-folder``).
        """
        book, _, edition = name.partition("@")
        # Only what can be an id: a path needs no look at the whole shelf.
        for listed in self.books() if IDENTIFIER.fullmatch(book) else ():
            named = listed.edition.edition == edition if edition else listed.current
            if named and listed.edition.book == book and listed.problem is None:
                return listed.folder
        # A folder, even a broken one: opening it tells what is wrong with it.
        if name and is_folder(name):
            return Path(name)
        raise BookError(_missing(name), name=name, path=name)

    def _places(self) -> Iterator[tuple[Path, bool]]:
        """Yield the folders to look at, and whether each came with the program; those first."""
        if is_folder(self._bundled):
            yield from ((folder, True) for folder in _book_folders(self._bundled))
        for parent in self._folders:
            here = _book_folders(parent)
            yield from ((folder, False) for folder in here if folder not in self._removed)
        for folder in self._opened:
            yield folder, False

    def _listed(self, folder: Path) -> Listed:
        try:
            content = manifest_bytes(folder)
            edition, sections = self._header(content, self._cache.of(folder))
        except BookError as error:
            name = folder.name or str(folder)
            broken = Edition(name, "", "", title={"en": name})
            return Listed(broken, folder, problem=in_folder(error, folder).message)
        return Listed(edition, folder, sections=sections)

    def _header(self, content: bytes, shelf: CacheShelf) -> tuple[Edition, int]:
        """Return edition and number of sections, unread where that saves time."""
        key = digest(content)
        values: Any = shelf.read("header", key)
        with suppress(KeyError, TypeError, ValueError):
            return edition_from_json(values["edition"]), int(values["sections"])
        contents = _contents_at(content) if len(content) > _QUICK_LIMIT else -1
        if contents >= 0 and shelf.read("manifest", key) is None:
            return _quick_header(content, contents)
        manifest = load_manifest(content, shelf)
        header = {
            "edition": edition_to_json(manifest.edition),
            "sections": len(manifest.outline.ids),
        }
        shelf.write("header", key, header)
        return manifest.edition, len(manifest.outline.ids)


def _missing(name: str) -> str:
    """Return the code that says what there is none of: a path, or an id."""
    if is_there(name):
        return "not-a-folder"
    separators = [os.sep, os.altsep or os.sep]
    return "no-such-folder" if any(sep in name for sep in separators) else "book-not-found"


def _contents_at(content: bytes) -> int:
    """Return where the contents tree of a manifest starts, if nothing follows it; else -1."""
    contents = _CONTENTS.search(content)
    return contents.start() if contents and not _KEY.search(content, contents.end()) else -1


def _quick_header(content: bytes, contents: int) -> tuple[Edition, int]:
    """Read all but the contents tree of a large manifest, and count sections by their looks.

    Good enough for a list; whoever opens the book reads it in full, and from then on the list has
    it from the cache.

    Raises:
        BookError: The manifest can't be used.
    """
    from viewer.book.manifest import read_manifest

    head = content[:contents] + b"contents: [{id: x, title: {en: x}}]\n"
    source = head.decode("utf-8-sig", "replace")
    sections = len(_SECTION.findall(content, contents))
    return read_manifest(source, file=MANIFEST).edition, sections


def _book_folders(parent: Path) -> list[Path]:
    """Return the book folders in ``parent``; itself if it is one, or can't be read."""
    if _is_book(parent):
        return [parent]
    try:
        return sorted(entry for entry in parent.iterdir() if _is_book(entry))
    except (OSError, ValueError):
        return [parent]


def _is_book(folder: Path) -> bool:
    return is_there(folder / MANIFEST)


def _with_current(books: list[Listed]) -> list[Listed]:
    """Mark the newest edition of each book; of two equal ones the first."""
    newest: dict[str, tuple[tuple[float, int], int]] = {}
    for index, book in enumerate(books):
        if book.problem is None:
            age = age_of(book.edition)
            known = newest.get(book.edition.book)
            if known is None or age > known[0]:
                newest[book.edition.book] = (age, index)
    current = {index for _, index in newest.values()}
    return [replace(book, current=index in current) for index, book in enumerate(books)]


def age_of(edition: Edition) -> tuple[float, int]:
    """Return what orders editions of a book, the newest last."""
    return moment_key(edition.issued), edition.revision


def _title_and_age(book: Listed) -> tuple[str, str, float, int, str]:
    issued, revision = age_of(book.edition)
    title = pick(book.edition.title, "en").casefold()
    return title, book.edition.book, -issued, -revision, str(book.folder)
