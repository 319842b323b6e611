"""A briefing book, opened: its contents tree at once, its texts when they are asked for."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.book import files
from viewer.book.cache import BookCache, CacheShelf
from viewer.book.codec import blocks_from_json, blocks_to_json
from viewer.book.model import Block, Edition, Section, SectionText, pick
from viewer.book.outline import (
    Manifest,
    manifest_from_json,
    manifest_to_json,
    messages_from_json,
    messages_to_json,
)
from viewer.errors import BookError, Message, SectionError
from viewer.storage.digest import digest
from viewer.storage.files import is_folder, is_there

if TYPE_CHECKING:
    from viewer.book.fingerprint import FileFacts
    from viewer.book.glossary import Glossary

MANIFEST = "book.yaml"
"""Name of the manifest in a book folder."""

LARGE_MANIFEST = 128 * 1024
"""Bytes of a manifest above which a child process reads it first, so that the window stays live."""

_KEPT_TEXTS = 8

_LONG = 128 * 1024
"""Bytes of a text from which its beginning is parsed alone."""

_DAMAGED = (KeyError, TypeError, ValueError, IndexError, AttributeError)


def open_book(folder: Path, cache: BookCache | None = None) -> "Book":
    """Open the book in ``folder``: read its manifest, from ``cache`` where that has it.

    Raises:
        BookError: There is no book, or its manifest can't be used; the file is its whole path.
    """
    shelf = (cache or BookCache(None)).of(folder)
    try:
        return Book(folder, manifest_bytes(folder), shelf)
    except BookError as error:
        raise in_folder(error, folder) from None


def in_folder(error: BookError, folder: Path) -> BookError:
    """Return an error with the whole path of the manifest: of many books, it says which."""
    message = error.message
    file = str(folder / MANIFEST) if message.file == MANIFEST else message.file
    return BookError(message.code, file=file, line=message.line, **message.parameters)


def needs_reading(folder: Path, cache: BookCache) -> bool:
    """Return whether opening the book in ``folder`` takes long: it is large, and not cached."""
    try:
        if (folder / MANIFEST).stat().st_size <= LARGE_MANIFEST:
            return False
        content = manifest_bytes(folder)
    except (OSError, BookError):
        return False
    return not cache.of(folder).has("manifest", digest(content))


def manifest_bytes(folder: Path) -> bytes:
    """Return the content of the manifest of the book in ``folder``.

    Raises:
        BookError: There is no such folder or manifest, or it can't be read.
    """
    try:
        return files.read_bytes(folder, MANIFEST)
    except SectionError as error:
        problem = _folder_problem(folder)
        if not problem and error.message.code == "missing-file":
            problem = "no-manifest"
        if problem:
            raise BookError(problem, file=str(folder), path=str(folder)) from None
        raise files.as_book_error(error) from None


def _folder_problem(folder: Path) -> str:
    if not is_there(folder):
        return "no-such-folder"
    return "" if is_folder(folder) else "not-a-folder"


def load_manifest(content: bytes, shelf: CacheShelf) -> Manifest:
    """Return what the manifest ``content`` says, from the cache if it is there, and see that it is.

    Raises:
        BookError: The manifest can't be used.
    """
    values = shelf.read("manifest", digest(content))
    if values is not None:
        with suppress(*_DAMAGED):
            return manifest_from_json(values)
    return _parse_manifest(content, shelf)


def _parse_manifest(content: bytes, shelf: CacheShelf) -> Manifest:
    # YAML is imported only where the cache has no answer.
    from viewer.book.manifest import read_manifest

    try:
        source = files.decode(content, MANIFEST)
    except SectionError as error:
        raise files.as_book_error(error) from None
    manifest = read_manifest(source)
    key = digest(content)
    shelf.write("manifest", key, manifest_to_json(manifest))
    shelf.write("findings", key, messages_to_json(manifest.findings or ()))
    return manifest


class Book:
    """One edition of a briefing book.

    Attributes:
        folder: Where it is.
        edition: What identifies and describes it.
        order: Ids of all sections, in reading order.
        outline: The contents tree as columns, for what concerns many sections at once.
        shelf: Its part of the cache.
    """

    def __init__(self, folder: Path, content: bytes, shelf: CacheShelf) -> None:
        """Open a book; ``open_book`` is the way to do it.

        Args:
            folder: Where it is.
            content: Its manifest.
            shelf: Its part of the cache.

        Raises:
            BookError: The manifest can't be used.
        """
        manifest = load_manifest(content, shelf)
        self.folder = folder
        self._key = digest(content)
        self._findings = manifest.findings
        self.edition: Edition = manifest.edition
        self.order: Sequence[str] = manifest.outline.ids
        self.outline = manifest.outline
        self._positions = dict(zip(self.order, range(len(self.order)), strict=True))
        self.shelf = shelf
        self._texts: OrderedDict[str, tuple[Block, ...]] = OrderedDict()
        self._glossary: Glossary | None = None

    def __contains__(self, section: object) -> bool:
        return section in self._positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)

    @property
    def findings(self) -> tuple[Message, ...]:
        """What is wrong with the manifest, in the order of lines.

        Raises:
            BookError: They aren't in the cache, and the manifest is no longer what it was.
        """
        if self._findings is None:
            self._findings = self._cached_findings()
        return self._findings

    def _cached_findings(self) -> tuple[Message, ...]:
        values = self.shelf.read("findings", self._key)
        if values is not None:
            with suppress(*_DAMAGED):
                return messages_from_json(values)
        return _parse_manifest(manifest_bytes(self.folder), self.shelf).findings or ()

    @property
    def roots(self) -> Sequence[str]:
        """Ids of the sections at the top."""
        return [self.order[child] for child in self.outline.children(-1)]

    def position(self, section: str) -> int:
        """Return the place of a section in reading order, from 0; ``BookError`` without one."""
        try:
            return self._positions[section]
        except KeyError:
            raise BookError(
                "unknown-section", file=MANIFEST, id=section, book=self.edition.book
            ) from None

    def section(self, section: str) -> Section:
        """Return the section with the id ``section``.

        Raises:
            BookError: There is none (``unknown-section``).
        """
        return self.outline.section(self.position(section))

    def title(self, section: str, language: str) -> str:
        """Return the title of a section as ``pick`` chooses it; quicker than ``section``.

        Raises:
            BookError: There is no such section.
        """
        position = self.position(section)
        titles = self.outline.titles
        if language in titles and titles[language][position]:
            return titles[language][position]
        return pick(self.outline.section(position).title, language)

    def children(self, section: str) -> Sequence[str]:
        """Return the ids of the sections right below.

        Raises:
            BookError: There is no such section.
        """
        return [self.order[child] for child in self.outline.children(self.position(section))]

    def ancestors(self, section: str) -> tuple[Section, ...]:
        """Return the sections above, the outermost first.

        Raises:
            BookError: There is no such section.
        """
        above = []
        position = self.outline.parents[self.position(section)]
        while position >= 0:
            above.append(self.outline.section(position))
            position = self.outline.parents[position]
        return tuple(reversed(above))

    def next(self, section: str) -> str:
        """Return the id of the next section with a text, in reading order; nothing after the last.

        Raises:
            BookError: There is no such section.
        """
        return self._first_text(range(self.position(section) + 1, len(self.order)))

    def previous(self, section: str) -> str:
        """Return the id of the section with a text before this one; nothing before the first.

        Raises:
            BookError: There is no such section.
        """
        return self._first_text(range(self.position(section) - 1, -1, -1))

    def first(self) -> str:
        """Return the id of the first section with a text; nothing if there is none."""
        return self._first_text(range(len(self.order)))

    def languages_of(self, section: str) -> tuple[str, ...]:
        """Return the languages in which a section has a text, in the order of the book's languages.

        Raises:
            BookError: There is no such section.
        """
        position = self.position(section)
        texts = self.outline.texts
        return tuple(
            code for code in self.edition.languages if code in texts and texts[code][position]
        )

    def text(self, section: str, language: str) -> SectionText:
        """Return the text of a section in ``language``; parsed once, then kept in the cache.

        Raises:
            SectionError: It has no text in this language, or its file is missing or defective.
            BookError: There is no such section.
        """
        blocks = _as_asked(self.edition, self._blocks(self._path(section, language)))
        return SectionText(section, language, blocks)

    def beginning(self, section: str, language: str) -> SectionText | None:
        """Return the first screens of a long text that was never parsed; None of any other.

        They are what ``text`` begins with, but for footnotes: those stand at their end.

        Raises:
            SectionError: As ``text``.
            BookError: There is no such section.
        """
        path = self._path(section, language)
        # Most texts are short, and are read once: by ``text``, which says what is wrong with one.
        if files.size(self.folder, path) < _LONG:
            return None
        content = files.read_bytes(self.folder, path)
        key = digest(content)
        if key in self._texts or self.shelf.has(f"text/{key}", key):
            return None
        from viewer.book.beginning import parse_beginning

        blocks = _as_asked(self.edition, parse_beginning(files.decode(content, path), path))
        return SectionText(section, language, blocks) if blocks else None

    def resource(self, path: str) -> bytes:
        """Return the content of an image or attachment of the book.

        Raises:
            SectionError: The path leaves the book, or the file is missing, unreadable or too large.
        """
        return files.read_bytes(self.folder, path, limit=files.RESOURCE_LIMIT)

    @property
    def glossary(self) -> "Glossary":
        """The glossary; empty if there is none or it can't be read."""
        if self._glossary is None:
            from viewer.book.glossary_cache import load_glossary

            self._glossary = load_glossary(self.folder, self.edition.languages, self.shelf)
        return self._glossary

    def fingerprint(self) -> str:
        """Return a hash of all that can be read in the book; not for the window: it takes long."""
        from viewer.book.fingerprint import fingerprint

        return fingerprint(self.folder, self.paths(), self.shelf)

    def survey(self) -> "Iterator[tuple[str, FileFacts]]":
        """Yield what is known of the files of the book, by path; as slow as ``fingerprint``."""
        from viewer.book.fingerprint import survey

        return survey(self.folder, self.paths(), self.shelf)

    def paths(self) -> list[str]:
        """Return the paths of all texts, in reading order, language by language."""
        return [path for column in self.outline.texts.values() for path in column if path]

    def _first_text(self, positions: range) -> str:
        found = (position for position in positions if self.outline.has_text(position))
        return next((self.order[position] for position in found), "")

    def _path(self, section: str, language: str) -> str:
        position = self.position(section)
        paths = self.outline.texts.get(language)
        path = paths[position] if paths else ""
        if not path:
            raise SectionError(
                "no-text",
                file=MANIFEST,
                line=self.outline.lines[position],
                id=section,
                language=language,
            )
        return path

    def _blocks(self, path: str) -> tuple[Block, ...]:
        content = files.read_bytes(self.folder, path)
        key = digest(content)
        blocks = self._texts.pop(key, None) or self._cached(key)
        if blocks is None:
            from viewer.book.markdown import parse_text

            blocks = parse_text(files.decode(content, path), file=path).blocks
            self.shelf.write(f"text/{key}", key, blocks_to_json(blocks))
        self._texts[key] = blocks
        if len(self._texts) > _KEPT_TEXTS:
            self._texts.popitem(last=False)
        return blocks

    def _cached(self, key: str) -> tuple[Block, ...] | None:
        values = self.shelf.read(f"text/{key}", key)
        with suppress(*_DAMAGED):
            return blocks_from_json(values) if values is not None else None
        return None


def _as_asked(edition: Edition, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a text with numbers of its headings, if the book asks for them."""
    if not edition.numbered:
        return blocks
    # Imported here: few books do.
    from viewer.book.numbering import numbered

    return numbered(blocks)
