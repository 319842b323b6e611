"""Pictures of the page itself: a book in which everything that a text may hold stands once.

The book is ``specimen``, beside this. Every theme is pictured in both languages; other sizes of
text and of the window, and other fonts, in some of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from tests.gui.window.program import Program, settle, wait_until
from viewer.ui.printing.paper import Paper

BOOK = Path(__file__).parent / "specimen"

SECTIONS = ("words", "lists", "tables", "boxes", "figures")
"""Ids of the sections that both languages have."""

ALONE = {"en": "french", "fr": "english"}
"""By the language of reading, the section that there is in the other one only."""


class PageLook(NamedTuple):
    """How the page looks in a series of pictures.

    Attributes:
        language: Of reading.
        theme: Name of a theme.
        percent: Size of the text.
        width: Of the window, in pixels.
        fonts: As in the preferences.
    """

    language: str
    theme: str
    percent: int = 100
    width: int = 1280
    fonts: str = "mixed"

    @property
    def name(self) -> str:
        """For the folder of the pictures."""
        return f"{self.language}-{self.theme}-{self.percent}-{self.width}-{self.fonts}"


LOOKS = (
    *(
        PageLook(language, theme)
        for theme in ("light", "dark", "sepia", "contrast", "contrast_dark")
        for language in ("en", "fr")
    ),
    PageLook("en", "light", 70),
    PageLook("fr", "dark", 70, 1024),
    PageLook("fr", "light", 100, 1024, "serif"),
    PageLook("en", "dark", 100, 1024, "sans"),
    PageLook("fr", "light", 200),
    PageLook("en", "contrast_dark", 200, 1024),
    PageLook("en", "sepia", 300),
    PageLook("fr", "dark", 300, 1024),
)

HEIGHT = 1400
"""Height of the window, in pixels: a screen shows much, and a picture can still be read."""

PAPER = 1.3
"""Size of pages of paper, of that on the screen."""

PageTake = Callable[[QWidget, str], None]
"""Takes a picture of a widget under a name."""


def walk(program: Program, look: PageLook, take: PageTake) -> None:
    """Go through the book screen by screen.

    Args:
        program: Runs, with the book open.
        look: How it is to look.
        take: Takes the pictures.
    """
    program.window.resize(look.width, HEIGHT)
    program.window.look.choose(theme=look.theme, text_size=look.percent, font=look.fonts)
    settle()
    for section in (*SECTIONS, ALONE[look.language]):
        program.window.open_section(section)
        program.rest()
        for number, _top in enumerate(screens(program), start=1):
            take(program.window.page, f"{section}-{number}")
    marked(program)
    take(program.window.page, "marked")
    windows(program, take)
    if look.percent == 100 and look.theme == "light":  # paper has no theme
        printed(program, take)


def screens(program: Program) -> Iterator[int]:
    """Scroll the page from its top to its end; yield how far at each stop."""
    page, bar = program.window.page, program.window.page.verticalScrollBar()
    wait_until(lambda: page._sheet is not None and page._sheet.builder.done)
    bar.setValue(0)
    settle()
    yield 0
    while bar.value() < bar.maximum():
        # Some of each screen is seen again on the next one.
        bar.setValue(bar.value() + round(page.viewport().height() * 0.9))
        settle()
        yield bar.value()


def windows(program: Program, take: PageTake) -> None:
    """Open the tables and figures of the book in windows of their own."""
    view = program.controls.commands.view
    for section, opener in (("tables", view.tables), ("figures", view.figures)):
        program.window.open_section(section)
        program.rest()
        for number, ordinal in enumerate(opener.ordinals(), start=1):
            opener.open(ordinal)
            if opener.dialog is not None:
                program.rest()
                take(opener.dialog, f"window-{section}-{number}")
                opener.dialog.reject()
                settle()


def printed(program: Program, take: PageTake) -> None:
    """Lay the sections out on paper."""
    for section in SECTIONS:
        program.window.open_section(section)
        program.rest()
        program.act("file.print")
        if program.controls.commands.printing.dialog is None:
            # What is classified is asked about, once.
            program.keys("Return")
        dialog = program.controls.commands.printing.dialog
        assert dialog is not None
        paper = dialog._paper
        wait_until(lambda paper=paper: paper.done)  # type: ignore[misc]  # no default is given
        settle()
        if section == SECTIONS[0]:
            take(dialog, "preview")
        for number in range(paper.count()):
            take(_sheet_of_paper(paper, number), f"printed-{section}-{number + 1}")
        dialog.reject()
        settle()


def _sheet_of_paper(paper: Paper, number: int) -> QWidget:
    """Return a page as it is printed, as large as it is on the screen."""
    made = QPixmap((paper.size * PAPER).toSize())
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.scale(PAPER, PAPER)
    paper.paint(painter, number)
    painter.end()
    sheet = QLabel()
    sheet.setPixmap(made)
    sheet.resize(made.size())
    return sheet


def marked(program: Program) -> None:
    """Mark words in all colours, with hits over some, a bookmark, a note, and a selection."""
    window = program.window
    window.open_section("words")
    program.rest()
    page, shown = window.page, window.navigation.shown
    sheet = page._sheet
    assert sheet is not None
    assert shown is not None
    page.setFocus()
    first, second, links = (
        block for block in shown.content.text.blocks[:5] if len(block.text) > 200
    )
    for number in range(5):
        start = 5 + number * 60
        page.setTextCursor(sheet.cursor(*sheet.builder.map.span(second.ordinal, start, start + 50)))
        program.keys(f"Alt+{number + 1}")
    program.keys("Ctrl+D", "Return")
    page.set_hits([(first.ordinal, 20, 32), (first.ordinal, 60, 72), (second.ordinal, 20, 32)], 1)
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(links.ordinal, 30, 160)))
    page.verticalScrollBar().setValue(0)
    settle()
