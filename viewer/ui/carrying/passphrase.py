"""Passphrases: asked for twice when a file is locked, once when it is opened; never kept."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.frame import ROLE, button, fit_to_words, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose

FAIR, STRONG = 10, 16
"""Characters from which a passphrase is called fair, and strong."""

_FEW = 5
"""Different characters below which length says nothing."""


def strength(passphrase: str) -> str:
    """Return what is to be said of a passphrase; nothing of an empty one.

    Length is what counts (NIST SP 800-63B, 5.1.1.2): nobody is made to mix signs.
    """
    if not passphrase:
        return ""
    if len(passphrase) < FAIR or len(set(passphrase)) < _FEW:
        return _("Weak: it can be guessed. Several words in a row are better.")
    if len(passphrase) < STRONG:
        return _("Fair. A few more words make it strong.")
    return _("Strong.")


def secret_field(parent: QWidget, name: str) -> QLineEdit:
    """Return a field that doesn't show what is typed."""
    made = QLineEdit(parent)
    made.setObjectName(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    # The field is as high as the style makes it, which Qt looks at only when it is shown.
    made.ensurePolished()
    made.setMinimumHeight(made.sizeHint().height())
    return made


class NewPassphrase(QWidget):
    """Two fields for a passphrase, which may stay empty, and what is to be said of it.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._again_label = QLabel(self), QLabel(self)
        self._first = secret_field(self, "passphrase_first")
        self._again = secret_field(self, "passphrase_again")
        self._said = Prose("", self)
        self._said.setObjectName("passphrase_said")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, field in ((self._label, self._first), (self._again_label, self._again)):
            label.setBuddy(field)
            label.setWordWrap(True)
            layout.addWidget(label)
            layout.addWidget(field)
            field.textEdited.connect(self._tell)
        layout.addWidget(self._said)
        # A reader who listens hears it once a field is done, not at each key.
        for field in (self._first, self._again):
            field.editingFinished.connect(self._announce)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._label.setText(_("&Passphrase (may be left empty)"))
        self._again_label.setText(_("The passphrase once &more"))
        for label, field in ((self._label, self._first), (self._again_label, self._again)):
            field.setAccessibleName(label.text().replace("&", ""))
        self._tell()

    def value(self) -> str:
        """Return the passphrase; empty for none."""
        return self._first.text()

    def is_whole(self) -> bool:
        """Return whether both fields hold the same."""
        return self._first.text() == self._again.text()

    def forget(self) -> None:
        """Empty the fields."""
        self._first.clear()
        self._again.clear()

    @Slot()
    def _tell(self) -> None:
        words = strength(self._first.text()) or _(
            "Without a passphrase, whoever has the file can read your notes."
        )
        if not self.is_whole() and self._again.text():
            words = _("The two are not the same.")
        self._said.setText(words)
        self.changed.emit()

    @Slot()
    def _announce(self) -> None:
        announce(self, self._said.text())


class PassphraseDialog(QDialog):
    """Asks for the passphrase of a locked file.

    Signals:
        given: The passphrase.
    """

    given = Signal(str)

    def __init__(self, file: str, problem: str, parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            file: Name of the file.
            problem: What was wrong with the passphrase before; empty at first.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(_("Passphrase"))
        words = _("{file} is locked. Type the passphrase it was locked with.").format(file=file)
        about = Prose(problem or words, self)
        self.field = secret_field(self, "passphrase")
        self.field.setAccessibleName(_("Passphrase"))
        self.field.setAccessibleDescription(about.text())
        buttons = ButtonBox(self)
        say(button(buttons, "passphrase_open", ROLE.AcceptRole), _("&Open"))
        say(button(buttons, "passphrase_cancel", ROLE.RejectRole), _("Cancel"))
        layout = QVBoxLayout(self)
        for part in (about, self.field, buttons):
            layout.addWidget(part)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._give)
        fit_to_words(self, 50, about, self.field, buttons)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.field.text())
        self.field.clear()
