"""What the colours of highlights mean to the reader."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.palette import COLOURS
from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, say
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
        self._about = Prose("", self)
        self._labels = {colour.name: QLabel(self) for colour in COLOURS}
        self._fields = {colour.name: QLineEdit(self) for colour in COLOURS}
        grid = QGridLayout()
        side = icon_size()
        for row, colour in enumerate(COLOURS):
            picture, field = QLabel(self), self._fields[colour.name]
            made = swatch(colour, theme, side, self.devicePixelRatioF())
            picture.setPixmap(made.pixmap(QSize(side, side)))
            field.setObjectName(f"meaning_{colour.name}")
            field.setText(meanings.get(colour.name, ""))
            self._labels[colour.name].setBuddy(field)
            for column, widget in enumerate((picture, self._labels[colour.name], field)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(2, 1)
        self._buttons = QDialogButtonBox(self)
        self._keep = button(self._buttons, "colours_keep", ROLE.AcceptRole)
        self._cancel = button(self._buttons, "colours_cancel", ROLE.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._about)
        layout.addLayout(grid)
        layout.addWidget(self._buttons)
        self.retranslate()
        self.resize(self.fontMetrics().averageCharWidth() * 64, self.sizeHint().height())

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
