"""Preferences of language and memory."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.settings import Preferences
from viewer.ui.elements.pages import align_page
from viewer.ui.preferences.choice import Choice

YES, NO = "yes", "no"

FIELDS = ("interface_language", "recent_searches", "heading_keys", "track_reading")
"""Preferences on this page."""


class GeneralPage(QWidget):
    """What is neither looks nor keys.

    Signals:
        changed: A preference and its new value.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("general_page")
        self._label = QLabel(self)
        self.language = Choice("pref_interface", ("system", "en", "fr"), self)
        self._label.setBuddy(self.language.first())
        self._memory = QLabel(self)
        self.searches = Choice("pref_recent_searches", (YES, NO), self)
        self._memory.setBuddy(self.searches.first())
        self._letters = QLabel(self)
        self.letters = Choice("pref_heading_keys", (YES, NO), self)
        self._letters.setBuddy(self.letters.first())
        self._progress = QLabel(self)
        self.reading = Choice("pref_track_reading", (YES, NO), self)
        self._progress.setBuddy(self.reading.first())
        layout = QVBoxLayout(self)
        align_page(layout)
        for label, choice in (
            (self._label, self.language),
            (self._memory, self.searches),
            (self._letters, self.letters),
            (self._progress, self.reading),
        ):
            layout.addWidget(label)
            layout.addWidget(choice)
            # A question and its answers belong together.
            layout.addSpacing(self.fontMetrics().averageCharWidth() * 2)
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.language.chosen.connect(self._language)
        self.searches.chosen.connect(self._searches)
        self.letters.chosen.connect(self._heading_keys)
        self.reading.chosen.connect(self._reading)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._label.setText(_("&Language of the interface:"))
        words = {"system": _("As the text"), "en": "English", "fr": "Français"}
        self.language.set_words(_("Language of the interface"), words)
        self._memory.setText(_("R&ecent searches:"))
        memory = {YES: _("Remember"), NO: _("Don’t remember; forget those before")}
        self.searches.set_words(_("Recent searches"), memory)
        self._letters.setText(_("&Single letters on the page:"))
        letters = {YES: _("H and Shift+H go from heading to heading"), NO: _("Do nothing")}
        self.letters.set_words(_("Single letters on the page"), letters)
        self._progress.setText(_("&What you have read:"))
        progress = {
            YES: _("Remember, and show in the contents"),
            NO: _("Neither remember nor show"),
        }
        self.reading.set_words(_("What you have read"), progress)

    def show_values(self, preferences: Preferences) -> None:
        """Show what is preferred now."""
        self.language.show_value(preferences.interface_language)
        self.searches.show_value(YES if preferences.recent_searches else NO)
        self.letters.show_value(YES if preferences.heading_keys else NO)
        self.reading.show_value(YES if preferences.track_reading else NO)

    @Slot(str)
    def _language(self, code: str) -> None:
        self.changed.emit("interface_language", code)

    @Slot(str)
    def _searches(self, which: str) -> None:
        self.changed.emit("recent_searches", which == YES)

    @Slot(str)
    def _heading_keys(self, which: str) -> None:
        self.changed.emit("heading_keys", which == YES)

    @Slot(str)
    def _reading(self, which: str) -> None:
        self.changed.emit("track_reading", which == YES)
