"""Preferences of colours, sizes, lines and fonts, with a page that shows what they do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from viewer.messages import language
from viewer.messages import translate as _
from viewer.settings import AS_TEXT, Preferences
from viewer.ui.elements.pages import align_page
from viewer.ui.page.view import PageView
from viewer.ui.preferences.choice import Choice
from viewer.ui.preferences.sample import sample
from viewer.ui.preferences.stepper import Stepper
from viewer.ui.theme import THEMES
from viewer.ui.window.look import SIZES

if TYPE_CHECKING:
    from viewer.ui.page.look import Typesetting
    from viewer.ui.theme import Theme

SPACINGS = (80, 90, 100, 110, 120, 130, 140, 150, 175, 200)
"""Spaces between lines, in percent, from one step to the next."""

WIDTHS = (40, 44, 48, 52, 56, 60, 64, 68, 72, 76, 80, 90, 100, 110, 120)
"""Widths of the text column, in characters, likewise."""

FIELDS = (
    "theme",
    "text_size",
    "interface_size",
    "line_spacing",
    "column_width",
    "font",
)
"""Preferences on this page."""

SAME, OWN = "same", "own"
"""Whether menus and lists follow the text."""

_PREVIEW_LINES = 14
"""Height of the sample, in lines of the interface."""


class AppearancePage(QWidget):
    """How everything looks.

    Signals:
        changed: A preference and its new value.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("appearance_page")
        self.theme = Choice("pref_theme", ("system", *THEMES), self)
        self.text_size = Stepper("pref_text_size", SIZES, self)
        self.same = Choice("pref_same_size", (SAME, OWN), self)
        self.interface = Stepper("pref_interface_size", SIZES, self)
        self.spacing = Stepper("pref_line_spacing", SPACINGS, self)
        self.column = Stepper("pref_column_width", WIDTHS, self)
        self.font_choice = Choice("pref_font", ("mixed", "serif", "sans"), self)
        self.preview = PageView(self)
        self.preview.setObjectName("pref_preview")
        self.preview.set_text_cursor(on=False)
        self._labels: list[QLabel] = []
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        interface = QWidget(self)
        column = QVBoxLayout(interface)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.same)
        column.addWidget(self.interface)
        for part, focus in (
            (self.theme, self.theme.first()),
            (self.text_size, self.text_size.box),
            (interface, self.same.first()),
            (self.spacing, self.spacing.box),
            (self.column, self.column.box),
            (self.font_choice, self.font_choice.first()),
        ):
            label = QLabel(self)
            label.setBuddy(focus)
            self._labels.append(label)
            form.addRow(label, part)
        layout = QVBoxLayout(self)
        align_page(layout)
        layout.addLayout(form)
        layout.addWidget(self.preview, 1)

    def _connect(self) -> None:
        self.theme.chosen.connect(self._theme)
        self.text_size.changed.connect(self._size)
        self.same.chosen.connect(self._same)
        self.interface.changed.connect(self._interface)
        self.spacing.changed.connect(self._spacing)
        self.column.changed.connect(self._width)
        self.font_choice.chosen.connect(self._font)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        names = (
            _("&Theme:"),
            _("Te&xt size:"),
            _("&Menus and lists:"),
            _("&Line spacing:"),
            _("Column &width:"),
            _("&Font:"),
        )
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self.setAccessibleName(_("Appearance"))
        self.theme.set_words(_("Theme"), _themes())
        self.font_choice.set_words(_("Font"), _fonts())
        same = {SAME: _("As large as the text"), OWN: _("A size of their own")}
        self.same.set_words(_("Menus and lists"), same)
        percent = _(" %")
        self.text_size.set_words(_("Text size"), _("Text smaller"), _("Text larger"), percent)
        interface = _("Size of menus and lists"), _("Menus smaller"), _("Menus larger")
        self.interface.set_words(*interface, percent)
        self.spacing.set_words(_("Line spacing"), _("Lines closer"), _("Lines wider"), percent)
        width = _("Column width"), _("Column narrower"), _("Column wider"), _(" characters")
        self.column.set_words(*width)
        self.preview.show_section(sample(language()))
        self.preview.setAccessibleName(_("Sample"))

    def show_values(self, preferences: Preferences) -> None:
        """Show what is preferred now."""
        self.theme.show_value(preferences.theme)
        self.font_choice.show_value(preferences.font)
        self.text_size.show_value(preferences.text_size)
        self.spacing.show_value(preferences.line_spacing)
        self.column.show_value(preferences.column_width)
        own = preferences.interface_size
        self.same.show_value(SAME if own == AS_TEXT else OWN)
        self.interface.show_value(preferences.text_size if own == AS_TEXT else own)
        self.interface.setEnabled(own != AS_TEXT)

    def set_look(self, theme: "Theme", percent: int, typesetting: "Typesetting") -> None:
        """Show the sample as the page looks."""
        self.preview.set_look(theme, percent, typesetting)
        self.preview.setMinimumHeight(self.fontMetrics().lineSpacing() * _PREVIEW_LINES)

    @Slot(str)
    def _theme(self, name: str) -> None:
        self.changed.emit("theme", name)

    @Slot(int)
    def _size(self, percent: int) -> None:
        self.changed.emit("text_size", percent)

    @Slot(str)
    def _same(self, which: str) -> None:
        own = self.interface.box.value()
        self.changed.emit("interface_size", AS_TEXT if which == SAME else own)

    @Slot(int)
    def _interface(self, percent: int) -> None:
        self.changed.emit("interface_size", percent)

    @Slot(int)
    def _spacing(self, percent: int) -> None:
        self.changed.emit("line_spacing", percent)

    @Slot(int)
    def _width(self, characters: int) -> None:
        self.changed.emit("column_width", characters)

    @Slot(str)
    def _font(self, name: str) -> None:
        self.changed.emit("font", name)


def _themes() -> dict[str, str]:
    return {
        "system": _("Follow the system"),
        "light": _("Light"),
        "dark": _("Dark"),
        "sepia": _("Sepia"),
        "contrast": _("High contrast"),
        "contrast_dark": _("High contrast, dark"),
    }


def _fonts() -> dict[str, str]:
    return {
        "mixed": _("Serif for the text"),
        "serif": _("Serif everywhere"),
        "sans": _("Sans serif everywhere"),
    }
