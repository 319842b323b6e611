"""Two languages at once: side by side, or under each other where there is no room for two columns.

The columns are level: what belongs together stands at one height, so that both scroll alike.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from viewer.book.book import Book
from viewer.book.facing import Facing
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.page.content import Aside, Target
from viewer.ui.page.view import PageView
from viewer.ui.theme import Theme
from viewer.ui.window.languages.facing_asides import Asides, gaps, not_in, stack
from viewer.ui.window.languages.facing_texts import FacingTexts, other_language
from viewer.ui.window.languages.joint_scrolling import JointScrolling
from viewer.ui.window.languages.other_language import place_beside
from viewer.ui.window.languages.pair_marks import PairMarks
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.content import shown_language
from viewer.ui.window.opening.navigation import Pending

NARROW = 54
"""Width, in em of the text, below which two columns have no room.

About 900 pixels for text of usual size. It grows with the text, up to 300 %: columns of 15 letters
would be no reading, and a translation right under each block stays one.
"""

KEPT = "both_languages"
"""Where the state keeps whether two languages are read."""


class _Parts(NamedTuple):
    """What is made when two languages are first asked for.

    Attributes:
        twin: The page in the other language.
        scrolling: Keeps it level with the page.
        pairs: Marks what belongs together.
    """

    twin: PageView
    scrolling: JointScrolling
    pairs: PairMarks


class SideBySide(QObject):
    """Shows the open section in two languages.

    Signals:
        changed: It was switched on or off.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, facings: FacingTexts) -> None:
        super().__init__(window)
        self._window = window
        self._facings = facings
        self._parts: _Parts | None = None
        self._on = self._stacked = False
        window.navigation.section_opened.connect(self.renew)
        window.navigation.language_changed.connect(self.renew)
        window.toolbar.languages.both_chosen.connect(self._switch_on)
        window.toolbar.languages.chosen.connect(self._switch_off)
        window.navigation.beside = self._beside
        window.readings.led.connect(self._lead)
        window.pages.installEventFilter(self)
        window.follow(self)
        if window.services.state.get(KEPT) is True:
            self._switch(on=True)

    def is_on(self) -> bool:
        """Tell whether two languages are read."""
        return self._on

    def twin(self) -> PageView | None:
        """Return the page in the other language, if it can be seen."""
        return self._parts.twin if self._parts and self._parts.twin.isVisible() else None

    def marked(self) -> tuple[int, int]:
        """Return the blocks left and right that are marked as a pair; -1 for none."""
        return self._parts.pairs.marked() if self._parts else (-1, -1)

    @Slot()
    def toggle(self) -> None:
        """Show both languages, or one again, and say so."""
        self._switch(on=not self._on)
        words = _("Both languages are shown") if self._on else _("One language is shown")
        announce(self._window.page, words)

    @Slot()
    def _switch_on(self) -> None:
        if not self._on:
            self.toggle()

    @Slot()
    def _switch_off(self) -> None:
        if self._on:
            self.toggle()

    def _switch(self, *, on: bool) -> None:
        self._on = self._window.services.state[KEPT] = on
        self._window.toolbar.languages.show_both(on=on)
        if on:
            self._make()
        self.renew()
        self.changed.emit()

    def _beside(self, book: Book, wanted: Pending) -> Target | None:
        """Return where the page is to be when a place is seen beside it; None if it isn't seen."""
        section, language = wanted.section, self._window.navigation.language
        if not self._on or not wanted.language or self._is_narrow():
            return None
        read = shown_language(book, section, language)
        if wanted.language != other_language(book, section, read):
            return None
        return place_beside(book, section, (wanted.language, read), wanted.target)

    @Slot(object)
    def _lead(self, page: PageView) -> None:
        """Let the page to which the reader was led stay, and the other one follow."""
        if self._parts is not None:
            self._parts.scrolling.lead(int(page is self._parts.twin))

    def _make(self) -> None:
        if self._parts is not None:
            return
        window, page = self._window, self._window.page
        twin = PageView(window.pages)
        twin.setObjectName("twin")
        window.page_columns.addWidget(twin, 1)
        scrolling, pairs = JointScrolling(page, twin), PairMarks(page, twin)
        scrolling.moved.connect(pairs.place)
        QWidget.setTabOrder(page, twin)
        self._parts = _Parts(twin, scrolling, pairs)
        window.readings.add(twin)
        self.set_look(window.look.theme)

    def set_look(self, theme: Theme) -> None:
        """Show the other language as the page is shown."""
        if self._parts is not None:
            look = self._window.look
            self._parts.twin.set_look(theme, look.percent, look.typesetting)
            self._parts.pairs.set_look(theme)
            self._arrange()

    def retranslate(self) -> None:
        """Set the words in the language of the interface."""
        if self._parts is not None:
            self._parts.twin.retranslate()
            self.renew()

    @Slot()
    def renew(self) -> None:
        """Show the open section, in both languages if that is wanted."""
        parts, page = self._parts, self._window.page
        if parts is None:
            return
        parts.scrolling.couple(None)
        parts.pairs.show_pairs(None, beside=False)
        other = self._facings.shown() if self._on else None
        self._stacked = self._is_narrow()
        if other is None or self._stacked:
            self._window.readings.show_beside(None)
            if parts.twin.hasFocus():
                page.setFocus()
            parts.twin.hide()
        if other is None:
            page.show_asides(self._missing())
            return
        page.show_asides({})
        if not self._stacked:
            parts.twin.set_text_cursor(on=page.has_text_cursor())
            parts.twin.show_section(other.content)
            parts.twin.show()
            self._window.readings.show_beside(other)
        self._facings.ask(self._take)

    def _missing(self) -> Asides:
        """Return what is said under the title of a section that has no second language."""
        shown, book = self._window.navigation.shown, self._window.navigation.book
        if not self._on or shown is None or book is None or shown.content.notices:
            return {}
        others = [code for code in book.edition.languages if code != shown.language]
        if not others or not book.section(shown.content.text.section).text:
            return {}
        return {-1: [Aside(words=not_in(others[0], whole=True))]}

    def _take(self, facing: Facing) -> None:
        if self._parts is None:
            return
        if self._stacked:
            other = self._facings.shown()
            title = other.content.title if other is not None else ""
            self._window.page.show_asides(stack(facing, title))
            self._window.readings.show_beneath(other, facing.hosts())
        else:
            self._window.page.show_asides(gaps(facing, 0))
            self._parts.twin.show_asides(gaps(facing, 1))
            self._parts.scrolling.couple(facing)
        self._parts.pairs.show_pairs(facing, beside=not self._stacked)

    def _is_narrow(self) -> bool:
        return self._window.pages.width() < NARROW * self._window.page.em()

    @Slot()
    def _arrange(self) -> None:
        """Change between columns and stacks as there is room."""
        if self._on and self._is_narrow() != self._stacked:
            self.renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether there is room for two columns when there is more of it, or less."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)
