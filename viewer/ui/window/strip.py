"""The strip at the top that always tells how the book is to be handled."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from viewer.book.classification import WIDE_DASH, label, strip, with_caveat
from viewer.ui.elements.room import is_tight

_SMALLER = 0.6
"""Least size of words that are set smaller, as a part of the size of the others."""

_ROUNDING = 1.04
"""Letters are set in whole pixels, so that small ones aren't just as much narrower."""


class ClassificationStrip(QFrame):
    """Shows a handling level in both official languages, by words and colour.

    The style sheet colours it by its ``level`` property. It is one line high, but never goes.
    Where large words have no room in a line, they are set smaller in a low window; where that
    isn't enough, they go on in the next: nothing of it is ever cut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classification_strip")
        self._words = QLabel(self)
        self._words.setObjectName("classification_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 2)
        layout.addWidget(self._words)

    def show_level(self, level: str, caveat: str = "") -> None:
        """Show the level of the book and section that are open.

        Args:
            level: From ``CLASSIFICATIONS``; an unknown one shows as the highest.
            caveat: The author's words beside it, in the language of reading.
        """
        self._words.setText(with_caveat(strip(level).upper(), caveat, WIDE_DASH))
        self._fit()
        names = label(level)
        self._words.setAccessibleName(" / ".join(dict.fromkeys(names.values())))
        if self.property("level") != level:
            self.setProperty("level", level)
            for part in (self, self._words):
                # Before, it is polished by itself, when it is first shown.
                if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                    part.style().unpolish(part)
                    part.style().polish(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the words have room in a line."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Likewise when they get larger or smaller."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Set the words as large as the others of the window, or smaller if they need it."""
        font = QFont(self._words.font())
        font.setPointSizeF(self.font().pointSizeF())
        margins = self.contentsMargins()
        layout = self.layout()
        if layout is not None:
            margins += layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        # As the style sheet has it, which says so to nobody before the words are shown.
        font.setWeight(QFont.Weight.DemiBold)
        wanted = QFontMetricsF(font).horizontalAdvance(self._words.text()) * _ROUNDING
        if is_tight(self) and room < wanted and room >= wanted * _SMALLER:
            font.setPointSizeF(font.pointSizeF() * room / wanted)
        if font.pointSizeF() != self._words.font().pointSizeF():
            self._words.setFont(font)

    def words(self) -> str:
        """Return what the strip says."""
        return self._words.text()
