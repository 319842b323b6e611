"""Words and buttons in lines."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.elements.flow_layout import FlowLayout


def places(qtbot: QtBot, width: int, *heights: int) -> list[QRect]:
    """Where boxes of these heights, 40 wide, are placed."""
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    made = []
    for height in heights:
        box = QWidget(holder)
        box.setFixedSize(40, height)
        layout.addWidget(box)
        made.append(box)
    holder.resize(width, layout.heightForWidth(width))
    holder.show()
    qtbot.waitExposed(holder)
    return [box.geometry() for box in made]


def test_what_stands_in_a_line_shares_its_middle(qtbot: QtBot) -> None:
    low, high = places(qtbot, 200, 10, 30)
    assert abs(low.center().y() - high.center().y()) <= 1
    assert high.top() == 0


def test_each_line_is_as_high_as_its_highest(qtbot: QtBot) -> None:
    first, second, third = places(qtbot, 90, 10, 30, 20)
    assert first.top() == 10
    assert second.top() == 0
    assert third.top() == 30
