"""Files that a passphrase locks: AES-256 in Galois/counter mode, its key by scrypt.

A locked file is a line that names it, a line of JSON with what the key is made from, and the
encrypted content. Both lines are authenticated, too: whatever is changed in the file, it can't be
opened any more. (NIST SP 800-38D; RFC 7914.) The library is imported when a file is locked or
unlocked.
"""

import binascii
import json
import os
import unicodedata
from base64 import b64decode, b64encode
from typing import Any

from viewer.errors import ExchangeError

MAGIC = b"BRIEFING LOCKED 1\n"
"""First line of a locked file."""

COST, BLOCK, PARALLEL = 2**17, 8, 1
"""Parameters of scrypt: 128 MB of memory and about half a second for each guess."""

LEAST_COST, MOST_COST = 2**10, 2**20
"""Costs that are accepted from a file; the largest takes 1 GB of memory."""

_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_LONGEST_HEADER = 1000


def is_locked(data: bytes) -> bool:
    """Tell whether a passphrase is needed to read a file."""
    return data.startswith(MAGIC)


def lock(data: bytes, passphrase: str) -> bytes:
    """Return ``data`` locked with a passphrase.

    Raises:
        ValueError: The passphrase is empty.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not passphrase:
        raise ValueError("an empty passphrase locks nothing")
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    header = {
        "kdf": "scrypt",
        "n": COST,
        "r": BLOCK,
        "p": PARALLEL,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
    }
    start = MAGIC + json.dumps(header).encode() + b"\n"
    key = _key(passphrase, salt, (COST, BLOCK, PARALLEL))
    return start + AESGCM(key).encrypt(nonce, data, start)


def unlock(data: bytes, passphrase: str, *, file: str = "") -> bytes:
    """Return what ``lock`` locked.

    Args:
        data: The file.
        passphrase: What it was locked with.
        file: Its name, for messages.

    Raises:
        ExchangeError: The passphrase is another one, or the file was changed since.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    end = data.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_HEADER) + 1
    try:
        header = json.loads(data[len(MAGIC) : end])
        salt, nonce = (b64decode(header[name], validate=True) for name in ("salt", "nonce"))
        cost = _costs(header)
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        raise ExchangeError("locked-damaged", file=file) from None
    try:
        return AESGCM(_key(passphrase, salt, cost)).decrypt(nonce, data[end:], data[:end])
    except (InvalidTag, ValueError):
        raise ExchangeError("locked-refused", file=file) from None


def _costs(header: Any) -> tuple[int, int, int]:  # noqa: ANN401 - whatever JSON holds
    """Return the parameters of scrypt, if they are some that we would use."""
    cost = int(header["n"])
    if not LEAST_COST <= cost <= MOST_COST or (int(header["r"]), int(header["p"])) != (
        BLOCK,
        PARALLEL,
    ):
        raise ValueError("not our parameters")
    return cost, BLOCK, PARALLEL


def _key(passphrase: str, salt: bytes, costs: tuple[int, int, int]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # The same letters, however a keyboard composes them.
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    cost, block, parallel = costs
    return Scrypt(salt=salt, length=_KEY_BYTES, n=cost, r=block, p=parallel).derive(words)
