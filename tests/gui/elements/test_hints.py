"""Tooltips show what books and readers wrote as it stands: Qt never takes it for HTML."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, Qt, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from viewer.ui.elements.hints import plain_hint

RED = QColor("#ff0000")


@pytest.fixture
def attack(tmp_path: Path) -> str:
    """A title that, as HTML, shows a red image from outside any book."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(RED)
    assert image.save(str(tmp_path / "red.png"))
    return f'Partners <img src="file://{tmp_path}/red.png">'


def _shown(qtbot: QtBot, words: str) -> QLabel:
    """A label that takes its words as Qt's tooltip does, which is one."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText(words)
    return label


def _has_red(label: QLabel) -> bool:
    picture = label.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return any(picture.pixelColor(*place) == RED for place in places)


def test_a_tooltip_would_show_a_file_that_its_words_name(qtbot: QtBot, attack: str) -> None:
    assert _has_red(_shown(qtbot, attack)), "else the next test shows nothing"


def test_words_of_a_tooltip_show_no_file(qtbot: QtBot, attack: str) -> None:
    assert not _has_red(_shown(qtbot, plain_hint(attack)))


@pytest.mark.parametrize(
    "words", ["", "Partners", "R&D", "a < b and c > d", "first\n<b>second</b>", "&lt;b&gt;", "Été"]
)
def test_what_is_no_html_stays_as_it_is(words: str) -> None:
    hint = plain_hint(words)
    assert hint == words or (Qt.mightBeRichText(words) and "&" in hint)


@pytest.mark.usefixtures("qapp")
def test_every_sign_is_kept() -> None:
    words = '<b>1</b> & "2"\n  &lt;3&gt;'
    document = QTextDocument()
    document.setHtml(plain_hint(words))
    assert document.toPlainText() == words
