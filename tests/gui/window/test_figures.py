"""Figures opened from the page, and their scale."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, write_book
from viewer.ui.dialogs.figure import FigureDialog
from viewer.ui.theme import theme
from viewer.ui.window.strip import ClassificationStrip

MANIFEST = """\
format: 1
id: maps
edition: "1"
issued: 2024-02-01
title: {en: Maps}
classification: unclassified
languages: [en]
contents:
  - id: plain
    title: {en: Plain}
    text: {en: plain.md}
  - id: maps
    title: {en: Maps}
    classification: protected-b
    text: {en: maps.md}
"""

TEXTS = {
    "plain.md": "Nothing but words.\n",
    "maps.md": 'Above.\n\n![A large map](map.png "The border")\n\nBetween.\n\n'
    "![A drawing](sign.svg)\n\n![Broken](broken.png)\n",
}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
    '<rect width="20" height="10" fill="#00f"/></svg>'
)


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    folder = write_book(tmp_path / "maps", MANIFEST, TEXTS)
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("#0a0"))
    image.save(str(folder / "map.png"))
    (folder / "sign.svg").write_text(DRAWING)
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")
    return folder


@pytest.fixture
def program(start: Start, maps: Path) -> Program:
    return start(book=str(maps), section="maps")


def dialog(program: Program) -> FigureDialog:
    settle()
    found = program.controls.commands.view.figures.dialog
    assert found is not None
    return found


def test_a_section_without_figures_offers_none(program: Program) -> None:
    assert program.controls.actions["view.figure"].isEnabled()
    program.window.open_section("plain")
    assert not program.controls.actions["view.figure"].isEnabled()


def test_a_figure_opens_whole_with_caption_and_handling(program: Program) -> None:
    program.keys("Ctrl+Shift+G")
    made = dialog(program)
    assert made.view.accessibleName() == "A large map"
    assert made.windowTitle() == "Figure – The border"
    caption = made.findChild(QLabel, "figure_caption")
    assert isinstance(caption, QLabel)
    assert caption.text() == "The border"
    strip = made.findChild(ClassificationStrip)
    assert strip is not None
    assert strip.words().startswith("PROTECTED B")
    assert made.view.percent() < 100
    assert not made.view.horizontalScrollBar().maximum()
    assert unnamed(made) == []


def test_keys_scale_a_figure_and_show_it_whole_again(program: Program) -> None:
    program.keys("Ctrl+Shift+G")
    view = dialog(program).view
    whole = view.percent()
    for _step in range(4):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.percent() > 2 * whole
    assert view.horizontalScrollBar().maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.percent() == whole


def test_the_scale_has_limits(program: Program) -> None:
    program.keys("Ctrl+Shift+G")
    view = dialog(program).view
    for _step in range(60):
        view.zoom(1.25)
    assert view.percent() == 1600
    for _step in range(120):
        view.zoom(0.8)
    assert view.percent() == 5


def test_a_double_click_means_the_figure_under_it(program: Program) -> None:
    page = program.window.page
    shown = program.window.navigation.shown
    assert shown is not None
    cursor = page.document().find("\ufffc")
    area = page.cursorRect(cursor)
    place = area.center() - QPoint(40, 40)
    QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog(program).view.accessibleName() == "A large map"


def test_a_double_click_on_words_selects_a_word(program: Program) -> None:
    page = program.window.page
    area = page.cursorRect(page.document().find("Above"))
    QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=area.center() - QPoint(20, 0))
    assert program.controls.commands.view.figures.dialog is None
    assert page.textCursor().selectedText() == "Above"


def test_a_drawing_is_drawn_large(program: Program) -> None:
    program.controls.commands.view.figures.open(3)
    assert dialog(program).view.sceneRect().width() == 2000


def test_an_image_that_is_broken_is_said(program: Program) -> None:
    program.controls.commands.view.figures.open(4)
    assert program.controls.commands.view.figures.dialog is None
    assert program.message() == "This image can’t be shown."


@pytest.mark.parametrize("name", ["dark", "contrast_dark", "light"])
def test_a_drawing_stands_on_the_ground_it_was_drawn_for(
    program: Program, maps: Path, name: str
) -> None:
    (maps / "sign.svg").write_text(DRAWING.replace('height="10" fill', 'height="5" fill'))
    program.window.look.choose(theme=name)
    program.window.open_section("plain")
    program.window.open_section("maps")
    figures = program.controls.commands.view.figures
    shown = program.window.navigation.shown
    assert shown is not None
    drawing = next(one for one in shown.content.text.blocks if "drawing" in one.text)
    made = figures.make(drawing, QLabel())
    assert made is not None
    image = made.view._item.pixmap().toImage()
    below = image.pixelColor(image.width() // 2, image.height() - 2)
    if name == "light":
        assert below.alpha() == 0
    else:
        assert below.name() == theme(name).picture


def test_a_caption_of_one_endless_word_leaves_the_window_on_the_screen(
    start: Start, tmp_path: Path
) -> None:
    text = f'![Alternative](sign.svg "{"W" * 10_000}\u202e")\n'
    folder = write_book(tmp_path / "long", MANIFEST, TEXTS | {"maps.md": text})
    (folder / "sign.svg").write_text(DRAWING)
    program = start(book=str(folder), section="maps")
    program.act("view.figure")
    shown = dialog(program)
    assert shown.width() <= shown.screen().availableSize().width()
    assert "\u202e" not in shown.windowTitle()
