"""What the files of a book are, without reading again what is known: hash, words, fingerprint.

The fingerprint tells whether a book is what it was. The cache remembers each
file's size and times with its hash, and only what changed is read again.
"""

import os
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from viewer.book import files
from viewer.book.cache import CacheShelf
from viewer.errors import SectionError
from viewer.storage.digest import digest

# A file that was written while it was being hashed, or just before, may change again within the
# resolution of its times; such a file is read again next time (what git calls racily clean).
_SETTLED_NS = 2_000_000_000

_MARKUP = b"-#*>~=+:`_!"
_SPACED = bytes.maketrans(b"|", b" ")
"""What makes no word: Markdown's signs go, and cells of a table come apart."""


class FileFacts(NamedTuple):
    """What is known of a file; all is empty of one that can't be read.

    Attributes:
        hash: Of its bytes; its name in the cache.
        text: Digest of its text, in which a line may end elsewhere without its being another one.
        words: How many words it has, near enough to tell how long it takes to read.
    """

    hash: str = ""
    text: str = ""
    words: int = 0


_Known = dict[str, tuple[list[int], FileFacts]]


def fingerprint(folder: Path, texts: Sequence[str], shelf: CacheShelf) -> str:
    """Return the fingerprint of the book in ``folder``: 32 hexadecimal digits.

    Args:
        folder: The book folder.
        texts: Paths of the texts.
        shelf: The book's part of the cache.
    """
    total = blake2b(digest_size=16)
    for path, facts in facts_of(folder, texts, shelf).items():
        total.update(f"{path}\0{facts.hash}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def facts_of(folder: Path, texts: Sequence[str], shelf: CacheShelf) -> dict[str, FileFacts]:
    """Return what is known of the manifest, the glossary and the texts, by path, sorted.

    See ``fingerprint``. Of a large book that was never looked at, it takes seconds.
    """
    return dict(survey(folder, texts, shelf))


def survey(
    folder: Path, texts: Sequence[str], shelf: CacheShelf
) -> Iterator[tuple[str, FileFacts]]:
    """Yield what ``facts_of`` returns, one by one; gone through to its end, it is remembered."""
    known = _remembered(shelf)
    now = time.time_ns()
    fresh: _Known = {}
    changed, hashes = False, set[str]()
    for path in sorted({"book.yaml", "glossary.yaml", *texts}):
        signature = _signature(folder, path)
        entry = known.get(path)
        if not signature:
            facts = FileFacts()
        elif entry is not None and entry[0] == signature:
            facts = entry[1]
        else:
            facts, changed = _facts(folder, path), True
        hashes.add(facts.hash)
        if signature and max(signature[1:]) < now - _SETTLED_NS:
            fresh[path] = (signature, facts)
        yield path, facts
    if changed or len(fresh) != len(known):
        shelf.write("files", "files", fresh)
        shelf.forget(hashes)


def facts_of_content(content: bytes) -> FileFacts:
    """Return what is known of a file with this content."""
    words = content.translate(_SPACED, _MARKUP).split()
    text = b" ".join(content.removeprefix(b"\xef\xbb\xbf").split())
    return FileFacts(digest(content), digest(text), len(words))


def _remembered(shelf: CacheShelf) -> _Known:
    values = shelf.read("files", "files")
    if not isinstance(values, dict):
        return {}
    return {
        path: (entry[0], FileFacts(*entry[1]))
        for path, entry in values.items()
        if isinstance(entry, list) and len(entry) == 2 and _is_whole(entry[1])  # noqa: PLR2004 - signature and facts
    }


def _is_whole(values: object) -> bool:
    return isinstance(values, list) and len(values) == len(FileFacts._fields)


def _signature(folder: Path, path: str) -> list[int]:
    """Return size and times of a file; nothing if it can't be looked at."""
    if files.path_problem(path):
        return []
    try:
        status = os.stat(f"{folder}/{path}")  # noqa: PTH116 - ten thousand Path objects cost more than the look
    except (OSError, ValueError):
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _facts(folder: Path, path: str) -> FileFacts:
    try:
        return facts_of_content(files.read_bytes(folder, path))
    except SectionError:
        return FileFacts()
