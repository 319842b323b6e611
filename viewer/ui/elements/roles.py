"""What views and models of the panels say to one another."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
"""What Qt hands to a model."""

NOWHERE = QModelIndex()
"""The index above the first level."""


class Role(IntEnum):
    """Roles of the rows of all panels, beside Qt's own."""

    LINES = Qt.ItemDataRole.UserRole + 1
    """Lines to draw: a tuple of ``viewer.ui.elements.rows.Line``."""
