"""The switch of the language of reading."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from viewer.messages import labelled, mark, translate
from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint

_READ = {"en": mark("Read in English"), "fr": mark("Read in French")}

_TWO = 2


def own_name(code: str) -> str:
    """Return the name of a language in that language, with a capital: ``English``, ``Français``."""
    name = {"en": "English", "fr": "Français"}.get(code)
    if name is None:
        name = QLocale(code).nativeLanguageName() or code
    return name[:1].upper() + name[1:]


def said_in(code: str, words: str) -> str:
    """Return what a screen reader says of words in a language."""
    return labelled(own_name(code), words)


def read_in(code: str) -> str:
    """Return what a button says that switches the text to a language: ``Read in French``."""
    words = _READ.get(code)
    return translate(words) if words else own_name(code)


class LanguageSwitch(QWidget):
    """One button a language of the book, and one for both; what is read is down.

    Signals:
        chosen: Code of the language that the reader wants to read in.
        both_chosen: The reader wants to read two languages side by side.
    """

    chosen = Signal(str)
    both_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("language_switch")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._choose)
        # Assistive technology turns a button without a click.
        self._group.buttonToggled.connect(self._turn)
        self._codes: dict[QToolButton, str] = {}
        self._short = self._shows_both = False
        self._has_room = True
        self._current = ""
        self._both: QToolButton | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_languages(self, codes: Sequence[str], current: str) -> None:
        """Offer ``codes`` and show ``current`` as the one that is read."""
        if list(self._codes.values()) != list(codes):
            for button in self._group.buttons():
                self._group.removeButton(button)
                self._layout.removeWidget(button)
                button.deleteLater()
            self._codes = {self._button(code): code for code in codes}
            self._both = self._button("both")
            self._both.setVisible(self._has_room)
        self._current = current
        self._check()
        self.setVisible(len(codes) > 1)
        self.retranslate()

    def show_both(self, *, on: bool) -> None:
        """Show whether two languages are read, or one."""
        self._shows_both = on
        self._check()

    def _check(self) -> None:
        # Where the last button has no room, both languages are down when both are read.
        stand_in = self._shows_both and not self._has_room
        self._group.setExclusive(not stand_in)
        with QSignalBlocker(self._group):
            for button, code in self._codes.items():
                alone = code == self._current and not self._shows_both
                button.setChecked(alone or stand_in)
            if self._both is not None:
                self._both.setChecked(self._shows_both and not stand_in)
        # Tab leads to the one that is down, arrows to the others; Qt sees to it only afterwards.
        for one in self._group.buttons():
            policy = Qt.FocusPolicy.TabFocus if one.isChecked() else Qt.FocusPolicy.NoFocus
            one.setFocusPolicy(policy)

    def set_short(self, *, short: bool, both: bool = True) -> None:
        """Show codes in place of names where room is scarce; the last button goes where it must."""
        self._short, self._has_room = short, both
        if self._both is not None:
            self._both.setVisible(both)
        self._check()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words; the languages' own names stay as they are."""
        self.setAccessibleName(_("Language of the text"))
        for button, code in self._codes.items():
            name = own_name(code)
            button.setText(code.upper() if self._short else name)
            # Who speaks to the computer says what stands on the button.
            button.setAccessibleName(name)
            button.setToolTip(plain_hint(read_in(code)))
            button.setAccessibleDescription(button.toolTip())
        if self._both is not None:
            codes = [code.upper() for code in self._codes.values()]
            self._both.setText("+".join(codes) if self._short and len(codes) == _TWO else _("Both"))
            self._both.setAccessibleName(_("Both"))
            self._both.setToolTip(_("Read both languages side by side"))
            self._both.setAccessibleDescription(self._both.toolTip())

    def _button(self, code: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"language_{code}")
        button.setCheckable(True)
        self._group.addButton(button)
        self._layout.addWidget(button)
        return button

    @Slot("QAbstractButton*", bool)
    def _turn(self, button: QToolButton, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self._choose(button)

    @Slot("QAbstractButton*")
    def _choose(self, button: QToolButton) -> None:
        if button is self._both:
            self.both_chosen.emit()
        else:
            self.chosen.emit(self._codes[button])
