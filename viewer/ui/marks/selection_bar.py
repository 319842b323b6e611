"""The bar above words selected with the mouse or by touch: colours, note, bookmark, copy."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from viewer.annotations.palette import COLOURS
from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.marks.swatches import swatch
from viewer.ui.marks.words import colour_name
from viewer.ui.theme import icon, icon_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.ui.page.view import PageView
    from viewer.ui.theme import Theme

WORK = {"note": "note", "bookmark": "bookmark", "copy": "copy"}
"""Buttons beside the colours, with their pictures."""

_AWAY = 6
"""Distance from the selected words, in pixels."""


class SelectionBar(QFrame):
    """Lies over the page, near the selection, and leaves the keyboard there.

    It goes with the next key, click or turn of the wheel. Everything on it has a key and an entry
    in the menu Marks, so it takes no part in the way of Tab.

    Signals:
        colour_chosen: The name of the colour in which the selection is to be highlighted.
        work_chosen: ``note``, ``bookmark`` or ``copy``.
    """

    colour_chosen = Signal(str)
    work_chosen = Signal(str)

    def __init__(self, page: "PageView") -> None:
        super().__init__(page)
        self.setObjectName("selection_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = page
        self._meanings: Mapping[str, str] = {}
        self._colours = {colour.name: self._button(colour.name) for colour in COLOURS}
        self._works = {name: self._button(name) for name in WORK}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 3, 4, 3)
        layout.setSpacing(2)
        for name, button in self._colours.items():
            button.clicked.connect(partial(self._choose, name))
            layout.addWidget(button)
        for name, button in self._works.items():
            button.clicked.connect(partial(self._work, name))
            layout.addWidget(button)
        page.selected.connect(self.show_over)
        page.selection_changed.connect(self._leave_if_gone)
        page.verticalScrollBar().valueChanged.connect(self.hide)
        page.installEventFilter(self)
        self.hide()

    def set_meanings(self, meanings: "Mapping[str, str]") -> None:
        """Name the colours as the reader does."""
        self._meanings = meanings
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Selected words"))
        words = {"note": _("Add a note"), "bookmark": _("Bookmark"), "copy": _("Copy")}
        for name, button in self._works.items():
            _say(button, words[name])
        for name, button in self._colours.items():
            called = colour_name(name, self._meanings)
            _say(button, _("Highlight: {colour}").format(colour=called))

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        side, ratio = icon_size(), self.devicePixelRatioF()
        for colour in COLOURS:
            self._colours[colour.name].setIcon(swatch(colour, theme, side, ratio))
        for name, picture in WORK.items():
            self._works[name].setIcon(icon(picture, theme))
        for button in (*self._colours.values(), *self._works.values()):
            button.setIconSize(QSize(side, side))

    @Slot(QRect)
    def show_over(self, area: QRect) -> None:
        """Show the bar above a part of the page's viewport, or below where there is no room."""
        self.adjustSize()
        ground = self._page.viewport().geometry()
        area = area.translated(ground.topLeft())
        room = self._page.rect()
        x = min(max(area.left(), room.left() + 2), room.right() - self.width() - 2)
        above = area.top() - self.height() - _AWAY
        below = min(area.bottom() + _AWAY, room.bottom() - self.height() - 2)
        self.move(x, above if above >= room.top() else below)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with the next key, and when the page is left."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.FocusOut, QEvent.Type.Resize}:
            self.hide()
        return super().eventFilter(watched, event)

    @Slot()
    def _leave_if_gone(self) -> None:
        if not self._page.textCursor().hasSelection():
            self.hide()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"selection_{name}")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _choose(self, name: str) -> None:
        self.hide()
        self.colour_chosen.emit(name)

    def _work(self, name: str) -> None:
        self.hide()
        self.work_chosen.emit(name)


def _say(button: QToolButton, words: str) -> None:
    button.setAccessibleName(words)
    button.setToolTip(plain_hint(words))
