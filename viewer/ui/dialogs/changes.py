"""What changed between two editions of a book: the sections, each a way to it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from viewer.messages import translate as _
from viewer.ui.dialogs.filtered_list import LeadingListDialog
from viewer.ui.elements.folding import fold, matcher
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel


class ChangeRow(NamedTuple):
    """One row.

    Attributes:
        group: What happened to the section, translated.
        title: Its title; empty in the row that heads a group.
        path: Titles above it.
        section: Its id.
        old: Whether it is to be opened in the older edition: the newer has it no more.
        marked: How many marks of the reader it carries, in words; empty for none.
    """

    group: str
    title: str = ""
    path: str = ""
    section: str = ""
    old: bool = False
    marked: str = ""


class ChangesModel(TreeModel[ChangeRow]):
    """The rows, each kind under a heading with its number."""

    def set_rows(self, rows: Sequence[ChangeRow], text: str = "") -> None:
        """Show the rows that contain every word of ``text``."""
        accepts = matcher(text)
        groups: dict[str, list[Branch[ChangeRow]]] = {}
        for row in rows:
            if accepts(fold(f"{row.title} {row.path}")):
                groups.setdefault(row.group, []).append(Branch(row))
        self.set_tree(
            [
                Branch(ChangeRow(f"{group} ({len(below)})"), tuple(below))
                for group, below in groups.items()
            ]
        )

    def title(self, value: ChangeRow) -> str:
        """Return the title of the section, or the heading."""
        return value.title or value.group

    def lines(self, value: ChangeRow) -> Lines:
        """Return title, marks and path."""
        if not value.title:
            return (Line(value.group, Style.HEADING),)
        lines = [Line(value.title, right=value.marked, most=2)]
        if value.path:
            lines.append(Line(value.path, Style.MUTED))
        return tuple(lines)

    def spoken(self, value: ChangeRow) -> str:
        """Return all that the row shows."""
        return ", ".join(filter(None, (self.title(value), value.path, value.marked)))

    def selectable(self, value: ChangeRow) -> bool:
        """Return whether the row leads somewhere."""
        return bool(value.title)


class ChangesDialog(LeadingListDialog):
    """Lists what changed, and leads there.

    Signals:
        chosen: A ``ChangeRow`` was chosen.
    """

    def __init__(
        self,
        rows: Sequence[ChangeRow],
        editions: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            rows: The sections.
            editions: Names of the older and of the newer edition.
            parent: The window.
        """
        self._rows = tuple(rows)
        self._editions = editions
        self._changes = ChangesModel()
        super().__init__("changes", self._changes, parent)

    def retranslate(self) -> None:
        """Set the words that don't come with the rows."""
        super().retranslate()
        old, new = self._editions
        self.setWindowTitle(_("What changed from {old} to {new}").format(old=old, new=new))
        self._filter.set_words(_("Filter the sections"), _("Filter…"))
        self._list.setAccessibleName(_("What changed"))

    def fill(self, text: str) -> str:
        """Show the rows that contain ``text``."""
        self._changes.set_rows(self._rows, text)
        if not self._rows:
            return _("No section differs between the two editions.")
        return _("No section that changed contains “{text}”.").format(text=text)
