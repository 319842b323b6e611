"""Circles and ellipses of drawings as paths of short arcs.

Where a drawing is much enlarged, Qt draws thick lines around small circles as if they were seen in
the drawing's own size: with corners. Along short arcs there is nothing to round off.
"""

import re
from collections.abc import Mapping
from math import cos, pi, sin

ELEMENTS = frozenset(("circle", "ellipse"))
"""Names of the elements that are meant."""

_ARCS = 32

_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?\s*", re.IGNORECASE)
"""A length in the drawing's own unit; any other one depends on what is around it."""

_OWN = ("cx", "cy", "r", "rx", "ry")


def as_path(attributes: Mapping[str, str]) -> dict[str, str] | None:
    """Return the attributes of a path in place of a circle or an ellipse, from its own.

    It begins where dashes along a circle begin, and goes the same way. None where it can't be
    told.
    """
    lengths = {name: attributes.get(name, "0") for name in _OWN}
    if not all(_NUMBER.fullmatch(value) for value in lengths.values()):
        return None
    x, y, radius, wide, high = map(float, lengths.values())
    wide, high = wide or radius, high or radius
    if min(wide, high) <= 0:
        return None
    ends = (
        (x + wide * cos(2 * pi * number / _ARCS), y + high * sin(2 * pi * number / _ARCS))
        for number in range(1, _ARCS)
    )
    arc = f"A{wide:.9g} {high:.9g} 0 0 1 "
    first = f"{x + wide:.9g} {y:.9g}"
    arcs = "".join(f"{arc}{right:.9g} {down:.9g}" for right, down in ends)
    rest = {name: value for name, value in attributes.items() if name not in _OWN}
    return rest | {"d": f"M{first}{arcs}{arc}{first}Z"}
