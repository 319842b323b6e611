"""What the actions of the menu View do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.elements.touch import TouchedWindow
from viewer.ui.window.blocks.attachments import Attachments
from viewer.ui.window.blocks.figures import Figures
from viewer.ui.window.blocks.handing import Handing
from viewer.ui.window.blocks.tables import Tables
from viewer.ui.window.blocks.web_pages import WebPages
from viewer.ui.window.full_screen import FullScreen
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.size_gestures import SizeGestures

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class ViewCommands(QObject):
    """Panes, theme, languages, full screen.

    Attributes:
        tables: Tables of the text in windows of their own.
        figures: Figures of the text in windows of their own.
        attachments: Files that come with the book.
        web_pages: Sections as web pages.
        full_screen: Reading with the text alone.
    """

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self.tables = Tables(window, controls.copying)
        self.figures = Figures(window)
        SizeGestures(window, window.look)
        window.readings.added.connect(TouchedWindow(window).prepare)
        handing = Handing(window)
        self.attachments = Attachments(window, handing, controls.handling)
        self.web_pages = WebPages(window, handing, controls.handling)
        self.full_screen = FullScreen(window, self)

    @Slot()
    def toggle_left(self) -> None:
        """Show or hide the left pane; hiding it gives the keyboard to the page."""
        reading = self._window.reading
        reading.show_pane(on=not reading.pane_shows())
        if reading.pane_shows():
            self.focus_left()
        else:
            self._window.focus_page()

    @Slot()
    def leave_pane(self) -> None:
        """Go from the left pane to the page."""
        self._window.focus_page()
        self._window.reading.chosen()

    @Slot()
    def show_contents(self) -> None:
        """Show the contents."""
        self._show_tab("contents")

    @Slot()
    def show_results(self) -> None:
        """Show the results."""
        self._show_tab("results")

    @Slot()
    def show_marks(self) -> None:
        """Show all marks."""
        self.show_marks_or_list(listed=False)

    def show_marks_or_list(self, *, listed: bool) -> None:
        """Show all marks, or the reading list in their place."""
        self._controls.reading_list.tab.show_list(on=listed)
        self._show_tab("marks")

    def _show_tab(self, name: str) -> None:
        self._window.views.setCurrentWidget(self._window.reading)
        self._window.left.show_tab(name)
        self._window.reading.show_pane(on=True)
        self.focus_left()

    def focus_left(self) -> None:
        """Give the keyboard to the panel that shows."""
        focus = {
            "contents": self._window.contents.focus_list,
            "results": self._controls.results.focus_list,
            "marks": self._controls.reading_list.tab.focus_list,
        }
        focus[self._window.left.tab()]()

    def choose_theme(self, name: str) -> None:
        """Use a theme; ``system`` for the one that the system asks for."""
        self._window.look.choose(theme=name)

    @Slot()
    def larger(self) -> None:
        """Take the next larger size of the text."""
        self._change_size(self._window.look.larger)

    @Slot()
    def smaller(self) -> None:
        """Take the next smaller size of the text."""
        self._change_size(self._window.look.smaller)

    @Slot()
    def normal(self) -> None:
        """Take the usual size of the text."""
        self._change_size(self._window.look.normal)

    def _change_size(self, change: Callable[[], object]) -> None:
        change()
        words = _("Text size {percent} %")
        announce(self._window, words.format(percent=self._window.look.percent))

    @Slot()
    def text_cursor(self) -> None:
        """Let arrows move a caret, or scroll again."""
        readings = self._window.readings
        on = not readings.page().has_text_cursor()
        for page in readings.pages():
            page.set_text_cursor(on=on)
        self._controls.commands.refresh()
        announce(readings.page(), _("Text cursor on") if on else _("Text cursor off"))

    @Slot()
    def other_language(self) -> None:
        """Read in the book's next language."""
        navigation = self._window.navigation
        if navigation.book is not None:
            languages = navigation.book.edition.languages
            place = languages.index(navigation.language) if navigation.language in languages else -1
            navigation.set_language(languages[(place + 1) % len(languages)])

    @Slot()
    def interface_system(self) -> None:
        """Let the interface speak the language of the text."""
        self._speak("system")

    @Slot()
    def interface_english(self) -> None:
        """Let the interface speak English."""
        self._speak("en")

    @Slot()
    def interface_french(self) -> None:
        """Let the interface speak French."""
        self._speak("fr")

    def _speak(self, code: str) -> None:
        self._window.services.prefer(interface_language=code)
        self.speak()

    def speak(self) -> None:
        """Let the interface speak the language that the reader prefers now."""
        self._window.set_interface_language()
        shown = self._window.views.currentWidget()
        self._window.navigation.renew()
        if shown is not None:
            self._window.views.setCurrentWidget(shown)
        self._controls.commands.refresh()
