"""The context menu of a row of the contents."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu

from viewer.messages import translate as _
from viewer.ui.contents.model import HEADING, SECTION
from viewer.ui.elements.menus import Menu

if TYPE_CHECKING:
    from viewer.ui.contents.model import Notes
    from viewer.ui.contents.tree import ContentsTree


def menu_of(
    tree: "ContentsTree",
    index: QModelIndex,
    open_it: Callable[[], object],
    notes: "Notes | None",
    *,
    expandable: bool,
) -> QMenu:
    """Return the context menu of a row.

    Args:
        tree: The contents.
        index: The row; none is meant below the last.
        open_it: Opens it on the page.
        notes: What else can be done with a section; None for nothing yet.
        expandable: Whether all rows may be expanded.
    """
    menu = Menu(tree)
    section = index.data(SECTION)
    if section:
        menu.addAction(_("&Open"), open_it)
        menu.addAction(_("Open in a new &tab"), partial(tree.wanted_apart.emit, index))
        menu.addAction(_("Open in a new &window"), partial(tree.wanted_in_window.emit, index))
    entries = notes.entries(section) if notes is not None and section else []
    if index.data(HEADING) is None:
        for words, work in entries:
            menu.addAction(words, work)
        if entries:
            menu.addSeparator()
    menu.addAction(_("&Expand all"), tree.expand_everything).setEnabled(expandable)
    menu.addAction(_("&Collapse all"), tree.collapseAll)
    return menu
