"""The dialog that packs everything of the reader's for another computer."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.annotations.gathering import Marking
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.carrying.export_dialog import handling_words
from viewer.ui.carrying.passphrase import NewPassphrase
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, scrolled
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose


class TakeDialog(QDialog):
    """Says what goes along, and asks for a passphrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("take_dialog")
        page = QWidget(self)
        page.setObjectName("take_page")
        self._about, self._handling = Prose("", page), Prose("", page)
        self._handling.setObjectName("take_handling")
        self.passphrase = NewPassphrase(page)
        self._buttons = ButtonBox(self)
        self._go = button(self._buttons, "take_go", ROLE.AcceptRole)
        self._cancel = button(self._buttons, "take_cancel", ROLE.RejectRole)
        self.marking: Marking | None = None
        inner = QVBoxLayout(page)
        for label in (self._about, self._handling):
            inner.addWidget(label)
        inner.addWidget(self.passphrase)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(page), 1)
        layout.addWidget(self._buttons)
        self.passphrase.changed.connect(self._enable)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        fit_to_screen(self, 72, 20)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Take my notes to another computer"))
        self._about.setText(
            _(
                "One file takes everything along: bookmarks, highlights and notes, tags, the "
                "reading list, where you stopped reading, what you have read, and your "
                "preferences. Books and recent searches stay here."
            )
        )
        self.passphrase.retranslate()
        say(self._go, _("&Save the file…"))
        say(self._cancel, _("Cancel"))
        self._tell_handling()

    def show_marking(self, marking: Marking) -> None:
        """Show how what goes along has to be handled."""
        self.marking = marking
        self._tell_handling()
        announce(self, self._handling.text())

    def _tell_handling(self) -> None:
        words = handling_words(self.marking)
        self._handling.setText("" if self.marking and not self.marking.total else words)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self._go.setEnabled(self.marking is not None and self.passphrase.is_whole())
