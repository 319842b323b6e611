"""What cells of the table window show beyond their words: as on the page, and in line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import Mark
from viewer.ui.dialogs.table import TableContent, TableDialog, notes_of
from viewer.ui.elements.rich_words import Piece
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.values import units_end
from viewer.ui.theme import apply_theme, theme

RICH = """\
| Agent | CO[2]{.sub}, **sum** | Share | Remarks |
|---|---|---|---|
| **PSAC** | 14,577.25 | 88.2 % | see [the *annex*](section:x) and `code` |
| IBEW | 13 | 0.1 %[^a] | H[2]{.sub}O, 10[3]{.sup} and ~~old~~ |
| PIPSC | 1,207.5[^a] | 12 % | []{.redacted act=pa} in [mots]{lang=fr} |

[^a]: Estimate.
"""


@pytest.fixture
def rich(qtbot: QtBot, qapp: QApplication, same_look: None) -> TableDialog:  # noqa: ARG001 - puts back
    load_all_fonts()
    apply_theme(qapp, theme("light"), 100)
    return shown(qtbot, RICH, "en")


def shown(qtbot: QtBot, markdown: str, language: str) -> TableDialog:
    blocks = parse_text(markdown, file="s.md").blocks
    made = TableDialog(TableContent(blocks[0], "Agents", language, notes_of(blocks)), QWidget())
    qtbot.addWidget(made)
    made.resize(1000, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def set_otherwise(dialog: TableDialog, row: int, column: int) -> list[tuple[str, Piece]]:
    """What a cell sets otherwise than usual, with its words."""
    words = dialog._model.words(row, column)
    assert words is not None
    return [(words.text[one.start :][: one.length], one) for one in words.pieces]


def test_what_is_set_otherwise_in_a_cell_is_so_in_the_window(rich: TableDialog) -> None:
    marks = [
        (words, *one.marks)
        for place in ((0, 0), (0, 3), (1, 3))
        for words, one in set_otherwise(rich, *place)
    ]
    assert marks == [
        ("PSAC", Mark.STRONG),
        ("the ",),
        ("annex", Mark.EMPHASIS),
        ("code", Mark.CODE),
        ("2", Mark.SUBSCRIPT),
        ("3", Mark.SUPERSCRIPT),
        ("old", Mark.STRIKE),
    ]
    assert {one.link for _words, one in set_otherwise(rich, 0, 3)} == {"section:x", ""}
    ((words, hidden),) = set_otherwise(rich, 2, 3)
    assert (words.strip("\u00a0").replace("\u00a0", " ")) == "Redacted –\u2060 Privacy Act"
    assert hidden.redacted
    head = rich._model.head_words(1)
    assert [one.marks for one in head.pieces] == [{Mark.SUBSCRIPT}, {Mark.STRONG}]
    # Screen readers are told the same in words.
    assert rich._model.index(2, 3).data() == "[Redacted – Privacy Act] in mots"
    told = rich._model.index(0, 3).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told == "1 link"


def ink(dialog: TableDialog, row: int, column: int) -> list[int]:
    """The columns of pixels of a cell in which something is drawn."""
    cells = dialog._table
    area = cells.visualRect(dialog._model.index(row, column)).adjusted(2, 2, -3, -3)
    image = cells.viewport().grab(area).toImage()
    ground = image.pixel(0, 0)
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]


def test_cells_draw_what_is_set_otherwise(rich: TableDialog, qtbot: QtBot) -> None:
    plain = RICH.replace("**", "").replace("{.sub}", "{lang=en}")
    other = shown(qtbot, plain, "en")
    assert ink(rich, 1, 3) != ink(other, 1, 3), "a lowered 2 is smaller"
    assert len(ink(rich, 0, 0)) > len(ink(other, 0, 0)), "strong words are broader"


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", ("14,577.25", "13", "1,207.5[^a]", "$4.5")),
        ("fr", ("14 577,25", "13", "1 207,5[^a]", "4,5 $")),
    ],
)
@pytest.mark.usefixtures("same_look")
def test_numbers_stand_below_one_another_by_their_decimal_sign(
    qtbot: QtBot, qapp: QApplication, language: str, numbers: tuple[str, ...]
) -> None:
    load_all_fonts()
    apply_theme(qapp, theme("light"), 100)
    rows = "".join(f"| a | {number} |\n" for number in numbers)
    source = f"| A | B |\n|---|---|\n{rows}\n[^a]: Estimate.\n"
    made = shown(qtbot, source, language)
    units = []
    for row, number in enumerate(numbers):
        text = made._model.text(row, 1)
        own = made._model.index(row, 1).data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetricsF(own.resolve(made._table.font()))
        decimals = "" if number == "13" else text[units_end(text, language) :]
        metrics_of = metrics.horizontalAdvance(text[: len(text) - len(decimals)])
        units.append(min(ink(made, row, 1)) + metrics_of)
    assert units == pytest.approx([units[0]] * len(numbers), abs=2.0), "their units are in line"
