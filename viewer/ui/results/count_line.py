"""The line above the results: how much was found, and for which words."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.counts import found_words
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.shortening import readable

if TYPE_CHECKING:
    from viewer.search.answers import Answer

_LONGEST = 60
"""Characters of a query that are shown."""


class CountLine(Prose):
    """Tells how much was found; hidden while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("results_count")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        space = self.fontMetrics().averageCharWidth()
        self.setContentsMargins(space, space, space, space // 2)

    def tell(self, answer: "Answer | None", *, named: bool) -> None:
        """Tell how much an answer has.

        Args:
            answer: What was found.
            named: Whether to say for which words, which may have been sought long ago.
        """
        found = answer if answer is not None and (answer.hits or answer.own) else None
        self.setText("" if found is None else _named(found) if named else count_words(found))
        self.setVisible(found is not None)


def count_words(answer: "Answer") -> str:
    """Return how much was found, or that nothing was, in words."""
    if answer.hits or answer.own:
        return found_words(answer)
    return _("Nothing found for “{text}”.").format(text=readable(answer.query, _LONGEST))


def _named(answer: "Answer") -> str:
    query = readable(answer.query, _LONGEST)
    return _("{found} · “{query}”").format(found=found_words(answer), query=query)
