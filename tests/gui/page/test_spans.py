"""Tables on the page whose cells span columns and rows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell

from tests.effort import effort
from viewer.annotations.palette import COLOURS
from viewer.ui.page.content import PageContent, Passage
from viewer.ui.page.ink import Ink
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.view import PageView

Content = Callable[..., PageContent]
Build = Callable[[PageContent], Sheet]

BUDGET = """\
{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | | 2025 {colspan=2} | |
|---|--:|--:|--:|--:|
| | Planned | Actual | Planned | Actual |
| Ports 🚢 {rowspan=2} | 1 | 2 | Under 🚧 *review* {colspan=2 rowspan=2} | |
| | 3 | 4 | | |
| Sum {colspan=5} | | | | |
| Total | 4 | 6 | 1,000 {colspan=2} | |
"""


def tables(sheet: Sheet) -> list[QTextTable]:
    """The tables in the document, in order."""
    found = sheet.document.rootFrame().childFrames()
    return [frame for frame in found if isinstance(frame, QTextTable)]


def cell_of(sheet: Sheet, words: str) -> QTextTableCell:
    """The cell in which words stand."""
    cursor = sheet.document.find(words)
    table = cursor.currentTable()
    assert table is not None, words
    return table.cellAt(cursor)


def words_of(cell: QTextTableCell) -> str:
    """What stands in a cell."""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def alignment(cell: QTextTableCell) -> Qt.AlignmentFlag:
    """How the words of a cell stand."""
    found = cell.firstCursorPosition().blockFormat().alignment()
    return found & Qt.AlignmentFlag.AlignHorizontal_Mask & ~Qt.AlignmentFlag.AlignAbsolute


def ground(cell: QTextTableCell) -> str:
    """The colour behind a cell; nothing for that of the page."""
    brush = cell.format().background()
    return "" if brush.style() == Qt.BrushStyle.NoBrush else brush.color().name()


def test_cells_span_what_the_author_says(build: Build, content: Content) -> None:
    sheet = build(content(BUDGET))
    (table,) = tables(sheet)
    assert table.format().headerRowCount() == 2
    sizes = {
        words: (cell_of(sheet, words).columnSpan(), cell_of(sheet, words).rowSpan())
        for words in ("Program", "2024", "Planned", "Ports", "review", "Sum", "Total")
    }
    assert sizes == {
        "Program": (1, 2), "2024": (2, 1), "Planned": (1, 1), "Ports": (1, 2), "review": (2, 2),
        "Sum": (5, 1), "Total": (1, 1),
    }  # fmt: skip


def test_what_spans_columns_stands_between_them_but_figures_end_with_the_last(
    build: Build, content: Content
) -> None:
    sheet = build(content(BUDGET))
    flags = Qt.AlignmentFlag
    stands = {words: alignment(cell_of(sheet, words)) for words in ("2024", "review", "Sum")}
    assert stands == {
        "2024": flags.AlignHCenter,
        "review": flags.AlignHCenter,
        "Sum": flags.AlignLeft,
    }
    assert alignment(cell_of(sheet, "1,000")) == flags.AlignRight


def test_every_offset_leads_to_its_character_and_back(build: Build, content: Content) -> None:
    made = content(BUDGET)
    sheet = build(made)
    text = made.text.blocks[0].text
    for words in ("Program", "Ports 🚢", "Under 🚧 review", "Sum", "1,000", "6"):
        start = text.index(words)
        first, last = sheet.builder.map.span(0, start, start + len(words))
        assert sheet.cursor(first, last).selectedText() == words
        found = sheet.builder.map.passage(first, last)
        assert found == Passage(0, start, 0, start + len(words))


def test_a_highlight_over_cells_that_span_others_marks_just_their_words(
    page: PageView, content: Content
) -> None:
    made = content(BUDGET)
    page.show_section(made)
    text = made.text.blocks[0].text
    start, end = text.index("🚢"), text.index("review") + 3
    page.set_highlights([Ink("a", Passage(0, start, 0, end), COLOURS[0].name, "solid")])
    marked = [one.cursor.selectedText() for one in page.extraSelections()]
    assert "".join(marked).split() == ["🚢12Under", "🚧", "rev"]


def test_rows_that_a_cell_spans_have_one_ground(build: Build, content: Content) -> None:
    rows = "| a {rowspan=2} | 1 |\n| | 2 |\n| b {rowspan=2} | 3 |\n| | 4 |\n| c | 5 |\n"
    (table,) = tables(build(content(f"| h | i |\n|-|-|\n{rows}")))
    grounds = [[ground(table.cellAt(row, column)) for column in (0, 1)] for row in range(1, 6)]
    plain, striped = grounds[0], grounds[2]
    assert plain == ["", ""]
    assert striped == [striped[0]] * 2 != plain
    assert grounds == [plain, plain, striped, striped, plain]


def test_rules_are_those_of_the_last_row_that_a_cell_spans(build: Build, content: Content) -> None:
    sheet = build(content(f"{BUDGET}| End {{rowspan=2}} | 1 | 2 | 3 | 4 |\n| | 5 | 6 | 7 | 8 |\n"))
    strong = cell_of(sheet, "Program").format().toTableCellFormat().bottomBorder()
    thin = cell_of(sheet, "Ports").format().toTableCellFormat().bottomBorder()
    assert 0 < thin < strong
    assert cell_of(sheet, "2024").format().toTableCellFormat().bottomBorder() == thin
    assert cell_of(sheet, "End").format().toTableCellFormat().bottomBorder() == strong


def test_columns_have_room_for_the_words_of_what_spans_them(build: Build, content: Content) -> None:
    word, long = "Unbreakable" * 4, "many words " * 20
    rows = f"| {word} {{colspan=2}} | | {long} |\n| b | c | d |\n"
    sheet = build(content(f"| h | i | j |\n|-|-|-|\n{rows}"))
    cell = cell_of(sheet, word)
    assert cell.columnSpan() == 2
    assert cell.firstCursorPosition().block().layout().lineCount() == 1


def test_where_cells_are_stacked_each_row_says_what_reaches_into_it(
    build: Build, content: Content
) -> None:
    long = "Unbreakable" * 3
    made = content(BUDGET.replace("Planned", long).replace("Actual", f"Real{long}"))
    sheet = build(made)
    (table,) = tables(sheet)
    assert table.columns() == 1
    rows = [words_of(table.cellAt(row, 0)).split("\u2029") for row in range(table.rows())]
    assert rows[0] == ["Program · 2024 · 2025"]
    assert rows[2][0] == rows[3][0] == "Program: Ports 🚢"
    assert rows[2][-1] == rows[3][-1] == f"2025 – {long} / Real{long}: Under 🚧 review"
    assert rows[3][1] == f"2024 – {long}: 3"
    assert rows[4] == ["Sum"]
    text = made.text.blocks[0].text
    for words in ("Ports 🚢", "Under 🚧 review", "1,000"):
        start = text.index(words)
        first, last = sheet.builder.map.span(0, start, start + len(words))
        assert sheet.cursor(first, last).selectedText() == words


def test_what_is_said_again_is_set_as_the_first_time(build: Build, content: Content) -> None:
    long = "Unbreakable" * 5
    rows = "| **strong** [link](#x) {rowspan=2} | 1 |\n| | 2 |\n"
    sheet = build(content(f"| {long} | {long} |\n|-|-|\n{rows}"))
    strong = sheet.document.find("strong", sheet.document.find("strong"))
    link = sheet.document.find("link", sheet.document.find("link"))
    assert strong.charFormat().fontWeight() > 500
    assert link.charFormat().anchorHref()


def test_a_cell_over_several_pieces_goes_on_without_its_words(
    build: Build, content: Content
) -> None:
    rows = "| tall {rowspan=400} | 1 |\n" + "| | 2 |\n" * 399
    made = content(f"| h | i |\n|-|-|\n{rows}| end | 3 |\n")
    sheet = build(made)
    pieces = tables(sheet)
    assert len(pieces) > 1
    assert sheet.document.toPlainText().count("tall") == 1
    inner = [piece.cellAt(piece.rows() - 1, 0) for piece in pieces[:-1]]
    assert [cell.rowSpan() for cell in inner] == [piece.rows() - 1 for piece in pieces[:1]] + [
        piece.rows() for piece in pieces[1:-1]
    ]
    assert {cell.format().toTableCellFormat().bottomBorder() for cell in inner} == {0}
    assert pieces[-1].cellAt(0, 0).format().toTableCellFormat().bottomBorder() > 0
    text = made.text.blocks[0].text
    first, last = sheet.builder.map.span(0, len(text) - 5, len(text) - 2)
    assert sheet.cursor(first, last).selectedText() == "end"


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_thousands_of_rows_with_spans_are_built_in_steps(
    page: PageView, content: Content, width: str
) -> None:
    word = "Unbreakable" * (8 if width == "narrow" else 1)
    group = (
        f"| {word} {{rowspan=3}} | a | {word} {{colspan=2}} | |\n| | b | 1 | 2 |\n| | c | 3 | 4 |\n"
    )
    head = "| h | i | j | k |\n|-|-|-|-|\n"
    plain = f"| {word} | a | {word} | |\n| | b | 1 | 2 |\n| | c | 3 | 4 |\n"
    spans, none = content(head + group * 600), content(head + plain * 600)
    least = effort(lambda: page.show_section(none))
    assert effort(lambda: page.show_section(spans)) < 3 * least
    sheet = page._sheet
    assert sheet is not None
    while not sheet.builder.done:
        before = len(sheet.document.toPlainText().splitlines())
        sheet.build_for(60)
        assert len(sheet.document.toPlainText().splitlines()) - before <= 2 * 150 + 2


def test_a_cell_over_a_thousand_columns_and_rows_is_shown(build: Build, content: Content) -> None:
    columns, rows = 60, 200
    first = "| all {colspan=1000 rowspan=1000} " + "| " * (columns - 1) + "|\n"
    body = first + ("| " * columns + "|\n") * (rows - 1)
    sheet = build(content("| h " * columns + "|\n" + "|-" * columns + "|\n" + body))
    assert "all" in sheet.document.toPlainText()


def test_a_very_long_cell_is_said_again_by_its_beginning(build: Build, content: Content) -> None:
    columns = " | ".join(["Unbreakable" * 4] * 6)
    long = "word " * 5000
    body = f"| {long} {{rowspan=60}} {'| x ' * 5}|\n" + f"| {'| y ' * 5}|\n" * 59
    sheet = build(content(f"| {columns} |\n{'|-' * 6}|\n{body}"))
    assert sheet.document.toPlainText().count("word") < 5000 + 60 * 250
