"""The line above the text: where the program tells something without a dialog."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from viewer.errors import Severity
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.room import is_tight
from viewer.ui.elements.words_area import WordsArea

_LEAST = 30
"""Average characters of the words that buttons beside them leave room for."""

_FEW = 10
"""The same for few words: a line more would take the room of what is being done."""

_LINES = 2.1
"""Most lines that these may have: nearly as high as buttons are."""

_SHARE = 0.3
"""Most of the height of the window that the words take; more of them are scrolled."""

Words: TypeAlias = str | Callable[[], str]
"""Translated words; a function gives them anew after a switch of the interface's language."""


class LineButton(NamedTuple):
    """A button in the line.

    Attributes:
        text: Its words, or what gives them in the language of the interface.
        work: What it does; the line closes first.
    """

    text: Words
    work: Callable[[], object]


class MessageLine(QFrame):
    """Shows one message at a time, with buttons and a way to close it.

    Signals:
        closed: The line went away.
        left: It goes and has the keyboard, which somebody should take.
    """

    closed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_line")
        self._label = Prose("", self)
        self._label.setObjectName("message_text")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll = WordsArea(self._label, _SHARE, self)
        self._close = QToolButton(self)
        self._close.setObjectName("message_close")
        self._close.setAutoRaise(True)
        self._close.setText("✕")
        self._close.clicked.connect(self.dismiss)
        self._specs: dict[QPushButton, LineButton] = {}
        self._actions = QWidget(self)
        self._flow = FlowLayout(self._actions)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._layout = QGridLayout(self)
        self._layout.setColumnStretch(0, 1)
        self._layout.addWidget(self._scroll, 0, 0)
        self._layout.addWidget(self._close, 0, 2)
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self.dismiss)
        self._topic = ""
        self._text: Words = ""
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface, those of the message as far as it can."""
        self.setAccessibleName(_("Message"))
        self._close.setAccessibleName(_("Close this message"))
        self._close.setToolTip(_("Close this message"))
        self._label.setText(_said(self._text))
        for button, spec in self._specs.items():
            button.setText(_said(spec.text))
            button.setAccessibleName(_said(spec.text))

    def tell(
        self,
        text: Words,
        buttons: Sequence[LineButton] = (),
        *,
        severity: Severity = Severity.INFO,
        topic: str = "",
        seconds: int = 0,
    ) -> None:
        """Show a message in place of any other.

        Args:
            text: One or two sentences.
            buttons: What the reader can do about it.
            severity: Sets the colour and the politeness of the announcement.
            topic: Lets ``withdraw`` take back just this message.
            seconds: Time after which the line goes by itself; 0 keeps it until it is closed.
        """
        self._topic = topic
        self.setProperty("severity", severity.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._text = text
        for old in self._specs:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._specs = {self._button(): spec for spec in buttons}
        self.retranslate()
        self._arrange()
        self.show()
        self._expiry.stop()
        if seconds:
            self._expiry.start(seconds * 1000)
        announce(self, _said(text), assertive=severity is Severity.ERROR)

    def withdraw(self, topic: str) -> None:
        """Close the line if it shows a message on ``topic``."""
        if self.tells(topic):
            self.dismiss()

    def tells(self, topic: str) -> bool:
        """Return whether the line shows a message on ``topic``."""
        return self.isVisible() and self._topic == topic

    def take_focus(self) -> None:
        """Give the keyboard to the first button."""
        first = next(iter(self._specs), self._close)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        """Return the message shown, or nothing."""
        return "" if self.isHidden() else self._label.text()

    @Slot()
    def dismiss(self) -> None:
        """Close the line."""
        self._expiry.stop()
        self._topic = ""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            # First: when the line goes, Qt would hand the keyboard on as Tab does.
            self.left.emit()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; scroll what is too long by page."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in steps:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the buttons have room beside the words."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Likewise when the text grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _arrange(self) -> None:
        """Put the buttons beside the words, or below them where there is no room."""
        edge, gap = (1, 0) if is_tight(self) else (4, 6)
        self._layout.setContentsMargins(12, edge, 6, edge)
        self._layout.setVerticalSpacing(gap)
        wide = sum(button.sizeHint().width() + self._flow.spacing() for button in self._specs)
        below = bool(self._specs) and self._goes_below(wide)
        self._actions.setVisible(bool(self._specs))
        self._actions.setMinimumWidth(0 if below else wide)
        self._layout.removeWidget(self._actions)
        self._layout.addWidget(self._actions, int(below), 0 if below else 1, 1, 3 if below else 1)
        self._scroll.refit()

    def _goes_below(self, wide: int) -> bool:
        """Tell whether buttons of a width stand below the words.

        A word or two that are whole in two lines may be narrow beside them.
        """
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._close.sizeHint().width()
        beside = room - wide - 2 * self._layout.horizontalSpacing()
        metrics = self.fontMetrics()
        if beside >= metrics.averageCharWidth() * _LEAST:
            return False
        narrow = beside < metrics.averageCharWidth() * _FEW
        lines = self._label.heightForWidth(max(beside, 1)) / metrics.lineSpacing()
        return narrow or lines > _LINES

    def _button(self) -> QPushButton:
        button = QPushButton(self._actions)
        # Outside dialogs Qt lets only the space bar press a button.
        button.setAutoDefault(True)
        button.clicked.connect(self._act)
        self._flow.addWidget(button)
        # At once: what isn't seen yet can't take the keyboard.
        button.show()
        return button

    @Slot()
    def _act(self) -> None:
        button = self.sender()
        spec = self._specs.get(button) if isinstance(button, QPushButton) else None
        self.dismiss()
        if spec is not None:
            spec.work()


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words()
