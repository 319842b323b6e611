"""All keyboard shortcuts, by menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from viewer.messages import translate as _
from viewer.ui.dialogs.filtered_list import FilteredListDialog
from viewer.ui.elements.folding import fold, matcher
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One row.

    Attributes:
        menu: Title of the menu, translated.
        action: What it does, translated.
        keys: Its keys as people read them; none in the row that heads a menu.
        id: Of the action.
        changed: Whether the reader has changed them.
    """

    menu: str
    action: str = ""
    keys: tuple[str, ...] = ()
    id: str = ""
    changed: bool = False


class ShortcutsModel(TreeModel[Shortcut]):
    """The shortcuts as rows, each menu with a heading."""

    def set_shortcuts(self, shortcuts: Sequence[Shortcut], text: str = "") -> None:
        """Show the shortcuts whose words or keys contain every word of ``text``."""
        accepts = matcher(text)
        menus: dict[str, list[Branch[Shortcut]]] = {}
        for one in shortcuts:
            if accepts(fold(" ".join([one.menu, one.action, *one.keys]))):
                menus.setdefault(one.menu, []).append(Branch(one))
        self.set_tree([Branch(Shortcut(menu), tuple(below)) for menu, below in menus.items()])

    def title(self, value: Shortcut) -> str:
        """Return what a shortcut does, or the menu."""
        return value.action or value.menu

    def lines(self, value: Shortcut) -> Lines:
        """Return what it does, with its keys at the right."""
        if not value.action:
            return (Line(value.menu, Style.HEADING),)
        line = Line(value.action, right=_joined(value.keys), most=2)
        return (line, Line(_("changed"), Style.MUTED)) if value.changed else (line,)

    def spoken(self, value: Shortcut) -> str:
        """Return what it does and its keys."""
        changed = _("changed") if value.changed else ""
        parts = self.title(value), _joined(value.keys), changed
        return ", ".join(part for part in parts if part)

    def selectable(self, value: Shortcut) -> bool:
        """Return whether the row is a shortcut."""
        return bool(value.action)


class ShortcutsDialog(FilteredListDialog):
    """The shortcuts, to look one up."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        self._shortcuts = tuple(shortcuts)
        self._rows = ShortcutsModel()
        super().__init__("shortcuts", self._rows, parent)

    def retranslate(self) -> None:
        """Set the words that don't come with the shortcuts."""
        super().retranslate()
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._filter.set_words(_("Filter the shortcuts"), _("Filter…"))
        self._list.setAccessibleName(_("Keyboard shortcuts"))

    def fill(self, text: str) -> str:
        """Show the shortcuts that contain ``text``."""
        self._rows.set_shortcuts(self._shortcuts, text)
        return _("No shortcut contains “{text}”.").format(text=text)


def _joined(keys: Sequence[str]) -> str:
    return _(" or ").join(keys)
