"""Walks the tree that a screen reader sees."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

Role = QAccessible.Role

CONTROLS = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.Dialog,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.PageTab,
    Role.PageTabList,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
    Role.TreeItem,
}
"""What a person can use, and must be told the name of."""

MOST_CHILDREN = 60
"""Rows of a list that are looked at."""


def interfaces(widget: QWidget) -> Iterator[tuple[QAccessibleInterface, str]]:
    """Yield everything in a widget that can be seen, with the way to it."""
    yield from _below(QAccessible.queryAccessibleInterface(widget), widget.objectName() or "widget")


def _below(
    interface: QAccessibleInterface, path: str
) -> Iterator[tuple[QAccessibleInterface, str]]:
    yield interface, path
    for number in range(min(interface.childCount(), MOST_CHILDREN)):
        child = interface.child(number)
        if not child.isValid() or child.state().invisible:
            continue
        yield from _below(child, f"{path}/{child.role().name}[{number}]{_object_name(child)}")


def unnamed(widget: QWidget) -> list[str]:
    """Return the ways to controls without a name; an empty list is what one wants."""
    return [
        path
        for interface, path in interfaces(widget)
        if (interface.role() in CONTROLS or interface.state().focusable)
        and not interface.text(QAccessible.Text.Name).strip()
    ]


def names(widget: QWidget, role: QAccessible.Role) -> list[str]:
    """Return the names of everything with a role, in the order of the tree."""
    return [
        interface.text(QAccessible.Text.Name)
        for interface, _path in interfaces(widget)
        if interface.role() == role
    ]


def _object_name(interface: QAccessibleInterface) -> str:
    # Rows of a list are no objects, whatever the types say.
    found = cast("QObject | None", interface.object())
    name = found.objectName() if found is not None else ""
    return f"({name})" if name else ""
