"""Prints the open section, by way of a preview."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from viewer.book.facing import Facing
from viewer.book.model import pick
from viewer.book.paths import PATH_SIGN
from viewer.messages import translate as _
from viewer.ui.window.handling import Handling
from viewer.ui.window.languages.facing_asides import Asides, stack
from viewer.ui.window.languages.facing_texts import FacingTexts
from viewer.ui.window.languages.side_by_side import SideBySide
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.content import Shown

if TYPE_CHECKING:
    from viewer.ui.printing.paper import Heads
    from viewer.ui.printing.preview import PreviewDialog

NO_ASIDES: Asides = {}

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What names of files can't hold on some systems."""


class PrintControl(QObject):
    """Opens the print preview of the open section, in both languages if both are read."""

    def __init__(
        self, window: MainWindow, handling: Handling, both: SideBySide, facings: FacingTexts
    ) -> None:
        super().__init__(window)
        self._window = window
        self._handling = handling
        self._both = both
        self._facings = facings
        self.dialog: PreviewDialog | None = None

    @Slot()
    def open(self) -> None:
        """Show the preview, after a question where the text is classified."""
        if self._window.navigation.shown is not None:
            self._handling.ask(lambda: _("Print it"), self._show)

    def _show(self) -> None:
        """Show the preview, as soon as it is known what belongs together if both are printed."""
        if not self._both.is_on() or not self._facings.ask(self._show_both):
            self._show_pages()

    def _show_both(self, facing: Facing) -> None:
        """Show each block with its translation under it: columns would break at every page."""
        other = self._facings.shown()
        if other is not None:
            self._show_pages(stack(facing, other.content.title), other)

    def _show_pages(self, asides: Asides = NO_ASIDES, other: Shown | None = None) -> None:
        # Imported here: nobody waits for it before.
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from viewer.ui.printing.paper import Paper, print_look, usual_layout
        from viewer.ui.printing.preview import PreviewDialog

        window = self._window
        shown, heads = window.navigation.shown, self._heads(other)
        if shown is None or heads is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(shown.content.title)
        if QPrinterInfo.defaultPrinter().isNull():
            printer.setPageLayout(usual_layout())
        dpi = QGuiApplication.primaryScreen().logicalDotsPerInchY()
        look = print_look(window.look.percent, window.look.typesetting, dpi)
        layout = printer.pageLayout()
        owner = QObject(window)
        content = shown.content._replace(onward=(), asides=asides)
        paper = Paper(content, heads, layout, look, owner)
        name = _UNFIT.sub(" ", shown.content.title).strip() or "section"
        self.dialog = PreviewDialog(paper, printer, name, window)
        owner.setParent(self.dialog)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _heads(self, other: Shown | None) -> "Heads | None":
        """Return what every page tells.

        Args:
            other: What is printed in the other language too.
        """
        from viewer.ui.printing.paper import Heads

        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None:
            return None
        language = shown.language
        words = _("{title} · edition {edition}")
        title = pick(book.edition.title, language)
        above = [pick(one.title, language) for one in book.ancestors(navigation.section)]
        beside = ""
        if other is not None:
            beside = PATH_SIGN.join([pick(book.edition.title, other.language), other.content.title])
        return Heads(
            words.format(title=title, edition=book.edition.edition),
            PATH_SIGN.join([*above, shown.content.title]),
            self._handling.label(language),
            beside,
        )

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()
