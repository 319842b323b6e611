"""The bubble beside words of the page: what they mean, where they lead, what a footnote says.

It stays while the pointer is on it or on the words, goes with Escape wherever the keyboard is, and
never by itself (WCAG 2.2, 1.4.13).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.prose import spaced
from viewer.ui.theme import line_spacing

GRACE_MS = 400
"""Milliseconds that the pointer has to come from the words to the bubble."""

_CHARACTERS = 60
"""Average characters in a line of it, where there is room."""

_SHARE = 0.6
"""Most of the height of the page that it takes; longer text is scrolled."""

_LINES = 7
"""Lines for which it takes more than that of a low page, if there are so many beside the words."""


def link_words(words: str) -> str:
    """Return what screen readers are told of a link that has the keyboard."""
    return _("Link: {words}").format(words=words)


class BubbleButton(NamedTuple):
    """What the reader can do from there.

    Attributes:
        text: Its words, translated.
        work: What it does; the bubble closes first.
    """

    text: str
    work: Callable[[], object]


class BubbleContent(NamedTuple):
    """What a bubble says.

    Attributes:
        title: What it is about, for screen readers.
        html: The words, all of them escaped; links in it are numbers of ``links``.
        plain: The same words for screen readers.
        links: Targets of the links.
        buttons: What can be done.
    """

    title: str
    html: str
    plain: str
    links: Sequence[str] = ()
    buttons: Sequence[BubbleButton] = ()


class Bubble(QFrame):
    """Shows one thing at a time, beside an area of the page.

    Signals:
        opened: It says something else now.
        closed: It went away.
        left: It had the keyboard when it went, and the page should take it.
        link_requested: A link in it was followed; gives its target.
    """

    opened = Signal()
    closed = Signal()
    left = Signal()
    link_requested = Signal(str)

    def __init__(self, page: QAbstractScrollArea) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("bubble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._content = BubbleContent("", "", "")
        self._area = QRect()
        self._text = _Words()
        self._text.linkActivated.connect(self._follow)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._text)
        self._row = QWidget(self)
        self._buttons = FlowLayout(self._row)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._scroll, 1)
        self._rows.addWidget(self._row)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self.close_now)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.close_now)
        self.hide()

    def tell(
        self, content: BubbleContent, area: QRect, *, take_focus: bool = False, said: str = ""
    ) -> None:
        """Say something beside an area of the page, and to screen readers.

        Args:
            content: What to say.
            area: Where the words are that it is about, in coordinates of the page.
            take_focus: Whether the keyboard goes there; closing gives it back.
            said: What screen readers are told instead; the words if left out.
        """
        self._grace.stop()
        self._content, self._area = content, area
        self._text.setText(spaced(content.html, line_spacing()))
        self._text.setAccessibleName(content.plain)
        self.setAccessibleName(content.title)
        self._fill()
        self._place()
        self.show()
        self.raise_()
        held = self._text.hasFocus()
        if take_focus:
            self.take_focus()
        # What gets the keyboard is told by its name, which is the words.
        if held or not take_focus:
            announce(self, said or content.plain)
        self.opened.emit()

    def text(self) -> str:
        """Return what it says, as screen readers have it; nothing while it is hidden."""
        return "" if self.isHidden() else self._content.plain

    def take_focus(self) -> None:
        """Take the keyboard, to scroll what is long and to follow links; closing gives it back."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_focus(self) -> bool:
        """Tell whether it has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def keeps(self, point: QPoint) -> bool:
        """Tell whether a point of the page is on the words that it is about."""
        return self._area.contains(point)

    def leave_soon(self) -> None:
        """Close after a moment, unless the pointer comes to it or it has the keyboard."""
        if not self.isHidden() and not self.has_focus() and not self._grace.isActive():
            self._grace.start()

    def stay(self) -> None:
        """Stay, since the pointer is back on the words."""
        self._grace.stop()

    @Slot()
    def close_now(self) -> None:
        """Close."""
        if self.isHidden():
            return
        self._grace.stop()
        held = self.has_focus()
        self.hide()
        if held:
            self.left.emit()
        self.closed.emit()

    def _fill(self) -> None:
        for old in self._row.findChildren(QPushButton):
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        for spec in self._content.buttons:
            made = QPushButton(spec.text, self._row)
            made.setAccessibleName(spec.text)
            made.clicked.connect(partial(self._do, spec))
            self._buttons.addWidget(made)
        self._row.setVisible(bool(self._content.buttons))

    def _do(self, spec: BubbleButton) -> None:
        self.close_now()
        spec.work()

    def _place(self) -> None:
        """Take the size of the words, below the area or, where there is more room, above it."""
        self.ensurePolished()
        space = self.fontMetrics().averageCharWidth()
        bar = self._page.verticalScrollBar().width()
        room = self._page.rect().adjusted(space, space, -space - bar, -space)
        width = min(room.width(), _CHARACTERS * space)
        margins = self._frame()
        inner = width - margins.width()
        self._text.ensurePolished()
        height = self._text.heightForWidth(inner) + margins.height()
        if self._content.buttons:
            height += self._buttons.heightForWidth(inner) + self._rows.spacing()
        below, above = room.bottom() - self._area.bottom(), self._area.top() - room.top()
        lines = self.fontMetrics().lineSpacing() * _LINES
        height = min(height, max(round(room.height() * _SHARE), lines), max(below, above))
        fits_below = height <= below or below >= above
        top = self._area.bottom() + 1 if fits_below else self._area.top() - height
        left = min(max(self._area.left(), room.left()), room.right() - width)
        self.setGeometry(left, min(max(top, room.top()), room.bottom() - height), width, height)

    def _frame(self) -> QRect:
        """Return how much wider and higher than its words it is, as a rectangle."""
        inside = self._rows.contentsMargins()
        edge = 2 * self.frameWidth() + 2
        wide = inside.left() + inside.right() + edge
        return QRect(0, 0, wide, inside.top() + inside.bottom() + edge)

    @Slot(str)
    def _follow(self, number: str) -> None:
        if number.isdecimal() and int(number) < len(self._content.links):
            target = self._content.links[int(number)]
            self.close_now()
            self.link_requested.emit(target)

    # --- Events ------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is on it."""
        super().enterEvent(event)
        self._grace.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Close soon after the pointer has left."""
        super().leaveEvent(event)
        self.leave_soon()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Walk its links and buttons; at the end the keyboard goes back to the page."""
        stops = [self._text, *self._row.findChildren(QPushButton)]
        focus = QApplication.focusWidget()
        place = stops.index(focus) if focus in stops else -1
        place += 1 if following else -1
        if 0 <= place < len(stops):
            stops[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.close_now()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what it doesn't use from the page."""
        event.accept()


class _Words(QLabel):
    """Shows the words: read and scrolled by key, its links followed by key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bubble_text")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Links only: what is selected would leave by the clipboard without its classification.
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tell of a link to which Tab leads, which Qt only selects."""
        moved = super().focusNextPrevChild(following)
        if moved and self.hasFocus() and self.selectedText():
            announce(self, link_words(self.selectedText()))
        return moved
