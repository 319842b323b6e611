"""A sorted list of words in little memory: one run of bytes, and where each word begins in it."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np

_REMEMBERED = 1024
_END = b"\n"
_AFTER_ALL = b"\xff"
"""Greater than every byte of UTF-8."""

_APART = 64
"""Words from one that is at hand to the next."""


class Terms(Sequence[str]):
    """Words in the order of their UTF-8 bytes, which is that of their code points.

    Args:
        data: The words, a line feed after each.

    Attributes:
        find: Returns the place of a word, or -1.
        beginning: Returns the place of the first word that begins with a text, and after the last.

    Raises:
        ValueError: ``data`` doesn't end with a line feed.
    """

    def __init__(self, data: bytes) -> None:
        if data and not data.endswith(_END):
            raise ValueError("the last word is cut")
        self._data = data
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _END[0])
        # Not a numpy array, whose single items are slow to look at.
        self._starts = array("I", np.concatenate([[0], ends + 1]).astype(np.uint32).tobytes())
        self._landmarks = [self._bytes(at) for at in range(0, len(self), _APART)]
        # The same words are looked up with every key that is typed.
        self.find: Callable[[str], int] = lru_cache(_REMEMBERED)(self._find)
        self.beginning: Callable[[str], tuple[int, int]] = lru_cache(_REMEMBERED)(self._beginning)

    @classmethod
    def of(cls, words: Sequence[str]) -> "Terms":
        """Return sorted ``words``; none may hold a line feed."""
        return cls("".join(f"{word}\n" for word in words).encode("utf-8"))

    @property
    def data(self) -> bytes:
        """The words, a line feed after each."""
        return self._data

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> str:  # type: ignore[override]  # no slices
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._bytes(at).decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._data.decode("utf-8").split("\n")[:-1])

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) >= 0

    def _find(self, word: str) -> int:
        key = word.encode("utf-8", "replace")
        at = self._first(key)
        return at if at < len(self) and self._bytes(at) == key else -1

    def _beginning(self, start: str) -> tuple[int, int]:
        key = start.encode("utf-8", "replace")
        return self._first(key), self._first(key + _AFTER_ALL)

    def _first(self, key: bytes) -> int:
        """Return the place of the first word that isn't less than ``key``."""
        block = bisect_left(self._landmarks, key)
        first, last = max(block - 1, 0) * _APART, min(block * _APART, len(self))
        return bisect_left(range(len(self)), key, first, last, key=self._bytes)

    def _bytes(self, at: int) -> bytes:
        return self._data[self._starts[at] : self._starts[at + 1] - 1]
