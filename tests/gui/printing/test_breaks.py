"""Where pages of paper end: never with a single line, nor inside a row of a table."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import USUAL
from viewer.ui.printing.paper import Heads, Paper, print_look, usual_layout

Make = Callable[[str], Paper]

LINE = "The tide comes in and goes out again, as it has always done here, every day of every year. "


@pytest.fixture
def paper(qapp: QApplication) -> Make:
    """Makes pages from Markdown."""
    load_all_fonts()

    def make(markdown: str) -> Paper:
        text = SectionText("s", "en", tuple(parse_text(markdown, file="sample.md").blocks))
        content = PageContent(text, "Tides", "en", (), "", lambda _path: b"")
        heads = Heads("Tides", "Basics", "PROTECTED B")
        made = Paper(content, heads, usual_layout(), print_look(100, USUAL, 96), qapp)
        while not made.done:
            made.build_for(1)
        return made

    return make


def _blocks(made: Paper) -> Iterator[QTextBlock]:
    block = made._sheet.document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _pages(made: Paper, block: QTextBlock) -> list[int]:
    """Return the page of each line."""
    top = made._sheet.document.documentLayout().blockBoundingRect(block).top()
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    return [int((top + line.y() + 1) // made._body.height()) for line in lines]


@pytest.mark.parametrize("lines", [2, 3, 4, 5, 8])
@pytest.mark.parametrize("item", ["", "1. "], ids=["paragraph", "item"])
def test_no_line_of_a_paragraph_stands_alone_on_a_page(paper: Make, item: str, lines: int) -> None:
    parted = 0
    for before in range(16, 34):
        words = "Start " + LINE * lines
        made = paper("A line.\n\n" * before + f"{item}{words}\n\nEnd.\n")
        blocks = [block for block in _blocks(made) if len(block.text()) > 60]
        assert "".join(block.text() for block in blocks).split() == words.split()
        pages = [page for block in blocks for page in _pages(made, block)]
        assert all(pages.count(page) >= 2 for page in set(pages)), pages
        assert len(set(pages)) == 1 or len(pages) > 3
        parted += len(set(pages)) > 1
        numbers = [block for block in blocks if block.textList() is not None]
        assert len(numbers) == bool(item)
    assert bool(parted) == (lines > 3)


@pytest.mark.parametrize("before", range(14, 34))
def test_a_heading_and_a_paragraph_that_is_not_parted_stay_together(
    paper: Make, before: int
) -> None:
    made = paper("A line.\n\n" * before + f"## Heading\n\n### Another\n\n{LINE * 2}\n\nEnd.\n")
    pages = {
        page
        for block in _blocks(made)
        if block.text() in {"Heading", "Another"} or len(block.text()) > 60
        for page in _pages(made, block)
    }
    assert len(pages) == 1


def _tables(made: Paper) -> list[QTextTable]:
    found: list[QTextTable] = []
    for block in _blocks(made):
        table = QTextCursor(block).currentTable()
        if table is not None:
            found += [] if table in found else [table]
    return found


def _row_pages(made: Paper, table: QTextTable, row: int) -> set[int]:
    pages: set[int] = set()
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block = cell.firstCursorPosition().block()
        while block.position() <= cell.lastPosition():
            pages |= set(_pages(made, block)) if block.text() else set()
            block = block.next()
    return pages


NAMES = ("Establishment", "Responsibilities", "Implementation", "Interdependence", "Considerations")
STACKED = (
    "|" + "|".join(NAMES * 2) + "|\n" + "|---" * 10 + "|\n" + f"| {'|'.join(NAMES * 2)} |\n" * 9
)
HIGH = "| A | B |\n|---|---|\n" + f"| word | {LINE * 3} |\n" * 25


@pytest.mark.parametrize("before", [0, 1, 2, 3, 5, 8])
@pytest.mark.parametrize("table", [STACKED, HIGH], ids=["stacked", "high"])
def test_no_row_is_parted(paper: Make, table: str, before: int) -> None:
    made = paper("A line.\n\n" * before + f"## Heading\n\n{table}\nEnd.\n")
    rows = 0
    for one in _tables(made):
        for row in range(one.rows()):
            pages = _row_pages(made, one, row)
            assert len(pages) <= 1
            rows += bool(pages)
    assert rows == len(re.findall(r"(?m)^\|(?!---)", table))
    assert made.count() > 1
    heading = next(block for block in _blocks(made) if block.text() == "Heading")
    assert set(_pages(made, heading)) == _row_pages(made, _tables(made)[0], 1)


def test_a_row_that_is_higher_than_a_page_is_parted(paper: Make) -> None:
    made = paper(f"| A | B |\n|---|---|\n| one | {LINE * 70} |\n| two | {LINE} |\n")
    (table,) = _tables(made)
    assert len(_row_pages(made, table, 1)) == 2
    assert table.rows() == 3


def test_the_ground_of_a_box_stays_where_its_words_are(paper: Make) -> None:
    inside = f"{LINE * 5}\n\n" * 12
    made = paper("A line.\n\n" * 3 + f"::: note\n{inside}:::\n\n> Quoted.\n\nEnd.\n")
    document, (note, quote) = made._sheet.document, made._sheet.builder.boxes
    assert document.findBlock(note.first).text() == "Note"
    assert document.findBlock(note.last).text().endswith("year. ".strip())
    assert document.findBlock(quote.first).text() == "Quoted."
    assert document.findBlock(quote.last).text() == "Quoted."
