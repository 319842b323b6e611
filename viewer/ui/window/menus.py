"""The menu bar, generated from the table of actions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenuBar

from viewer.messages import translate
from viewer.ui.elements.menus import Menu
from viewer.ui.menu_titles import MENUS, SUBMENUS

if TYPE_CHECKING:
    from viewer.ui.action_set import Actions


class Menus:
    """The menus of one window.

    The titles are there at once, so that nothing moves when the entries come after the first paint.
    """

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._menus: dict[str, Menu] = {}
        for name in MENUS:
            menu = Menu(bar)
            bar.addMenu(menu)
            menu.setObjectName(f"menu_{name}")
            self._menus[name] = menu
        self.retranslate()

    def fill(self, actions: "Actions") -> None:
        """Add the entries."""
        # Imported here: the window starts with the titles alone.
        from viewer.ui.actions import ACTIONS

        for spec in ACTIONS:
            menu = self._menu(spec.menu)
            if spec.separated:
                menu.addSeparator()
            menu.addAction(actions[spec.id])
        self._menu("file.recent")
        self._menus["file"].insertMenu(actions["file.save_results"], self._menus["file.recent"])
        self._menus["file"].insertSeparator(actions["file.close"])
        self._menus["go"].insertMenu(actions["go.previous"], self._menu("go.recent"))
        self.retranslate()

    def show_recent(self, folders: Sequence[Path], work: Callable[[Path], object]) -> None:
        """List the books opened from elsewhere."""
        menu = self._menu("file.recent")
        menu.clear()
        for folder in folders:
            menu.addAction(str(folder).replace("&", "&&"), partial(work, folder))
        menu.setEnabled(bool(folders))

    def retranslate(self) -> None:
        """Set the titles in the language of the interface."""
        for name, text in (*MENUS.items(), *SUBMENUS.items()):
            menu = self._menus.get(name)
            if menu is not None:
                menu.setTitle(translate(text))

    def submenu(self, name: str) -> Menu:
        """Return a menu inside a menu, to be shown elsewhere as well."""
        return self._menu(name)

    def _menu(self, name: str) -> Menu:
        menu = self._menus.get(name)
        if menu is None:
            above = self._menus[name.partition(".")[0]]
            menu = Menu(above)
            menu.setObjectName(f"menu_{name.replace('.', '_')}")
            menu.setTitle(translate(SUBMENUS[name]))
            above.addMenu(menu)
            self._menus[name] = menu
        return menu
