"""Key messages, questions, redactions, tables and figures, each kind seen together."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.reading.survey import Row, Topic
from viewer.ui.collected.dialog import PlacesDialog
from viewer.ui.collected.gathering import SEEN_TOGETHER, Gathered, under_provisions
from viewer.ui.collected.model import Entry
from viewer.ui.dialogs.frame import ROLE, button, say
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.folding import fold, matcher

TITLES = {
    Topic.KEY_MESSAGE: mark("Key messages"),
    Topic.QUESTION: mark("Questions and answers"),
    Topic.REDACTION: mark("Redactions by provision"),
    Topic.TABLE: mark("Tables"),
    Topic.FIGURE: mark("Figures"),
    Topic.LINK: mark("Referred to by"),
}


class Extent(StrEnum):
    """Of how much of the book things are listed."""

    SECTION = "section"
    PART = "part"
    BOOK = "book"


EXTENTS = {
    Extent.SECTION: mark("This section"),
    Extent.PART: mark("This part"),
    Extent.BOOK: mark("The whole book"),
}


class Choice(NamedTuple):
    """What is chosen in the window.

    Attributes:
        topic: What is listed.
        extent: Of how much of the book.
    """

    topic: Topic = Topic.KEY_MESSAGE
    extent: Extent = Extent.BOOK


class CollectedDialog(PlacesDialog):
    """Lists things of one kind, of the section, the part or the book.

    Signals:
        chosen: See ``PlacesDialog``.
        copy_requested: The list is to be copied; gives its entries.
        listed: Other entries are listed; gives them.
    """

    copy_requested = Signal(list)
    listed = Signal(list)

    def __init__(
        self,
        path: Callable[[Row], str],
        extents: dict[Extent, set[str]],
        choice: Choice,
        strip: QWidget,
        parent: QWidget,
    ) -> None:
        """Make the window; ``set_gathered`` fills it.

        Args:
            path: Tells where a place stands in the book.
            extents: Sections of each extent but the whole book; the first is the open section.
            choice: What is chosen at first.
            strip: Tells how what is listed is to be handled.
            parent: The main window.
        """
        super().__init__("collected", path, strip, parent)
        self._extents = extents
        self._gathered: Gathered | None = None
        self._entries: list[Entry] = []
        head = QWidget(self)
        self._topics = _chooser(head, "collected_topic", _("What is listed"))
        self._scopes = _chooser(head, "collected_extent", _("Of how much of the book"))
        self._count = QLabel(head)
        row = FlowLayout(head)
        for part in (self._topics, self._scopes, self._filter, self._count):
            row.addWidget(part)
        self._offer(choice)
        self._copy = button(self._buttons, "collected_copy", ROLE.ActionRole)
        say(self._copy, _("Copy the list"))
        self.lay_out(head)
        self.setWindowTitle(_("Collected views"))
        self._filter.set_words(_("Filter the list"), _("Filter…"))
        self._topics.currentIndexChanged.connect(self.narrow)
        self._scopes.currentIndexChanged.connect(self.narrow)
        self._copy.clicked.connect(self._ask_copy)

    def _offer(self, choice: Choice) -> None:
        """Fill the choosers; ``choice`` is chosen at first."""
        for topic in (*SEEN_TOGETHER, Topic.LINK):
            self._topics.addItem(translate(TITLES[topic]), topic)
        for extent, words in EXTENTS.items():
            self._scopes.addItem(translate(words), extent)
        self._topics.setCurrentIndex(self._topics.findData(choice.topic))
        self._scopes.setCurrentIndex(self._scopes.findData(choice.extent))

    def choice(self) -> Choice:
        """Return what is chosen."""
        return Choice(Topic(self._topics.currentData()), Extent(self._scopes.currentData()))

    def set_gathered(self, gathered: Gathered) -> None:
        """Show what was gathered of the book."""
        self.wait(on=False)
        self._gathered = gathered
        self.narrow()

    def _within(self, topic: Topic, extent: Extent) -> list[Entry]:
        """Return the entries of a topic in an extent."""
        entries = self._gathered.entries[topic] if self._gathered is not None else []
        if topic is Topic.LINK:
            open_one = self._extents[Extent.SECTION]
            return [one for one in entries if one.row is not None and one.row.group in open_one]
        if extent is Extent.BOOK:
            return entries
        sections = self._extents[extent]
        return [one for one in entries if one.row is not None and one.row.section in sections]

    @Slot()
    def narrow(self) -> None:
        """Show what the choice and the filter leave, and how much there is of each kind."""
        topic, extent = self.choice()
        found: list[Entry] = []
        for place in range(self._topics.count()):
            kind = Topic(self._topics.itemData(place))
            within = self._within(kind, extent)
            found = within if kind is topic else found
            self._topics.setItemText(place, f"{translate(TITLES[kind])} ({len(within)})")
        self._scopes.setEnabled(topic is not Topic.LINK)
        text = self._filter.text().strip()
        accepts = matcher(fold(text))
        self._entries = [entry for entry in found if accepts(entry.folded)]
        nothing = _("Nothing in the list contains “{text}”.").format(text=text)
        if not text:
            nothing = _("There is nothing of this kind here.")
        grouped = under_provisions(self._entries) if topic is Topic.REDACTION else self._entries
        self.show_entries(grouped, nothing)
        self._count.setText(
            _("{shown} of {total}").format(shown=len(self._entries), total=len(found))
        )
        self._count.setVisible(bool(text))
        self._list.setAccessibleName(f"{translate(TITLES[topic])}, {len(self._entries)}")
        self._copy.setEnabled(bool(self._entries))
        self.listed.emit(self._entries)

    @Slot()
    def _ask_copy(self) -> None:
        self.copy_requested.emit(self._entries)


def _chooser(parent: QWidget, name: str, words: str) -> QComboBox:
    made = QComboBox(parent)
    made.setObjectName(name)
    made.setAccessibleName(words)
    return made
