"""The dialog of an export: which marks, in which form, and how they will be marked."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from viewer.annotations.gathering import Marking
from viewer.book.classification import strip
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, scrolled
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.preferences.choice import Choice

ALL, BOOK, CHOSEN, LISTED = "all", "book", "chosen", "listed"
"""Which marks are exported."""

HTML, MARKDOWN, JSON = "html", "md", "json"
"""Forms of a file, which are its endings, too."""


class ExportChoice(NamedTuple):
    """What the reader wants to export.

    Attributes:
        which: ``ALL``, ``BOOK``, ``CHOSEN`` or ``LISTED``.
        form: ``HTML``, ``MARKDOWN`` or ``JSON``.
        deleted: Whether what lies in the bin goes along.
    """

    which: str
    form: str
    deleted: bool


class ExportDialog(QDialog):
    """Asks which marks are to be exported, and in which form.

    Signals:
        changed: Other marks are wanted, so that they may have to be marked otherwise.
    """

    changed = Signal()

    def __init__(self, counts: Mapping[str, int], title: str, parent: QWidget | None) -> None:
        """Make the dialog.

        Args:
            counts: How many marks are chosen, and how many are on the reading list; of which there
                are none can't be exported.
            title: Title of the open book; empty if none is open.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self._counts, self._title = counts, title
        self._marking: Marking | None = None
        which = [ALL, *([BOOK] if title else ()), *(one for one in (CHOSEN, LISTED) if counts[one])]
        page = QWidget(self)
        page.setObjectName("export_page")
        self._which_label, self._form_label = QLabel(page), QLabel(page)
        self.which = Choice("export_which", which, page)
        self.form = Choice("export_form", (HTML, MARKDOWN, JSON), page)
        self._about = Prose("", page)
        self.bin = QCheckBox(page)
        self.bin.setObjectName("export_bin")
        self._handling = Prose("", page)
        self._handling.setObjectName("export_handling")
        self._buttons = ButtonBox(self)
        self._export = button(self._buttons, "export_go", ROLE.AcceptRole)
        self._cancel = button(self._buttons, "export_cancel", ROLE.RejectRole)
        self._lay_out(page)
        self._choice = ExportChoice(CHOSEN if counts[CHOSEN] > 1 else ALL, HTML, deleted=False)
        self.which.show_value(self._choice.which)
        self.form.show_value(self._choice.form)
        self._connect()
        self.retranslate()

    def _lay_out(self, page: QWidget) -> None:
        inner = QVBoxLayout(page)
        for part in (
            self._which_label,
            self.which,
            self.bin,
            self._form_label,
            self.form,
            self._about,
            self._handling,
        ):
            inner.addWidget(part)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(page), 1)
        layout.addWidget(self._buttons)
        fit_to_screen(self, 72, 20)

    def _connect(self) -> None:
        self.which.chosen.connect(self._take_which)
        self.form.chosen.connect(self._take_form)
        self.bin.toggled.connect(self._take_bin)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Export my marks"))
        self._which_label.setText(_("Which marks"))
        chosen, listed = self._counts[CHOSEN], self._counts[LISTED]
        words = {
            ALL: _("Those of all books"),
            BOOK: _("Those of “{title}”").format(title=self._title),
            CHOSEN: _("Those chosen in the list ({count})").format(count=chosen),
            LISTED: _("My reading list, in its order ({count})").format(count=listed),
        }
        self.which.set_words(_("Which marks"), words)
        self._form_label.setText(_("Form of the file"))
        forms = {
            HTML: _("Web page, to read and to print"),
            MARKDOWN: _("Markdown"),
            JSON: _("For programs (JSON-LD)"),
        }
        self.form.set_words(_("Form of the file"), forms)
        self._about.setText(_("Each of the three can be imported again: it holds everything."))
        self.bin.setText(_("With what lies in the &bin"))
        self.bin.setAccessibleName(_("With what lies in the bin"))
        say(self._export, _("&Export…"))
        say(self._cancel, _("Cancel"))
        self._tell_handling()

    def choice(self) -> ExportChoice:
        """Return what is wanted now."""
        return self._choice

    @property
    def marking(self) -> Marking | None:
        """How that has to be handled; None while nobody knows."""
        return self._marking

    def show_marking(self, marking: Marking | None) -> None:
        """Show how what is wanted has to be handled; None while that is found out."""
        self._marking = marking
        self._tell_handling()
        if marking is not None:
            announce(self, self._handling.text())

    def _tell_handling(self) -> None:
        self._export.setEnabled(bool(self._marking and self._marking.total))
        self._handling.setText(handling_words(self._marking))

    def _take(self, choice: ExportChoice) -> None:
        self._choice = choice
        self.show_marking(None)
        self.changed.emit()

    @Slot(str)
    def _take_which(self, which: str) -> None:
        self.bin.setEnabled(which in {ALL, BOOK})
        self._take(self._choice._replace(which=which, deleted=self._bin()))

    @Slot(str)
    def _take_form(self, form: str) -> None:
        self._choice = self._choice._replace(form=form)

    @Slot()
    def _take_bin(self) -> None:
        self._take(self._choice._replace(deleted=self._bin()))

    def _bin(self) -> bool:
        return self.bin.isEnabled() and self.bin.isChecked()


def handling_words(marking: Marking | None) -> str:
    """Return how many marks there are, and how what they quote has to be handled."""
    if marking is None:
        return _("Looking at how this has to be handled…")
    if not marking.total:
        return _("There is nothing to export.")
    parts = [plural("{count} mark", "{count} marks", marking.total).format(count=marking.total)]
    if marking.classification:
        parts.append(_("to be marked {level}").format(level=strip(marking.classification)))
    words = ", ".join(parts) + "."
    if marking.unknown:
        unknown = plural(
            "The classification of {count} passage isn’t known: its book isn’t here.",
            "The classification of {count} passages isn’t known: their book isn’t here.",
            marking.unknown,
        )
        words = f"{words} {unknown.format(count=marking.unknown)}"
    return words
