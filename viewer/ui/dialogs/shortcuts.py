"""All keyboard shortcuts, by menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.folding import fold, matcher
from viewer.ui.elements.rows import Line, Lines, Style
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.elements.tree_model import Branch, TreeModel

if TYPE_CHECKING:
    from viewer.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One row.

    Attributes:
        menu: Title of the menu, translated.
        action: What it does, translated.
        keys: Its keys as people read them; none in the row that heads a menu.
    """

    menu: str
    action: str = ""
    keys: tuple[str, ...] = ()


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
        return (Line(value.action, right=_joined(value.keys), most=2),)

    def spoken(self, value: Shortcut) -> str:
        """Return what it does and its keys."""
        return ", ".join(part for part in (self.title(value), _joined(value.keys)) if part)

    def selectable(self, value: Shortcut) -> bool:
        """Return whether the row is a shortcut."""
        return bool(value.action)


class ShortcutsDialog(QDialog):
    """A list with a filter."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self._shortcuts = tuple(shortcuts)
        self._filter = FilterField(self)
        self._filter.setObjectName("shortcuts_filter")
        self._model = ShortcutsModel(self)
        self._list = RowsView(self)
        self._list.setObjectName("shortcuts_list")
        self._list.setModel(self._model)
        self._empty = EmptyState(self)
        self._buttons = QDialogButtonBox(self)
        self._close = button(self._buttons, "shortcuts_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self._filter)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._buttons)
        self._filter.textChanged.connect(self._narrow)
        self._filter.leave_requested.connect(self._enter_list)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        self._narrow()
        fit_to_screen(self, 64, 34)
        self._filter.setFocus()

    def retranslate(self) -> None:
        """Set the words that don't come with the shortcuts."""
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._filter.set_words(_("Filter the shortcuts"), _("Filter…"))
        self._list.setAccessibleName(_("Keyboard shortcuts"))
        say(self._close, _("Close"))

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    @Slot()
    def _narrow(self) -> None:
        text = self._filter.text().strip()
        self._model.set_shortcuts(self._shortcuts, text)
        self._list.expandAll()
        nothing = _("No shortcut contains “{text}”.").format(text=text)
        self._empty.tell("" if self._model.rowCount() else nothing)

    @Slot()
    def _enter_list(self) -> None:
        first = self._model.index(0, 0, self._model.index(0, 0))
        if first.isValid() and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(first)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _joined(keys: Sequence[str]) -> str:
    return _(" or ").join(keys)
