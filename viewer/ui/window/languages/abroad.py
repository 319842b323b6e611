"""Tells a reader who was led to a passage in the other language, with a way back."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from viewer.messages import translate as _
from viewer.ui.message_line import LineButton
from viewer.ui.window.languages.language_switch import own_name, read_in
from viewer.ui.window.main_window import MainWindow

TOPIC = "language"


class Abroad(QObject):
    """Follows the navigation of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.navigation.led_abroad.connect(self._tell)
        window.navigation.language_changed.connect(self._forget)
        window.navigation.book_opened.connect(self._forget)

    @Slot(str)
    def _tell(self, before: str) -> None:
        """Tell that a passage stands in another language, with a way back to the one before."""
        navigation = self._window.navigation
        back = LineButton(partial(read_in, before), partial(navigation.set_language, before))
        self._window.line.tell(partial(_abroad, navigation.language), [back], topic=TOPIC)

    @Slot()
    def _forget(self) -> None:
        self._window.line.withdraw(TOPIC)


def _abroad(code: str) -> str:
    words = {
        "en": _("This stands in the English text, so you are reading in English now."),
        "fr": _("This stands in the French text, so you are reading in French now."),
    }.get(code, "")
    if words:
        return words
    words = _("This stands in another language, in which you are reading now: {language}.")
    return words.format(language=own_name(code))
