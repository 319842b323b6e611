"""The tags of marks: those there are, to be put on or taken off, and new ones."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.tags import tidy
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say
from viewer.ui.elements.button_box import ButtonBox

Check = Qt.CheckState


class TagsDialog(QDialog):
    """A field for new tags above the list of all tags, each with a tick where it is on."""

    def __init__(self, tags: Mapping[str, int], count: int, parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            tags: All tags, each with how many of the chosen marks have it.
            count: How many marks are chosen.
            parent: Over which window.
        """
        super().__init__(parent)
        self.setObjectName("tags_dialog")
        self._count = count
        self._about = QLabel(self)
        self._new = QLineEdit(self)
        self._new.setObjectName("tags_new")
        self._list = QListWidget(self)
        self._list.setObjectName("tags_list")
        self._before: dict[str, Check] = {}
        for tag in sorted(tags, key=str.casefold):
            state = Check.Checked if tags[tag] == count else Check.PartiallyChecked
            self._before[tag] = state if tags[tag] else Check.Unchecked
            item = QListWidgetItem(tag, self._list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(self._before[tag])
        self._buttons = ButtonBox(self)
        self._keep = button(self._buttons, "tags_keep", ROLE.AcceptRole)
        self._cancel = button(self._buttons, "tags_cancel", ROLE.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._about, self._new, self._list, self._buttons):
            layout.addWidget(widget)
        self._list.setVisible(bool(tags))
        self.retranslate()
        # The field is as high as the style makes it, which Qt looks at only when it is shown.
        self._new.ensurePolished()
        self._new.setMinimumHeight(self._new.sizeHint().height())
        fit_to_screen(self, 50, 18 if tags else 7)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Tags"))
        words = plural("Tags of {count} mark", "Tags of {count} marks", self._count)
        self._about.setText(words.format(count=self._count))
        self._new.setAccessibleName(_("New tags, separated by commas"))
        self._new.setPlaceholderText(_("New tags, separated by commas"))
        self._list.setAccessibleName(_("Tags"))
        say(self._keep, _("&Keep"))
        say(self._cancel, _("Cancel"))

    def changes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the tags to be put on all the marks, and those to be taken off."""
        add = self._new.text().split(",")
        remove: list[str] = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            state = item.checkState()
            if state != self._before[item.text()]:
                (add if state == Check.Checked else remove).append(item.text())
        return tidy(add), tuple(remove)
