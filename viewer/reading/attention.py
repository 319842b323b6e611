"""When a section counts as read: its end is seen after a time that fits its length.

Time counts while the section is in view, and no longer at one place than even a slow reader needs
for what is seen there: who goes to the end after a break, or pages through, has not read.
"""

from collections.abc import Sequence
from itertools import accumulate

from viewer.reading.lengths import WORDS_PER_MINUTE
from viewer.reading.progress import State

FASTEST = 2 * WORDS_PER_MINUTE
"""Words a minute above which a section isn't read.

Most readers stay below 300 (see ``lengths``); who reads the second half after a restart, at an
average rate, still counts.
"""

SLOWEST = WORDS_PER_MINUTE // 4
"""Words a minute below which nobody is taken to read: a third of what the slowest of most take."""

LEAST = 3.0
"""Seconds that any section takes, however short; nobody who pages through stays as long."""

PART = 0.25
"""Share of the time that makes a section one that was read in part."""

_MINUTE = 60


class Attention:
    """The time that a reader spends on one text.

    All times are in seconds, of a clock that only goes forward.
    """

    def __init__(self, words: Sequence[int]) -> None:
        """Begin with no time spent.

        Args:
            words: Words of each block.
        """
        self._sums = list(accumulate(words, initial=0))
        self.needed = max(LEAST, self._sums[-1] * _MINUTE / FASTEST)
        self._spent = 0.0
        self._since: float | None = None
        self._most = 0.0
        self._at_end = False

    def look(self, now: float, first: int, last: int, *, end: bool) -> None:
        """Take note of what is in view from ``now`` on.

        Args:
            now: The time.
            first: First block in view; -1 above the first.
            last: Last block in view.
            end: Whether the end of the text is in view.
        """
        self.look_away(now)
        blocks = len(self._sums) - 1
        seen = self._sums[min(last + 1, blocks)] - self._sums[min(max(first, 0), blocks)]
        self._since, self._at_end = now, end
        self._most = max(LEAST, seen * _MINUTE / SLOWEST)

    def look_away(self, now: float) -> None:
        """Take note that nothing of the text is in view from ``now`` on."""
        self._spent = self.spent(now)
        self._since = None

    def spent(self, now: float) -> float:
        """Return the time that counts."""
        here = 0.0 if self._since is None else min(now - self._since, self._most)
        return self._spent + here

    def state(self, now: float) -> State:
        """Return what the text counts as: unread, read in part, or read."""
        spent = self.spent(now)
        if self._since is not None and self._at_end and spent >= self.needed:
            return State.READ
        return State.PARTLY if spent >= max(LEAST, PART * self.needed) else State.UNREAD

    def missing(self, now: float) -> float:
        """Return after what time the text counts as read if the view stays; 0 if it never will."""
        if self._since is None or not self._at_end:
            return 0.0
        missing = max(self.needed - self.spent(now), 0.0)
        return missing if now - self._since + missing <= self._most else 0.0
