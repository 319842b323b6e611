"""What cells of the table window show beyond their words: as on the page, and in line."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import Mark
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.dialogs.table_notes import notes_of
from viewer.ui.elements.rich_words import Piece, Setting, format_of
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.values import units_end
from viewer.ui.theme import THEMES, apply_theme, theme

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


# Without a window system.
POPS_UP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

LINKS = """\
| Where | What |
|---|---|
| [Ports](section:ports) | see [the *law*](https://example.org/) or [rail](section:rail)[^a] |
| Elsewhere | nothing |

[^a]: As of []{.redacted act=pa} *May*.
"""


@pytest.fixture
def linked(qtbot: QtBot, qapp: QApplication, same_look: None) -> TableDialog:  # noqa: ARG001 - puts back
    load_all_fonts()
    apply_theme(qapp, theme("light"), 100)
    return shown(qtbot, LINKS, "en")


def place_of(dialog: TableDialog, view: QTableView, row: int, column: int, words: str) -> QPoint:
    """Where words stand in a view: the left half of the first letter is enough."""
    index = dialog._model.index(row, column)
    area = view.visualRect(index)
    text = dialog._model.words(row, column)
    assert text is not None
    before = text.text[: text.text.index(words)]
    left = 9 + QFontMetricsF(view.font()).horizontalAdvance(before) + 5
    return QPoint(area.left() + round(left), area.center().y())


def test_a_click_on_a_link_follows_it_and_closes_the_window(
    linked: TableDialog, qtbot: QtBot
) -> None:
    first = linked._table._first
    place = place_of(linked, first, 0, 0, "Ports")
    QTest.mouseMove(first.viewport(), place)
    qtbot.waitUntil(lambda: first.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
    beside = place + QPoint(200, 0)
    QTest.mouseClick(linked._table.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert linked.isVisible(), "beside the words nothing is followed"
    with qtbot.waitSignal(linked.link_requested) as followed:
        QTest.mouseClick(first.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert followed.args == ["section:ports"]
    assert not linked.isVisible()


def test_what_was_pressed_elsewhere_or_with_a_key_follows_nothing(
    linked: TableDialog, qtbot: QtBot
) -> None:
    view = linked._table
    place = place_of(linked, view, 0, 1, "law")
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, ctrl, place)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(0, 40))
    with qtbot.assertNotEmitted(linked.link_requested, wait=50):
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_enter_follows_the_link_of_the_current_cell(linked: TableDialog, qtbot: QtBot) -> None:
    linked._table.setCurrentIndex(linked._model.index(0, 0))
    with qtbot.waitSignal(linked.link_requested) as followed:
        QTest.keyClick(linked._table, Qt.Key.Key_Return)
    assert followed.args == ["section:ports"]


def menu(dialog: TableDialog, qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: dialog.findChild(QMenu, "cell_menu") is not None)
    found = dialog.findChild(QMenu, "cell_menu")
    assert found is not None
    return found


@POPS_UP
def test_of_several_links_enter_offers_each_in_a_menu(linked: TableDialog, qtbot: QtBot) -> None:
    linked._table.setCurrentIndex(linked._model.index(0, 1))
    QTest.keyClick(linked._table, Qt.Key.Key_Return)
    found = menu(linked, qtbot)
    assert [action.text() for action in found.actions() if not action.isSeparator()] == [
        "Follow “the law”",
        "Follow “rail”",
        "Note 1",
        "Copy cells",
        "&Sort by this column",
    ]
    with qtbot.waitSignal(linked.link_requested) as followed:
        found.actions()[1].trigger()
    assert followed.args == ["section:rail"]
    found.close()


@POPS_UP
def test_the_sign_of_a_note_leads_to_it_below(linked: TableDialog, qtbot: QtBot) -> None:
    linked._table.setCurrentIndex(linked._model.index(0, 1))
    QTest.keyClick(linked._table, Qt.Key.Key_Enter)
    found = menu(linked, qtbot)
    found.actions()[2].trigger()
    found.close()
    notes = linked._notes
    assert notes is not None
    qtbot.waitUntil(lambda: notes.textCursor().hasSelection())
    chosen = notes.textCursor().selectedText().replace("\u00a0", " ").replace("\u2060", "")
    assert chosen == "1  As of  Redacted – Privacy Act  May."
    assert linked.isVisible()
    assert notes.hasFocus() or linked.focusWidget() is notes


@POPS_UP
def test_a_cell_without_links_keeps_its_menu_and_enter_closes(
    linked: TableDialog, qtbot: QtBot
) -> None:
    linked._table.setCurrentIndex(linked._model.index(1, 1))
    QTest.keyClick(linked._table, Qt.Key.Key_Return)
    assert linked.findChild(QMenu, "cell_menu") is None
    place = linked._table.visualRect(linked._model.index(1, 1)).center()
    reason = QContextMenuEvent.Reason.Mouse
    corner = linked._table.viewport().mapToGlobal(place)
    event = QContextMenuEvent(reason, place, corner)
    QApplication.sendEvent(linked._table.viewport(), event)
    found = menu(linked, qtbot)
    assert [action.text() for action in found.actions() if not action.isSeparator()] == [
        "Copy cells",
        "&Sort by this column",
    ]
    found.close()


@pytest.mark.parametrize("name", THEMES)
def test_in_a_selected_cell_all_words_have_the_colour_that_can_be_read_there(name: str) -> None:
    chosen = Setting(QFont(), theme(name), chosen=True)
    assert chosen.colour() == QColor(theme(name).row_text)
    usual = Setting(QFont(), theme(name))
    link, code = Piece(0, 1, link="section:x"), Piece(0, 1, frozenset({Mark.CODE}))
    assert format_of(link, chosen).foreground().color() == QColor(theme(name).row_text)
    assert format_of(link, chosen).fontUnderline(), "colour is not the only sign"
    assert format_of(link, usual).foreground().color() == QColor(theme(name).link)
    # On the ground of the row; a redaction keeps its own, and its words with it.
    assert format_of(code, chosen).background().style() == Qt.BrushStyle.NoBrush
    hidden = format_of(Piece(0, 1, redacted=True), chosen)
    assert hidden.background().color() == QColor(theme(name).redaction)
    assert hidden.foreground().color() == QColor(theme(name).redaction_text)


def test_a_raised_figure_behind_a_number_is_no_part_of_it(qtbot: QtBot) -> None:
    rows = "| a | 9 |\n| b | 14[2]{.sup} |\n| c | 30 |\n"
    made = shown(qtbot, f"| A | B |\n|---|---:|\n{rows}", "en")
    assert made._model.index(1, 1).data() == "14²"
    made._table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [made._model.text(row, 0) for row in range(3)] == ["a", "b", "c"]


def test_cells_are_copied_as_they_are_set(rich: TableDialog) -> None:
    copied = rich._model.copied([0, 1, 2], [0, 3], heads=True)
    html = copied.html()
    for part in (
        '<div lang="en">',
        "<strong>PSAC</strong>",
        "<code>code</code>",
        "H<sub>2</sub>O",
        "10<sup>3</sup>",
        "[Redacted – Privacy Act]",
        '<span lang="fr">mots</span>',
    ):
        assert part in html
    assert copied.text().splitlines()[2] == "IBEW\tH2O, 10³ and old"


def test_a_row_is_named_by_the_beginning_of_a_very_long_cell() -> None:
    block = parse_text(f"| a |\n|---|\n| {'word ' * 5000} |\n", file="s.md").blocks[0]
    name = CellsModel(block, "en").headerData(0, Qt.Orientation.Vertical)
    assert isinstance(name, str)
    assert len(name) < 2000, "all of it would be measured for each row"


@pytest.mark.parametrize("percent", [70, 100, 200, 300])
@pytest.mark.usefixtures("same_look")
def test_names_of_columns_stand_in_line_with_their_cells(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    load_all_fonts()
    apply_theme(qapp, theme("light"), percent)
    made = shown(qtbot, "| HHH | HHH | 9 |\n|---|---|---:|\n| HHH | HHH | 9 |\n", "en")
    heads = made._table.horizontalHeader()

    def edges(image: QImage) -> tuple[int, int]:
        inside = range(4, image.width() - 4)
        dark = [x for x in inside if any(image.pixelColor(x, y).lightness() < 128 for y in
                                         range(4, image.height() - 4))]  # fmt: skip
        return min(dark), max(dark)

    for column in (1, 2):
        cell = made._table.visualRect(made._model.index(0, column))
        left, width = heads.sectionViewportPosition(column), heads.sectionSize(column)
        head = QRect(left, 0, width, heads.height())
        above = edges(heads.viewport().grab(head).toImage())
        below = edges(made._table.viewport().grab(cell).toImage())
        side = column - 1
        # Figures of equal width, and strong letters, have other room beside them.
        assert above[side] == pytest.approx(below[side], abs=1 + percent / 200)
