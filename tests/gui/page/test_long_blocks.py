"""Very long blocks and pages: live at once, built in steps, and looking like one."""

from collections.abc import Callable
from itertools import pairwise
from time import thread_time

import pytest

from tests.effort import effort
from viewer.book.model import Cell, Span
from viewer.ui.page.columns import Columns
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

LONG_BLOCKS = {
    "text": "word " * 40_000,
    "no space": "x" * 200_000,
    "list": "- " + "word " * 40_000,
    "table": "| a | b |\n| - | - |\n" + "| some words | 1 |\n" * 1500,
    "table of long cells": "|a|b|\n|-|-|\n" + f"|{'word ' * 4000}|y|\n" * 20,
    "code": "```\n" + "some words\n" * 8000 + "```",
}


@pytest.mark.parametrize("text", LONG_BLOCKS.values(), ids=LONG_BLOCKS)
def test_the_longest_blocks_are_shown_at_once_and_built_in_steps(
    page: PageView, content: Callable[..., PageContent], text: str
) -> None:
    made = content(text)

    def show() -> None:
        page.show_section(made)
        page.repaint()

    at_once = effort(show)
    sheet = page._sheet
    assert sheet is not None
    lines, start, steps = sheet.builder.lines, thread_time(), 0
    while not sheet.builder.done:
        sheet.build_for(0.006)
        steps += 1
    assert at_once < (thread_time() - start) / 2
    assert lines < sheet.builder.lines / 8
    assert steps > 10
    block = made.text.blocks[0]
    first, last = sheet.builder.map.span(0, len(block.text) - 1, len(block.text))
    assert sheet.cursor(first, last).selectedText() == block.text[-1]


def test_a_table_of_thousands_of_rows_is_begun_as_soon_as_one_of_hundreds(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    head = "| a | b | c | d |\n| - | - | - | - |\n"
    rows = "| some words | 1,234 | 12.5 % | (45.00 $) |\n"
    some, many = content(head + rows * 600), content(head + rows * 9000)
    few_took = effort(lambda: page.show_section(some))
    assert effort(lambda: page.show_section(many)) < 2 * few_took


def test_a_step_takes_in_no_more_cells_than_can_be_laid_out_in_time(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    page.show_section(content("| a" * 6 + "|\n" + "| - " * 6 + "|\n" + ("| 1 " * 6 + "|\n") * 900))
    sheet = page._sheet
    assert sheet is not None
    while not sheet.builder.done:
        before = len(sheet.document.toPlainText().splitlines())
        # As long as it likes: only what is to be laid out ends the step.
        sheet.build_for(60)
        assert len(sheet.document.toPlainText().splitlines()) - before <= 150 + 2


def test_a_cell_without_spaces_is_laid_out_in_pieces(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    """Qt takes a time that grows with the square of the length of a word in a block."""

    def shown(length: int) -> float:
        made = content(f"| a | b |\n| - | - |\n| {'x' * length} | y |\n")
        return effort(lambda: page.show_section(made))

    assert shown(96_000) < 8 * shown(24_000)
    sheet = page._sheet
    assert sheet is not None
    first, last = sheet.builder.map.span(0, 4, 24_004)
    assert set(sheet.cursor(first, last).selectedText()) <= {"x", "\u2029"}


@pytest.mark.slow
def test_widths_are_measured_in_a_bounded_time(page: PageView) -> None:
    row = (Cell((Span(f"{'x' * 15_000} y"),)), Cell((Span("z"),)))
    look = Look(theme("light"), 100, page.logicalDpiY())

    def measured(rows: int) -> float:
        return effort(lambda: Columns([row] * rows, look, "en", 600))

    assert measured(90) < 6 * measured(30)
    many = [[Cell((Span("1"),))] * 500] * 300
    assert effort(lambda: Columns(many, look, "en", 600)) < 3 * effort(
        lambda: Columns(many[:60], look, "en", 600)
    )


def test_a_table_in_pieces_looks_like_one(
    page: PageView, content: Callable[..., PageContent], built: Callable[[PageView], None]
) -> None:
    page.show_section(content("| a | b |\n| - | - |\n" + "| some words | 1 |\n" * 200))
    built(page)
    sheet = page._sheet
    assert sheet is not None
    layout = sheet.document.documentLayout()
    tops = []
    block = sheet.document.begin()
    while block.isValid():
        if block.text() == "some words":
            tops.append(layout.blockBoundingRect(block).top())
        block = block.next()
    steps = {round(below - above) for above, below in pairwise(tops)}
    assert len(tops) == 200
    assert max(steps) - min(steps) <= 1, steps


def test_what_is_seen_is_built_however_short_its_lines(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    page.show_section(content("\n".join(f"- {n}" for n in range(2000))))
    sheet = page._sheet
    assert sheet is not None
    assert not sheet.builder.done
    assert sheet.height() > 2 * page.viewport().height()
