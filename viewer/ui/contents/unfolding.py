"""The headings of the open section in the tree, and which of them the reader is at."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from viewer.ui.contents.headings import Heading
    from viewer.ui.contents.model import ContentsModel
    from viewer.ui.contents.tree import ContentsTree


class Unfolding:
    """Unfolds one section at a time.

    The headings of those before are folded in, not removed: where rows are removed, Qt lays out the
    whole tree anew.
    """

    def __init__(self, model: "ContentsModel", tree: "ContentsTree") -> None:
        self._model = model
        self._tree = tree
        self._hidden = False
        self.forget()

    def forget(self) -> None:
        """Begin anew, with another book."""
        self._section, self._unfolded, self._ordinal = "", "", -1
        self._headings: Sequence[Heading] = ()

    def show(self, section: str, headings: "Sequence[Heading]", ordinal: int) -> None:
        """Show the headings of a section, which is open now.

        Args:
            section: Its id.
            headings: Its headings.
            ordinal: Block of the heading that the reader is at; -1 for none.
        """
        self._section, self._headings, self._ordinal = section, headings, ordinal
        if not self._hidden:
            self._unfold()

    def hide(self) -> None:
        """Show no headings: rows are left out of the tree."""
        self._hidden = True

    def show_again(self) -> None:
        """Show the headings in a tree whose rows were made anew."""
        self._hidden, self._unfolded = False, ""
        if self._section:
            self._unfold()

    def follow(self, ordinal: int) -> None:
        """Mark the heading that the reader is at, and bring it into view; -1 for none."""
        if self._hidden or ordinal == self._ordinal:
            return
        self._ordinal = ordinal
        index = self._model.set_current_heading(ordinal)
        # Not while the reader is about to choose something there.
        if self._tree.isVisible() and not (self._tree.hasFocus() or self._tree.underMouse()):
            self._reveal(index)

    def row_is_told(self) -> bool:
        """Return whether a screen reader has been told of the row with the keyboard."""
        return self._tree.row_is_told

    def _reveal(self, index: "QModelIndex") -> None:
        if not index.isValid():
            index = self._model.index_of(self._section)
        elif not self._tree.isExpanded(index.parent()):
            return
        self._tree.scrollTo(index)

    def _unfold(self) -> None:
        model, tree, section = self._model, self._tree, self._section
        former, self._unfolded = self._unfolded, section
        if former not in ("", section) and not model.has_sections(former):
            tree.collapse(model.index_of(former))
        model.set_headings(section, self._headings)
        model.set_current_heading(self._ordinal)
        if former != section and self._headings:
            tree.expand(model.index_of(section))
