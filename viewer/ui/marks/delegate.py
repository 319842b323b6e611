"""Renaming a mark in its row."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.rows import LinesDelegate

_Index = QModelIndex | QPersistentModelIndex


class MarksDelegate(LinesDelegate):
    """Draws a mark; its name is edited over its first line."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index
    ) -> QWidget:
        """Return the field for the name."""
        field = QLineEdit(parent)
        field.setObjectName("mark_name")
        field.setAccessibleName(_("Name of the bookmark"))
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show the name, selected."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Ask the model for the name typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Put the field over the top of the row."""
        height = min(option.rect.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(option.rect.topLeft(), QSize(option.rect.width(), height)))
