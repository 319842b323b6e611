"""The table window of a table whose cells span others: shown, sorted, copied."""

import pytest
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.elements.spaced_cells import SpacedCells

BUDGET = """\
{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | | Note[^n] {rowspan=2} |
|---|---|---|---|
| | Planned | Actual | |
| Operations of the whole agency, without those that are abroad {colspan=4} | | | |
| Ports {rowspan=3} | 30 | 20 | late {rowspan=2} |
| | under review {colspan=2} | | |
| | 10 | 7 | early |
| Rail | 5 | 1,000 {colspan=2} | |

[^n]: As of June.
"""

RISING = Qt.SortOrder.AscendingOrder


def model() -> CellsModel:
    return CellsModel(parse_text(BUDGET, file="x.md").blocks[0], "en", None, {"n": "1"})


def shown(cells: CellsModel) -> list[list[str]]:
    columns = range(cells.columnCount())
    return [[cells.text(row, column) for column in columns] for row in range(cells.rowCount())]


def copied(cells: CellsModel, rows: list[int], columns: list[int]) -> QMimeData:
    return cells.copied(rows, columns, heads=False)


@pytest.fixture
def dialog(qtbot: QtBot) -> TableDialog:
    blocks = parse_text(BUDGET, file="x.md").blocks
    made = TableDialog(TableContent(blocks[0], "Budget", "en"), QWidget())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_columns_are_named_by_both_header_rows(qtmodeltester: ModelTester) -> None:
    cells = model()
    qtmodeltester.check(cells)
    assert cells.heads == ["Program", "2024 – Planned", "2024 – Actual", "Note"]
    named = [cells.headerData(column, Qt.Orientation.Horizontal) for column in (0, 3)]
    assert named == ["Program", "Note\u00b9"]


def test_a_title_over_all_columns_is_that_of_the_window(qtbot: QtBot) -> None:
    source = "{header-rows=2}\n| Table 4 {colspan=2} | |\n|-|-|\n| a | b |\n| 1 | 2 |\n"
    block = parse_text(source, file="x.md").blocks[0]
    dialog = TableDialog(TableContent(block, "Budget", "en"), QWidget())
    qtbot.addWidget(dialog)
    assert dialog._model.heads == ["a", "b"]
    assert dialog.windowTitle() == "Table – Table 4"


def test_cells_span_others_and_every_row_has_its_name(dialog: TableDialog) -> None:
    view = dialog._table
    sizes = {
        (row, column): (view.rowSpan(row, column), view.columnSpan(row, column))
        for row, column in ((0, 0), (0, 1), (1, 0), (1, 3), (2, 1), (4, 2), (4, 0))
    }
    # The first column stays: what goes on beside it does so without words.
    assert sizes == {
        (0, 0): (1, 1), (0, 1): (1, 3), (1, 0): (3, 1), (1, 3): (2, 1), (2, 1): (1, 2),
        (4, 2): (1, 2), (4, 0): (1, 1),
    }  # fmt: skip
    assert view._first.rowSpan(1, 0) == 3
    assert dialog._model.text(0, 1) == ""
    names = [dialog._model.headerData(row, Qt.Orientation.Vertical) for row in range(5)]
    assert names[1:] == ["Ports", "Ports", "Ports", "Rail"]


def test_sorted_each_row_says_all_that_holds_for_it(dialog: TableDialog) -> None:
    view, cells = dialog._table, dialog._model
    view.sortByColumn(1, RISING)
    assert [row[0][:5] for row in shown(cells)] == ["Rail", "Ports", "Ports", "Opera", "Ports"]
    assert shown(cells)[-1] == ["Ports", "under review", "", "late"]
    assert view.rowSpan(1, 0) == view.rowSpan(2, 3) == 1
    assert view.columnSpan(4, 1) == 2
    view.sortByColumn(2, RISING)
    # What spans two columns is sorted by both.
    assert [row[1] for row in shown(cells)][:3] == ["10", "30", "5"]
    view.sortByColumn(-1, RISING)
    assert view.rowSpan(1, 0) == 3


def test_rows_and_columns_are_no_larger_than_their_words_need(qtbot: QtBot) -> None:
    long = "as late as nobody could foresee, since it depends on the weather"
    over = "not decided by the board yet"
    first = f"| a | {long} {{rowspan=2}} | {over} {{colspan=2}} | |"
    body = f"{first}\n| b | | c | d |\n| e | f | g | h |\n"
    block = parse_text(f"| h | i | j | k |\n|-|-|-|-|\n{body}", file="x.md").blocks[0]
    dialog = TableDialog(TableContent(block, "Long", "en"), QWidget())
    qtbot.addWidget(dialog)
    dialog.resize(900, 500)
    with qtbot.waitExposed(dialog):
        dialog.show()
    view, advance = dialog._table, dialog._table.fontMetrics().horizontalAdvance
    assert view.columnWidth(1) < advance(long)
    assert advance(over) <= view.columnWidth(2) + view.columnWidth(3) < 1.5 * advance(over)
    assert view.rowHeight(0) == view.rowHeight(1) == view.rowHeight(2)


def test_a_ground_of_every_second_row_is_there_where_no_cell_spans_rows(
    dialog: TableDialog,
) -> None:
    assert not dialog._table.alternatingRowColors()
    dialog._table.sortByColumn(1, RISING)
    assert dialog._table.alternatingRowColors()


def test_words_over_columns_of_figures_stand_between_them() -> None:
    cells = CellsModel(
        parse_text("| a | b |\n|-|-|\n| 1 | 2 |\n| none {colspan=2} | |\n| 9 {colspan=2} | |\n",
                   file="x.md").blocks[0], "en",
    )  # fmt: skip
    flags = Qt.AlignmentFlag
    stands = [cells._align(row, 0) for row in range(3)]
    assert stands == [flags.AlignRight, flags.AlignHCenter, flags.AlignRight]


def test_cells_are_copied_with_their_spans() -> None:
    cells = model()
    made = copied(cells, [1, 2], [0, 1, 2])
    assert made.text() == "Ports\t30\t20\n\tunder review\t"
    assert made.html() == (
        '<div lang="en"><table>\n<tr><td rowspan="2">Ports</td><td>30</td><td>20</td></tr>\n'
        '<tr><td colspan="2">under review</td></tr>\n</table></div>'
    )
    # Of what is spanned, what it says comes along.
    assert copied(cells, [2], [0, 2, 3]).text() == "Ports\tunder review\tlate"
    cells.sort(1, RISING)
    assert copied(cells, [1, 2], [0, 1]).text() == "Ports\t10\nPorts\t30"


def test_in_a_large_table_every_cell_of_which_spans_others_sorting_stays_quick(
    qtbot: QtBot,
) -> None:
    group = "| a {rowspan=3} | 1 | b {colspan=2} | |\n| | 2 | 3 | 4 |\n| | 5 | 6 | 7 |\n"
    block = parse_text("| h | i | j | k |\n|-|-|-|-|\n" + group * 1000, file="x.md").blocks[0]
    dialog = TableDialog(TableContent(block, "Large", "en"), QWidget())
    qtbot.addWidget(dialog)
    dialog._table.sortByColumn(1, RISING)
    assert dialog._model.text(0, 0) == "a"
    assert dialog._table.rowSpan(0, 0) == 1


def test_a_very_long_cell_is_said_again_by_its_beginning() -> None:
    body = f"| {'word ' * 5000} {{rowspan=60}} | x |\n" + "| | y |\n" * 59
    cells = CellsModel(parse_text(f"| h | i |\n|-|-|\n{body}", file="x.md").blocks[0], "en")
    cells.sort(1, RISING)
    assert len(cells.text(0, 0)) == 24_999
    assert {len(cells.text(row, 0)) for row in range(1, 60)} == {1001}


def test_rows_are_high_enough_for_what_spans_them(qtbot: QtBot) -> None:
    """A pixel of width too much, as the grid takes one, and at some widths a line is cut off."""
    body = f"| a | {'some many words ' * 14} {{rowspan=2}} |\n| b | |\n"
    block = parse_text(f"| h | i |\n|-|-|\n{body}", file="x.md").blocks[0]
    dialog = TableDialog(TableContent(block, "Long", "en"), QWidget())
    qtbot.addWidget(dialog)
    dialog.show()
    view, index = dialog._table, dialog._model.index(0, 1)
    cells, option = view.itemDelegate(), QStyleOptionViewItem()
    assert isinstance(cells, SpacedCells)
    view.initViewItemOption(option)
    for width in range(200, 280):
        view.setColumnWidth(1, width)
        view.resizeRowsToContents()
        shown = view.visualRect(index)
        option.rect = QRect(0, 0, shown.width(), shown.height())
        assert cells._size(option, index).height() <= shown.height(), width
