"""Circles of drawings: round in every size."""

import re
from math import cos, pi, sin

import pytest
from PySide6.QtGui import QImage

from viewer.ui.page.drawings import read_drawing
from viewer.ui.page.images import whole_image

SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


def _distances(image: QImage, x: float, y: float, radius: float) -> list[float]:
    """How far it is from a point to the first ink, in many directions, in radii."""
    found = []
    for number in range(72):
        right, down = cos(number * pi / 36) * radius, sin(number * pi / 36) * radius
        far = 0.0
        while image.pixelColor(int(x + far * right), int(y + far * down)).alpha() < 128:
            far += 0.005
        found.append(far)
    return found


ROUND = {
    "circle": '<circle cx="12" cy="12" r="2.5"/>',
    "ellipse": '<ellipse cx="12" cy="12" rx="2.5" ry="2.5"/>',
    "turned": '<g transform="translate(12 12)"><circle r="2.5" transform="scale(1)"/></g>',
}


@pytest.mark.parametrize("name", ROUND)
def test_a_small_circle_is_round_however_large_it_is_shown(name: str) -> None:
    drawn = f'{SVG} width="20" height="20" viewBox="0 0 24 24" fill="none"'
    image = whole_image(
        f'{drawn} stroke="#1f5a9c" stroke-width="2">{ROUND[name]}</svg>'.encode(), 2000
    )
    assert image is not None
    unit = image.width() / 24
    distances = _distances(image, 12 * unit, 12 * unit, 1.5 * unit)
    assert min(distances) > 0.97
    assert max(distances) < 1.03


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<circle cx="50%" cy="12" r="2"/>', "<circle"),
        ('<circle cx="12" cy="12" r="2em"/>', "<circle"),
        ('<circle cx="12" cy="12"/>', "<circle"),
        ("<style>circle{fill:red}</style><circle r='2'/>", "<circle"),
        ('<circle id="a" class="b" r="2"><title>T</title></circle>', "</path>"),
    ],
)
def test_circles_stay_what_they_are_where_it_matters(inside: str, kept: str) -> None:
    drawing = read_drawing(f"{SVG}>{inside}</svg>".encode())
    assert drawing is not None
    assert kept in drawing.source.decode()
    assert all(word in drawing.source.decode() for word in re.findall(r"id=.a.|class=.b.", inside))
