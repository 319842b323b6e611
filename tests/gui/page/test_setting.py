"""How text is set: numbers of lists, no-break spaces, figures in columns, images in lines."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextLine, QTextTable
from PySide6.QtWidgets import QApplication

from tests.gui.page.conftest import picture
from viewer.ui.fonts import SANS, load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

Build = Callable[[PageContent], Sheet]
Content = Callable[..., PageContent]


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """The fonts of the page."""
    del qapp
    load_all_fonts()


def _blocks(sheet: Sheet) -> Iterator[QTextBlock]:
    block = sheet.document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _block(sheet: Sheet, words: str) -> QTextBlock:
    return next(block for block in _blocks(sheet) if words in block.text())


def _table(block: QTextBlock) -> QTextTable:
    table = QTextCursor(block).currentFrame()
    assert isinstance(table, QTextTable)
    return table


def _lines(block: QTextBlock) -> list[QTextLine]:
    return [block.layout().lineAt(number) for number in range(block.layout().lineCount())]


def _x(sheet: Sheet, block: QTextBlock, place: int) -> float:
    """Return how far from the left side of the page a character stands."""
    line = block.layout().lineForTextPosition(place)
    left = sheet.document.documentLayout().blockBoundingRect(block).left()
    x = line.cursorToX(place)
    # The stubs know only the number; with it comes the place.
    return left + (x[0] if isinstance(x, tuple) else float(str(x)))


@pytest.mark.parametrize("start", [1, 98, 998, 123_456])
@pytest.mark.parametrize("around", ["", "> ", "- "])
def test_the_numbers_of_a_list_have_room(
    build: Build, content: Content, start: int, around: str
) -> None:
    indent = "  " if around == "- " else around
    sheet = build(content(f"{around}{start}. one\n" + f"{indent}1. more\n" * 3))
    insets = set()
    for words in ("one", "more"):
        block = _block(sheet, words)
        metrics = QFontMetricsF(block.charFormat().font())
        number = metrics.horizontalAdvance(f"{block.textList().itemText(block)} ")
        insets.add(block.blockFormat().leftMargin())
        assert number <= block.blockFormat().leftMargin() + 0.5
    assert len(insets) == 1, "all items of a list hang alike"


@pytest.mark.parametrize("last", [8, 18, 28])
def test_roman_numbers_have_room(build: Build, content: Content, last: int) -> None:
    deepest = "".join(f"       {number}. deep\n" for number in range(1, last + 1))
    sheet = build(content(f"1. one\n   1. two\n{deepest}"))
    outer = _block(sheet, "two").blockFormat().leftMargin()
    for block in (block for block in _blocks(sheet) if block.text() == "deep"):
        metrics = QFontMetricsF(block.charFormat().font())
        number = metrics.horizontalAdvance(f"{block.textList().itemText(block)} ")
        assert outer + number <= block.blockFormat().leftMargin() + 0.5


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Voici : « oui » !", "Voici\u00a0: «\u00a0oui\u00a0»\u00a0!"),
        (
            "14 577 000 agents, 3,7 % et 100 $",
            "14\u00a0577\u00a0000 agents, 3,7\u00a0% et 100\u00a0$",
        ),
        ("≥ 5 km, 10 h 30, 3 M$, § 4", "≥\u00a05\u00a0km, 10\u00a0h 30, 3\u00a0M$, §\u00a04"),
        ("in 2025 or 12 1234, 3 to 4, 2 mois", "in 2025 or 12 1234, 3 to 4, 2 mois"),
    ],
)
def test_a_line_does_not_end_inside_a_number_or_before_its_sign(
    page: PageView, built: Callable[[PageView], None], content: Content, plain: str, set_: str
) -> None:
    page.show_section(content(f"{plain}\n\n`{plain}`", language="fr"))
    built(page)
    sheet = page.sheet()
    assert sheet is not None
    words, code = list(_blocks(sheet))[1:3]
    assert words.text() == set_
    assert code.text() == plain, "code stays as it is"
    assert sheet.content.text.blocks[0].text == plain, "what is found and cited stays, too"
    page.selectAll()
    assert plain in page.createMimeDataFromSelection().text(), "and what is copied"


def test_links_to_other_books_and_telephones_are_links(build: Build, content: Content) -> None:
    sheet = build(content("[a](briefing:tides/log), [b](tel:+1-418-555-0100), [c](ftp://x)"))
    assert sheet.builder.links.targets == ["briefing:tides/log", "tel:+1-418-555-0100"]


WORDY = "so many words that they take most of the width of the column " * 2


def test_numbers_in_a_table_are_not_broken(build: Build, content: Content) -> None:
    rows = "".join(f"| {WORDY} | {number} |\n" for number in ("−12.0 %", "1 240 500", "+3.7 %"))
    sheet = build(content(f"| Words | Number |\n| --- | --- |\n{rows}"))
    for number in ("−12.0", "1\u00a0240", "+3.7"):
        block = _block(sheet, number)
        assert len(_lines(block)) == 1
        share = _table(block).format().columnWidthConstraints()[1].rawValue() / 100
        assert _lines(block)[0].naturalTextWidth() <= share * sheet.width


@pytest.mark.parametrize(("language", "point"), [("en", "."), ("fr", ",")])
def test_figures_stand_unit_below_unit(
    build: Build, content: Content, language: str, point: str
) -> None:
    numbers = ["14.2", "9", "6.25", "(12)", "5.5 %"]
    rows = "".join(f"| x | {number.replace('.', point)} |\n" for number in numbers)
    sheet = build(content(f"| A | B |\n| --- | --- |\n{rows}", language=language))
    ends = []
    for number in numbers:
        block = _block(sheet, number.replace(".", point).replace(" ", "\u00a0"))
        units = number.replace("(", " ").replace(")", " ").rstrip().split(".")[0]
        ends.append(_x(sheet, block, len(units)))
    assert max(ends) - min(ends) < 1.5, ends


def test_hyphens_in_cells_are_those_of_words(build: Build, content: Content) -> None:
    sheet = build(content("| A | B |\n| --- | --- |\n| Marie-Ève | 11 |\n| Paul | 44 |"))
    fonts = [_block(sheet, words).begin().fragment().charFormat().font() for words in ("Ma", "11")]
    words, figures = map(QFontMetricsF, fonts)
    assert figures.horizontalAdvance("11") == pytest.approx(
        figures.horizontalAdvance("44"), abs=0.1
    )
    assert words.horizontalAdvance("-") < 0.8 * figures.horizontalAdvance("4")


@pytest.mark.parametrize("before", ["", "- ", "> ", "::: note\n"])
def test_a_large_image_in_a_line_covers_no_words(
    build: Build, content: Content, before: str
) -> None:
    markdown = f"Above.\n\n{before}Words before ![sign](a.png) and after."
    sheet = build(content(markdown, resource=lambda _path: picture(700, 200)))
    block = _block(sheet, "Words before")
    top = sheet.document.documentLayout().blockBoundingRect(block).top()
    above = sheet.document.documentLayout().blockBoundingRect(_block(sheet, "Above.")).bottom()
    tall = max(_lines(block), key=lambda line: line.height())
    assert tall.height() > 100
    assert top + tall.y() + tall.height() - tall.descent() - 150 > above
    right = block.blockFormat().leftMargin() + max(
        line.naturalTextWidth() for line in _lines(block)
    )
    assert right <= sheet.width + 1


def test_an_image_in_a_cell_stays_in_it(build: Build, content: Content) -> None:
    markdown = "| Sign | Means |\n| --- | --- |\n| ![sign](a.png) | mooring |"
    sheet = build(content(markdown, resource=lambda _path: picture(700, 200)))
    block = _block(sheet, "\ufffc")
    share = _table(block).format().columnWidthConstraints()[0].rawValue() / 100
    line = _lines(block)[0]
    assert line.naturalTextWidth() <= share * sheet.width
    assert line.height() >= line.naturalTextWidth() * 200 / 700 - 2


def test_all_of_a_call_out_is_set_on_its_ground(build: Build, content: Content) -> None:
    rows = "| A | B |\n| --- | --- |\n| c | zinc |\n| e | f |\n"
    sheet = build(content(f"::: note\nWith `code`.\n\n> Quoted.\n\n{rows}:::"))
    assert _block(sheet, "Quoted").begin().fragment().charFormat().font().family() == SANS
    code = sheet.cursor(*sheet.builder.map.span(0, 6, 9)).charFormat()
    assert not code.hasProperty(code.Property.BackgroundBrush.value)
    table = _table(_block(sheet, "zinc"))
    for row in range(3):
        cell = table.cellAt(row, 1).format()
        assert not cell.hasProperty(cell.Property.BackgroundBrush.value)


def test_lines_and_bars_grow_with_the_text() -> None:
    def strokes(percent: int) -> list[float]:
        return [Look(theme("light"), percent, 96).stroke(pixels) for pixels in (1, 1.5, 4)]

    assert strokes(70) == strokes(100) == [1, 1.5, 4]
    assert strokes(300) == [3, 4, 12]
