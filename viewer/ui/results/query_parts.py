"""The parts of the query above the results: each can be taken away with a button."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.flow_layout import FlowLayout

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


class QueryParts(QWidget):
    """One button for each part of a query; hidden while it is a single word.

    Signals:
        query_requested: The reader wants this query, without the part, to be searched.
    """

    query_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("query_parts")
        self._query = ""
        self._titles: Mapping[str, str] = {}
        self._buttons: list[QPushButton] = []
        self._layout = FlowLayout(self)
        space = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(space, 0, space, space // 2)
        self._layout.setSpacing(space // 2)
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
        while self._layout.takeAt(0) is not None:
            pass
        self._buttons = [self._button(part) for part in self._parts()]
        self.setVisible(bool(self._buttons))

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, in order."""
        return list(self._buttons)

    def _parts(self) -> "list[Part]":
        if not self._query:
            return []
        # Imported here: the panel is there before the search is.
        from viewer.search.parts import every_part, parts_of

        parts = every_part(self._query)
        # The field itself takes a single word away; and a page of words is no list of buttons.
        return parts if 1 < len(parts) <= _MOST else parts_of(self._query)

    def _button(self, part: "Part") -> QPushButton:
        words = part_words(part, self._titles)
        button = QPushButton(f"{words} ✕", self)
        button.setAccessibleName(_("Take away: {part}").format(part=words))
        button.setToolTip(_("Search without this"))
        button.setProperty("query", part.without)
        button.clicked.connect(self._act)
        self._layout.addWidget(button)
        return button

    @Slot()
    def _act(self) -> None:
        button: QObject | None = self.sender()
        if isinstance(button, QPushButton):
            self.query_requested.emit(str(button.property("query")))


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
