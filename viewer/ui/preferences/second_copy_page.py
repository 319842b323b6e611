"""The second copy of the notes: where it goes, and how it stands."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.settings import Preferences
from viewer.ui.announce import announce
from viewer.ui.elements.enter_button import EnterButton
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.pages import align_page
from viewer.ui.elements.prose import Prose

FIELDS = ("second_copy",)
"""Preferences on this page."""


class SecondCopyPage(QWidget):
    """Choose a folder, copy now, stop.

    Signals:
        changed: A preference and its new value.
        copy_requested: A copy is to be made now.
    """

    changed = Signal(str, object)
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("second_copy_page")
        self._about, self._folder, self._state = (Prose("", self) for _number in range(3))
        self._folder.setObjectName("second_copy_folder")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._state.setObjectName("second_copy_state")
        self._choose, self._copy, self._stop = (EnterButton(self) for _number in range(3))
        layout = QVBoxLayout(self)
        align_page(layout)
        for label in (self._about, self._folder, self._state):
            layout.addWidget(label)
        buttons = FlowLayout()
        for button, name in (
            (self._choose, "second_copy_choose"),
            (self._copy, "second_copy_now"),
            (self._stop, "second_copy_stop"),
        ):
            button.setObjectName(name)
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self._path = ""
        self._choose.clicked.connect(self._ask)
        self._copy.clicked.connect(self.copy_requested)
        self._stop.clicked.connect(self._end)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._about.setText(
            _(
                "A second copy of your notes, in a folder of another disk: a stick, or a drive of "
                "your office. It is made after each session and at most once an hour, and checked; "
                "the newest three are kept. Without the folder, everything else goes on."
            )
        )
        for button, words in (
            (self._choose, _("Choose a &folder…")),
            (self._copy, _("Copy &now")),
            (self._stop, _("S&top")),
        ):
            button.setText(words)
            button.setAccessibleName(words.replace("&", ""))
        self._show_folder()

    def show_values(self, preferences: Preferences) -> None:
        """Show what is preferred now."""
        self._path = preferences.second_copy
        self._show_folder()

    def show_state(self, words: str) -> None:
        """Show how it stands; say it, if somebody is looking."""
        if words != self._state.text():
            self._state.setText(words)
            if self.isVisible():
                announce(self, words)

    def _show_folder(self) -> None:
        none = _("No folder is chosen.")
        chosen = _("Folder: {path}").format(path=self._path)
        self._folder.setText(chosen if self._path else none)
        for button in (self._copy, self._stop):
            button.setEnabled(bool(self._path))

    @Slot()
    def _ask(self) -> None:
        start = self._path or str(Path.home())
        title = _("Folder of the second copy")
        chosen = QFileDialog.getExistingDirectory(self, title, start)
        if chosen:
            self.changed.emit("second_copy", chosen)

    @Slot()
    def _end(self) -> None:
        self.changed.emit("second_copy", "")
        self._choose.setFocus()
