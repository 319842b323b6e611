"""The switch of the language of reading."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _

_READ = {"en": mark("Read in English"), "fr": mark("Read in French")}


def own_name(code: str) -> str:
    """Return the name of a language in that language, with a capital: ``English``, ``Français``."""
    name = {"en": "English", "fr": "Français"}.get(code)
    if name is None:
        name = QLocale(code).nativeLanguageName() or code
    return name[:1].upper() + name[1:]


def read_in(code: str) -> str:
    """Return what a button says that switches the text to a language: ``Read in French``."""
    words = _READ.get(code)
    return translate(words) if words else own_name(code)


class LanguageSwitch(QWidget):
    """One button a language of the book; one of them is down.

    Signals:
        chosen: Code of the language that the reader wants to read in.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("language_switch")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._choose)
        self._codes: dict[QToolButton, str] = {}
        self._short = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_languages(self, codes: Sequence[str], current: str) -> None:
        """Offer ``codes`` and show ``current`` as the one that is read."""
        if list(self._codes.values()) != list(codes):
            for button in list(self._codes):
                self._group.removeButton(button)
                self._layout.removeWidget(button)
                button.deleteLater()
            self._codes = {self._button(code): code for code in codes}
        for button, code in self._codes.items():
            button.setChecked(code == current)
        self.setVisible(len(codes) > 1)
        self.retranslate()

    def set_short(self, *, short: bool) -> None:
        """Show codes in place of names where room is scarce."""
        self._short = short
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words; the languages' own names stay as they are."""
        self.setAccessibleName(_("Language of the text"))
        for button, code in self._codes.items():
            name = own_name(code)
            button.setText(code.upper() if self._short else name)
            # Who speaks to the computer says what stands on the button.
            button.setAccessibleName(name)
            button.setToolTip(read_in(code))
            button.setAccessibleDescription(button.toolTip())

    def _button(self, code: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"language_{code}")
        button.setCheckable(True)
        self._group.addButton(button)
        self._layout.addWidget(button)
        return button

    @Slot("QAbstractButton*")
    def _choose(self, button: QToolButton) -> None:
        self.chosen.emit(self._codes[button])
