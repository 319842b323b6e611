"""What a panel says when it has nothing to show."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.elements.prose import Prose


class EmptyState(Prose):
    """A sentence or two in place of a list, or above it; hidden while it has no words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("empty_state")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._set_room()
        self._list: QWidget | None = None
        self.hide()

    def stand_in_for(self, view: QWidget) -> None:
        """Take the keyboard in place of ``view`` while it is empty, so that this is read out."""
        self._list = view
        self._take_turns()

    def tell(self, text: str) -> None:
        """Show ``text``, translated; nothing hides the label."""
        self.setText(text)
        self.setVisible(bool(text))
        self._take_turns()

    def minimumSizeHint(self) -> QSize:
        """Return the size of one line; a narrow column of many would make the window higher."""
        room = 2 * self.margin()
        return QSize(room, self.fontMetrics().height() + room)

    def changeEvent(self, event: QEvent) -> None:
        """Let the room around the words grow with them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_room()

    def _take_turns(self) -> None:
        if self._list is None:
            return
        empty, had_focus = bool(self.text()), self.hasFocus()
        reached, passed_by = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(reached if empty else passed_by)
        self._list.setFocusPolicy(passed_by if empty else reached)
        self._list.setFocusProxy(self if empty else None)  # type: ignore[arg-type]  # none: allowed
        if had_focus and not empty:
            self._list.setFocus()

    def _set_room(self) -> None:
        self.setMargin(self.fontMetrics().averageCharWidth())
