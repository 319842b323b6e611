"""What a panel says when it has nothing to show."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from viewer.ui.elements.prose import Prose
from viewer.ui.elements.room import QWIDGETSIZE_MAX

_RING = 2
"""Width of the ring, in pixels."""


class EmptyState(QScrollArea):
    """A sentence or two in place of a list, or above it; hidden while it has no words.

    Large words in a small window are scrolled.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state_area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._words = Prose("", self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._words)
        for ground in (self.viewport(), self._words):
            ground.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._list: QWidget | None = None
        self.hide()

    def stand_in_for(self, view: QWidget) -> None:
        """Take the keyboard in place of ``view`` while it is empty, so that this is read out."""
        self._list = view
        # The sheet knows by this that there is a ring around the words.
        self._words.setObjectName("empty_state")
        self._set_room()
        self._take_turns()

    def text(self) -> str:
        """Return the words."""
        return self._words.text()

    def tell(self, text: str) -> None:
        """Show ``text``, translated; nothing hides it."""
        self._words.setText(text)
        self.updateGeometry()
        # When the words go, Qt would hand the keyboard on as Tab does: the list shows before that.
        if text:
            self.show()
        self._take_turns()
        if not text:
            self.hide()
            self._settle()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines; a layout that knew it would take it for the least."""
        return self._words.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size of the words at the width that there is."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when lines break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the size of one line; a narrow column of many would make the window higher."""
        room = 2 * self._words.margin()
        return QSize(room, self.fontMetrics().height() + room)

    def changeEvent(self, event: QEvent) -> None:
        """Let the room around the words grow with them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_room()

    def _take_turns(self) -> None:
        if self._list is None:
            return
        empty, had_focus = bool(self.text()), self._words.hasFocus()
        reached, passed_by = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
        self._words.setFocusPolicy(reached if empty else passed_by)
        self._list.setFocusPolicy(passed_by if empty else reached)
        # The words have the room of the list.
        self._list.setMaximumHeight(0 if empty else QWIDGETSIZE_MAX)
        self._list.setFocusProxy(self._words if empty else None)  # type: ignore[arg-type]  # none: allowed
        self._settle()
        if had_focus and not empty:
            self._list.setFocus()

    def _settle(self) -> None:
        """Give all parts their places at once: who asks for rows is told where they will be."""
        above = self.parentWidget()
        if above is not None and (layout := above.layout()) is not None:
            layout.activate()

    def _set_room(self) -> None:
        """Begin the words where those of the list would, the ring of the keyboard around them."""
        inset = self.fontMetrics().averageCharWidth() - _RING
        self._words.setMargin(inset if self._list is not None else 0)
