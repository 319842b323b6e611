"""Boxes around blocks: call-outs, quotes and what stands in them."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from tests.effort import effort
from viewer.book.model import Block, Container, Kind, SectionText, Span
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import box_area
from viewer.ui.page.look import USUAL, Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

Build = Callable[[PageContent], Sheet]

TABLE = "| Agent | Number |\n| --- | --- |\n| PSAC | 14,577 |\n| PIPSC | 1,207 |\n"


def _block(sheet: Sheet, words: str) -> QTextBlock:
    block = sheet.document.begin()
    while words not in block.text():
        block = block.next()
    return block


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
