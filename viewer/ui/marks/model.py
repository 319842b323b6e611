"""Model of the reader's marks, grouped by book where there are several."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.folding import fold
from viewer.ui.elements.roles import Index
from viewer.ui.elements.rows import Line, Lines, Style
from viewer.ui.elements.tree_model import Branch, TreeModel

PATH_SIGN = " › "
QUOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What the list shows of one mark.

    Attributes:
        id: Id of the annotation.
        title: Its name.
        path: Titles of the section and those above it, the outermost first.
        quote: The words that it stands on; empty for a whole section.
        language: Language of the text.
        book: Title of the book.
        available: Whether the book is there.
        tags: Tags of the reader.
        kind: What it is, in words: "Bookmark".
    """

    id: str
    title: str
    path: tuple[str, ...] = ()
    quote: str = ""
    language: str = ""
    book: str = ""
    available: bool = True
    tags: tuple[str, ...] = ()
    kind: str = ""

    def searched(self) -> str:
        """Return all words of the row, folded, for the filter."""
        return fold("\n".join([self.title, *self.path, self.quote, self.book, *self.tags]))


@dataclass(frozen=True, slots=True)
class BookHeading:
    """The row that heads the marks of a book."""

    title: str
    available: bool


class MarksModel(TreeModel[MarkRow | BookHeading]):
    """The marks as rows.

    Signals:
        rename_requested: The reader typed another name: id and name. The row changes when the
            mark is given anew.
    """

    rename_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks[Qt.ItemDataRole.EditRole] = self.title

    def set_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show these marks, in this order."""
        by_book: dict[BookHeading, list[Branch[MarkRow | BookHeading]]] = {}
        for row in rows:
            by_book.setdefault(BookHeading(row.book, row.available), []).append(Branch(row))
        headed = len(by_book) > 1 or any(not heading.available for heading in by_book)
        if headed:
            self.set_tree([Branch(heading, tuple(below)) for heading, below in by_book.items()])
        else:
            self.set_tree([branch for below in by_book.values() for branch in below])

    def mark_at(self, index: Index) -> str:
        """Return the id of the mark of a row; nothing for a heading."""
        value = self.value(index)
        return value.id if isinstance(value, MarkRow) else ""

    def index_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark; an invalid index if it isn't shown."""
        rows = (index for index in self.indexes() if self.mark_at(index) == mark)
        return next(rows, QModelIndex())

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; an empty or unchanged one asks for nothing."""
        row = self.value(index)
        name = " ".join(str(value or "").split())
        if role != Qt.ItemDataRole.EditRole or not isinstance(row, MarkRow) or not name:
            return False
        if name != row.title:
            self.rename_requested.emit(row.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen and renamed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.mark_at(index) else flags

    def title(self, value: MarkRow | BookHeading) -> str:
        """Return the name of the mark or the title of the book."""
        return value.title

    def lines(self, value: MarkRow | BookHeading) -> Lines:
        """Return name, path, quote and tags; muted where the book isn't there."""
        if isinstance(value, BookHeading):
            return (Line(_heading(value), Style.HEADING, most=2),)
        return _lines(value)

    def spoken(self, value: MarkRow | BookHeading) -> str:
        """Return everything that the row shows, in one go."""
        if isinstance(value, BookHeading):
            return _heading(value)
        parts = [
            ", ".join(part for part in (value.title, value.kind, *value.path) if part),
            "" if value.available else _("drive not connected"),
            value.quote,
            _("Tags: {tags}").format(tags=", ".join(value.tags)) if value.tags else "",
        ]
        return ". ".join(part for part in parts if part)

    def selectable(self, value: MarkRow | BookHeading) -> bool:
        """Return whether the row is a mark."""
        return isinstance(value, MarkRow)


def _heading(value: BookHeading) -> str:
    if value.available:
        return value.title
    return _("{title} (drive not connected)").format(title=value.title)


def _lines(row: MarkRow) -> Lines:
    body = Style.BODY if row.available else Style.MUTED
    title = Style.TITLE if row.available else Style.MUTED
    lines = [Line(row.title, title, right=languages.short(row.language), most=2)]
    # The mark of a whole section at the top is named as its path is.
    if row.path and row.path != (row.title,):
        lines.append(Line(PATH_SIGN.join(row.path), Style.MUTED))
    if row.quote and row.quote != row.title:
        lines.append(Line(_("“{text}”").format(text=row.quote), body, most=QUOTE_LINES))
    if row.tags:
        lines.append(Line(_("Tags: {tags}").format(tags=", ".join(row.tags)), Style.MUTED))
    return tuple(lines)
