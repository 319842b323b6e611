"""Telling our own whole index from anything else that lies in its place.

``complete.json`` is written last: it lists every file with its size and BLAKE2b hash, and is sealed
with a key that only this profile has. So a file that was cut, flipped, added or taken away is
noticed, and so is an index that came from somewhere else. The indexes in the program's own folder
have no seal: they are trusted as the program is, but their hashes are compared all the same.
"""

import hmac
import io
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from viewer.errors import SearchIndexError
from viewer.storage.locks import FileLock

COMPLETE = "complete.json"
FORMAT = 4
"""Version of the files of an index; raise it with every change of theirs."""

IN_MEMORY = 8 << 20
"""Bytes of an index that is kept in memory as it was verified; files of a larger one are opened."""

_KEY_BYTES = 32
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """A verified index.

    Attributes:
        facts: What ``write_seal`` was given about it.
        files: Its files: the verified bytes, or the path of one that is too large.
    """

    facts: Mapping[str, str]
    files: Mapping[str, bytes | Path]


def profile_key(folder: Path, *, create: bool) -> bytes:
    """Return the key of the profile; empty if there is none yet and ``create`` isn't set.

    Args:
        folder: Where ``index.key`` lies, readable for its owner only.
        create: Whether to make one if there is none or it is broken.

    Raises:
        OSError: It can't be made.
    """
    path = folder / "index.key"
    key = _read_key(path)
    if key or not create:
        return key
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "index.key.lock") as lock:
        lock.wait()
        key = _read_key(path)
        if not key:
            key = secrets.token_bytes(_KEY_BYTES)
            temporary = folder / f"index.key.{os.getpid()}"
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(key)
                _to_disk(file.fileno())
            temporary.replace(path)
    return key


def write_seal(folder: Path, facts: Mapping[str, str], key: bytes | None) -> None:
    """Seal the files of ``folder``, after they are safely on disk.

    Args:
        folder: A finished index.
        facts: What it is an index of.
        key: Key of the profile; None for the program's own folder.

    Raises:
        OSError: Something can't be written.
    """
    files = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:
            files[path.name] = [os.fstat(file.fileno()).st_size, _hash_of(file)]
            _to_disk(file.fileno())
    content: dict[str, object] = {"format": FORMAT, "facts": dict(facts), "files": files}
    content["seal"] = _seal(content, key)
    with (folder / COMPLETE).open("w", encoding="utf-8") as text:
        json.dump(content, text, indent=1)
        text.flush()
        _to_disk(text.fileno())


def verify(folder: Path, key: bytes | None) -> Sealed:
    """Return the index in ``folder`` if every byte is as it was sealed.

    Args:
        folder: Where the index should be.
        key: Key of the profile, or nothing if it has none; None for the program's own folder.

    Raises:
        SearchIndexError: It isn't (code ``search-index-damaged``).
    """
    if key is not None and not key:
        # Nothing in this cache was sealed by us.
        raise SearchIndexError("search-index-damaged")
    try:
        content = json.loads((folder / COMPLETE).read_bytes())
        seal = content.pop("seal")
        if content["format"] != FORMAT or not hmac.compare_digest(seal, _seal(content, key)):
            raise SearchIndexError("search-index-damaged")
        files = _verified(folder, content["files"])
        facts = {str(name): str(value) for name, value in content["facts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SearchIndexError("search-index-damaged") from error
    return Sealed(facts, files)


def _verified(folder: Path, listed: Mapping[str, tuple[int, str]]) -> dict[str, bytes | Path]:
    present = {path.name for path in folder.iterdir()}
    if present != {*listed, COMPLETE}:
        raise SearchIndexError("search-index-damaged")
    small = sum(size for size, _ in listed.values()) <= IN_MEMORY
    files: dict[str, bytes | Path] = {}
    for name, (size, digest) in listed.items():
        path = folder / name
        if path.is_symlink() or path.stat().st_size != size:
            raise SearchIndexError("search-index-damaged")
        if small:
            files[name] = data = path.read_bytes()
            found = _hash_of(io.BytesIO(data))
        else:
            files[name] = path
            with path.open("rb") as file:
                found = _hash_of(file)
        if found != digest:
            raise SearchIndexError("search-index-damaged")
    return files


def _hash_of(file: BinaryIO) -> str:
    """Return the hash of a file, read in pieces: some are larger than what else is in memory."""
    total = blake2b(digest_size=32)
    while piece := file.read(_PIECE):
        total.update(piece)
    return total.hexdigest()


def _seal(content: Mapping[str, object], key: bytes | None) -> str:
    if key is None:
        return ""
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hmac.digest(key, text.encode("ascii"), "blake2b").hex()


def _read_key(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError:
        return b""
    return key if len(key) == _KEY_BYTES else b""


def _to_disk(descriptor: int) -> None:
    # Some file systems can't; the hashes will tell if anything was lost.
    with suppress(OSError):
        os.fsync(descriptor)
