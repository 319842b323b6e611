"""The row of filters above the results, and what can be done with their list."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.menus import Menu
from viewer.ui.results.facets import Facet, Known, facets, kind_words

if TYPE_CHECKING:
    from viewer.search.answers import Answer

WRITTEN = {
    "in": mark("in"),
    "book": mark("book"),
    "edition": mark("edition"),
    "lang": mark("lang"),
    "tag": mark("tag"),
    "is": mark("is"),
    "bookmarked": mark("bookmarked"),
    "noted": mark("noted"),
}
"""How filters are written in a query: a reader of French sees French names."""


class RefineRow(QWidget):
    """Buttons with menus: one for each kind of filter that narrows the answer.

    Signals:
        query_requested: The reader wants this narrower query to be searched.
    """

    query_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_filters")
        self._answer: Answer | None = None
        self._known = Known({}, (), lambda _book, _section: ())
        self._buttons: list[QToolButton] = []
        self._options: QMenu | None = None
        self._actions: Sequence[QAction] = ()
        self._layout = FlowLayout(self)
        space = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(space, space // 2, space, space // 2)
        self._layout.setSpacing(space // 2)
        self.hide()

    def set_tools(self, options: QMenu, actions: Sequence[QAction]) -> None:
        """Offer search options, and what can be done with the list."""
        self._options, self._actions = options, actions
        self.retranslate()

    def tell(self, answer: "Answer | None", known: Known) -> None:
        """Offer to narrow an answer."""
        self._answer, self._known = answer, known
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        while self._layout.takeAt(0) is not None:
            pass
        found = facets(self._answer, self._known) if self._answer is not None else {}
        self._buttons = [self._filter(kind, values) for kind, values in found.items()]
        self._buttons += self._tools()
        self.setVisible(bool(self._buttons))

    def buttons(self) -> list[QToolButton]:
        """Return the buttons, in order."""
        return list(self._buttons)

    def _filter(self, kind: str, values: Sequence[Facet]) -> QToolButton:
        button = self._button(f"filter_{kind}", kind_words(kind))
        button.setAccessibleName(_("Filter: {kind}").format(kind=kind_words(kind)))
        menu = Menu(button)
        for facet in values:
            words = facet.words if facet.number is None else self._counted(facet, facet.number)
            menu.addAction(words.replace("&", "&&"), partial(self._narrow, facet))
        button.setMenu(menu)
        return button

    def _tools(self) -> list[QToolButton]:
        """Return the buttons for options and for the list."""
        made = []
        if self._options is not None:
            made.append(self._button("search_options", _("Options")))
            made[-1].setAccessibleName(_("Search options"))
            made[-1].setMenu(self._options)
        if self._actions and self._answer is not None and self._answer.hits:
            made.append(self._button("result_list_menu", _("List")))
            menu = Menu(made[-1])
            menu.addActions(self._actions)
            made[-1].setMenu(menu)
        return made

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(f"{words} ▾")
        button.setAccessibleName(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout.addWidget(button)
        return button

    def _counted(self, facet: Facet, number: int) -> str:
        """Return a value with its count; of an answer with only the best, at least so many."""
        whole = self._answer is None or self._answer.total <= len(self._answer.hits)
        return f"{facet.words} ({number})" if whole else f"{facet.words} ({number}+)"

    def _narrow(self, facet: Facet) -> None:
        if self._answer is None:
            return
        from viewer.search.parts import with_filter

        name = translate(WRITTEN[facet.kind])
        value = translate(WRITTEN["bookmarked"]) if facet.kind == "is" else facet.value
        self.query_requested.emit(with_filter(self._answer.query, facet.kind, value, name))
