"""A button whose words are cut short where there is no room for all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

_LEAST = 4
"""Characters of the words for which there is always room."""


class ElidedButton(QPushButton):
    """Draws as much of its words as it has room for; its text is whole.

    Args:
        words: What stands on it.
        parent: The widget that it is in.
        sign: What follows the words, never cut short.
    """

    def __init__(self, words: str, parent: QWidget, sign: str = "") -> None:
        super().__init__(_plain(f"{words}{sign}"), parent)
        self._words = words
        self._sign = sign
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def drawn(self) -> str:
        """Return what there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole = f"{self._words}{self._sign}"
        metrics = self.fontMetrics()
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        if metrics.horizontalAdvance(whole) <= room:
            return whole
        room = max(0, room - metrics.horizontalAdvance(self._sign))
        elided = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        return f"{elided}{self._sign}"

    def minimumSizeHint(self) -> QSize:
        """Return the size with a few letters."""
        metrics = self.fontMetrics()
        spare = metrics.horizontalAdvance(self._words) - metrics.averageCharWidth() * _LEAST
        return self.sizeHint() - QSize(max(0, spare), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button as the style does, with what there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = _plain(self.drawn())
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def _plain(words: str) -> str:
    """Return words so that no letter of them is underlined."""
    return words.replace("&", "&&")
