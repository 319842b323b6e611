"""The tab My marks: all marks, or the reading list in their place."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.reading_list.panel import ReadingListPanel

ALL, LISTED = range(2)


class MarksTab(QWidget):
    """Holds both panels, and a bar that leads from one to the other once there is a list.

    Signals:
        turned: The other panel shows.
    """

    turned = Signal()

    def __init__(self, marks: MarksPanel, listed: ReadingListPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("marks_and_list")
        self._marks, self._listed = marks, listed
        self._bar = QTabBar(self)
        self._bar.setObjectName("marks_tabs")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(True)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        for _number in (ALL, LISTED):
            self._bar.addTab("")
        self._panels = QStackedWidget(self)
        for panel in (marks, listed):
            self._panels.addWidget(panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._panels, 1)
        self._count = 0
        self._bar.currentChanged.connect(self._turn)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._bar.setAccessibleName(_("My marks"))
        self._bar.setTabText(ALL, _("All marks"))
        words = _("Reading list ({count})") if self._count else _("Reading list")
        self._bar.setTabText(LISTED, words.format(count=self._count))
        self._bar.setVisible(self._count > 0 or self.list_shows())

    def show_count(self, count: int) -> None:
        """Tell how many marks are on the reading list."""
        self._count = count
        self.retranslate()

    def list_shows(self) -> bool:
        """Return whether the reading list shows."""
        return self._panels.currentIndex() == LISTED

    def show_list(self, *, on: bool) -> None:
        """Show the reading list, or all marks, which then are given the keyboard."""
        focus = QApplication.focusWidget()
        if on != self.list_shows() and focus is not None and self._panels.isAncestorOf(focus):
            # Qt would hand it on from part to part, each of which would be told.
            focus.clearFocus()
        self._bar.setCurrentIndex(LISTED if on else ALL)

    def focus_list(self) -> None:
        """Give the panel that shows the keyboard."""
        panel = self._listed if self.list_shows() else self._marks
        panel.focus_list()

    @Slot(int)
    def _turn(self, number: int) -> None:
        self._panels.setCurrentIndex(number)
        self.retranslate()
        self.turned.emit()
