"""Prints the open section, by way of a preview."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from viewer.book.model import pick
from viewer.messages import translate as _
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.printing.paper import Heads
    from viewer.ui.printing.preview import PreviewDialog

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What names of files can't hold on some systems."""


class PrintControl(QObject):
    """Opens the print preview of the open section."""

    def __init__(self, window: MainWindow, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handling = handling
        self.dialog: PreviewDialog | None = None

    @Slot()
    def open(self) -> None:
        """Show the preview, after a question where the text is classified."""
        if self._window.navigation.shown is not None:
            self._handling.ask(lambda: _("Print it"), self._show)

    def _show(self) -> None:
        # Imported here: nobody waits for it before.
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from viewer.ui.printing.paper import Paper, print_look, usual_layout
        from viewer.ui.printing.preview import PreviewDialog

        window = self._window
        shown, heads = window.navigation.shown, self._heads()
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
        paper = Paper(shown.content._replace(onward=()), heads, layout, look, owner)
        name = _UNFIT.sub(" ", shown.content.title).strip() or "section"
        self.dialog = PreviewDialog(paper, printer, name, window)
        owner.setParent(self.dialog)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _heads(self) -> "Heads | None":
        from viewer.ui.printing.paper import Heads

        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None:
            return None
        language = shown.language
        words = _("{title} · edition {edition}")
        title = pick(book.edition.title, language)
        above = [pick(one.title, language) for one in book.ancestors(navigation.section)]
        return Heads(
            words.format(title=title, edition=book.edition.edition),
            " › ".join([*above, shown.content.title]),
            self._handling.label(language),
        )

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()
