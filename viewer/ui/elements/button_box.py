"""The buttons of a dialog, which go on in the next line where large words make them too wide."""

from operator import itemgetter

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialogButtonBox, QWidget


class ButtonBox(QDialogButtonBox):
    """Buttons in the order of the platform, in one line or, in a narrow dialog, in several."""

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest button: lines break where they have to."""
        size = QSize(0, 0)
        for one in self._shown():
            size = size.expandedTo(one.sizeHint())
        margins = self.contentsMargins()
        size += QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return QSize(size.width(), max(size.height(), self.minimumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Likewise when buttons come or go, or get other words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        margins = self.contentsMargins()
        lines = self.lines(width - margins.left() - margins.right())
        high = sum(max((one.sizeHint().height() for one in line), default=0) for line in lines)
        return high + self._space() * (len(lines) - 1) + margins.top() + margins.bottom()

    def lines(self, room: int | None = None) -> list[list[QWidget]]:
        """Return the buttons line by line: as they stand, or would at a width."""
        lines: list[list[QWidget]] = [[]]
        room = left = self.contentsRect().width() if room is None else room
        for one in self._shown():
            wide = one.sizeHint().width()
            if lines[-1] and wide > left:
                lines.append([])
                left = room
            lines[-1].append(one)
            left -= wide + self._space()
        return lines

    def _shown(self) -> list[QWidget]:
        """Return the buttons that show, in the order in which Qt lays them out.

        The layout isn't asked for its items: Qt deletes them whenever it lays the buttons out
        anew, and PySide would take what comes to lie at their addresses for one of them.
        """
        layout = self.layout()
        if layout is None:
            return []
        laid = [(layout.indexOf(one), one) for one in self.buttons() if not one.isHidden()]
        return [one for _, one in sorted(laid, key=itemgetter(0))]

    def _space(self) -> int:
        layout = self.layout()
        return max(0, layout.spacing()) if layout is not None else 0

    def _arrange(self) -> None:
        """Leave them as Qt puts them where all have room beside one another; else move them."""
        layout = self.layout()
        if layout is None:
            return
        space, area = self._space(), self.contentsRect()
        wanted = sum(one.sizeHint().width() + space for one in self._shown()) - space
        flows = wanted > area.width()
        if not flows:
            self.setMinimumHeight(0)
            return
        top = area.top()
        for line in self.lines():
            high = max(one.sizeHint().height() for one in line)
            right = area.right() + 1
            for one in reversed(line):
                wide = min(one.sizeHint().width(), area.width())
                one.setGeometry(QRect(right - wide, top, wide, high))
                right -= wide + space
            top += high + space
        self.setMinimumHeight(top - space + self.contentsMargins().bottom())
