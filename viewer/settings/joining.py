"""What two windows changed, put together: neither takes back what the other did."""

from collections.abc import Mapping, Sequence
from typing import Any

_ABSENT = object()


def joined(known: Any, mine: Any, theirs: Any, depth: int) -> Any:  # noqa: ANN401 - plain values of any kind
    """Return ``theirs`` with what was changed from ``known`` to ``mine``.

    What both changed is as in ``mine``. Mappings are joined key by key, and tuples item by item, as
    deep as ``depth`` says; below that, and for all else, a value is taken whole.
    """
    if mine == known:
        return theirs
    if depth and isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _mapping(known if isinstance(known, Mapping) else {}, mine, theirs, depth - 1)
    if depth and isinstance(mine, tuple) and isinstance(theirs, tuple):
        return _sequence(known if isinstance(known, tuple) else (), mine, theirs)
    return mine


def _mapping(
    known: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], depth: int
) -> dict[str, Any]:
    def value(name: str) -> Any:  # noqa: ANN401 - as above
        before, here, there = (one.get(name, _ABSENT) for one in (known, mine, theirs))
        return joined(before, here, there, depth)

    values = {name: value(name) for name in dict.fromkeys([*theirs, *mine])}
    return {name: value for name, value in values.items() if value is not _ABSENT}


def _sequence(known: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return mine without what they took away, and then what they added."""
    stayed = [item for item in mine if item in theirs or item not in known]
    return (*stayed, *(item for item in theirs if item not in known and item not in mine))
