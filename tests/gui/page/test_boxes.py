"""Boxes around blocks: call-outs, quotes and what stands in them."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from tests.effort import effort
from viewer.book.model import Block, Container, Kind, SectionText, Span
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import box_area
from viewer.ui.page.look import USUAL, Look, Typesetting
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

Build = Callable[[PageContent], Sheet]
Content = Callable[..., PageContent]

TABLE = "| Agent | Number |\n| --- | --- |\n| PSAC | 14,577 |\n| PIPSC | 1,207 |\n"


def _block(sheet: Sheet, words: str) -> QTextBlock:
    block = sheet.document.begin()
    while words not in block.text():
        block = block.next()
    return block


def _base(sheet: Sheet, block: QTextBlock) -> float:
    """Height of the base line of a block of one line."""
    line = block.layout().lineAt(0)
    top = sheet.document.documentLayout().blockBoundingRect(block).top()
    return top + line.y() + line.ascent()


def _capitals(block: QTextBlock) -> float:
    """Height of its capitals."""
    return QFontMetricsF(block.begin().fragment().charFormat().font()).capHeight()


def test_a_box_holds_all_its_blocks(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("Before.\n\n::: note\nOne.\n\n- Two.\n\n> Three.\n:::\n\nAfter."))
    note, quote = sheet.builder.boxes
    document = sheet.document
    assert document.findBlock(note.first).text() == "Note"
    assert document.findBlock(note.last).text() == "Three."
    assert (
        document.findBlock(quote.first).text() == document.findBlock(quote.last).text() == "Three."
    )
    assert quote.left > note.left
    assert note.bottom > quote.bottom


def test_boxes_do_not_touch(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("::: note\nOne.\n:::\n\n::: note\nTwo.\n:::\n\n> Three.\n\nFour."))
    layout = sheet.document.documentLayout()
    ends = []
    for box in sheet.builder.boxes:
        first, last = sheet.document.findBlock(box.first), sheet.document.findBlock(box.last)
        ends.append(layout.blockBoundingRect(first).top() - box.top)
        ends.append(layout.blockBoundingRect(last).bottom() + box.bottom)
    ends.append(layout.blockBoundingRect(_block(sheet, "Four")).top())
    gaps = [below - above for above, below in zip(ends[1::2], ends[2::2], strict=True)]
    assert all(gap >= 12 for gap in gaps), gaps


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_forty_levels_cost_nothing_and_keep_their_text_in_the_column(
    build: Build, content: Callable[..., PageContent], mark: str
) -> None:
    deep, flat = content(mark * 40 + "deep\n"), content("one\n\n" * 39 + "deep\n")

    def lay_out(made: PageContent) -> Sheet:
        sheet = build(made)
        sheet.document.documentLayout().blockBoundingRect(_block(sheet, "deep"))
        return sheet

    assert effort(lambda: lay_out(deep)) < 2 * effort(lambda: lay_out(flat))
    sheet = lay_out(deep)
    assert _block(sheet, "deep").blockFormat().leftMargin() < 320
    assert len(sheet.builder.boxes) <= 4


def test_an_unknown_kind_of_call_out_is_a_note(build: Build) -> None:
    around = (Container("callout", 1, {"type": "strange"}),)
    block = Block("x", Kind.CALLOUT, 0, "Text.", (Span("Text."),), around)
    sheet = build(
        PageContent(SectionText("s", "en", (block,)), "T", "en", (), "", lambda _path: b"")
    )
    assert sheet.builder.boxes[0].kind == "note"


def test_a_box_ends_a_little_below_its_table(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content(f"::: note\n{TABLE}\n\n{TABLE}\n:::\n\nAfter."))
    (box,) = sheet.builder.boxes
    layout = sheet.document.documentLayout()
    bottom = box_area(sheet.document, box).bottom()
    last = layout.blockBoundingRect(sheet.document.findBlock(box.last)).bottom()
    after = layout.blockBoundingRect(_block(sheet, "After")).top()
    assert 10 <= bottom - last <= 30
    assert after - bottom >= 12


def test_a_table_fills_the_box_it_is_in(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content(f"::: note\nText.\n\n{TABLE}\n:::"))
    text = _block(sheet, "Text.")
    wide = 520 - text.blockFormat().leftMargin() - text.blockFormat().rightMargin()
    table = QTextCursor(_block(sheet, "PSAC")).currentTable()
    assert table is not None
    cells = [table.cellAt(1, column).firstCursorPosition().block() for column in (0, 1)]
    rects = [sheet.document.documentLayout().blockBoundingRect(cell) for cell in cells]
    assert rects[1].right() - rects[0].left() == pytest.approx(
        wide - 2 * 0.55 * sheet.look.em, abs=4
    )


@pytest.mark.parametrize("leading", [80, 100, 150, 200])
@pytest.mark.parametrize("words", ["::: note\nOne.\n:::", "> One.", "```\nOne.\n```"])
def test_letters_stay_in_their_box_however_far_apart_lines_are(
    content: Callable[..., PageContent], words: str, leading: int, qapp: QApplication
) -> None:
    look = Look(theme("light"), 100, 96, USUAL._replace(leading=leading))
    sheet = Sheet(content(f"{words}\n\nAfter.\n"), look, 600, 1.0, qapp)
    sheet.build(100)
    block, layout = _block(sheet, "One."), sheet.document.documentLayout()
    line = block.layout().lineAt(0)
    foot = layout.blockBoundingRect(block).top() + line.y() + line.height()
    (box,) = sheet.builder.boxes
    bottom = box_area(sheet.document, box).bottom()
    assert bottom >= foot - 1
    after = _block(sheet, "After.")
    below = layout.blockBoundingRect(after).top() + after.layout().lineAt(0).y()
    assert below > bottom


FONTS = ("mixed", "serif", "sans")
REDACTION = '::: redacted {act=atia provision="21(1)(a)"}\n:::\n'


@pytest.mark.parametrize(
    "setting", [Typesetting(leading, fonts=name) for leading in (80, 100, 160) for name in FONTS]
)
@pytest.mark.parametrize("percent", [70, 84, 100, 200])
@pytest.mark.parametrize("words", [REDACTION, "> One."], ids=["redaction", "quote"])
def test_a_line_stands_in_the_middle_of_its_box_in_all_fonts_and_sizes(
    content: Content, words: str, percent: int, setting: Typesetting, qapp: QApplication
) -> None:
    load_all_fonts()
    look = Look(theme("light"), percent, 96, setting)
    made = content(f"Before.\n\n{words}\n\nAfter.\n")._replace(marking="Protected B / Protégé B")
    sheet = Sheet(made, look, 600, 1.0, qapp)
    sheet.build(100)
    chip, box = sheet.builder.boxes
    for one in (chip, box):
        block, area = sheet.document.findBlock(one.first), box_area(sheet.document, one)
        base = _base(sheet, block)
        above, below = base - _capitals(block) - area.top(), area.bottom() - base
        assert above == pytest.approx(below, abs=1.6), one.kind
        assert above > 0.2 * look.em


@pytest.mark.parametrize("leading", [80, 100, 200])
@pytest.mark.parametrize("percent", [70, 100, 200])
def test_words_of_a_row_stand_in_its_middle_on_one_base_line(
    content: Content, percent: int, leading: int, qapp: QApplication
) -> None:
    load_all_fonts()
    look = Look(theme("light"), percent, 96, Typesetting(leading))
    # What heads a row has a font of its own.
    first, *others = content(TABLE).text.blocks
    rows = [[cell._replace(header=not column) for column, cell in enumerate(r)] for r in first.rows]
    block = first._replace(rows=tuple(map(tuple, rows)))
    text = SectionText("s", "en", (block, *others))
    sheet = Sheet(PageContent(text, "T", "en", (), "", lambda _path: b""), look, 600, 1.0, qapp)
    sheet.build(100)
    table, layout = (
        QTextCursor(_block(sheet, "PSAC")).currentTable(),
        sheet.document.documentLayout(),
    )
    assert table is not None
    tops, bases = [], []
    for row in (1, 2):
        words, figures = (table.cellAt(row, column) for column in (0, 1))
        last = figures.firstCursorPosition().block()
        tops.append(layout.blockBoundingRect(last).top())
        tops[-1] -= figures.format().toTableCellFormat().topPadding()
        bases.append(_base(sheet, last))
        assert bases[-1] == pytest.approx(
            _base(sheet, words.firstCursorPosition().block()), abs=0.5
        )
    above = bases[0] - _capitals(_block(sheet, "1,207")) - tops[0]
    assert above == pytest.approx(tops[1] - bases[0], rel=0.2)
