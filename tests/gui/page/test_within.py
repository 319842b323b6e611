"""What stands within lists, call-outs, definitions and cells: as wide as the room there is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QTextBlock, QTextCursor

from viewer.book.model import Mark
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.columns import PAD, Columns
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look, Role
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

Build = Callable[[PageContent], Sheet]
Content = Callable[..., PageContent]


def _wide_image(_path: str) -> bytes:
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#226699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes any device
    return bytes(buffer.data().data())


def _block(sheet: Sheet, words: str) -> QTextBlock:
    block = sheet.document.begin()
    while block.isValid() and words not in block.text().replace("\u00a0", " "):
        block = block.next()
    assert block.isValid(), words
    return block


def _images(sheet: Sheet) -> list[tuple[float, float]]:
    """Return the width of each image, and that of the room in which it stands."""
    found = []
    block = sheet.document.begin()
    while block.isValid():
        place = block.text().find("\ufffc")
        if place >= 0:
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, place + 1
            )
            found.append((cursor.charFormat().toImageFormat().width(), _room(sheet, cursor)))
        block = block.next()
    return found


def _room(sheet: Sheet, cursor: QTextCursor) -> float:
    table, around = cursor.currentTable(), cursor.blockFormat()
    if table is None:
        return sheet.width - around.leftMargin() - around.rightMargin()
    cell = table.cellAt(cursor)
    share = table.format().toTableFormat().columnWidthConstraints()[cell.column()].rawValue()
    pads = cell.format().toTableCellFormat()
    return sheet.width * share / 100 - pads.leftPadding() - pads.rightPadding()


PICTURE = "![What is seen](images/wide.png)"


@pytest.mark.parametrize(
    "markdown",
    [
        PICTURE,
        f"- An item\n\n  {PICTURE}\n",
        f"1. One\n   - Two\n     - Three\n\n       {PICTURE}\n",
        f"::: caution\n{PICTURE}\n:::\n",
        f"> {PICTURE}\n",
        f"Term\n: Words\n\n  {PICTURE}\n",
        f"A note.[^a]\n\n[^a]: See {PICTURE}\n",
        f"| A | B |\n|---|---|\n| {PICTURE} | words beside it |\n",
        f"| {PICTURE} | B |\n|---|---|\n| a | words below it |\n",
    ],
    ids=["alone", "item", "deep", "callout", "quote", "definition", "footnote", "cell", "head"],
)
def test_an_image_is_never_wider_than_what_it_stands_in(
    build: Build, content: Content, markdown: str
) -> None:
    sheet = build(content(markdown, resource=_wide_image))
    images = _images(sheet)
    assert images
    for width, room in images:
        assert 16 < width <= room + 1


@pytest.mark.parametrize(
    "markdown",
    [f"Before.\n\nWords {PICTURE} and words\n", f"| A |\n|---|\n| {PICTURE} |\n"],
    ids=["line", "cell"],
)
def test_an_image_in_a_line_covers_nothing_above_it(
    build: Build, content: Content, markdown: str
) -> None:
    sheet = build(content(markdown, resource=_wide_image))
    block = _block(sheet, "\ufffc")
    layout = block.layout()
    line = layout.lineForTextPosition(block.text().index("\ufffc"))
    place = QTextCursor(block)
    place.setPosition(block.position() + block.text().index("\ufffc") + 1)
    assert line.height() >= place.charFormat().toImageFormat().height()


def test_all_of_a_note_stands_as_far_in_as_its_words_and_in_their_size(
    build: Build, content: Content
) -> None:
    sheet = build(
        content(
            "A note.[^a] Another.[^b]\n\n- an item of the text\n\n[^a]: The note:\n\n"
            "    - an entry\n\n    | Hour | Height |\n    |---|---|\n    | noon | high |\n\n"
            "    > quoted\n\n[^b]: Other.\n"
        )
    )
    blocks = {words: _block(sheet, words) for words in ("The note", "an entry", "quoted", "Other")}
    left = {words: block.blockFormat().leftMargin() for words, block in blocks.items()}
    assert left["The note"] == left["Other"] > 0
    assert left["an entry"] > left["The note"] < left["quoted"]
    assert QTextCursor(_block(sheet, "noon")).currentTable().format().leftMargin() == left["Other"]
    sizes = {_size(block) for block in blocks.values()}
    assert len(sizes) == 1
    assert max(sizes) < _size(_block(sheet, "item of the text"))


def _size(block: QTextBlock) -> float:
    """Return the size of the last words of a block, in points."""
    place = QTextCursor(block)
    place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return place.charFormat().font().pointSizeF()


def test_what_belongs_to_a_definition_stands_as_far_in_as_its_words(
    build: Build, content: Content
) -> None:
    sheet = build(
        content(
            "Tide\n: Rise of the sea.\n\n      code of it\n\n  - an entry\n\n"
            "  | Hour | Height |\n  |---|---|\n  | noon | high |\n\nAfter all.\n"
        )
    )
    left = {
        words: _block(sheet, words).blockFormat().leftMargin()
        for words in ("Tide", "Rise", "code of it", "an entry", "After all")
    }
    assert left["Tide"] == left["After all"] == 0
    assert left["Rise"] > 0
    assert left["code of it"] >= left["Rise"]
    assert left["an entry"] > left["Rise"]
    table = QTextCursor(_block(sheet, "noon")).currentTable()
    assert table.format().leftMargin() == left["Rise"]


@pytest.mark.parametrize("amount", ["14 577", "12.5 M$", "(1 250,50 $)", "1er mars 2024"])
def test_a_figure_is_never_broken_at_a_space_in_it(
    build: Build, content: Content, amount: str
) -> None:
    long = "words that take all the room there is in the row " * 4
    rows = f"| {amount} | {long} | {long} |\n" * 3
    sheet = build(content(f"| A | B | C |\n|---|---|---|\n{rows}"))
    assert _block(sheet, amount).layout().lineCount() == 1


@pytest.mark.parametrize("row", [99, 900])
def test_a_longer_word_far_down_a_table_is_not_broken(
    build: Build, content: Content, row: int
) -> None:
    long = "words that take all the room there is in the row " * 3
    rows = [f"| {n} | {long} |" for n in range(1, 951)]
    rows[row] = f"| Coordination | {long} |"
    sheet = build(content("| No | B |\n|---|---|\n" + "\n".join(rows)))
    for words in ("Coordination", "950"):
        assert _block(sheet, words).layout().lineCount() == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_of_a_redaction_in_a_cell_stay_on_one_line(
    build: Build, content: Content, language: str
) -> None:
    redacted = '[]{.redacted act=atia provision="21(1)(a)"}'
    long = "words that take all the room there is in the row " * 4
    markdown = f"| A | B | C |\n|---|---|---|\n| {redacted} | {long} | {long} |\n"
    sheet = build(content(markdown, language=language))
    block = _block(sheet, "21(1)")
    assert block.layout().lineCount() == 1


@pytest.mark.parametrize(
    ("words", "word", "marks"),
    [
        ("in service, ice from **December**", "December", Mark.STRONG),
        ("ililililil mmmmmmmmm", "mmmmmmmmm", Mark.EMPHASIS),
        ("*in* **responsibilities** of", "responsibilities", Mark.STRONG),
        ("`PILOT-2222`", "PILOT-2222", Mark.CODE),
        ("until **2027-03-31**[^n]", "2027-03-319", Mark.STRONG),
    ],
)
def test_a_word_that_is_set_apart_has_room_in_every_width(
    content: Content, words: str, word: str, marks: Mark
) -> None:
    load_all_fonts()
    long = "words that take all the room there is in the row " * 4
    block = content(f"| A | B |\n|---|---|\n| {long} | {words} |\n\n[^n]: N.\n").text.blocks[0]
    look = Look(theme("light"), 200, 96)
    needed = QFontMetricsF(look.font(Role.CELL, {marks})).horizontalAdvance(word)
    wide = 0
    for width in range(250, 700):
        columns = Columns(block.rows, look, "en", width)
        if not columns.cramped:
            room = width * columns.shares[1] / 100 - 2 * look.pixels(PAD)
            assert room >= needed, width
            wide += 1
    assert wide > 10
