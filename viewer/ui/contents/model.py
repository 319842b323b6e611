"""Model of the contents tree, over a book of any size.

Rows are numbered when the view first asks for them, brothers together, so that a book of 100,000
sections costs nothing before it is opened up, and the row of a section is looked up, never sought.
The headings of a section that was opened stand under it, before the sections below it.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from viewer.messages import translate as _
from viewer.ui.contents.headings import Heading
from viewer.ui.contents.numbering import Numbering
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.roles import NOWHERE, Index, Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines

if TYPE_CHECKING:
    from viewer.book.book import Book
    from viewer.ui.contents.titles import Shown

SECTION = Qt.ItemDataRole.UserRole + 10
"""Role of the id of a section."""

CURRENT = Qt.ItemDataRole.UserRole + 11
"""Role that tells whether the section is the one being read."""

HEADING = Qt.ItemDataRole.UserRole + 12
"""Role of the block of a heading; None for the row of a section."""

_NAME = Qt.ItemDataRole.AccessibleTextRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleDescriptionRole

NO_SIGN = "\u2003"
"""Stands where a sign may come, so that no title is broken anew when it does."""


class Notes(Protocol):
    """What is told of a section beside its title; each may be empty."""

    def sign(self, section: str) -> str:
        """Return a sign for how much of it was read."""
        ...

    def spoken(self, section: str) -> str:
        """Return what the sign means."""
        ...

    def length(self, section: str) -> str:
        """Return how long it takes."""
        ...

    def entries(self, section: str) -> list[tuple[str, Callable[[], object]]]:
        """Return entries for its menu: words, and what they do."""
        ...


class ContentsModel(QAbstractItemModel):
    """The sections of one book, as a tree, in one language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self._language = "en"
        self._current = ""
        self._most = 1
        self._heading = 0
        self._shown: Shown | None = None
        self._notes: Notes | None = None
        self._signs = True
        self._forget()

    def set_notes(self, notes: Notes | None, *, signs: bool) -> None:
        """Tell something of each section beside its title.

        Args:
            notes: What is told; None for nothing yet.
            signs: Whether there is room for signs.
        """
        self._notes, self._signs = notes, signs
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def tell_changed(self, section: str) -> None:
        """Tell that something else is told of a section, and of those above."""
        index = self.index_of(section)
        while index.isValid():
            self.dataChanged.emit(index, index)
            index = index.parent()

    def set_book(self, book: "Book | None", language: str, *, most: int = 1) -> None:
        """Show another book, unfiltered, its titles in ``most`` lines at most."""
        self.beginResetModel()
        self._most = most
        self._book, self._language, self._current, self._shown = book, language, "", None
        self._forget()
        self.endResetModel()

    def set_language(self, language: str) -> None:
        """Show the titles in ``language``."""
        self._language = language
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def show_only(self, shown: "Shown | None") -> None:
        """Show what a filter leaves; None shows all."""
        if shown is self._shown:
            return
        self.beginResetModel()
        self._shown = shown
        self._forget()
        self.endResetModel()

    def set_current(self, section: str) -> None:
        """Mark the section that is being read."""
        former, self._current = self._current, section
        for changed in {former, section}:
            index = self.index_of(changed)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def current(self) -> str:
        """Return the id of the section that is being read."""
        return self._current

    def set_headings(self, section: str, headings: Sequence[Heading]) -> None:
        """Show the headings of a section under it; they stay until other ones are shown there."""
        index = self.index_of(section)
        number, rows = self._number(index), self._rows
        old = rows.headings_of(number)
        if not number or [rows.headings[one] for one in old] == list(headings):
            return
        if old:
            self.beginRemoveRows(index, 0, len(old) - 1)
            if self._heading in old:
                self._heading = 0
            rows.remove_headings(number)
            self.endRemoveRows()
        if headings:
            self.beginInsertRows(index, 0, len(headings) - 1)
            rows.add_headings(number, headings)
            self.endInsertRows()

    def set_current_heading(self, ordinal: int) -> QModelIndex:
        """Mark the heading of this block in the current section; return its row, if there is one.

        -1 marks none.
        """
        rows = self._rows
        own = rows.headings_of(rows.of(self._current))
        found = next((one for one in own if rows.headings[one].ordinal == ordinal), 0)
        former, self._heading = self._heading, found
        if former != found:
            for index in filter(QModelIndex.isValid, map(self._index, (former, found))):
                self.dataChanged.emit(index, index)
        return self._index(found)

    def has_sections(self, section: str) -> bool:
        """Return whether sections are shown below one."""
        if self._shown is not None:
            return self._shown.has_children(section)
        return bool(self._children(section))

    def with_children(self) -> set[str]:
        """Return the sections that have others below them."""
        book = self._book
        return {one for one in book.order if book.children(one)} if book is not None else set()

    def index_of(self, section: str) -> QModelIndex:
        """Return the index of a section; an invalid one if it isn't shown."""
        book = self._book
        if book is None or not section or section not in book:
            return QModelIndex()
        if section not in self._rows:
            for above in ["", *(one.id for one in book.ancestors(section))]:
                if above in self._rows:
                    self._rows.open(self._rows.of(above))
        return self._index(self._rows.of(section))

    def section_at(self, index: Index) -> str:
        """Return the id of the section of a row, or of that in which a heading is; or nothing."""
        return self._rows.sections[self._number(index)]

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a row."""
        number = self._number(parent)
        if column == 0 and 0 <= row < self._rows.count(number):
            return self.createIndex(row, 0, self._rows.below(number, row))
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second form
        """Return the index of the section above."""
        return self._index(self._rows.above(self._number(index)))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of headings and sections below."""
        return 0 if parent.column() > 0 else self._rows.count(self._number(parent))

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Return whether there are headings or sections below, without numbering them."""
        number, rows = self._number(parent), self._rows
        if rows.is_open(number):
            return bool(rows.count(number))
        return bool(rows.headings_of(number)) or self.has_sections(rows.sections[number])

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title of a section, its lines, or what a screen reader says."""
        number = self._number(index)
        section_id = self._rows.sections[number]
        if number in self._rows.headings:
            return self._data_of_heading(number, role)
        return self._data_of_section(section_id, role) if section_id else None

    def _data_of_section(self, section_id: str, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(section_id)
        current = section_id == self._current
        if role == Role.LINES:
            return self._lines(section_id, current=current)
        words = {_NAME, _TOOLTIP, _SPOKEN}
        said = self._words(section_id, role, current=current) if role in words else None
        return {SECTION: section_id, CURRENT: current}.get(role, said)

    def _data_of_heading(self, number: int, role: int) -> object:
        heading, current = self._rows.headings[number], number == self._heading
        if role == Role.LINES:
            style = Style.TITLE if current else Style.MUTED
            return (Line(heading.indented(), style, most=self._most),)
        if role == _SPOKEN:
            return _joined(_("heading"), _("current") if current else "")
        words = {Qt.ItemDataRole.DisplayRole, _NAME, _TOOLTIP}
        said = heading.text if role in words else None
        if role == _TOOLTIP:
            said = plain_hint(heading.text)
        own = {SECTION: self._rows.sections[number], CURRENT: current, HEADING: heading.ordinal}
        return own.get(role, said)

    def _lines(self, section_id: str, *, current: bool) -> Lines:
        style = Style.TITLE if current else Style.BODY
        sign = ""
        if self._signs:
            sign = (self._notes.sign(section_id) if self._notes is not None else "") or NO_SIGN
        return (Line(self._title(section_id), style, right=sign, most=self._most),)

    def _words(self, section_id: str, role: int, *, current: bool) -> str:
        notes, title = self._notes, self._title(section_id)
        length = notes.length(section_id) if notes is not None else ""
        read = notes.spoken(section_id) if notes is not None and self._signs else ""
        if role == _SPOKEN:
            return _joined(_("current") if current else "", length)
        if role == _NAME:
            return _joined(title, read)
        return plain_hint("\n".join(filter(None, (title, _joined(length, read)))))

    def _title(self, section_id: str) -> str:
        assert self._book is not None  # noqa: S101 - rows exist only with a book
        return self._book.title(section_id, self._language)

    def _children(self, section_id: str) -> Sequence[str]:
        if self._book is None:
            return ()
        if self._shown is not None:
            return self._shown.children(section_id)
        book = self._book
        return book.children(section_id) if section_id else book.roots

    def _forget(self) -> None:
        """Start over with nothing numbered but the place above the top, number 0."""
        self._rows = Numbering(self._children)
        self._heading = 0

    def _index(self, number: int) -> QModelIndex:
        """Return the index of a numbered row; an invalid one for 0."""
        return self.createIndex(self._rows.row(number), 0, number) if number else QModelIndex()

    def _number(self, index: Index) -> int:
        """Return the number of a row; 0 for none, and for an index that outlived its row."""
        if not index.isValid():
            return 0
        number = index.internalId()
        return number if number < len(self._rows) else 0


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
