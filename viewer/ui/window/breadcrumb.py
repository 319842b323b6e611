"""The line above the text that tells where in the book it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from viewer.book.model import Section, pick
from viewer.messages import translate as _

SIGN = "›"


class Breadcrumb(QWidget):
    """The titles above the open section, each a way to it.

    Signals:
        section_requested: The reader wants to read the section with this id.
    """

    section_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 2, 12, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self._buttons: list[QToolButton] = []
        self._signs: list[QLabel] = []
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Where this section is"))

    def show_path(self, above: Sequence[Section], language: str) -> None:
        """Show the sections above the open one, the outermost first."""
        for widget in (*self._buttons, *self._signs):
            self._layout.removeWidget(widget)
            widget.deleteLater()
        self._buttons, self._signs = [], []
        for place, section in enumerate(above):
            title = pick(section.title, language)
            button = QToolButton(self)
            button.setObjectName(f"breadcrumb_{place}")
            button.setProperty("section", section.id)
            button.setText(title.replace("&", "&&"))
            button.setAccessibleName(title)
            button.setToolTip(title)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            button.setMinimumWidth(self.fontMetrics().averageCharWidth() * 6)
            button.clicked.connect(self._go)
            self._add(button, place)
        self.setVisible(bool(above))

    def _add(self, button: QToolButton, place: int) -> None:
        if place:
            sign = QLabel(SIGN, self)
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._layout.insertWidget(self._layout.count() - 1, sign)
            self._signs.append(sign)
        self._layout.insertWidget(self._layout.count() - 1, button)
        self._buttons.append(button)

    @Slot()
    def _go(self) -> None:
        button = self.sender()
        if button is not None:
            self.section_requested.emit(str(button.property("section")))
