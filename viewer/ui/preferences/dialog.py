"""The dialog of the preferences: what is changed counts at once, and can be reset."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import translate as _
from viewer.settings import Preferences
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, scrolled
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.preferences import appearance, general, keys_page, second_copy_page

if TYPE_CHECKING:
    from viewer.ui.page.look import Typesetting
    from viewer.ui.theme import Theme


class PreferencesDialog(QDialog):
    """Tabs of preferences.

    Signals:
        changed: Names and new values of preferences, as a dictionary.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences_dialog")
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("preferences_tabs")
        self.appearance = appearance.AppearancePage(self)
        self.keys = keys_page.KeysPage(self)
        self.general = general.GeneralPage(self)
        self.second_copy = second_copy_page.SecondCopyPage(self)
        self._pages = (self.appearance, self.keys, self.general, self.second_copy)
        for page in self._pages:
            self._tabs.addTab(scrolled(page), "")
            page.changed.connect(self._tell)
        self._buttons = ButtonBox(self)
        self._reset = button(self._buttons, "preferences_reset", ROLE.ResetRole)
        self._close = button(self._buttons, "preferences_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._buttons)
        self._reset.clicked.connect(self._reset_page)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        fit_to_screen(self, 84, 40)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Preferences"))
        self._tabs.setAccessibleName(_("Preferences"))
        titles = (_("Appearance"), _("Keyboard"), _("General"), _("Second copy"))
        for place, words in enumerate(titles):
            self._tabs.setTabText(place, words)
        for page in self._pages:
            page.retranslate()
        say(self._reset, _("&Reset this page"))
        say(self._close, _("Close"))

    def show_values(self, preferences: Preferences) -> None:
        """Show what is preferred now."""
        for page in self._pages:
            page.show_values(preferences)

    def show_look(self, theme: "Theme", percent: int, typesetting: "Typesetting") -> None:
        """Show the sample as the page looks, and all else in these colours."""
        self.appearance.set_look(theme, percent, typesetting)
        self.keys.set_look(theme)

    @Slot(str, object)
    def _tell(self, name: str, value: object) -> None:
        self.changed.emit({name: value})

    @Slot()
    def _reset_page(self) -> None:
        """Have the page that shows as it was when the program was new."""
        usual = Preferences()
        of_pages = (appearance, keys_page, general, second_copy_page)
        fields = of_pages[self._tabs.currentIndex()].FIELDS
        self.changed.emit({name: getattr(usual, name) for name in fields})
