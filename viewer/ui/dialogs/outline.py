"""The outline of a section: headings, tables, figures, links, footnotes, the reader's marks."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from viewer.messages import translate as _
from viewer.ui.dialogs.filtered_list import LeadingListDialog
from viewer.ui.elements.folding import fold, matcher
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.page.content import Target

INDENT = "\u2003"
"""What a heading stands in from the one above it, as text."""


class OutlineRow(NamedTuple):
    """One row.

    Attributes:
        group: What it is, in the plural, translated.
        text: What it is called; empty in the row that heads a group.
        target: Where it stands.
        depth: How far it stands in, 0 for not at all.
        under: Whether it stands in the translations under the blocks, ``target`` in their text.
    """

    group: str
    text: str = ""
    target: Target = Target(-1)
    depth: int = 0
    under: bool = False


class OutlineModel(TreeModel[OutlineRow]):
    """The rows, each kind under a heading with its number."""

    def set_rows(self, rows: Sequence[OutlineRow], text: str = "") -> None:
        """Show the rows that contain every word of ``text``."""
        accepts = matcher(text)
        groups: dict[str, list[Branch[OutlineRow]]] = {}
        for row in rows:
            if accepts(fold(row.text)):
                groups.setdefault(row.group, []).append(Branch(row))
        self.set_tree(
            [
                Branch(OutlineRow(f"{group} ({len(below)})"), tuple(below))
                for group, below in groups.items()
            ]
        )

    def title(self, value: OutlineRow) -> str:
        """Return what a row is called."""
        return value.text or value.group

    def lines(self, value: OutlineRow) -> Lines:
        """Return what it is called, a heading as deep as it is."""
        if not value.text:
            return (Line(value.group, Style.HEADING),)
        return (Line(INDENT * value.depth + value.text, most=2),)

    def selectable(self, value: OutlineRow) -> bool:
        """Return whether the row leads somewhere."""
        return bool(value.text)


class OutlineDialog(LeadingListDialog):
    """Lists what is in a section, and leads there.

    Signals:
        chosen: A row was chosen; gives the ``OutlineRow``.
    """

    def __init__(self, rows: Sequence[OutlineRow], parent: QWidget | None = None) -> None:
        self._rows = tuple(rows)
        self._outline = OutlineModel()
        super().__init__("outline", self._outline, parent)

    def retranslate(self) -> None:
        """Set the words that don't come with the rows."""
        super().retranslate()
        self.setWindowTitle(_("Outline of this section"))
        self._filter.set_words(_("Filter the outline"), _("Filter…"))
        self._list.setAccessibleName(_("Outline of this section"))

    def fill(self, text: str) -> str:
        """Show the rows that contain ``text``."""
        self._outline.set_rows(self._rows, text)
        if not self._rows:
            return _("This section has no headings, tables, links or notes.")
        return _("Nothing in the outline contains “{text}”.").format(text=text)
