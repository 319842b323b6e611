"""Reading files of a book: only inside its folder, only plain files, only UTF-8."""

import os
import re
from pathlib import Path
from stat import S_ISREG

from viewer.errors import BookError, SectionError, reason_of

TEXT_LIMIT = 16 * 1024 * 1024
"""Largest text or manifest that is read, in bytes; a larger file is taken for a mistake."""

RESOURCE_LIMIT = 256 * 1024 * 1024
"""Largest image or attachment that is read, in bytes."""

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""Ids of books, sections and concepts."""

_DRIVE = re.compile(r"[A-Za-z]:")


def path_problem(path: str) -> str:
    """Return the code of what is wrong with ``path`` as a path in a book, or nothing.

    Paths are relative, stay inside the book, and use ``/``; nothing is looked up on the disk.
    """
    if not path or "\0" in path:
        return "bad-path"
    if "\\" in path:
        return "backslash-in-path"
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return "path-leaves-book"
    return ""


def locate(folder: Path, path: str) -> Path:
    """Return the file at ``path`` in the book in ``folder``, links followed.

    Raises:
        SectionError: The path is malformed, leaves the book (also through a link), or no plain file
            is there.
    """
    problem = path_problem(path)
    if problem:
        raise SectionError(problem, file=path, path=path)
    try:
        real = Path(os.path.realpath(_spelt(folder, path)))
        if not real.is_relative_to(os.path.realpath(folder)):
            raise SectionError("path-leaves-book", file=path, path=path)
        if not S_ISREG(real.stat().st_mode):
            raise SectionError("not-a-file", file=path, path=path)
    except FileNotFoundError:
        raise SectionError("missing-file", file=path, path=path) from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return real


def _spelt(folder: Path, path: str) -> Path:
    """Return where ``path`` is: some systems and archives spell names in NFD, the format in NFC."""
    file = folder / path
    if path.isascii() or os.path.lexists(file):
        return file
    import unicodedata  # not needed for the first paint

    other = folder / unicodedata.normalize("NFD", path)
    return other if os.path.lexists(other) else file


def size(folder: Path, path: str) -> int:
    """Return the bytes of a file, before it is read; 0 if it can't be found."""
    try:
        return (folder / path).stat().st_size
    except (OSError, ValueError):
        return 0


def read_bytes(folder: Path, path: str, *, limit: int = TEXT_LIMIT) -> bytes:
    """Return the content of the file at ``path`` in the book in ``folder``.

    Raises:
        SectionError: As for ``locate``; or the file can't be read, or is larger than ``limit``
            bytes.
    """
    real = locate(folder, path)
    try:
        with real.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(content) > limit:
        raise SectionError("file-too-large", file=path, path=path, limit=limit // 1024 // 1024)
    return content


def decode(content: bytes, file: str) -> str:
    """Return ``content`` as text; a byte order mark is dropped.

    Raises:
        SectionError: It isn't UTF-8; the line is that of the first wrong byte.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SectionError("invalid-utf8", file=file, line=line) from None


def unreadable(path: str, error: Exception) -> SectionError:
    """Return the error for a file that the system doesn't let us read."""
    reason = reason_of(error)
    return SectionError("unreadable-file", file=path, path=path, reason=reason)


def as_book_error(error: SectionError) -> BookError:
    """Return the same message as an error of the whole book."""
    message = error.message
    return BookError(message.code, file=message.file, line=message.line, **message.parameters)
