"""The small bar at the page's edge: which hit of how many, the next, the previous, clear."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from viewer.messages import translate as _
from viewer.ui.theme import Theme, icon


class HitBar(QFrame):
    """Lies over the top right corner of its parent while hits are shown.

    Signals:
        next_requested: The next hit is wanted.
        previous_requested: The previous hit is wanted.
        clear_requested: The highlights are to go.
    """

    next_requested = Signal()
    previous_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("hit_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._values = (0, 0, "")
        self._previous = self._button("hit_previous")
        self._words = QLabel(self)
        self._words.setObjectName("hit_words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._next = self._button("hit_next")
        self._clear = QPushButton(self)
        self._clear.setObjectName("hit_clear")
        self._clear.clicked.connect(self.clear_requested)
        self._next.clicked.connect(self.next_requested)
        self._previous.clicked.connect(self.previous_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 6, 3)
        for part in (self._previous, self._words, self._next, self._clear):
            layout.addWidget(part)
        parent.installEventFilter(self)
        self.retranslate()
        self.hide()

    def set_look(self, theme: Theme) -> None:
        """Draw the pictures in the colours of ``theme``."""
        self._previous.setIcon(icon("previous", theme))
        self._next.setIcon(icon("next", theme))

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Passages found"))
        self._previous.setAccessibleName(_("Previous passage found"))
        self._previous.setToolTip(_("Previous passage found"))
        self._next.setAccessibleName(_("Next passage found"))
        self._next.setToolTip(_("Next passage found"))
        self._clear.setText(_("Clear"))
        self._clear.setAccessibleName(_("Clear what was found"))
        self.show_hits(*self._values)

    def show_hits(self, current: int, count: int, query: str) -> None:
        """Show hit ``current`` (from 1; 0 for none) of ``count``; without a query the bar goes."""
        self._values = (current, count, query)
        if not query:
            self.hide()
            return
        self._words.setText(f"{self.words()}  ·  {shortened(query)}")
        self._next.setEnabled(count > 0)
        self._previous.setEnabled(count > 0)
        self.show()
        self.raise_()
        self._place()

    def words(self) -> str:
        """Return which hit is the current one, in words."""
        current, count, _query = self._values
        if not count:
            return _("None in this section")
        if not current:
            return _("{count} in this section").format(count=count)
        return _("{current} of {count}").format(current=current, count=count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        self.move(max(0, self._page.width() - self.width() - 24), 6)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        return button


def shortened(query: str, most: int = 24) -> str:
    """Return ``query`` in at most ``most`` characters."""
    return query if len(query) <= most else f"{query[: most - 1]}…"
