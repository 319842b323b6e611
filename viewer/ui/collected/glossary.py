"""The glossary of a book as a list: every term with the places of its use."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from viewer.messages import translate as _
from viewer.reading.survey import Row
from viewer.ui.collected.dialog import PlacesDialog
from viewer.ui.collected.model import Entry
from viewer.ui.elements.folding import fold, matcher

_INDENT = 3


class GlossaryDialog(PlacesDialog):
    """Lists the terms of a glossary; each opens to its places, each of which opens.

    Signals:
        chosen: See ``PlacesDialog``.
    """

    def __init__(self, path: Callable[[Row], str], strip: QWidget, parent: QWidget) -> None:
        """Make the window; ``set_terms`` fills it."""
        super().__init__("glossary", path, strip, parent)
        self._terms: Sequence[Entry] = ()
        self._list.set_indent(_INDENT)
        self.lay_out(self._filter.framed(self))
        self.setWindowTitle(_("Glossary"))
        self._filter.set_words(_("Filter the glossary"), _("Filter…"))
        self._list.setAccessibleName(_("Terms of the glossary"))

    def set_terms(self, terms: Sequence[Entry]) -> None:
        """Show the terms."""
        self.wait(on=False)
        self._terms = terms
        self.narrow()

    @Slot()
    def narrow(self) -> None:
        """Show the terms that contain every word of the filter."""
        text = self._filter.text().strip()
        accepts = matcher(fold(text))
        nothing = _("Nothing in the glossary contains “{text}”.").format(text=text)
        if not self._terms:
            nothing = _("This book has no glossary.")
        self.show_entries([term for term in self._terms if accepts(term.folded)], nothing)
