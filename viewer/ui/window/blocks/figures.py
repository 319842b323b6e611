"""Opens the figures of the text in windows of their own."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from viewer.book.model import Block, Span, SpanKind
from viewer.errors import ViewerError
from viewer.messages import translate as _
from viewer.ui.dialogs.figure import FigureContent, FigureDialog
from viewer.ui.page.view import PageView
from viewer.ui.window.blocks.block_windows import BlockWindows
from viewer.ui.window.main_window import MainWindow

DRAWN = 2000
"""Width in pixels in which a drawing is shown, if its own is smaller."""


class Figures(BlockWindows[FigureDialog]):
    """The figures of the open section; a double click on one means it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._watch(window.page)
        window.readings.added.connect(self._watch)

    @Slot(object)
    def _watch(self, page: PageView) -> None:
        page.viewport().installEventFilter(self)

    def suits(self, block: Block) -> bool:
        """Return whether a block has an image."""
        return _image(block) is not None

    def make(self, block: Block, strip: QWidget) -> FigureDialog | None:
        """Return the window of a figure."""
        # Imported here: most books have no figure.
        from viewer.ui.page.images import on_its_ground, whole_image

        book, span = self._window.navigation.book, _image(block)
        if book is None or span is None:
            return None
        try:
            image = whole_image(book.resource(span.data.get("src", "")), DRAWN)
        except ViewerError as problem:
            self._window.navigation.failed.emit(problem.message)
            return None
        if image is None:
            self._window.line.tell(_("This image can’t be shown."), topic="figure", seconds=6)
            return None
        image = on_its_ground(image, self._window.look.theme)
        content = FigureContent(image, span.text, span.data.get("title", "") or span.text)
        return FigureDialog(content, strip, self._window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the figure under a double click."""
        if event.type() != QEvent.Type.MouseButtonDblClick or not isinstance(event, QMouseEvent):
            return False
        page = next(one for one in self._window.readings.pages() if one.viewport() is watched)
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
