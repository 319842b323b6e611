"""The field "Search or go to…"."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from viewer.options import ADDRESS
from viewer.ui.announce import announce
from viewer.ui.elements.filter_field import name_clearing, offer_clearing
from viewer.ui.search_field.choice_list import ChoiceList
from viewer.ui.search_field.hint import HintedField
from viewer.ui.search_field.sources import Find, Sources

if TYPE_CHECKING:
    from viewer.search.answers import Answer
    from viewer.ui.search_field.choices import Choice
    from viewer.ui.theme import Theme

_GRACE_MS = 60
"""Milliseconds that passages of the text before stay: mostly, the new ones are there by then."""

_PAGE = 5
_ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class SearchField(HintedField):
    """One field that finds everything, with a list of choices under it.

    The keyboard stays in the field: Up and Down choose, Enter opens, Ctrl+Enter shows all results,
    Escape closes the list and keeps the text, Escape once more leaves.

    Signals:
        query_changed: The text was edited; the window searches and calls ``show_answer``.
        search_requested: All results for this text are to be shown in the left pane.
        first_requested: All results for this text are to be shown, and the first one opened.
        place_requested: The reader wants to go to this ``PlaceItem``.
        hit_requested: The reader wants to read a passage: the ``Hit`` and the number
            of the passage, 0.
        section_search_requested: This text is to be sought in the open section only.
        address_requested: The reader wants to go where this address leads.
        command_requested: The command of this ``PlaceItem`` is to be carried out.
        forget_requested: What was sought before is to be forgotten.
        escaped: The reader wants to go back to the page.
    """

    query_changed = Signal(str)
    search_requested = Signal(str)
    first_requested = Signal(str)
    place_requested = Signal(object)
    hit_requested = Signal(object, int)
    section_search_requested = Signal(str)
    address_requested = Signal(str)
    command_requested = Signal(object)
    forget_requested = Signal()
    escaped = Signal()

    def __init__(self, places: Find | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_field")
        self._sources = Sources(places)
        self._answer: Answer | None = None
        self._list = ChoiceList(self)
        self._list.chosen.connect(self._take)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE_MS)
        self._grace.timeout.connect(self._fill)
        self.textEdited.connect(self._search)
        self.textChanged.connect(self._watch_clearing)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._name()
        name_clearing(self)
        self._list.retranslate()
        self.refresh()

    def set_look(self, theme: "Theme") -> None:
        """Draw the list in the colours of ``theme``."""
        self._list.set_look(theme)

    def set_places(self, places: Find | None) -> None:
        """Set what finds places by title; asked with an empty text it gives the latest places."""
        self._sources.places = places

    def set_commands(self, commands: Find | None) -> None:
        """Set what finds commands by name, for a text that begins with ``>``."""
        self._sources.commands = commands

    def set_recent(self, recent: Sequence[str]) -> None:
        """Set what was sought before, the newest first."""
        self._sources.recent = tuple(recent)
        self.refresh()

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Set the titles of the books that are searched, by id."""
        self._sources.titles = titles

    def set_book(self, book: str) -> None:
        """Set which book is open, by its id; without one, no section can be searched alone."""
        self._sources.book = book

    def show_answer(self, answer: "Answer") -> None:
        """Show passages; an answer to another text than the one in the field is passed over."""
        if answer.query.strip() == self.text().strip():
            self._answer = answer
            self.refresh()

    def show_busy(self, percent: int) -> None:
        """Tell in the list how far the preparation of the search is, 0 to 100."""
        self._sources.percent = percent
        self.refresh()

    def searched(self) -> str:
        """Return what was really searched for, as far as what is typed is answered."""
        return self._answer.searched if self._answer is not None else ""

    def activate(self) -> None:
        """Take the keyboard, select the text, and open the list."""
        self.take_keyboard()
        self.selectAll()
        self.open_list()

    def take_text(self, text: str, back: int = 0) -> None:
        """Take the keyboard and this text as if it were typed; the cursor ``back`` from its end."""
        self.take_keyboard()
        self.setText(text)
        self.setCursorPosition(len(text) - back)
        self._search(text)

    def open_list(self) -> None:
        """Open the list, if there is anything to choose."""
        if not self._list.is_open():
            self._fill()
            self._list.open()

    def close_list(self) -> None:
        """Close the list; the text stays."""
        self._list.close()

    def list_is_open(self) -> bool:
        """Return whether the list is open."""
        return self._list.is_open()

    def offered(self) -> str:
        """Return the current choice in words; nothing if Enter takes what is typed."""
        return self._list.spoken()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, open, close."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in _ENTER:
            self._enter(control=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list with a click."""
        super().mousePressEvent(event)
        self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_list()

    @Slot(str)
    def _search(self, text: str) -> None:
        if _is_address(text):
            self._answer = None
            self.query_changed.emit("")
            self._list.close()
            if _is_pasted(text):
                self.address_requested.emit(text.strip())
            return
        waits = self._answer is not None and self._list.is_open() and bool(text.strip())
        self._answer = None
        command = self._is_command()
        self.query_changed.emit("" if command else text)
        if waits and not command:
            self._grace.start()
        else:
            self._fill()
        self._list.open()

    def _is_command(self) -> bool:
        return self._sources.is_command(self.text())

    def _catch_up(self) -> None:
        """Let the list show what belongs to the text, before something in it is chosen."""
        if self._grace.isActive():
            self._fill()

    @Slot(str)
    def _watch_clearing(self, text: str) -> None:
        offer_clearing(self, text)
        # The clear button changes the text without editing it.
        if not text and self._answer is not None:
            self._search(text)

    @Slot()
    def refresh(self) -> None:
        """Make the rows of the list anew if it is open."""
        if self._list.is_open():
            self._fill()

    @Slot()
    def _fill(self) -> None:
        """Make the rows anew; the choice of the reader stays, else a fitting title is chosen."""
        # Imported here: the window starts without the list.
        from viewer.ui.search_field.choices import choices, preferred

        self._grace.stop()
        known = self._sources.known(self.text(), self._answer)
        rows = choices(known)
        self._list.fill(rows, preferred(known, rows))

    def _escape(self) -> None:
        if self._list.is_open():
            self._list.close()
        else:
            self.escaped.emit()

    def _enter(self, *, control: bool) -> None:
        self._catch_up()
        text = self.text().strip()
        choice = self._list.current()
        if _is_address(text):
            self.close_list()
            self.address_requested.emit(text)
        elif choice is not None and (not control or self._is_command()):
            self._take(choice)
        elif text and not self._is_command():
            self.close_list()
            (self.search_requested if control else self.first_requested).emit(text)

    def _step(self, by: int) -> None:
        self._catch_up()
        self.open_list()
        if self._list.is_open():
            self._list.step(by)
            announce(self, self.offered() or self.text())

    @Slot(object)
    def _take(self, choice: "Choice") -> None:
        """Do what a choice stands for."""
        from viewer.ui.search_field.choices import ChoiceKind

        texts = {ChoiceKind.RECENT, ChoiceKind.NOTE_ACTION}
        if choice.kind in texts or choice.kind is ChoiceKind.COMMANDS:
            self.setText(str(choice.value) if choice.kind in texts else "> ")
            self._search(self.text())
            return
        self.close_list()
        text = self.text().strip()
        if choice.kind in {ChoiceKind.PLACE, ChoiceKind.NOTE_OF_MINE}:
            self.place_requested.emit(choice.value)
        elif choice.kind is ChoiceKind.COMMAND:
            self.clear()
            self.command_requested.emit(choice.value)
        elif choice.kind is ChoiceKind.PASSAGE:
            self.hit_requested.emit(choice.value, 0)
        elif choice.kind is ChoiceKind.SHOW_ALL:
            self.search_requested.emit(text)
        elif choice.kind is ChoiceKind.THIS_SECTION:
            self.section_search_requested.emit(text)
        elif choice.kind is ChoiceKind.FORGET:
            self.forget_requested.emit()


def _is_address(text: str) -> bool:
    """Tell whether a text names a place in a book and is nothing to be sought."""
    return text.lstrip().lower().startswith(ADDRESS)


def _is_pasted(text: str) -> bool:
    """Tell whether the whole text was pasted; then it is followed without Enter."""
    return QGuiApplication.clipboard().text().strip() == text.strip()
