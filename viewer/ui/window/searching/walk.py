"""The way from match to match through a page, translations under its blocks included."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView

Match = tuple[int, int, int]
"""Ordinal of a block, first code point, code point after the last."""


class Stop(NamedTuple):
    """A match on the page.

    Attributes:
        match: Where it is in its text.
        host: The block of the page's own text under which that text stands; None if it is in the
            page's own text.
    """

    match: Match
    host: int | None = None


class Walk:
    """All matches on a page as they follow one another, and the current one.

    Attributes:
        own: Those in the page's own text.
        under: Those in the text that stands under its blocks.
        stops: Both.
        at: Index of the current one in ``stops``; -1 for none.
    """

    def __init__(self) -> None:
        self.own: Sequence[Match] = ()
        self.under: Sequence[Match] = ()
        self.stops: list[Stop] = []
        self.at = -1

    @property
    def stop(self) -> Stop | None:
        """The current one, in whichever text it is."""
        return self.stops[self.at] if self.at >= 0 else None

    @property
    def current(self) -> int:
        """Index in ``own`` of the current one; -1 if none of them is."""
        stop = self.stop
        return self.own.index(stop.match) if stop and stop.host is None else -1

    def take(self, own: Sequence[Match], hosts: Mapping[int, int]) -> None:
        """Walk through other matches of the page's own text; none is the current one."""
        self.own, self.at = own, -1
        self.stops = _in_order(own, self.under, hosts)

    def take_under(self, under: Sequence[Match], hosts: Mapping[int, int]) -> None:
        """Walk through other matches of the text under the blocks; the current one stays."""
        stop, self.under = self.stop, under
        self.stops = _in_order(self.own, under, hosts)
        self.at = self.stops.index(stop) if stop in self.stops else -1

    def after(self, direction: int) -> int:
        """Return the next (1) or the one before (-1), round the end."""
        start = self.at if self.at >= 0 or direction > 0 else 0
        return (start + direction) % len(self.stops)

    def own_at(self, number: int) -> int:
        """Return which of ``stops`` a match of the page's own text is."""
        return self.stops.index(Stop(self.own[number]))

    def first_from(self, place: tuple[int, int]) -> int:
        """Return the first in the page's own text from a block and code point on, else the first.

        There must be one.
        """
        found = (at for at, match in enumerate(self.own) if match[:2] >= place)
        return self.own_at(next(found, 0))

    def show(self, page: PageView) -> None:
        """Highlight all on the page, the current one above the others."""
        page.set_hits(self.own, self.current)
        stop = self.stop
        under = self.under.index(stop.match) if stop and stop.host is not None else -1
        page.beneath.set_hits(self.under, under)

    def lead(self, page: PageView) -> None:
        """Bring the current one into view."""
        stop = self.stop
        if stop is not None and stop.host is not None:
            page.beneath.go_to(*stop.match, host=stop.host)
        elif stop is not None:
            page.go_to(Target(*stop.match))


def _in_order(own: Sequence[Match], under: Sequence[Match], hosts: Mapping[int, int]) -> list[Stop]:
    """Return the matches of two texts as they follow one another on the page.

    Args:
        own: Those in the page's own text.
        under: Those in the other one.
        hosts: Under which block each of its blocks stands, in the order of the page; what isn't
            there is left out.
    """
    places = {ordinal: place for place, ordinal in enumerate(hosts)}
    made = [((match[0], -1, match), Stop(match)) for match in own]
    made += [
        ((hosts[match[0]], places[match[0]], match), Stop(match, hosts[match[0]]))
        for match in under
        if match[0] in hosts
    ]
    return [stop for _key, stop in sorted(made, key=lambda one: one[0])]
