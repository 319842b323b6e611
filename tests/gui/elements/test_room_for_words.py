"""What gives way where large words have no room: buttons, messages, the switch of languages."""

import re

import pytest
import shiboken6
from PySide6.QtWidgets import QDialogButtonBox, QLayout, QLayoutItem, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.words_area import WordsArea
from viewer.ui.message_line import LineButton, MessageLine
from viewer.ui.theme import style_sheet, theme
from viewer.ui.window.languages.language_switch import LanguageSwitch
from viewer.ui.window.status import StatusLine

LONG = "Two volunteers of the village counted the whales each year in September. " * 8


@pytest.fixture
def above(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 400)
    return made


@pytest.fixture
def box(above: QWidget) -> ButtonBox:
    made = ButtonBox(above)
    for words in ("Import 10,000 marks", "Choose all", "Choose none", "Cancel"):
        made.addButton(QPushButton(words, made), QDialogButtonBox.ButtonRole.ActionRole)
    return made


def test_buttons_go_on_in_the_next_line(box: ButtonBox, qtbot: QtBot) -> None:
    box.resize(1000, 60)
    box.window().show()
    assert len(box.lines()) == 1
    buttons = box.findChildren(QPushButton)
    widest = max(button.sizeHint().width() for button in buttons)
    assert box.minimumSizeHint().width() == widest
    box.resize(widest + 20, 60)
    assert len(box.lines()) > 1
    qtbot.waitUntil(lambda: box.height() >= box.minimumHeight() > 60)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert box.rect().contains(button.geometry())
    areas = [button.geometry() for button in buttons]
    assert not any(one.intersects(two) for one in areas for two in areas if one is not two)


def test_the_lines_keep_off_the_edge(box: ButtonBox, qtbot: QtBot) -> None:
    box.setContentsMargins(9, 0, 9, 9)
    box.resize(box.minimumSizeHint().width() + 20, 60)
    box.window().show()
    assert len(box.lines()) > 1
    qtbot.waitUntil(lambda: box.height() >= box.minimumHeight() > 60)
    for button in box.findChildren(QPushButton):
        assert box.contentsRect().contains(button.geometry())


def test_no_item_of_the_layout_is_kept(box: ButtonBox) -> None:
    # Qt deletes the items; PySide would take what comes to lie at their addresses for them.
    box.resize(200, 60)
    box.window().show()
    assert len(box.lines()) > 1
    kept = [
        one
        for one in shiboken6.getAllValidWrappers()
        if isinstance(one, QLayoutItem)
        and not isinstance(one, QLayout)
        and one.widget() in box.buttons()
    ]
    assert not kept


@pytest.mark.parametrize("percent", range(70, 310, 10))
def test_radio_buttons_are_round_at_every_size(percent: int) -> None:
    # Qt draws a square where the radius is more than half of the side.
    sheet = style_sheet(theme("light"), percent)
    (rule,) = re.findall(r"QRadioButton::indicator \{([^}]*)\}", sheet)
    side, radius = (int(re.findall(rf"{name}: (\d+)px", rule)[0]) for name in ("width", "radius"))
    assert 0 <= (side + 2) / 2 - radius <= 1


def test_a_button_that_comes_later_has_its_place(box: ButtonBox, qtbot: QtBot) -> None:
    box.resize(box.minimumSizeHint().width() + 20, 60)
    box.window().show()
    late = box.addButton("One that comes later", QDialogButtonBox.ButtonRole.ActionRole)
    qtbot.waitUntil(lambda: late.width() >= late.sizeHint().width())
    assert box.rect().contains(late.geometry())


def test_long_words_are_scrolled(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 400)
    label = Prose(LONG)
    area = WordsArea(label, 0.25, window)
    area.resize(300, 100)
    area.refit()
    line = area.fontMetrics().lineSpacing()
    assert area.sizeHint().height() <= 100
    assert area.sizeHint().height() % line == 0
    assert area.minimumSizeHint().height() == line
    label.setText("Short.")
    area.refit()
    assert area.sizeHint().height() == label.heightForWidth(300)


def test_a_message_leaves_the_page_its_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    line = MessageLine(window)
    line.resize(500, 100)
    line.tell(LONG, [LineButton("Open it", lambda: None)])
    assert line.sizeHint().height() < 200
    line.tell("x" * 300)
    assert line.minimumSizeHint().width() < 500


def test_both_languages_are_down_where_their_own_button_has_no_room(qtbot: QtBot) -> None:
    switch = LanguageSwitch()
    qtbot.addWidget(switch)
    switch.set_languages(("en", "fr"), "fr")
    switch.set_short(short=True, both=False)
    assert _down(switch) == {"fr"}
    switch.show_both(on=True)
    assert _down(switch) == {"en", "fr"}
    switch.set_short(short=True)
    assert _down(switch) == {"both"}
    switch.set_short(short=True, both=False)
    with qtbot.waitSignal(switch.chosen) as chosen:
        next(button for button, code in switch._codes.items() if code == "en").click()
    assert chosen.args == ["en"]
    switch.set_languages(("en", "fr"), "en")
    switch.show_both(on=False)
    assert _down(switch) == {"en"}


def _down(switch: LanguageSwitch) -> set[str]:
    buttons = switch._group.buttons()
    return {one.objectName().removeprefix("language_") for one in buttons if one.isChecked()}


def test_a_narrow_status_line_still_tells_how_far_it_is(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.resize(1200, 30)
    line.show_book("Coasts and maritime borders", "2024-06")
    line.show_place(1, 4)
    line.show_progress("Coasts and maritime borders", 40)
    assert line._state.text() == "Preparing search: Coasts and maritime borders, 40 %"
    line.resize(400, 30)
    assert line._state.text() == "Search: 40 %"
    assert line._state.accessibleName() == "Preparing search: Coasts and maritime borders, 40 %"
    line.show_progress("", -1)
    line.resize(200, 30)
    assert line._state.isHidden()


def test_low_widgets_stand_in_the_middle_of_their_line(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    row = FlowLayout(above)
    low, high = QWidget(above), QWidget(above)
    low.setFixedSize(20, 10)
    high.setFixedSize(20, 40)
    row.addWidget(low)
    row.addWidget(high)
    above.resize(200, 100)
    above.show()
    assert low.geometry().center().y() == pytest.approx(high.geometry().center().y(), abs=1)
