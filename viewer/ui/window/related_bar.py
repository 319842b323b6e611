"""Related sections, under the text where a section ends."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.tasks import Background
from viewer.ui.window.hit_bar import shortened
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.search_control import SearchControl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.search.related import Related

_NEAR_END = 24
"""Pixels from the end of a section from which it counts as being in view."""

_LONGEST = 40
"""Characters of a title; the whole one is in the tooltip."""

_LINES = 2
"""Lines that the titles may take, so that large text leaves room for the page."""


class RelatedBar(QFrame):
    """The titles of related sections, as buttons.

    Signals:
        requested: A ``Related`` section is to be opened.
    """

    requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("related_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._related: Sequence[Related] = ()
        self._buttons: list[QToolButton] = []
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
        self._label.setText(_("Related sections"))
        self.setAccessibleName(_("Related sections"))

    def tell(self, related: "Sequence[Related]") -> None:
        """Offer these sections in place of others."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._related = related
        above = self.parentWidget()
        # While it is hidden, it has no width of its own.
        width = above.width() if above is not None else self.width()
        self._buttons = []
        for one in related:
            button = self._button(one)
            self._layout.addWidget(button)
            lines = self._layout.heightForWidth(width) // button.sizeHint().height()
            if lines > _LINES and self._buttons:
                self._layout.removeWidget(button)
                button.hide()
                button.deleteLater()
                break
            self._buttons.append(button)

    def titles(self) -> list[str]:
        """Return the whole titles that are offered."""
        return [button.toolTip() for button in self._buttons]

    def _button(self, one: "Related") -> QToolButton:
        button = QToolButton(self)
        button.setText(shortened(one.title, _LONGEST).replace("&", "&&"))
        button.setToolTip(one.title)
        button.setAccessibleName(", ".join([one.title, *one.path]))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.requested.emit, one))
        return button


class RelatedSections(QObject):
    """Finds related sections in the background and shows them where the section ends."""

    def __init__(
        self, window: MainWindow, search: SearchControl, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._search = search
        self.bar = RelatedBar(window.reading.column)
        layout = window.reading.column.layout()
        if layout is not None:
            layout.addWidget(self.bar)
        window.follow(self.bar)
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        self.bar.requested.connect(self._open)
        navigation = window.navigation
        navigation.section_opened.connect(self.find)
        navigation.language_changed.connect(self.find)
        search.titles_known.connect(self.find)
        bar = window.page.verticalScrollBar()
        bar.valueChanged.connect(self._show)
        bar.rangeChanged.connect(self._show)
        self.find()

    @Slot()
    def find(self) -> None:
        """Find the sections that are related to the open one."""
        self.bar.tell(())
        self.bar.hide()
        navigation, search = self._window.navigation, self._search
        if navigation.book is None or navigation.shown is None or not navigation.section:
            return
        place = (navigation.book.edition.book, navigation.section, navigation.shown.language)
        self._finding.submit(lambda: search.related(*place))

    @Slot(object)
    def _take(self, related: "Sequence[Related]") -> None:
        self.bar.tell(related)
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show the titles near the end, and hide them only when one is well away from it.

        When they come, the page gets lower and its end moves away; that must not hide them.
        """
        bar = self._window.page.verticalScrollBar()
        left = bar.maximum() - bar.value()
        hidden = self.bar.isHidden()
        near = left <= (_NEAR_END if hidden else _NEAR_END + 2 * self.bar.height())
        self.bar.setVisible(near and bool(self.bar.titles()))

    @Slot(object)
    def _open(self, one: "Related") -> None:
        self._window.page.setFocus()
        self._window.navigation.go_to_place(Place(one.book, "", one.section, one.language))
