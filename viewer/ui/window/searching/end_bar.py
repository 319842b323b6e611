"""Sections that one may go on to, as a row of titles under the text where a section ends."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from viewer.messages import labelled, plural, translate
from viewer.messages import number as written
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.room import is_tight
from viewer.ui.elements.shortening import shortened
from viewer.ui.window.main_window import MainWindow

_NEAR_END = 24
"""Pixels from the end of a section from which it counts as being in view."""

_LONGEST = 60
"""Characters of a title; the whole one is in the tooltip."""

_BARS = 4
"""Heights of a bar by which the end may move away: two bars come one after the other."""

_LINES = 2
"""Lines that the titles may take, so that large text leaves room for the page."""


class Titled(Protocol):
    """A section that is offered."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def path(self) -> Sequence[str]:
        """Titles of the sections above."""


class EndBar(QFrame):
    """The titles of sections, as buttons, under what they are.

    Signals:
        requested: A section that was told is to be opened.
        all_requested: The whole list is wanted, since not all have room.
    """

    requested = Signal(object)
    all_requested = Signal()

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        """Make an empty bar.

        Args:
            name: Its object name.
            words: What the sections are, marked for translation.
            parent: The column of the page.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("bar", "end")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._buttons: list[QToolButton] = []
        self._sections: Sequence[Titled] = ()
        self._whole = self._tight = False
        self._all = QToolButton(self)
        self._all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._all.clicked.connect(self.all_requested)
        self._all.hide()
        self._label = QLabel(self)
        self._layout = FlowLayout(self)
        space = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(2 * space, space // 2, 2 * space, space // 2)
        self._layout.setSpacing(space)
        self._layout.addWidget(self._label)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._label.setText(translate(self._words))
        self.setAccessibleName(translate(self._words))

    def tell(self, sections: Sequence[Titled], *, whole: bool = False) -> None:
        """Offer these sections in place of others.

        Args:
            sections: The best or first ones first; as many as have room are shown.
            whole: Whether the whole list is offered where not all have room.
        """
        self._sections, self._whole, self._tight = sections, whole, is_tight(self)
        for button in (*self._buttons, self._all):
            self._layout.removeWidget(button)
            button.hide()
            if button is not self._all:
                button.deleteLater()
        self._buttons = []
        self._label.setVisible(not self._tight)
        if self._tight and sections:
            self._fold(sections)
            return
        for place, one in enumerate(sections):
            button = self._button(one)
            if self._has_room(button):
                self._buttons.append(button)
                continue
            button.hide()
            button.deleteLater()
            if whole:
                self._offer_all(len(sections), place)
            break

    def _fold(self, sections: Sequence[Titled]) -> None:
        """Offer the sections in the menu of one button, where large words leave no room."""
        button = QToolButton(self)
        button.setText(f"{translate(self._words)} ({written(len(sections))}) ▾")
        button.setAccessibleName(translate(self._words))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = Menu(button)
        for one in sections:
            shown = shortened(one.title, _LONGEST).replace("&", "&&")
            menu.addAction(shown, partial(self.requested.emit, one))
        if self._whole:
            words = plural("All {count}…", "All {count}…", len(sections))
            menu.addAction(words.format(count=len(sections)), self.all_requested.emit)
        button.setMenu(menu)
        self._layout.addWidget(button)
        self._buttons = [button]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the sections in another way where the window has another room for them."""
        super().resizeEvent(event)
        if self._sections and is_tight(self) != self._tight:
            self.tell(self._sections, whole=self._whole)

    def _has_room(self, button: QToolButton) -> bool:
        """Add a button if it fits on the lines; tell whether it does. The first one always does."""
        above = self.parentWidget()
        # While it is hidden, it has no width of its own.
        width = above.width() if above is not None else self.width()
        self._layout.addWidget(button)
        # In a bar that is seen, a new button would be hidden until later, and take no room.
        button.show()
        lines = self._layout.heightForWidth(width) // button.sizeHint().height()
        fits = lines <= _LINES or not self._buttons
        if not fits:
            self._layout.removeWidget(button)
        return fits

    def _offer_all(self, count: int, shown: int) -> None:
        """Offer the whole list, in place of the last buttons if need be."""
        self._all.setText(plural("All {count}…", "All {count}…", count).format(count=count))
        self._all.setAccessibleName(labelled(translate(self._words), self._all.text()))
        while not self._has_room(self._all) and shown > 1:
            last = self._buttons.pop()
            self._layout.removeWidget(last)
            last.hide()
            last.deleteLater()
            shown -= 1
        self._all.show()

    def titles(self) -> list[str]:
        """Return the whole titles that are offered."""
        if self._tight:
            return [one.title for one in self._sections]
        return [button.toolTip() for button in self._buttons]

    def _button(self, one: Titled) -> QToolButton:
        button = QToolButton(self)
        button.setText(shortened(one.title, _LONGEST).replace("&", "&&"))
        button.setToolTip(plain_hint(one.title))
        button.setAccessibleName(", ".join([one.title, *one.path]))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.requested.emit, one))
        return button


class EndOfSection(QObject):
    """Shows a bar where the section ends.

    Attributes:
        bar: The bar.
    """

    def __init__(self, window: MainWindow, bar: EndBar, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.bar = bar
        layout = window.reading.column.layout()
        if layout is not None:
            layout.addWidget(bar)
        window.follow(bar)
        scroll = window.page.verticalScrollBar()
        scroll.valueChanged.connect(self._show)
        scroll.rangeChanged.connect(self._show)

    def offer(self, sections: Sequence[Titled], *, whole: bool = False) -> None:
        """Offer these sections at the end of the open one; see ``EndBar.tell``."""
        self.bar.tell(sections, whole=whole)
        if sections:
            self._show()
        else:
            self.bar.hide()

    @Slot()
    def _show(self) -> None:
        """Show the titles near the end, and hide them only when one is well away from it.

        When they come, the page gets lower and its end moves away; that must not hide them.
        """
        bar = self._window.page.verticalScrollBar()
        left = bar.maximum() - bar.value()
        hidden = self.bar.isHidden()
        near = left <= (_NEAR_END if hidden else _NEAR_END + _BARS * self.bar.height())
        self.bar.setVisible(near and bool(self.bar.titles()))
