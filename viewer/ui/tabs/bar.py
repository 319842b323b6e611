"""The bar of tabs above the page; it is there while there are two or more."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.rows import LEAST_TARGET
from viewer.ui.theme import Theme, picture

_WIDEST, _NARROWEST = 26, 9
"""Greatest and least width of a tab, in average characters, its button not counted."""

_SHARE = 0.42
"""Greatest width of a tab, of that of the bar: in a narrow window, two can be seen."""

_SIDE = QTabBar.ButtonPosition.RightSide


class TabsBar(QTabBar):
    """Titles, each with a button that closes it.

    Signals:
        close_requested: The tab at this place is to go.
        menu_requested: The menu of the tab at this place is wanted at a place of the screen.
    """

    close_requested = Signal(int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectRightTab)
        self._pressed = -1
        self._colour = "#808080"
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Tabs"))
        for place in range(self.count()):
            self._name(place)

    def add(self, place: int, title: str) -> None:
        """Put a tab at a place."""
        self.insertTab(place, "")
        button = QToolButton(self)
        button.setObjectName("tab_close")
        # Ctrl+W closes a tab; Tab would go through as many buttons as there are tabs.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._close, button))
        self.setTabButton(place, _SIDE, button)
        self._draw(button)
        self.set_title(place, title)

    def remove(self, place: int) -> None:
        """Take a tab away, with its button."""
        button = self.tabButton(place, _SIDE)
        self.removeTab(place)
        if button is not None:
            button.deleteLater()

    def set_title(self, place: int, title: str) -> None:
        """Name a tab."""
        self.setTabText(place, title.replace("&", "&&"))
        self.setTabToolTip(place, plain_hint(title))
        self.setAccessibleTabName(place, title)
        self._name(place)

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colour = theme.window_text
        self._draw_all()

    def _draw_all(self) -> None:
        for place in range(self.count()):
            button = self.tabButton(place, _SIDE)
            if isinstance(button, QToolButton):
                self._draw(button)

    def tabSizeHint(self, index: int) -> QSize:
        """Return the size of a tab: that of its title, within limits."""
        hint = super().tabSizeHint(index)
        letter, button = self.fontMetrics().averageCharWidth(), self._side() + 24
        most, least = letter * _WIDEST + button, letter * _NARROWEST + button
        height = max(hint.height(), self._side() + 4)
        return QSize(max(least, min(most, hint.width(), round(self.width() * _SHARE))), height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: what doesn't fit is scrolled to."""
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        """Let the buttons grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember on which tab the middle button went down."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self.tabAt(event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close the tab that was clicked with the middle button, as browsers do."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
        elif self._pressed >= 0 and self.tabAt(event.position().toPoint()) == self._pressed:
            self.close_requested.emit(self._pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the pointer, or of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            place, point = self.tabAt(event.pos()), event.globalPos()
        else:
            place = self.currentIndex()
            point = self.mapToGlobal(self.tabRect(place).bottomLeft())
        if place >= 0:
            self.menu_requested.emit(place, point)

    def _close(self, button: QToolButton) -> None:
        """Ask for the tab of a button to go; tabs move, and their buttons with them."""
        for place in range(self.count()):
            if self.tabButton(place, _SIDE) is button:
                self.close_requested.emit(place)
                return

    def _side(self) -> int:
        return max(LEAST_TARGET, round(self.fontMetrics().height() * 1.1))

    def _draw(self, button: QToolButton) -> None:
        side = self._side()
        drawn = round(side * 0.62)
        button.setFixedSize(side, side)
        button.setIconSize(QSize(drawn, drawn))
        button.setIcon(QIcon(picture("close", self._colour, drawn, self.devicePixelRatioF())))

    def _name(self, place: int) -> None:
        button = self.tabButton(place, _SIDE)
        if button is not None:
            words = _("Close the tab “{title}”").format(title=self.accessibleTabName(place))
            button.setAccessibleName(words)
            button.setToolTip(plain_hint(words))
