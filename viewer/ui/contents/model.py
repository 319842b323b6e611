"""Model of the contents tree, over a book of any size.

Rows are numbered when the view first asks for them, brothers together, so that a book of 100,000
sections costs nothing before it is opened up, and the row of a section is looked up, never sought.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from viewer.messages import translate as _
from viewer.ui.elements.roles import NOWHERE, Index, Role
from viewer.ui.elements.rows import Line, Lines, Style

if TYPE_CHECKING:
    from viewer.book.book import Book
    from viewer.ui.contents.titles import Shown

SECTION = Qt.ItemDataRole.UserRole + 10
"""Role of the id of a section."""

CURRENT = Qt.ItemDataRole.UserRole + 11
"""Role that tells whether the section is the one being read."""

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

    def with_children(self) -> set[str]:
        """Return the sections that have others below them."""
        book = self._book
        return {one for one in book.order if book.children(one)} if book is not None else set()

    def index_of(self, section: str) -> QModelIndex:
        """Return the index of a section; an invalid one if it isn't shown."""
        book = self._book
        if book is None or not section or section not in book:
            return QModelIndex()
        if section not in self._numbers:
            for above in ["", *(one.id for one in book.ancestors(section))]:
                if above in self._numbers:
                    self._open(self._numbers[above])
        number = self._numbers.get(section, 0)
        return self.createIndex(self._rows[number], 0, number) if number else QModelIndex()

    def section_at(self, index: Index) -> str:
        """Return the id of the section of a row, or nothing."""
        return self._ids[self._number(index)]

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a row."""
        below = self._open(self._number(parent))
        if column == 0 and 0 <= row < len(below):
            return self.createIndex(row, 0, below[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second form
        """Return the index of the section above."""
        above = self._above[self._number(index)]
        return self.createIndex(self._rows[above], 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of sections below."""
        return 0 if parent.column() > 0 else len(self._open(self._number(parent)))

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Return whether there are sections below, without numbering them."""
        number = self._number(parent)
        below = self._below[number]
        if below is None and self._shown is not None:
            return self._shown.has_children(self._ids[number])
        return bool(self._children(self._ids[number]) if below is None else below)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title of a section, its lines, or what a screen reader says."""
        section_id = self._ids[self._number(index)]
        if not section_id:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(section_id)
        current = section_id == self._current
        if role == Role.LINES:
            return self._lines(section_id, current=current)
        words = {_NAME, _TOOLTIP, _SPOKEN}
        said = self._words(section_id, role, current=current) if role in words else None
        return {SECTION: section_id, CURRENT: current}.get(role, said)

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
        return "\n".join(filter(None, (title, _joined(length, read))))

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
        self._ids: list[str] = [""]
        self._rows: list[int] = [0]
        self._above: list[int] = [0]
        self._below: list[range | None] = [None]
        self._numbers: dict[str, int] = {"": 0}

    def _open(self, number: int) -> range:
        """Number the sections below one, once, and return their numbers."""
        known = self._below[number]
        if known is not None:
            return known
        children = self._children(self._ids[number])
        first, count = len(self._ids), len(children)
        numbers = range(first, first + count)
        self._ids.extend(children)
        self._rows.extend(range(count))
        self._above.extend([number] * count)
        self._below.extend([None] * count)
        self._numbers.update(zip(children, numbers, strict=True))
        self._below[number] = numbers
        return numbers

    def _number(self, index: Index) -> int:
        """Return the number of a row; 0 for none, and for an index that outlived its row."""
        if not index.isValid():
            return 0
        number = index.internalId()
        return number if number < len(self._ids) else 0


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
