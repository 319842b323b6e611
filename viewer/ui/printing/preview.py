"""The print preview: the pages as they will be, one at a time, and what prints them."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.printing.job import PrintJob
from viewer.ui.printing.paper import Paper

STEP = 0.012
"""Longest time, in seconds, that a step spends on laying pages out."""


class PageSheet(QWidget):
    """Shows one page as large as there is room for; page keys turn the pages.

    Signals:
        turned: Another page shows, or there are more pages.
    """

    turned = Signal()

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self.number = 0
        self.setObjectName("print_page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the size of a page."""
        return self._paper.size.toSize()

    def turn(self, number: int) -> None:
        """Show page ``number``, from 0, or the nearest that there is."""
        self.number = max(0, min(number, self._paper.count() - 1))
        self.setAccessibleDescription(self._paper.plain_text(self.number))
        self.update()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        last = self._paper.count() - 1
        pages = {
            Qt.Key.Key_PageDown: self.number + 1,
            Qt.Key.Key_Down: self.number + 1,
            Qt.Key.Key_Space: self.number + 1,
            Qt.Key.Key_PageUp: self.number - 1,
            Qt.Key.Key_Up: self.number - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        page = pages.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.turn(page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page in the middle, and a line around it while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 4
        room, size = self.size(), self._paper.size
        scale = min(
            (room.width() - 2 * edge) / size.width(), (room.height() - 2 * edge) / size.height()
        )
        left = (room.width() - scale * size.width()) / 2
        painter.translate(left, (room.height() - scale * size.height()) / 2)
        painter.scale(scale, scale)
        width, height = round(size.width()), round(size.height())
        painter.fillRect(0, 0, width, height, QColor("#ffffff"))
        self._paper.paint(painter, self.number)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(self.palette().color(role))
        painter.drawRect(0, 0, width, height)
        painter.end()


class PreviewDialog(QDialog):
    """Shows the pages of a section and prints them, or makes a PDF of them."""

    def __init__(
        self, paper: Paper, printer: QPrinter, name: str, parent: QWidget | None = None
    ) -> None:
        """Make the dialog; the pages are laid out while it shows.

        Args:
            paper: The pages.
            printer: Where they go.
            name: Proposed name of a PDF, without its ending.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("print_preview")
        self._paper, self._printer, self._name = paper, printer, name
        self.job: PrintJob | None = None
        self.page = PageSheet(paper, self)
        self._where = QLabel(self)
        self._where.setObjectName("print_where")
        self._progress = QProgressBar(self)
        self._progress.setObjectName("print_progress")
        self._progress.hide()
        self._buttons = ButtonBox(self)
        self._previous = button(self._buttons, "print_previous", ROLE.ActionRole)
        self._next = button(self._buttons, "print_next", ROLE.ActionRole)
        self._pdf = button(self._buttons, "print_pdf", ROLE.ActionRole)
        self._print = button(self._buttons, "print_print", ROLE.AcceptRole)
        self._close = button(self._buttons, "print_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(self._where)
        layout.addWidget(self._progress)
        layout.addWidget(self._buttons)
        self._building = QTimer(self)
        self._building.setObjectName("print_building")
        self._building.setInterval(0)
        self._connect()
        self.retranslate()
        fit_to_screen(self, 100, 46)
        self._building.start()
        self.page.setFocus()

    def _connect(self) -> None:
        self._building.timeout.connect(self._build)
        self.page.turned.connect(self._tell)
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._pdf.clicked.connect(self._choose_file)
        self._print.clicked.connect(self._choose_printer)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Print preview"))
        self.page.setAccessibleName(_("Page as it will be printed"))
        self._progress.setAccessibleName(_("Progress of printing"))
        self._progress.setFormat("%p\N{NO-BREAK SPACE}%")
        say(self._previous, _("&Previous page"))
        say(self._next, _("&Next page"))
        say(self._pdf, _("Save as PD&F…"))
        say(self._print, _("P&rint…"))
        say(self._close, _("Close"))
        self._tell()

    def print_to(self, file: Path) -> None:
        """Make a PDF of all pages."""
        self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self._printer.setOutputFileName(str(file))
        self._start(range(self._paper.count()))

    def done(self, result: int) -> None:
        """Stop what goes on, and close."""
        self._building.stop()
        if self.job is not None:
            self.job.stop()
        super().done(result)

    @Slot()
    def _build(self) -> None:
        self._paper.build_for(STEP)
        if self._paper.done:
            self._building.stop()
            self.page.turn(self.page.number)

    @Slot()
    def _tell(self) -> None:
        """Say which page shows, and let be done what can be."""
        number, count, ready = self.page.number, self._paper.count(), self._paper.done
        words = _("Page {number} of {count}").format(number=number + 1, count=count)
        self._where.setText(words if ready else _("Preparing the pages…"))
        free = ready and self.job is None
        self._print.setEnabled(free)
        self._pdf.setEnabled(free)
        self._previous.setEnabled(ready and number > 0)
        self._next.setEnabled(ready and number < count - 1)
        if ready:
            announce(self, words)

    @Slot()
    def _go_back(self) -> None:
        self.page.turn(self.page.number - 1)

    @Slot()
    def _go_on(self) -> None:
        self.page.turn(self.page.number + 1)

    @Slot()
    def _choose_file(self) -> None:
        proposed = str(Path.home() / f"{self._name}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            self.print_to(Path(chosen))

    @Slot()
    def _choose_printer(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        dialog.setMinMax(1, self._paper.count())
        dialog.setWindowTitle(_("Print"))
        if dialog.exec():
            first, last = self._printer.fromPage(), self._printer.toPage()
            self._start(range(first - 1, last) if first else range(self._paper.count()))

    def _start(self, pages: range) -> None:
        self.job = PrintJob(self._paper, self._printer, pages, self)
        self._progress.setRange(0, len(pages))
        self._progress.setValue(0)
        self._progress.show()
        self.job.progressed.connect(self._progress.setValue)
        self.job.ended.connect(self._ended)
        self._tell()
        self.job.start()

    @Slot(bool)
    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self._progress.hide()
        self.job = None
        self._tell()
        words = _("All pages were printed.") if whole else _("The pages could not be printed.")
        self._where.setText(words)
        announce(self, words)
