"""The table window: its cells, their order, copying, and what stays in place."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.accessibility.walk import unnamed
from viewer.book.markdown import parse_text
from viewer.book.model import Block
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.dialogs.table_notes import notes_of
from viewer.ui.elements.frozen_table import FrozenTable
from viewer.ui.elements.spaced_cells import SpacedCells
from viewer.ui.fonts import load_all_fonts
from viewer.ui.theme import apply_theme, theme

AGENTS = """\
| Agent | Employees | Share |
|---|---|---|
| PSAC | 14,577 | 88.2 % |
| IBEW | 13 | 0.1 % |
| PIPSC | 1,207 | 7.3 % |
| Others | not given | – |
"""


def table(markdown: str = AGENTS) -> Block:
    return parse_text(markdown, file="sample.md").blocks[0]


def column(model: CellsModel, number: int) -> list[str]:
    return [model.text(row, number) for row in range(model.rowCount())]


@pytest.fixture
def dialog(qtbot: QtBot) -> TableDialog:
    made = TableDialog(TableContent(table(), "Bargaining agents", "en"), QWidget())
    qtbot.addWidget(made)
    made.copy_requested.connect(put)
    with qtbot.waitExposed(made):
        made.show()
    return made


def put(text: str, html: str) -> None:
    """Put cells on the clipboard, as the window does when they may leave."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_rows_are_sorted_by_number_then_by_word_and_come_back(
    qtmodeltester: ModelTester,
) -> None:
    model = CellsModel(table(), "en")
    qtmodeltester.check(model)
    assert model.heads == ["Agent", "Employees", "Share"]
    model.sort(1)
    assert column(model, 1) == ["13", "1,207", "14,577", "not given"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert column(model, 0) == ["PSAC", "PIPSC", "Others", "IBEW"]
    model.sort(-1)
    assert column(model, 0) == ["PSAC", "IBEW", "PIPSC", "Others"]


@pytest.mark.usefixtures("same_look")
def test_figures_are_equally_wide(qtbot: QtBot, qapp: QApplication) -> None:
    load_all_fonts()
    apply_theme(qapp, theme("light"), 100)
    made = TableDialog(TableContent(table(), "Bargaining agents", "en"), QWidget())
    qtbot.addWidget(made)

    def width(place: int, text: str) -> float:
        own = made._model.data(made._model.index(0, place), Qt.ItemDataRole.FontRole)
        usual = made._table.font()
        font = own.resolve(usual) if isinstance(own, QFont) else usual
        return QFontMetricsF(font).horizontalAdvance(text)

    assert width(2, "111") == pytest.approx(width(2, "888"), abs=0.1)
    assert width(0, "111") < width(0, "888"), "those in words are as wide as they are drawn"


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.usefixtures("same_look")
def test_the_current_cell_has_room_for_its_words(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    apply_theme(qapp, theme("light"), percent)
    made = TableDialog(TableContent(table(), "Bargaining agents", "en"), QWidget())
    qtbot.addWidget(made)
    cells = made._table
    how = QStyleOptionViewItem()
    cells.initViewItemOption(how)
    delegate = cells.itemDelegate()
    assert isinstance(delegate, SpacedCells)
    delegate.initStyleOption(how, made._model.index(0, 1))
    how.rect = cells.visualRect(made._model.index(0, 1))
    part = QStyle.SubElement.SE_ItemViewItemText
    widths = []
    for state in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_HasFocus):
        how.state = QStyle.StateFlag.State_Enabled | state
        widths.append(cells.style().subElementRect(part, how, cells).width())
    assert widths[0] == widths[1], "the frame of the focus takes nothing from them"


MIXED = """\
| Thing | Amount | Since | Provision |
|---|---|---|---|
| a | (45,00 $) | 1er mars 2024 | al. 21(1)a) |
| b | | – | al. 9(1)a) |
| c | 1,2 M$ | 12 déc. 2023 | |
| d | 900 k$ | inconnu | al. 100 |
| e | – | 2024-01-31 | al. 21(1)b) |
| f | à venir | | – |
"""


@pytest.mark.parametrize(
    ("column_number", "up", "down"),
    [
        (1, "adcfbe", "cdafbe"),
        (2, "ceadbf", "aecdbf"),
        (3, "baedcf", "deabcf"),
    ],
    ids=["amounts", "dates", "provisions"],
)
def test_values_are_sorted_by_what_they_mean_and_empty_cells_come_last(
    column_number: int, up: str, down: str
) -> None:
    model = CellsModel(table(MIXED), "fr")
    model.sort(column_number, Qt.SortOrder.AscendingOrder)
    assert "".join(column(model, 0)) == up
    model.sort(column_number, Qt.SortOrder.DescendingOrder)
    assert "".join(column(model, 0)) == down


def test_a_selected_cell_goes_along_when_rows_are_sorted(dialog: TableDialog) -> None:
    cells = dialog._table
    cells.setCurrentIndex(dialog._model.index(1, 0))
    cells.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert cells.currentIndex().row() == 0
    assert cells.currentIndex().data() == "IBEW"


def test_a_row_that_ends_early_is_filled_with_nothing() -> None:
    rows = table("| a | b |\n|---|---|\n| 1 | 2 |\n").rows
    model = CellsModel(table()._replace(rows=(*rows, rows[0][:1])), "en")
    assert model.text(1, 1) == ""


def test_figures_stand_to_the_right() -> None:
    model = CellsModel(table(AGENTS.replace("not given", "2")), "en")
    right = Qt.AlignmentFlag.AlignRight.value
    role, side = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    stands_right = []
    for number in range(2):
        aligned = model.headerData(number, side, role)
        assert isinstance(aligned, Qt.AlignmentFlag)
        stands_right.append(bool(aligned.value & right))
    assert stands_right == [False, True]


def test_a_row_is_named_by_its_first_cell() -> None:
    model = CellsModel(table(), "en")
    assert model.headerData(2, Qt.Orientation.Vertical) == "PIPSC"


def test_without_a_selection_the_whole_table_is_copied(dialog: TableDialog) -> None:
    dialog._copy.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().splitlines()[:2] == ["Agent\tEmployees\tShare", "PSAC\t14,577\t88.2 %"]
    assert '<th scope="col">Employees</th>' in copied.html()
    assert "<td>14,577</td>" in copied.html()


def test_selected_cells_are_copied_as_they_are_shown(dialog: TableDialog) -> None:
    dialog._table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    for row in (0, 1):
        index = dialog._model.index(row, 0)
        flag = dialog._table.selectionModel().SelectionFlag.Select
        dialog._table.selectionModel().select(index, flag)
    QTest.keySequence(dialog._table, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "IBEW\nPIPSC"


def test_markup_in_a_cell_is_copied_as_text() -> None:
    model = CellsModel(table("| a |\n|---|\n| 1 < 2 & 3 |\n"), "en")
    assert "1 &lt; 2 &amp; 3" in model.copied([0], [0], heads=False).html()


def test_header_and_first_column_stay(qtbot: QtBot) -> None:
    wide = "|" + "".join(f" column {n} |" for n in range(40)) + "\n|" + "---|" * 40 + "\n"
    rows = "".join(f"| row {n} |" + " word |" * 39 + "\n" for n in range(100))
    made = TableDialog(TableContent(table(wide + rows), "Wide", "en"), QWidget())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    cells = made._table
    cells.setCurrentIndex(made._model.index(60, 30))
    assert cells.horizontalScrollBar().value() > 0
    assert cells.column_stays()
    first = cells._first
    assert (
        first.visualRect(made._model.index(60, 0)).top()
        == cells.visualRect(made._model.index(60, 30)).top()
    )
    shown = first.mapTo(cells, QPoint(0, 0))
    assert 0 <= shown.x() < 5
    # Its name stays as well.
    corner = cells.childAt(QPoint(5, 5))
    assert corner is not None
    assert first.isAncestorOf(corner)
    assert first.horizontalHeader().height() == cells.horizontalHeader().height()
    # Going back to the left never ends below the column that stays.
    for _step in range(30):
        QTest.keyClick(cells, Qt.Key.Key_Left)
        here = cells.currentIndex()
        if here.column():
            assert cells.visualRect(here).left() >= cells.columnWidth(0)
    assert cells.currentIndex().column() == 0


def test_a_click_on_a_name_sorts_also_by_the_first_column(dialog: TableDialog) -> None:
    for head in (dialog._table._first.horizontalHeader(), dialog._table.horizontalHeader()):
        section = 0 if head.parent() is dialog._table._first else 1
        place = QPoint(head.sectionViewportPosition(section) + 10, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        texts = column(dialog._model, section)
        assert texts[0] == ("IBEW" if section == 0 else "13")


def test_the_keyboard_alone_sorts_by_the_column_it_is_in(dialog: TableDialog, qtbot: QtBot) -> None:
    dialog._table.setCurrentIndex(dialog._model.index(0, 1))
    for wanted in (
        ["13", "1,207", "14,577", "not given"],
        ["14,577", "1,207", "13", "not given"],
        ["14,577", "13", "1,207", "not given"],
    ):
        # A button is pressed for a moment.
        with qtbot.waitSignal(dialog._sort.clicked):
            QTest.keySequence(dialog._table, "Alt+S")
        assert column(dialog._model, 1) == wanted
        assert dialog._table.hasFocus()
        assert dialog._table.currentIndex().column() == 1


def test_it_is_said_how_rows_are_sorted(
    dialog: TableDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def say(_widget: QWidget, words: str) -> None:
        said.append(words)

    monkeypatch.setattr("viewer.ui.dialogs.table.announce", say)
    dialog._table.setCurrentIndex(dialog._model.index(0, 1))
    for _time in range(3):
        dialog._sort.click()
    dialog._table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert said == [
        "Sorted by Employees, rising",
        "Sorted by Employees, falling",
        "In the order of the book",
        "Sorted by Agent, rising",
    ]


REDACTED = """\
| Who | What[^b] |
|---|---|
| The minister[^a] | []{.redacted act=atia provision="21(1)(a)"} |
| ![The crown](images/x.png) | 14,577[^b] |

[^a]: As of *May*.
[^b]: Not counting
    the rest.

    A second paragraph.
[^c]: Of another table.
"""


def test_cells_say_what_the_page_says_and_their_notes_stand_below(qtbot: QtBot) -> None:
    blocks = parse_text(REDACTED + "\nElsewhere.[^c]\n", file="sample.md").blocks
    made = TableDialog(TableContent(blocks[0], "Agents", "en", notes_of(blocks)), QWidget())
    qtbot.addWidget(made)
    assert column(made._model, 0) == ["The minister\u00b2", "[The crown]"]
    assert column(made._model, 1) == ["[Redacted – ATIA s. 21(1)(a)]", "14,577\u00b9"]
    head = made._model.headerData(1, Qt.Orientation.Horizontal)
    assert (head, made._model.heads[1]) == ("What\u00b9", "What")
    below = made.findChild(QPlainTextEdit, "table_notes")
    assert below is not None
    assert below.toPlainText() == (
        "1  Not counting the rest.\n1  A second paragraph.\n2  As of May."
    )
    copied = made._model.copied([0, 1], [0, 1], heads=False).text()
    assert copied == "The minister\t[Redacted – ATIA s. 21(1)(a)]\n[The crown]\t14,577"
    made._model.sort(1)
    assert column(made._model, 1)[0] == "14,577\u00b9"


def test_a_table_without_notes_has_no_empty_box(dialog: TableDialog) -> None:
    assert dialog.findChild(QPlainTextEdit, "table_notes") is None


@pytest.mark.parametrize("width", [500, 900])
def test_a_first_column_of_long_names_stays_too(qtbot: QtBot, width: int) -> None:
    name = "The very long name of an agent, with all that belongs to it, "
    head = "| Agent |" + " Column |" * 20 + "\n" + "|---" * 21 + "|\n"
    rows = "".join(f"| {name * 2}{n} |" + " some words |" * 20 + "\n" for n in range(30))
    made = TableDialog(TableContent(table(head + rows), "Wide", "en"), QWidget())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.resize(width, 500)
    qtbot.waitUntil(lambda: made._table.viewport().width() < width)
    assert made._table.column_stays()
    # All of the name can be read: its row is as high as it needs.
    first = made._table._first
    assert first.sizeHintForRow(0) > 2 * first.fontMetrics().height()
    qtbot.waitUntil(lambda: made._table.rowHeight(0) >= first.sizeHintForRow(0))


def test_rows_far_down_a_long_table_are_as_high_as_their_words(qtbot: QtBot) -> None:
    long = "words that take more than one line in a column of some width, " * 4
    rows = "".join(f"| {n} | {long} |\n" for n in range(1200))
    block = table("| No | B |\n|---|---|\n" + rows)
    made = TableDialog(TableContent(block, "Long", "en"), QWidget())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    cells = made._table
    needed = cells.sizeHintForRow(0)
    assert needed > 2 * cells.fontMetrics().height()
    for row in (700, 1199, 20):
        cells.setCurrentIndex(made._model.index(row, 0))
        assert cells.rowHeight(row) >= needed
        seen = cells.visualRect(made._model.index(row, 1))
        assert cells.viewport().rect().contains(seen.topLeft())
    bar = cells.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(partial(are_as_high, cells, needed))


def are_as_high(cells: FrozenTable, needed: int) -> bool:
    rows = (cells.rowAt(y) for y in range(0, cells.viewport().height(), 10))
    return all(cells.rowHeight(row) >= needed for row in rows)


def test_everything_in_the_window_has_a_name(dialog: TableDialog) -> None:
    assert unnamed(dialog) == []
    assert "4 rows, 3 columns" in dialog._table.accessibleName()


def test_a_note_of_one_line_is_seen_whole_and_takes_one_line(qtbot: QtBot) -> None:
    note = "[^a]: Not counting the rest."
    blocks = parse_text(f"| A |\n| --- |\n| 1[^a] |\n\n{note}\n", file="s.md").blocks
    made = TableDialog(TableContent(blocks[0], "Agents", "en", notes_of(blocks)), QWidget())
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    box = made.findChild(QPlainTextEdit, "table_notes")
    assert box is not None
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)
    assert box.height() < 3 * box.fontMetrics().lineSpacing()
