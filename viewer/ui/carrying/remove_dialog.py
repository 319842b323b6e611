"""The dialogs of removing a book: what becomes of the notes, and at the end what was removed."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from viewer.annotations.gathering import Marking
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.carrying.export_dialog import handling_words
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, scrolled, text_box
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.preferences.choice import Choice

KEEP, EXPORT, REMOVE = "keep", "export", "remove"
"""What becomes of the notes."""


class RemoveDialog(QDialog):
    """Asks what becomes of the notes; they are kept unless the reader says otherwise."""

    def __init__(
        self, title: str, folders: Sequence[str], count: int, parent: QWidget | None
    ) -> None:
        """Make the dialog.

        Args:
            title: Title of the book.
            folders: Where its own files lie, which stay.
            count: Number of the reader's marks in it, those in the bin included.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("remove_dialog")
        self._title, self._folders, self._count = title, folders, count
        page = QWidget(self)
        page.setObjectName("remove_page")
        self._about, self._place, self._label = Prose("", page), Prose("", page), QLabel(page)
        self.notes = Choice("remove_notes", (KEEP, EXPORT, REMOVE), page)
        self._handling = Prose("", page)
        self._buttons = ButtonBox(self)
        self._go = button(self._buttons, "remove_go", ROLE.DestructiveRole)
        self._cancel = button(self._buttons, "remove_cancel", ROLE.RejectRole)
        self.marking: Marking | None = None
        self.wanted = KEEP
        self._lay_out(page)
        self.notes.show_value(KEEP)
        for shown in (self._label, self.notes, self._handling):
            shown.setVisible(bool(count))
        self.notes.chosen.connect(self._choose)
        self._go.clicked.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        fit_to_screen(self, 72, 20)

    def _lay_out(self, page: QWidget) -> None:
        inner = QVBoxLayout(page)
        for part in (self._about, self._place, self._label, self.notes, self._handling):
            inner.addWidget(part)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(page), 1)
        layout.addWidget(self._buttons)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Remove from this computer"))
        about = _(
            "“{title}” leaves this computer: its search index, its prepared texts, where you "
            "stopped reading, and all recent searches."
        )
        self._about.setText(about.format(title=self._title))
        kept = _("The files of the book itself stay where they are: {folders}")
        self._place.setText(kept.format(folders=", ".join(self._folders)))
        self._place.setVisible(bool(self._folders))
        self._label.setText(_("Your marks in it ({count})").format(count=self._count))
        words = {
            KEEP: _("Keep them"),
            EXPORT: _("Export them, then remove them"),
            REMOVE: _("Remove them for good"),
        }
        self.notes.set_words(self._label.text(), words)
        say(self._go, _("&Remove"))
        say(self._cancel, _("Cancel"))
        self._tell()

    def show_marking(self, marking: Marking) -> None:
        """Show how what would be exported has to be handled."""
        self.marking = marking
        self._tell()

    @Slot(str)
    def _choose(self, wanted: str) -> None:
        self.wanted = wanted
        self._tell()
        announce(self, self._handling.text())

    def _tell(self) -> None:
        words = {KEEP: "", EXPORT: handling_words(self.marking), REMOVE: _("There is no way back.")}
        self._handling.setText(words[self.wanted])
        self._go.setEnabled(self.wanted != EXPORT or self.marking is not None)


class RemovedDialog(QDialog):
    """Lists what was removed, and what stays."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("removed_dialog")
        self.setWindowTitle(_("Removed from this computer"))
        self.text = text_box(self, "removed_text")
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlainText("\n".join(lines))
        buttons = ButtonBox(self)
        copy = button(buttons, "removed_copy", ROLE.ActionRole)
        say(copy, _("Copy"))
        say(button(buttons, "removed_close", ROLE.RejectRole), _("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        fit_to_screen(self, 72, 20)
        self.text.setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        announce(self, _("Copied"))
