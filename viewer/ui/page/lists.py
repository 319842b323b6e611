"""Lists of a page: what stands before their items, and how far they are inset."""

from collections.abc import Mapping, Sequence
from math import ceil, floor

from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCursor, QTextListFormat

from viewer.book.model import Container
from viewer.ui.page.look import BASE_LINE, Look, Role

_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_NUMBERS = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListLowerRoman,
)

TASKS = {
    "done": QTextBlockFormat.MarkerType.Checked,
    "open": QTextBlockFormat.MarkerType.Unchecked,
}
"""What stands before a task, by how it stands."""

_INSETS = {"item": 1.6, "definition_list": 1.6}
"""How far what is in a container is inset, in em of the body text; terms stand out."""

_FINEST = 64
"""Parts of a pixel that Qt reckons with."""

_SHORT = 2
"""Characters of a number that the usual inset has room for."""


def list_format(around: Sequence[Container]) -> QTextListFormat:
    """Return the format of the innermost of the containers ``around`` that is a list."""
    kinds = [one for one in around if one.kind.endswith("_list")]
    kind = kinds[-1].kind
    depth = sum(1 for one in kinds if one.kind == kind) - 1
    made = QTextListFormat()
    # The margin of the block has the inset already.
    made.setIndent(0)
    if kind == "ordered_list":
        made.setStyle(_NUMBERS[depth % len(_NUMBERS)])
        made.setStart(_start(kinds[-1]))
    else:
        made.setStyle(_BULLETS[depth % len(_BULLETS)])
    return made


def inset_of(
    container: Container, around: Sequence[Container], items: Mapping[int, int], look: Look
) -> int:
    """Return how far what is in a container is inset, in pixels: an item, as its number needs.

    Args:
        container: The container.
        around: Those around it, from the outermost.
        items: How many items each list has, by the number of its container.
        look: How numbers look.
    """
    usual = look.pixels(_INSETS.get(container.kind, 0.0))
    return max(usual, _room_for_numbers(around, items, look) if container.kind == "item" else 0)


def _room_for_numbers(around: Sequence[Container], items: Mapping[int, int], look: Look) -> int:
    """Return the room for the numbers of the innermost list; 0 if the usual inset is enough."""
    lists = [one for one in around if one.kind.endswith("_list")]
    if not lists or lists[-1].kind != "ordered_list":
        return 0
    last = _start(lists[-1]) + items.get(lists[-1].number, 1) - 1
    longest = _longest(list_format(lists).style(), last)
    if len(longest) <= _SHORT:
        return 0
    callout = any(one.kind == "callout" for one in around)
    marker = look.marker(Role.CALLOUT if callout else Role.ITEM, number=True).font()
    # Qt sets the number one space before the text.
    return ceil(QFontMetricsF(marker).horizontalAdvance(f"{longest}. "))


def _start(container: Container) -> int:
    """Return the number of the first item of a numbered list."""
    start = container.data.get("start", "1")
    return int(start) if start.isdecimal() else 1


def _longest(style: QTextListFormat.Style, last: int) -> str:
    """Return characters as wide as the widest number of a list whose last one is ``last``."""
    if style == QTextListFormat.Style.ListDecimal:
        return "0" * len(str(last))
    if style == QTextListFormat.Style.ListLowerAlpha:
        return "w" * (1 + (last > 26) + (last > 26 * 27))  # noqa: PLR2004 - letters
    tens, units = divmod(last, 10)
    return "x" * min(tens, 3) + ("viii" if last > 7 else "iii"[:units] if units < 4 else "vii")  # noqa: PLR2004 - Roman


def move_number(cursor: QTextCursor, high: float) -> float:
    """Move the item at a cursor, so that its number stands on its base line; return how far.

    Args:
        cursor: In the item, whose number has its format already.
        high: Height of its lines, in pixels.
    """
    made = cursor.blockFormat()
    usual = made.topMargin()
    ascent = QFontMetricsF(cursor.blockCharFormat().font()).ascent()
    made.setTopMargin(max(0.0, usual + _off_pixel(ascent, high)))
    cursor.setBlockFormat(made)
    return made.topMargin() - usual


def _off_pixel(ascent: float, high: float) -> float:
    """Return how far an item is to be moved, in pixels: less than one.

    Qt brings the top of the item to a whole pixel, and that of its first line once more, before it
    sets the number; words are brought to one only at the end.
    """
    line = floor((BASE_LINE * high - ascent) * _FINEST) / _FINEST

    def agree(off: float) -> bool:
        number = _whole(_whole(_whole(off) + line) + ascent)
        return number == _whole(off + line + ascent)

    offs = (step / _FINEST for step in sorted(range(-_FINEST // 2, _FINEST // 2), key=abs))
    near = (-1 / _FINEST, 0.0, 1 / _FINEST)
    return next((off for off in offs if all(agree(off + more) for more in near)), 0.0)


def _whole(pixels: float) -> int:
    """Return the nearest whole pixel, as Qt rounds."""
    return floor(pixels + 0.5)
