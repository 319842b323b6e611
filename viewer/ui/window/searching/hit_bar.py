"""The small bar above the text: which hit of how many, the next, the previous, clear."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.shortening import shortened
from viewer.ui.theme import Theme, put_icon
from viewer.ui.window.breadcrumb import Bar

_LONGEST = (80, 40, 24)
"""Characters of a query that are shown, as there is room."""

_SHARE = 0.6
"""Share of the line that a long query may take: where one is, is to be seen too."""


class HitBar(Bar):
    """Stands above the text while hits are shown.

    Signals:
        next_requested: The next hit is wanted.
        previous_requested: The previous hit is wanted.
        clear_requested: The highlights are to go.
    """

    next_requested = Signal()
    previous_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._previous, self._words, self._next, self._clear):
            layout.addWidget(part)
        self.retranslate()
        self.hide()

    def set_look(self, theme: Theme) -> None:
        """Draw the pictures in the colours of ``theme``."""
        for button, picture in ((self._previous, "previous"), (self._next, "next")):
            put_icon(button, picture, theme)

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
        self._words.setText(self._with_query(_LONGEST[-1]))
        self._next.setEnabled(count > 0)
        self._previous.setEnabled(count > 0)
        self.show()
        self.said.emit()

    def fit(self, room: int) -> None:
        """Show as much of the query as there is room for; at last, leave it out."""
        for longest in _LONGEST:
            self._words.setText(self._with_query(longest))
            if self.minimumSizeHint().width() <= room * _SHARE:
                return
        if self.minimumSizeHint().width() > room:
            self._words.setText(self.words())

    def _with_query(self, longest: int) -> str:
        return f"{self.words()}  ·  {shortened(self._values[2], longest)}"

    def words(self) -> str:
        """Return which hit is the current one, in words."""
        current, count, _query = self._values
        if not count:
            return _("None in this section")
        if not current:
            return _("{count} in this section").format(count=count)
        return _("{current} of {count}").format(current=current, count=count)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        return button
