"""What the colours of highlights mean to the reader."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.palette import COLOURS
from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, fit_to_words, say, scrolled
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.marks.swatches import swatch
from viewer.ui.theme import Theme, icon_size


class ColoursDialog(QDialog):
    """Five fields, one for each colour."""

    def __init__(
        self, meanings: Mapping[str, str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("colours_dialog")
        page = QWidget(self)
        page.setObjectName("colours_page")
        self._about = Prose("", page)
        self._labels = {colour.name: QLabel(page) for colour in COLOURS}
        self._fields = {colour.name: QLineEdit(page) for colour in COLOURS}
        for colour, field in self._fields.items():
            field.setObjectName(f"meaning_{colour}")
            field.setText(meanings.get(colour, ""))
            self._labels[colour].setBuddy(field)
        self._buttons = ButtonBox(self)
        self._keep = button(self._buttons, "colours_keep", ROLE.AcceptRole)
        self._cancel = button(self._buttons, "colours_cancel", ROLE.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._about)
        inner.addLayout(self._grid(theme, page))
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(page), 1)
        layout.addWidget(self._buttons)
        self.retranslate()
        fit_to_words(self, 64, page, self._buttons)

    def _grid(self, theme: Theme, page: QWidget) -> QGridLayout:
        """Return the fields, each beside its colour."""
        grid = QGridLayout()
        side = icon_size()
        for row, colour in enumerate(COLOURS):
            picture = QLabel(page)
            made = swatch(colour, theme, side, self.devicePixelRatioF())
            picture.setPixmap(made.pixmap(QSize(side, side)))
            parts = (picture, self._labels[colour.name], self._fields[colour.name])
            for column, widget in enumerate(parts):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(2, 1)
        return grid

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Meanings of the colours"))
        self._about.setText(
            _(
                "What does each colour mean to you? "
                "For example: to be asked, to be quoted, a figure."
            )
        )
        for colour in COLOURS:
            words = _(colour.label)
            self._labels[colour.name].setText(words)
            self._fields[colour.name].setAccessibleName(
                _("Meaning of the colour {colour}").format(colour=words)
            )
        say(self._keep, _("&Keep"))
        say(self._cancel, _("Cancel"))

    def meanings(self) -> dict[str, str]:
        """Return what was typed, by the name of the colour; without those left empty."""
        typed = {name: " ".join(field.text().split()) for name, field in self._fields.items()}
        return {name: words for name, words in typed.items() if words}
