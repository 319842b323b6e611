"""The dialog of an import: what it would do, what is chosen, and at the end what was done."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import labelled, plural
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.carrying.import_list import ImportList, RowInFull
from viewer.ui.carrying.import_rows import ImportModel
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.message_line import MessageLine


class ImportDialog(QDialog):
    """Shows what an import does, item by item.

    Signals:
        book_chosen: What names no book is about the one with this id; empty for none.
        import_requested: The annotations with these ids are to be taken over: a set.
        undo_requested: The import is to be taken back.
        copy_requested: This report is to be copied.

    Attributes:
        model: What is listed.
        preferences: Whether preferences are taken over, too.
        line: Where something is asked or told.
    """

    book_chosen = Signal(str)
    import_requested = Signal(object)
    undo_requested = Signal()
    copy_requested = Signal(str)

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self._file = file
        self._whole = self._done = False
        self.model = ImportModel(self)
        self._counts = _label(self, "import_counts")
        self._along = _label(self, "import_along")
        self._book_label = _label(self, "import_book_label")
        self._book = QComboBox(self)
        self._book.setObjectName("import_book")
        self._book_label.setBuddy(self._book)
        self.preferences = QCheckBox(self)
        self.preferences.setObjectName("import_preferences")
        self._list = ImportList(self.model, self)
        self._row = RowInFull(self._list, self)
        self.line = MessageLine(self)
        self.line.left.connect(self._list.setFocus)
        self._buttons = ButtonBox(self)
        self._all = button(self._buttons, "import_all", ROLE.ActionRole)
        self._none = button(self._buttons, "import_none", ROLE.ActionRole)
        self._undo = button(self._buttons, "import_undo", ROLE.ActionRole)
        self._copy = button(self._buttons, "import_copy", ROLE.ActionRole)
        self._go = button(self._buttons, "import_go", ROLE.AcceptRole)
        self._close = button(self._buttons, "import_close", ROLE.RejectRole)
        self._lay_out()
        self.offer_books({})
        self._connect()
        fit_to_screen(self, 110, 34)
        self.retranslate()

    def _lay_out(self) -> None:
        self._along.hide()
        self.preferences.hide()
        layout = QVBoxLayout(self)
        for part in (self._counts, self._along, self._book_label, self._book):
            layout.addWidget(part)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._row)
        layout.addWidget(self.preferences)
        layout.addWidget(self.line)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self.model.choice_changed.connect(self._tell_choice)
        self._book.activated.connect(self._choose_book)
        self._all.clicked.connect(self._choose_all)
        self._none.clicked.connect(self._choose_none)
        self._undo.clicked.connect(self._take_back)
        self._copy.clicked.connect(self._copy_report)
        self._go.clicked.connect(self._import)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set the words that don't come with the rows."""
        self.setWindowTitle(_("Import marks"))
        self._list.setAccessibleName(_("Marks in the file"))
        words = _("Entries of this file name no book. They are about:")
        self._book_label.setText(words)
        self._book.setAccessibleName(words)
        also = _("The &preferences of the other computer, too")
        self.preferences.setText(also)
        self.preferences.setAccessibleName(also.replace("&", ""))
        say(self._all, _("Choose &all"))
        say(self._none, _("Choose &none"))
        say(self._undo, _("&Undo the import"))
        say(self._copy, _("&Copy the report"))
        self._tell_choice()

    def offer_books(self, titles: Mapping[str, str], chosen: str = "") -> None:
        """Offer books that may be meant where the file names none; without titles, ask nothing."""
        self._book.clear()
        self._book.addItem(_("(no book)"), "")
        for book, title in titles.items():
            self._book.addItem(title, book)
        self._book.setCurrentIndex(max(self._book.findData(chosen), 0))
        for part in (self._book_label, self._book):
            part.setVisible(bool(titles))

    def offer_profile(self, *, preferences: bool | None) -> None:
        """Offer to take over what another computer packed.

        Args:
            preferences: Whether taking over its preferences is proposed; None if it has none.
        """
        self._whole = True
        self.setWindowTitle(_("Bring my notes"))
        self.preferences.setVisible(preferences is not None)
        self.preferences.setChecked(bool(preferences))
        self._tell_choice()

    def show_along(self, words: str) -> None:
        """Say what comes along beside the marks."""
        self._along.setText(words)
        self._along.setVisible(bool(words))

    def show_plan(self, words: str) -> None:
        """Say what an import would do; the rows are given to the model."""
        named = _("{name}: {words}").format(name=self._file.name, words=words)
        self._counts.setText(named)
        self._list.setCurrentIndex(self.model.index(0, 0))
        self._list.setFocus()
        announce(self, " ".join(filter(None, (words, self._along.text()))))

    def offer_again(self) -> None:
        """Offer the import again: it was stopped, and nothing was done."""
        self._tell_choice()

    def show_done(self, words: str) -> None:
        """Say what was done, and offer to take it back."""
        self._done = True
        self.model.tell_done()
        self._counts.setText(words)
        self.show_along("")
        self._tell_choice()
        self._close.setFocus()
        announce(self, words)

    @Slot()
    def _tell_choice(self) -> None:
        count = self.model.count()
        words = plural("&Import {count} mark", "&Import {count} marks", count)
        say(self._go, words.format(count=count) if count else _("&Import"))
        self._go.setEnabled(count > 0 or self._whole)
        for part in (self._all, self._none, self._go):
            part.setVisible(not self._done)
        self.preferences.setEnabled(not self._done)
        for part in (self._undo, self._copy):
            part.setVisible(self._done)
        say(self._close, _("Close") if self._done else _("Cancel"))

    @Slot()
    def _choose_all(self) -> None:
        self.model.choose_all(on=True)

    @Slot()
    def _choose_none(self) -> None:
        self.model.choose_all(on=False)

    @Slot()
    def _choose_book(self) -> None:
        self.book_chosen.emit(str(self._book.currentData()))

    @Slot()
    def _import(self) -> None:
        self._go.setEnabled(False)
        self.import_requested.emit(self.model.chosen())

    @Slot()
    def _take_back(self) -> None:
        self.undo_requested.emit()
        self.accept()

    @Slot()
    def _copy_report(self) -> None:
        lines = [labelled(self._file.name, self._counts.text()), *self.model.report()]
        self.copy_requested.emit("\n".join(lines) + "\n")


def _label(parent: QWidget, name: str) -> Prose:
    """Return a label whose words go on in the next line."""
    made = Prose("", parent)
    made.setObjectName(name)
    return made
