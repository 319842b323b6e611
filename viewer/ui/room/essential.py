"""The essential reading of a book: how far it is, these sections alone, and the next of them."""

from PySide6.QtCore import QObject, Slot

from viewer.messages import translate as _
from viewer.reading.progress import State, essential_of
from viewer.ui.action_set import Actions
from viewer.ui.actions import plain
from viewer.ui.contents.essential import EssentialBar
from viewer.ui.room.read_state import ReadState
from viewer.ui.room.words import essential_words
from viewer.ui.window.main_window import MainWindow


class EssentialReading(QObject):
    """Tells of the sections that the book's authors tagged as essential.

    Attributes:
        bar: The line above the contents; hidden for books without such sections.
    """

    def __init__(self, window: MainWindow, actions: Actions, state: ReadState) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._state = state
        self._sections: list[str] = []
        self._only = False
        self.bar = EssentialBar(window.contents)
        self.bar.only_requested.connect(self._show_only)
        self.bar.next_requested.connect(self.go_on)
        window.contents.set_bar(self.bar)
        window.navigation.book_opened.connect(self._take_book)
        self._take_book()

    @Slot()
    def _take_book(self) -> None:
        book = self._window.navigation.book
        self._sections = essential_of(book) if book is not None else []
        self._only = False
        self.refresh()

    def _unread(self) -> list[str]:
        """Return what is left to read, in reading order; all where nothing is remembered."""
        progress = self._state.progress
        if progress is None:
            return self._sections
        return [one for one in self._sections if progress[one] is not State.READ]

    @Slot()
    def refresh(self) -> None:
        """Tell how it stands."""
        unread, count = self._unread(), len(self._sections)
        read = -1 if self._state.progress is None else count - len(unread)
        words = sum(self._state.words(section, alone=True) for section in unread)
        action = self._actions["go.next_essential"]
        self.bar.tell(
            essential_words(read, count, words),
            _("Show only the essential sections"),
            _("Next ›") if unread else "",
            plain(action.text()),
        )
        self.bar.setVisible(count > 0)
        self.bar.show_only(on=self._only)
        for name in ("go.next_essential", "view.essential"):
            self._actions[name].setEnabled(count > 0)
        self._actions.check("view.essential", on=self._only)

    @Slot(bool)
    def _show_only(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on != self._only:
            self._only = on
            self._window.contents.show_only(frozenset(self._sections) if on else None)
            self.refresh()

    @Slot()
    def toggle_only(self) -> None:
        """Show the essential sections alone, or all again."""
        self._show_only(not self._only)

    @Slot()
    def go_on(self) -> None:
        """Open the next essential section that isn't read; after the last, the first."""
        navigation, unread = self._window.navigation, self._unread()
        book, here = navigation.book, navigation.section
        if book is None or not unread:
            self._window.line.tell(_("All essential sections are read"), topic="hits", seconds=4)
            return
        place = book.position(here) if here else -1
        later = [one for one in unread if book.position(one) > place]
        others = [one for one in unread if one != here]
        target = (later or others or unread)[0]
        self._window.open_section(target)
