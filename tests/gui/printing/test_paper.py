"""Pages on paper: head, foot, numbers, breaks, images, and the PDF that comes of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import USUAL
from viewer.ui.printing.job import PrintJob
from viewer.ui.printing.paper import Heads, Paper, print_look, usual_layout

Make = Callable[[str], Paper]

HEADS = Heads("Tides · edition 2", "Basics › Spring tides", "PROTECTED B / PROTÉGÉ B")
LETTER = 612 / 792
SENTENCE = "The tide comes in and goes out again, as it has always done on this coast. "


def _content(markdown: str) -> PageContent:
    blocks = parse_text(markdown, file="sample.md").blocks
    return PageContent(SectionText("s", "en", blocks), "Spring tides", "en", (), "", _image)


def _image(path: str) -> bytes:
    if path != "images/tall.png":
        raise FileNotFoundError(path)
    image = QImage(300, 2400, QImage.Format.Format_RGB32)
    image.fill(QColor("#404040"))
    # At both ends, so that one sees whether all of it is there.
    for top, colour in ((0, "#ff0000"), (2380, "#0000ff")):
        for y in range(top, top + 20):
            for x in range(300):
                image.setPixelColor(x, y, QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes any device
    return bytes(buffer.data().data())


@pytest.fixture
def paper(qapp: QApplication) -> Make:
    """Makes pages from Markdown."""
    load_all_fonts()

    def make(markdown: str) -> Paper:
        look = print_look(100, USUAL, 96)
        made = Paper(_content(markdown), HEADS, usual_layout(), look, qapp)
        while not made.done:
            made.build_for(1)
        return made

    return make


def painted(paper: Paper, number: int) -> QImage:
    image = QImage(paper.size.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paper.paint(painter, number)
    painter.end()
    return image


def dark_rows(image: QImage) -> list[int]:
    """Heights at which something is printed."""
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 3))
    ]


def test_a_page_has_the_form_of_the_paper(paper: Make) -> None:
    made = paper("A line.\n")
    assert made.size.width() / made.size.height() == pytest.approx(LETTER, abs=0.001)
    assert made.count() == 1


def test_head_and_foot_are_on_every_page_and_keep_off_the_text(paper: Make) -> None:
    made = paper(f"{SENTENCE * 8}\n\n" * 20)
    count = made.count()
    assert count > 2
    for number in range(count):
        rows = dark_rows(painted(made, number))
        height = made.size.height()
        assert min(rows) < 0.06 * height
        assert max(rows) > 0.94 * height
        for top, bottom in ((0.075, 0.083), (0.92, 0.925)):
            assert not [y for y in rows if top * height < y < bottom * height]
        said = made.plain_text(number)
        for part in (*HEADS, f"Page {number + 1} of {count}"):
            assert part in said


def test_every_line_is_on_exactly_one_page(paper: Make) -> None:
    lines = [f"Line {number}." for number in range(150)]
    made = paper("\n\n".join(lines))
    said = "\n".join(made.plain_text(number) for number in range(made.count()))
    assert re.findall(r"Line \d+\.", said) == lines


@pytest.mark.parametrize("before", range(24, 34))
def test_a_heading_goes_to_the_page_of_its_text(paper: Make, before: int) -> None:
    made = paper("A line.\n\n" * before + "## Heading\n\n" + "Text.\n\n" * 30)
    pages = [made.plain_text(number).splitlines() for number in range(made.count())]
    (page,) = [lines for lines in pages if "Heading" in lines]
    assert "Text." in page[page.index("Heading") + 1]


TABLE = "| Agent | State |\n|---|---|\n"


@pytest.mark.parametrize("rows", [120, 900], ids=["some", "many"])
def test_the_names_of_columns_are_on_every_page_of_a_table(paper: Make, rows: int) -> None:
    lines = [f"| Agent {number}. | in place |" for number in range(rows)]
    made = paper("Before.\n\n" + TABLE + "\n".join(lines) + "\n\nAfter.\n")
    agents, heads = [], []
    for number in range(made.count()):
        said = made.plain_text(number)
        agents += re.findall(r"Agent (\d+)\.", said)
        if "in place" in said:
            # The first row below the line of the head is that of the table, on each page the same.
            image = painted(made, number)
            box = range(int(image.height() * 0.085), int(image.height() * 0.2))
            ground = made._look.theme.table_head
            middle = image.width() // 2
            heads.append(any(image.pixelColor(middle, y).name() == ground for y in box))
    assert agents == [str(number) for number in range(rows)]
    assert len(heads) > 2
    assert all(heads)


@pytest.mark.parametrize("before", range(18, 30))
def test_the_names_of_columns_never_stand_alone_at_the_end_of_a_page(
    paper: Make, before: int
) -> None:
    made = paper("A line.\n\n" * before + TABLE + "| one | two |\n| three | four |\n")
    (page,) = [made.plain_text(n) for n in range(made.count()) if "Agent" in made.plain_text(n)]
    assert "one" in page


@pytest.mark.parametrize("before", range(16, 30))
@pytest.mark.parametrize("inside", [f"{SENTENCE * 4}\n\n- one\n- two", SENTENCE * 7])
def test_a_short_call_out_is_whole_on_one_page(paper: Make, before: int, inside: str) -> None:
    box = f"::: caution\n{inside}\n:::\n\n"
    made = paper("A line.\n\n" * before + box + "Text.\n\n" * 3)
    ground, pages = QColor(made._look.theme.caution), 0
    for number in range(made.count()):
        image = painted(made, number)
        middle = image.width() // 2
        heights = range(0, image.height(), 4)
        pages += any(image.pixelColor(middle, y) == ground for y in heights)
    assert pages == 1


def test_an_open_task_is_an_empty_box_beside_call_outs(paper: Make) -> None:
    made = paper("- [ ] One\n\n::: note\nTwo.\n:::")
    document = made._sheet.document
    block = document.begin()
    while block.text() != "One":
        block = block.next()
    task = document.documentLayout().blockBoundingRect(block).translated(made._body.topLeft())
    shown = painted(made, 0)
    sign = [
        (x, y)
        for x in range(round(task.left()), round(task.left() + block.blockFormat().leftMargin()))
        for y in range(round(task.top()), round(task.bottom()))
        if shown.pixelColor(x, y).lightness() < 160
    ]
    middle = [(min(places) + max(places)) // 2 for places in zip(*sign, strict=True)]
    assert shown.pixelColor(*middle).name() == "#ffffff", "the colour of the call-out is not in it"


@pytest.mark.parametrize("before", range(18, 26))
def test_a_heading_at_the_top_of_a_page_has_no_room_above(paper: Make, before: int) -> None:
    made = paper(f"{SENTENCE * 3}\n\n" * before + f"## Heading\n\n{SENTENCE * 4}")
    pages = [number for number in range(made.count()) if "Heading" in made.plain_text(number)]
    document = made._sheet.document
    block = document.begin()
    while block.text() != "Heading":
        block = block.next()
    top = document.documentLayout().blockBoundingRect(block).top() - pages[0] * made._body.height()
    assert top < 3 or top > 60, "it stands at the very top, or below other text"


def test_a_long_call_out_fills_its_pages(paper: Make) -> None:
    box = "::: caution\n" + f"{SENTENCE * 4}\n\n" * 20 + ":::\n\n"
    made = paper("A line.\n\n" * 4 + box)
    assert "Caution" in made.plain_text(0)


def test_nothing_is_offered_on_paper_that_only_a_screen_can_do(paper: Make) -> None:
    wide = "|" + " Responsibility |" * 30 + "\n|" + "---|" * 30 + "\n|" + " word |" * 30 + "\n"
    assert "Open table" not in paper(wide).plain_text(0)


def test_paper_is_white_whatever_the_theme() -> None:
    look = print_look(100, USUAL, 96)
    assert (look.theme.page, look.theme.dark) == ("#ffffff", False)
    assert look.points == pytest.approx(10.5)
    assert print_look(200, USUAL, 96).points == pytest.approx(21)


def test_an_image_that_is_missing_stops_nothing(paper: Make) -> None:
    made = paper("![A map](images/map.png)\n\nText.\n")
    assert made.count() == 1
    assert painted(made, 0).width() > 0


@pytest.mark.parametrize("before", [0, 3, 20])
def test_an_image_taller_than_the_paper_is_whole_on_one_page_with_its_caption(
    paper: Make, before: int
) -> None:
    made = paper("A line.\n\n" * before + '![A tower](images/tall.png "The tower")\n\nText.\n')
    pages = []
    for number in range(made.count()):
        image = painted(made, number)
        row = range(0, image.width(), 2)
        seen = {image.pixelColor(x, y).name() for y in range(0, image.height(), 2) for x in row}
        if {"#ff0000", "#0000ff"} & seen:
            assert {"#ff0000", "#0000ff"} <= seen
            pages.append(number)
    assert len(pages) == 1
    assert "The tower" in made.plain_text(pages[0])


def test_a_pdf_has_all_pages_and_a_job_can_be_stopped(
    qtbot: QtBot, paper: Make, tmp_path: Path
) -> None:
    made = paper(f"{SENTENCE * 8}\n\n" * 20)
    for name, stopped in (("whole.pdf", False), ("stopped.pdf", True)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(usual_layout())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / name))
        job = PrintJob(made, printer, range(made.count()))
        if stopped:
            job.progressed.connect(job.stop)
        with qtbot.waitSignal(job.ended, timeout=20_000) as ended:
            job.start()
        assert ended.args == [not stopped]
    written = (tmp_path / "whole.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == made.count()
