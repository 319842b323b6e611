"""Prints pages one after the other, so that the window stays live and the job can be stopped."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from viewer.ui.printing.paper import Paper


class PrintJob(QObject):
    """Paints the pages of a section on a printer or into a PDF.

    Signals:
        progressed: How many pages are painted.
        ended: Whether all were painted; False if it was stopped, or the printer failed.
    """

    progressed = Signal(int)
    ended = Signal(bool)

    def __init__(
        self, paper: Paper, printer: QPrinter, pages: range, parent: QObject | None = None
    ) -> None:
        """Prepare to print.

        Args:
            paper: The pages, laid out.
            printer: Where they go.
            pages: Numbers of the pages to print, from 0.
            parent: Owner.
        """
        super().__init__(parent)
        self._paper = paper
        self._printer = printer
        self._pages = list(pages)
        self._painted = 0
        self._painter = QPainter()
        self._timer = QTimer(self)
        self._timer.setObjectName("print_pages")
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._paint_one)

    def start(self) -> None:
        """Begin."""
        self._printer.setFullPage(True)
        if self._painter.begin(self._printer):
            self._timer.start()
        else:
            self.ended.emit(False)  # noqa: FBT003 - signals take no names

    @Slot()
    def stop(self) -> None:
        """Give up; what was painted is thrown away."""
        if self._timer.isActive():
            self._timer.stop()
            self._printer.abort()
            self._painter.end()
            self.ended.emit(False)  # noqa: FBT003 - signals take no names

    @Slot()
    def _paint_one(self) -> None:
        if self._painted and not self._printer.newPage():
            self.stop()
            return
        whole = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = whole.width() / self._paper.size.width()
        self._painter.save()
        self._painter.scale(scale, scale)
        self._paper.paint(self._painter, self._pages[self._painted])
        self._painter.restore()
        self._painted += 1
        self.progressed.emit(self._painted)
        if self._painted == len(self._pages):
            self._timer.stop()
            self.ended.emit(self._painter.end())
