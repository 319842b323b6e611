"""The left pane: Contents, Results and My marks, beside the page or over it."""

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from viewer.messages import translate as _

TABS = ("contents", "results", "marks")
"""Names of the tabs, in their order."""

_WIDTHS = {"contents": 36, "results": 44, "marks": 40}
"""First widths, in average characters."""

_ROOM = 62
"""Average characters that the page needs beside the pane."""

_REST = 12
"""Average characters of the page that are worth seeing beside a pane over it."""


class LeftPane(QTabWidget):
    """The tabs; each keeps a width of its own.

    Signals:
        escaped: The reader wants to go back to the page.
        shown: The pane was shown or hidden.
    """

    escaped = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left_pane")
        self.setDocumentMode(True)
        self.tabBar().setObjectName("left_tabs")
        self.tabBar().setExpanding(True)
        # The bar above ends in a line of its own.
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(False)
        self._places = [QWidget(self) for _name in TABS]
        for place, name in zip(self._places, TABS, strict=True):
            place.setObjectName(f"{name}_tab")
            layout = QVBoxLayout(place)
            layout.setContentsMargins(0, 0, 0, 0)
            self.addTab(place, "")
        self.retranslate()

    def place(self, name: str) -> QWidget:
        """Return the widget that holds the panel of the tab ``name``."""
        return self._places[TABS.index(name)]

    def set_panel(self, name: str, panel: QWidget) -> None:
        """Put a panel into the tab ``name``."""
        layout = self.place(name).layout()
        if layout is not None:
            layout.addWidget(panel)

    def tab(self) -> str:
        """Return the name of the tab that shows."""
        return TABS[self.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring the tab ``name`` to the front."""
        self.setCurrentIndex(TABS.index(name))

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Left pane"))
        self.tabBar().setAccessibleName(_("Left pane"))
        for place, text in enumerate((_("Contents"), _("Results"), _("My marks"))):
            self.setTabText(place, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tabs their size before they are seen; Qt does it after, and lays out twice."""
        super().resizeEvent(event)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        pages = self.findChild(QStackedWidget, options=direct)
        if pages is not None and not self.isVisible():
            top = self.tabBar().sizeHint().height()
            pages.setGeometry(0, top, self.width(), self.height() - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ground: the tabs have none, and the page may lie behind."""
        painter = QPainter(self)
        painter.setBackground(self.palette().color(QPalette.ColorRole.Light))
        painter.eraseRect(event.rect())
        painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)


class PaneFrame(QWidget):
    """Holds the left pane and the page: side by side, or the pane over the page.

    Where the window is too narrow for both, the pane is hidden at first, comes over the page when
    it is asked for, and goes when the reader has chosen.

    Attributes:
        pane: The left pane.
        column: Where the page is to be put.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_view")
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.pane = LeftPane(self._splitter)
        self.column = QWidget(self._splitter)
        self.column.setObjectName("page_column")
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self.column)
        self._splitter.setStretchFactor(1, 1)
        self._wanted = True
        self._over = self._alone = False
        self._widths: dict[str, int] = {}
        self._edge = _edge(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.pane.currentChanged.connect(self._fit_tab)
        self._splitter.splitterMoved.connect(self._keep_width)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._splitter.setAccessibleName(_("Left pane and page"))
        if self._splitter.count() > 1:  # else the pane lies over the page, and there is no handle
            self._splitter.handle(1).setAccessibleName(_("Width of the left pane"))

    def state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"widths": self._widths, "shown": self._wanted, "tab": self.pane.tab()}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; anything odd in it is passed over."""
        widths = state.get("widths")
        if isinstance(widths, dict):
            self._widths = {
                name: width
                for name, width in widths.items()
                if name in TABS and isinstance(width, int)
            }
        self._wanted = state.get("shown") is not False
        if state.get("tab") in TABS:
            self.pane.show_tab(state["tab"])
        self.arrange()

    def is_over(self) -> bool:
        """Return whether the pane lies over the page."""
        return self._over

    def pane_shows(self) -> bool:
        """Return whether the pane can be seen."""
        return not self.pane.isHidden()

    def show_pane(self, *, on: bool) -> None:
        """Show or hide the pane."""
        if not self._over:
            self._wanted = on
        self.pane.setVisible(on)
        self._edge.setVisible(on and self._over)
        if on:
            self._fit_tab()
            self.pane.raise_()
            self._edge.raise_()
        self.pane.shown.emit(on)

    def chosen(self) -> None:
        """Get out of the way if the pane lies over the page."""
        if self._over and self.pane_shows():
            self.show_pane(on=False)

    def set_alone(self, *, on: bool) -> None:
        """Leave the page alone: the pane goes, and comes over it whatever the width."""
        self.chosen()
        self._alone = on
        self.arrange()

    def arrange(self) -> None:
        """Put the pane beside the page, or over it, as the width allows."""
        character = self.fontMetrics().averageCharWidth()
        narrow = self.width() < character * (_ROOM + _WIDTHS["contents"])
        over = narrow or self._alone
        if over != self._over:
            self._over = over
            self._edge.hide()
            if over:
                self.pane.setParent(self)
                self.pane.hide()
            else:
                self._splitter.insertWidget(0, self.pane)
                self._splitter.setStretchFactor(1, 1)
                self.retranslate()
                self.pane.setVisible(self._wanted)
            self.pane.shown.emit(self.pane_shows())
        elif not over:
            self.pane.setVisible(self._wanted)
        self._fit_tab()

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own event
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def _width(self) -> int:
        name = self.pane.tab()
        return self._widths.get(name, self.fontMetrics().averageCharWidth() * _WIDTHS[name])

    @Slot()
    def _fit_tab(self) -> None:
        width = self._width()
        if self._over:
            width = min(round(self.width() * 0.86), width + 40)
            if self.width() - width < self.fontMetrics().averageCharWidth() * _REST:
                # Shreds of the page beside it are no use to anybody.
                width = self.width()
            self.pane.setGeometry(QRect(0, 0, width, self.height()))
            self._edge.setGeometry(QRect(self.pane.width(), 0, 1, self.height()))
            return
        total = max(self._splitter.width(), self.width())
        width = min(width, round(total * 0.6))
        self._splitter.setSizes([width, max(1, total - width)])

    @Slot()
    def _keep_width(self) -> None:
        self._widths[self.pane.tab()] = self._splitter.sizes()[0]


def _edge(parent: QWidget) -> QWidget:
    """Return the line that sets the pane off from the page below it."""
    made = QWidget(parent)
    made.setObjectName("pane_edge")
    made.setAutoFillBackground(True)
    made.setBackgroundRole(QPalette.ColorRole.Dark)
    made.hide()
    return made
