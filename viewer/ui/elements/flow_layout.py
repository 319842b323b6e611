"""A row of widgets that goes on in the next line where it gets too wide."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out like words of a text; the last of a line may take the rest of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of widgets."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove one of them."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that no more room is wanted than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(area)
        self._lay(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the least size: lines break where they have to."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, area: QRect, *, move: bool) -> int:
        """Return the height of the lines in ``area``; move the widgets there, if wanted."""
        margins: QMargins = self.contentsMargins()
        inner = area.marginsRemoved(margins)
        x, y, height = inner.x(), inner.y(), 0
        space = max(self.spacing(), 0)
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(inner.width(), 1), 1 << 20))
            if x > inner.x() and x + size.width() > inner.right() + 1:
                _place(line if move else [], inner, y, height)
                x, y, height, line = inner.x(), y + height + space, 0, []
            line.append((item, x, size))
            x += size.width() + space
            height = max(height, size.height())
        _place(line if move else [], inner, y, height)
        return y + height - area.y() + margins.bottom()


def _place(line: list[tuple[QLayoutItem, int, QSize]], area: QRect, top: int, height: int) -> None:
    """Put the widgets of a line at their places, low ones in the middle of it."""
    for item, x, size in line:
        wide = size.width()
        if item is line[-1][0] and item.expandingDirections() & Qt.Orientation.Horizontal:
            wide = area.right() + 1 - x
        item.setGeometry(QRect(x, top + (height - size.height()) // 2, wide, size.height()))
