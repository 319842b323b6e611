"""The page as pictures, compared with those under ``shots``.

After a change that is meant, make them anew and look at them:
``python3 dev.py test tests/visual --update-shots``.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.margin import Sign
from viewer.ui.page.view import PageView, Target
from viewer.ui.theme import apply_theme, theme

HERE = Path(__file__).parent

DIFFERENT = 24
"""Difference of a channel, of 255, from which a pixel counts as another."""

ALLOWED = 0.002
"""Share of pixels that may be others: letters are drawn a little differently here and there."""


def _chart() -> bytes:
    image = QImage(900, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for place, height in enumerate((120, 240, 340, 160, 270)):
        painter.fillRect(80 + place * 160, 380 - height, 90, height, QColor("#2f6fb7"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _resource(path: str) -> bytes:
    if path != "images/chart.png":
        raise FileNotFoundError(path)
    return _chart()


def _content(language: str) -> PageContent:
    parsed = parse_text((HERE / f"page-{language}.md").read_text(encoding="utf-8"), file="page.md")
    text = SectionText("b5", language, tuple(parsed.blocks))
    notice = {
        "en": "Not available in French; shown in English.",
        "fr": "Non disponible en anglais; texte français affiché.",
    }[language]
    title = {"en": "Border Five", "fr": "Groupe des cinq frontières"}[language]
    return PageContent(text, title, language, (notice,), "Protected A / Protégé A", _resource)


def _pixels(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)[..., :3]


def _compare(shown: QImage, name: str, *, update: bool, found: Path) -> None:
    kept = HERE / "shots" / f"{name}.png"
    if update:
        kept.parent.mkdir(exist_ok=True)
        shown.save(str(kept))
        return
    shown.save(str(found))
    wanted = QImage(str(kept))
    assert not wanted.isNull(), f"no picture {kept.name} is kept: run with --update-shots and look"
    assert wanted.size() == shown.size()
    differences = np.abs(_pixels(wanted).astype(int) - _pixels(shown).astype(int)).max(axis=2)
    share = float((differences > DIFFERENT).mean())
    assert share <= ALLOWED, f"{share:.2%} of {name} differ; the new picture: {found}"


class Shot(NamedTuple):
    """A picture: how the page looks, and what is at its top."""

    theme: str
    language: str
    percent: int
    size: tuple[int, int]
    ordinal: int

    @property
    def name(self) -> str:
        place = "top" if self.ordinal < 0 else f"block-{self.ordinal}"
        return f"page-{self.theme}-{self.language}-{self.percent}-{place}"


SHOTS = [
    Shot("light", "en", 100, (900, 1000), -1),
    Shot("light", "en", 100, (900, 1000), 14),
    Shot("light", "en", 100, (900, 1000), 25),
    Shot("dark", "fr", 100, (900, 1000), -1),
    Shot("dark", "en", 100, (900, 1000), 14),
    Shot("light", "fr", 200, (1024, 640), 9),
    Shot("dark", "en", 200, (1024, 640), 16),
    Shot("sepia", "en", 100, (900, 1000), 14),
    Shot("contrast", "fr", 100, (900, 1000), 14),
    Shot("contrast_dark", "en", 100, (900, 1000), 14),
    Shot("light", "fr", 300, (1024, 640), 9),
    Shot("light", "en", 70, (900, 1000), 14),
]


@pytest.mark.usefixtures("same_look")
@pytest.mark.parametrize("shot", SHOTS)
def test_the_page_looks_as_it_should(
    qtbot: QtBot,
    tmp_path: Path,
    update_shots: bool,  # noqa: FBT001 - a fixture
    qapp: QApplication,
    shot: Shot,
) -> None:
    chosen = theme(shot.theme)
    load_all_fonts()
    page = PageView()
    qtbot.addWidget(page)
    apply_theme(qapp, chosen, shot.percent)
    page.resize(*shot.size)
    page.set_look(chosen, shot.percent)
    page.set_text_cursor(on=False)
    content = _content(shot.language)
    page.show_section(content)
    page.show()
    qtbot.waitUntil(lambda: page._sheet is not None and page._sheet.builder.done)
    _mark(page, content)
    page.go_to(Target(shot.ordinal, shift=-0.5 if shot.ordinal >= 0 else 0))
    found = tmp_path / f"{shot.name}.png"
    _compare(page.grab().toImage(), shot.name, update=update_shots, found=found)


def _mark(page: PageView, content: PageContent) -> None:
    """Mark a word as found everywhere, and put bookmarks at the title and at two blocks."""
    word = {"en": "chair", "fr": "préside"}[content.language]
    places = ((block.ordinal, block.text.find(word)) for block in content.text.blocks)
    hits = [(ordinal, start, start + len(word)) for ordinal, start in places if start >= 0]
    page.set_hits(hits, 1)
    page.set_signs(dict.fromkeys([-1, 2, 5, 16], Sign("bookmark-filled", 1, "Bookmark")))
