"""Opens the figures of the text in windows of their own."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QMouseEvent

from viewer.book.model import Block, Span, SpanKind
from viewer.errors import ViewerError
from viewer.messages import translate as _
from viewer.ui.dialogs.figure import FigureContent, FigureDialog
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.meant import block_meant
from viewer.ui.window.strip import ClassificationStrip

DRAWN = 2000
"""Width in pixels in which a drawing is shown, if its own is smaller."""


class Figures(QObject):
    """Finds the figure that is meant, and opens it; a double click on one means it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: FigureDialog | None = None
        window.page.viewport().installEventFilter(self)

    def ordinals(self) -> list[int]:
        """Return which blocks of the open section have an image."""
        shown = self._window.navigation.shown
        blocks = shown.content.text.blocks if shown is not None else ()
        return [block.ordinal for block in blocks if _image(block) is not None]

    @Slot()
    def open_here(self) -> None:
        """Open the figure with the caret, else the first in view or below it, else the last."""
        ordinal = block_meant(self._window.page, self.ordinals())
        if ordinal is not None:
            self.open(ordinal)

    def open(self, ordinal: int) -> None:
        """Open the figure in this block of the open section."""
        # Imported here: most books have no figure.
        from viewer.ui.page.images import whole_image

        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        span = _image(shown.content.text.blocks[ordinal]) if shown is not None else None
        if book is None or shown is None or span is None:
            return
        try:
            image = whole_image(book.resource(span.data.get("src", "")), DRAWN)
        except ViewerError as problem:
            navigation.failed.emit(problem.message)
            return
        if image is None:
            self._window.line.tell(_("This image can't be shown."), topic="figure", seconds=6)
            return
        strip = ClassificationStrip()
        strip.show_level(book.section(shown.content.text.section).classification)
        title = span.data.get("title", "")
        content = FigureContent(image, span.text, title or span.text)
        self.dialog = FigureDialog(content, strip, self._window)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.page.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open the figure under a double click."""
        if event.type() != QEvent.Type.MouseButtonDblClick or not isinstance(event, QMouseEvent):
            return False
        page = self._window.page
        cursor = page.cursorForPosition(event.position().toPoint())
        # The format is that of the sign before; the click may be on either half of the image.
        beside = [cursor.charFormat().isImageFormat()]
        if not cursor.atBlockEnd():
            cursor.movePosition(cursor.MoveOperation.NextCharacter)
            beside.append(cursor.charFormat().isImageFormat())
        if event.button() != Qt.MouseButton.LeftButton or not any(beside):
            return False
        page.setTextCursor(cursor)
        self.open(page.caret().ordinal)
        return True


def _image(block: Block) -> Span | None:
    return next((span for span in block.spans if span.kind is SpanKind.IMAGE), None)
