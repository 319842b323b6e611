"""The line at the bottom: which book and edition, how far, and what the program is doing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from viewer.messages import number as written
from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.room import is_tight


class ShrinkingLabel(QLabel):
    """A line of text that ends in an ellipsis where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few characters."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 4, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for; the whole text is in the tooltip."""
        painter = QPainter(self)
        metrics, area = self.fontMetrics(), self.contentsRect()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip(plain_hint(self.text()) if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, self.alignment(), shown)
        painter.end()


class Yielding(QObject):
    """Lets the line at the bottom go while a message needs its room, in large text."""

    def __init__(self, message: QWidget, line: QWidget) -> None:
        """Begin to watch.

        Args:
            message: The line above the text.
            line: The line at the bottom.
        """
        super().__init__(message)
        self._message, self._line = message, line
        for watched in (message, message.window()):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether there is room for both."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize}:
            yields = self._message.isVisible() and is_tight(self._line)
            # A window that fills the screen has no such line.
            self._line.setVisible(not (yields or self._line.window().isFullScreen()))
        return super().eventFilter(watched, event)


class StatusLine(QFrame):
    """A few short texts: the book, the place, the second copy, the state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._book = ShrinkingLabel(self)
        self._place = QLabel(self)
        self._copy = ShrinkingLabel(self)
        self._state = ShrinkingLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.setSpacing(24)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for part, name in (
            (self._book, "book"),
            (self._place, "place"),
            (self._copy, "copy"),
            (self._state, "state"),
        ):
            part.setObjectName(f"status_{name}")
            part.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(part, 1 if part is self._book else 0)
        self._number = (0, 0)
        self._percent = -1
        self._titles = ("", "")
        self._progress = ("", -1)
        self._states = ("", "")
        self._copy_words: Callable[[], str] = str
        self._copy.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Status"))
        self.show_book(*self._titles)
        self.show_place(*self._number)
        self.show_progress(*self._progress)
        self.show_copy(self._copy_words)

    def show_book(self, title: str, edition: str) -> None:
        """Show the title and the edition of the open book."""
        self._titles = (title, edition)
        words = _("{title} · edition {edition}").format(title=title, edition=edition)
        self._book.setText(words if title else "")
        self._show_state()

    def show_place(self, number: int, count: int) -> None:
        """Show that section ``number`` (from 1) of ``count`` is open; 0 shows nothing."""
        self._number = (number, count)
        words = _("Section {number} of {count}")
        words = words.format(number=written(number), count=written(count))
        if self._percent >= 0:
            read = _("{share} read").format(share=f"{self._percent}\N{NO-BREAK SPACE}%")
            words = f"{words} · {read}"
        self._place.setText(words if number else "")
        self._show_state()

    def show_copy(self, words: Callable[[], str]) -> None:
        """Show how it stands with the second copy of the notes.

        Args:
            words: Gives the words in the language of the interface; none hide the label.
        """
        self._copy_words = words
        said = words()
        self._copy.setText(said)
        self._copy.setVisible(bool(said))
        self._show_state()

    def show_read(self, percent: int) -> None:
        """Show how much of the book is read, of 100; below 0 nothing is known."""
        self._percent = percent
        self.show_place(*self._number)

    def show_progress(self, title: str, percent: int) -> None:
        """Show that search is being prepared for a book; ``percent`` below 0 shows “Ready”."""
        self._progress = (title, percent)
        words, short = _("Preparing search: {title}, {percent} %"), _("Search: {percent} %")
        self._states = (words.format(title=title, percent=percent), short.format(percent=percent))
        if percent < 0:
            self._states = (_("Ready"), "")
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less of what goes on."""
        super().resizeEvent(event)
        self._show_state()

    def _show_state(self) -> None:
        """Say what goes on, in few words where large ones have no room: how far it is must show."""
        words, short = self._states
        others = (self._book, self._place, self._copy)
        said = [one.text() for one in others if not one.isHidden()] + [words]
        metrics, margins = self.fontMetrics(), self.contentsMargins()
        needed = sum(map(metrics.horizontalAdvance, said)) + 24 * len(said)
        fits = needed <= self.width() - margins.left() - margins.right()
        self._state.setText(words if fits else short)
        self._state.setVisible(bool(words if fits else short))
        self._state.setAccessibleName(words)
