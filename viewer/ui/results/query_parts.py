"""The parts of the query above the results: each can be taken away with a button."""

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.elided_button import ElidedButton
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.shortening import readable

if TYPE_CHECKING:
    from viewer.search.parts import Part

_WORDS = {
    "book": mark("Book: {value}"),
    "edition": mark("Edition: {value}"),
    "in": mark("In: {value}"),
    "lang": mark("Language: {value}"),
    "tag": mark("Tag: {value}"),
    "title": mark("In the title: {value}"),
    "phrase": mark("Exactly “{value}”"),
    "near": mark("Near one another: {value}"),
    "beginning": mark("Beginning with “{value}”"),
    "note": mark("In my notes: {value}"),
    "exact": mark("“{value}” as typed"),
}


_MOST = 20
"""Parts up to which plain words have buttons, too."""

_MEASURES = frozenset((QEvent.Type.FontChange, QEvent.Type.StyleChange))


class PartButton(ElidedButton):
    """Takes a part of a query away.

    Attributes:
        query: What is searched without the part.
    """

    def __init__(self, query: str, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, sign=" ✕")
        self.query = query
        self.setAccessibleName(_("Take away: {part}").format(part=readable(words)))
        self.setToolTip(plain_hint(self.accessibleName()))


class QueryParts(QWidget):
    """One button for each part of a query, in one line; hidden while it is a single word.

    Those for which the line has no room are in the menu of its last button.

    Signals:
        query_requested: The reader wants this query, without the part, to be searched.
    """

    query_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("query_parts")
        self._query = ""
        self._titles: Mapping[str, str] = {}
        self._tells_all = False
        self._buttons: list[PartButton] = []
        self._menu = Menu(self)
        self._more = QPushButton(self)
        self._more.setObjectName("more_query_parts")
        self._more.setMenu(self._menu)
        self.hide()

    def tell(self, query: str, titles: Mapping[str, str]) -> None:
        """Show the parts of a query; ``titles`` names books by id."""
        self._query, self._titles = query, titles
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(part) for part in self._parts()]
        self._more.setAccessibleName(_("More parts of the search"))
        self._more.setToolTip(plain_hint(self._more.accessibleName()))
        self.setVisible(bool(self._buttons))
        self._place()

    def buttons(self) -> list[QPushButton]:
        """Return all buttons, in order; those for which there is no room are hidden."""
        return [*self._buttons, self._more]

    def tells_all(self) -> bool:
        """Return whether the buttons tell the whole query."""
        return self._tells_all

    def sizeHint(self) -> QSize:
        """Return the height of one line, whatever its width."""
        height = max(button.sizeHint().height() for button in self.buttons())
        return QSize(0, height + self._gap())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as there is room for."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the buttons anew when their letters have another size."""
        super().changeEvent(event)
        if event.type() in _MEASURES:
            self.updateGeometry()
            self._place()

    def _parts(self) -> "list[Part]":
        self._tells_all = False
        if not self._query:
            return []
        # Imported here: the panel is there before the search is.
        from viewer.search.parts import every_part, parts_of

        parts = every_part(self._query)
        # The field itself takes a single word away; and a page of words is no list of buttons.
        self._tells_all = 1 < len(parts) <= _MOST
        return parts if self._tells_all else parts_of(self._query)

    def _button(self, part: "Part") -> PartButton:
        button = PartButton(part.without, part_words(part, self._titles), self)
        button.clicked.connect(self._act)
        return button

    @Slot()
    def _act(self) -> None:
        button: QObject | None = self.sender()
        if isinstance(button, PartButton):
            self.query_requested.emit(button.query)

    def _gap(self) -> int:
        return self.fontMetrics().averageCharWidth() // 2

    def _place(self) -> None:
        """Place the first buttons side by side, as many as fit; the menu gets the others."""
        margin, gap, count = 2 * self._gap(), self._gap(), len(self._buttons)
        room = self.width() - 2 * margin
        shown = self._fitting(room)
        self._more.setVisible(shown < count)
        if shown < count:
            self._more.setText(_more_words(count))
            room -= self._more.sizeHint().width() + gap
            shown = max(1, self._fitting(room))
            self._more.setText(_more_words(count - shown))
        self._menu.clear()
        for button in self._buttons[shown:]:
            self._menu.addAction(button.accessibleName().replace("&", "&&"), button.click)
        left = margin
        for place, button in enumerate(self._buttons):
            button.setVisible(place < shown)
        for one in (*self._buttons[:shown], self._more):
            size = one.sizeHint().boundedTo(QSize(room, one.sizeHint().height()))
            one.setGeometry(QRect(QPoint(left, 0), size))
            left += size.width() + gap

    def _fitting(self, room: int) -> int:
        """Return how many buttons fit side by side into so many pixels, each cut short to them."""
        widths = (min(button.sizeHint().width(), room) for button in self._buttons)
        ends = accumulate(width + self._gap() for width in widths)
        return sum(end - self._gap() <= room for end in ends)


def _more_words(count: int) -> str:
    return f"+{count} ▾"


def _means_noted(value: str) -> bool:
    # Imported here, as above: the query was searched.
    from viewer.search.scope import is_noted

    return is_noted(value)


def part_words(part: "Part", titles: Mapping[str, str]) -> str:
    """Return what a part of a query says, in words."""
    value = part.value
    if part.kind == "book":
        value = titles.get(value, value)
    elif part.kind == "lang":
        value = languages.name(value)
    if part.kind == "is":
        words = _("With a note of mine") if _means_noted(value) else _("Bookmarked")
    elif part.kind == "word":
        return _("Without “{value}”").format(value=value) if part.negated else value
    else:
        words = translate(_WORDS.get(part.kind, mark("{value}"))).format(value=value)
    return _("Not: {part}").format(part=words) if part.negated else words
