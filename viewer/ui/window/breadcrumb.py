"""The line above the text: where in the book it stands, and the bar of what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QWidget,
)

from viewer.book.model import Section, pick
from viewer.messages import translate as _
from viewer.ui.theme import icon_size
from viewer.ui.window.crumb import Crumb

SIGN = "›"

_ROOM = 11
"""Height of a button beyond that of its picture, in pixels."""

_ROOM_OF_WORDS = 19
"""Height of a button beyond that of its words, where their room has grown as far as it does."""


class Bar(QFrame):
    """A bar at the right end of the line.

    Signals:
        said: It says something else now, and may need more room, or less.
    """

    said = Signal()

    def fit(self, room: int) -> None:
        """Say as much as there is room for, in pixels."""
        raise NotImplementedError


class Breadcrumb(QWidget):
    """The titles above the open section, each a way to it; at the right, what is said of it.

    There also is a bar now and then.

    Nothing lies over the text. Where there is no room for both, the bar counts more.

    Signals:
        section_requested: The reader wants to read the section with this id.
        apart_requested: Likewise, in a tab of its own.
        menu_requested: The sections in the one with this id are wanted, at a place of the screen.
    """

    section_requested = Signal(str)
    apart_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 2, 12, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self._buttons: list[Crumb] = []
        self._signs: list[QLabel] = []
        self._bars: list[Bar] = []
        self._note: QLabel | None = None
        # A bar must not make the window wider.
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._set_height()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Where this section is"))

    def hold(self, bar: Bar) -> None:
        """Give a bar a place at the right end, for as long as it isn't hidden."""
        self._bars.append(bar)
        self._layout.addWidget(bar)
        bar.installEventFilter(self)
        bar.said.connect(self._arrange)

    def show_path(self, above: Sequence[Section], language: str) -> None:
        """Show the sections above the open one, the outermost first."""
        for widget in (*self._buttons, *self._signs):
            self._layout.removeWidget(widget)
            # At once: it is deleted only when the event loop comes round.
            widget.hide()
            widget.deleteLater()
        self._buttons, self._signs = [], []
        for place, section in enumerate(above):
            self._add(self._button(place, section.id, pick(section.title, language)), place)
        self._arrange()

    def show_note(self, words: str) -> None:
        """Say something of the section at the right end, where there is room for it."""
        if self._note is None:
            self._note = QLabel(self)
            self._note.setObjectName("breadcrumb_note")
            self._note.setTextFormat(Qt.TextFormat.PlainText)
            self._layout.insertWidget(self._layout.count() - len(self._bars), self._note)
        self._note.setText(words)
        self._arrange()

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches here, in its order."""
        inside = [part for bar in self._bars for part in bar.findChildren(QWidget)]
        focusable = Qt.FocusPolicy.TabFocus
        return [*self._buttons, *(part for part in inside if part.focusPolicy() & focusable)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew what there is room for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Let the height grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when a bar comes, and take it back when it goes."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._arrange()
        return super().eventFilter(watched, event)

    def _set_height(self) -> None:
        """Take as much as a bar needs, so that the text stays where it is when one comes."""
        words = self.fontMetrics().height() + _ROOM_OF_WORDS
        self.setMinimumHeight(max(icon_size() + _ROOM, words))

    @Slot()
    def _arrange(self) -> None:
        path = [*self._buttons, *self._signs]
        bars = [bar for bar in self._bars if not bar.isHidden()]
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for bar in bars:
            bar.fit(room)
        wanted = sum(part.sizeHint().width() + self._layout.spacing() for part in (*path, *bars))
        for part in path:
            part.setVisible(wanted <= room or not bars)
        if self._note is not None:
            left = room - wanted - self._layout.spacing() - self._note.sizeHint().width()
            self._note.setVisible(left >= 0 and not bars and bool(self._note.text()))

    def _button(self, place: int, section: str, title: str) -> Crumb:
        button = Crumb(place, section, title, self)
        button.clicked.connect(self._go)
        button.wanted_apart.connect(self._go_apart)
        button.menu_requested.connect(self._ask_menu)
        return button

    def _add(self, button: Crumb, place: int) -> None:
        stretch = self._layout.count() - 1 - len(self._bars) - (self._note is not None)
        if place:
            sign = QLabel(SIGN, self)
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._layout.insertWidget(stretch, sign)
            self._signs.append(sign)
            stretch += 1
        self._layout.insertWidget(stretch, button)
        self._buttons.append(button)

    @Slot()
    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, Crumb):
            self.section_requested.emit(button.section)

    @Slot()
    def _go_apart(self) -> None:
        button = self.sender()
        if isinstance(button, Crumb):
            self.apart_requested.emit(button.section)

    @Slot(QPoint)
    def _ask_menu(self, place: QPoint) -> None:
        button = self.sender()
        if isinstance(button, Crumb):
            self.menu_requested.emit(button.section, place)
