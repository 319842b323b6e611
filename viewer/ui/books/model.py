"""Model of the books: the current edition of each, earlier ones below it, missing ones greyed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from viewer.book.classification import label
from viewer.book.model import pick
from viewer.messages import language as interface_language
from viewer.messages import number, plural, sentence
from viewer.messages import translate as _
from viewer.reading.progress import Share
from viewer.ui.elements import languages
from viewer.ui.elements.folding import fold, matcher
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.room.words import said_of_book

if TYPE_CHECKING:
    from viewer.book.shelf import Listed

_DOT = " · "


@dataclass(frozen=True, slots=True)
class MissingBook:
    """A book that isn't where it was.

    Attributes:
        book: Its id.
        title: Its title in the reader's language, as far as it is remembered; else its id.
        folder: Where it was, if that is known.
        marks: Number of the reader's marks in it.
    """

    book: str
    title: str
    folder: str = ""
    marks: int = 0


@dataclass(frozen=True, slots=True)
class BookRow:
    """What the list shows of one edition of a book.

    Attributes:
        book: Id of the book.
        folder: Its folder; where it was, if it is missing.
        title: Title in the reader's language.
        facts: Edition, classification, languages and so on, in words.
        classification: Label of the handling level; empty if unknown.
        problem: What is wrong with it, as a sentence; empty if nothing.
        current: Whether it is the current edition.
        bundled: Whether it came with the program, so that it can't be removed.
        missing: Whether it isn't there.
    """

    book: str
    folder: str
    title: str
    facts: tuple[str, ...] = ()
    classification: str = ""
    problem: str = ""
    current: bool = True
    bundled: bool = False
    missing: bool = False


class BookReading(NamedTuple):
    """How far the reading of a book is.

    Attributes:
        share: How much of it was read; None where that is not to be told.
        left: Words of the sections that are still to be read.
    """

    share: Share | None
    left: int


class BooksModel(TreeModel[BookRow]):
    """The books as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: Mapping[str, BookReading] = {}

    def set_reading(self, reading: Mapping[str, BookReading]) -> None:
        """Show how far the reading of books is, by folder; no row moves."""
        before, self._reading = self._reading, dict(reading)
        for index in self.indexes():
            row = self.value(index)
            if row is not None and before.get(row.folder) != self._reading.get(row.folder):
                self.dataChanged.emit(index, index)

    def set_books(self, rows: Sequence[BookRow], text: str = "") -> None:
        """Show the books whose row contains every word of ``text``; earlier editions go along."""
        accepts = matcher(text)
        groups: dict[str, list[BookRow]] = {}
        for row in rows:
            groups.setdefault(row.book, []).append(row)
        branches = []
        for group in groups.values():
            if any(accepts(fold(" ".join([row.title, *row.facts]))) for row in group):
                first, *others = sorted(group, key=_is_earlier)
                branches.append(Branch(first, tuple(Branch(other) for other in others)))
        self.set_tree(branches)

    def title(self, value: BookRow) -> str:
        """Return the title of the book."""
        return value.title

    def lines(self, value: BookRow) -> Lines:
        """Return title and facts; an earlier edition takes one line."""
        if not (value.current or value.missing or value.problem):
            words = _("Earlier: {facts}").format(facts=_DOT.join(value.facts))
            return (Line(words, Style.MUTED, right=value.classification),)
        title = Style.MUTED if value.missing else Style.TITLE
        lines = [Line(_title(value), title, right=value.classification, most=2)]
        if value.facts:
            lines.append(Line(_DOT.join(value.facts), Style.MUTED, most=2))
        if read := self._read(value):
            lines.append(Line(_DOT.join(read), Style.MUTED, most=2))
        if value.problem:
            lines.append(Line(value.problem, most=3))
        return tuple(lines)

    def spoken(self, value: BookRow) -> str:
        """Return everything that the row shows, in one go."""
        read = self._read(value)
        parts = (_title(value), value.classification, *value.facts, *read, value.problem)
        return ", ".join(part for part in parts if part)

    def _read(self, value: BookRow) -> Sequence[str]:
        reading = self._reading.get(value.folder)
        if reading is None or not value.current or value.missing:
            return ()
        return said_of_book(*reading)


def rows_of(
    books: "Iterable[Listed]",
    missing: Sequence[MissingBook],
    language: str,
    marks: Mapping[str, int],
) -> list[BookRow]:
    """Return the rows of books and of missing books.

    Args:
        books: The shelf.
        missing: Books that the reader had and that aren't there now.
        language: Language of the titles.
        marks: Number of the reader's marks, by id of the book.
    """
    gone = {name for book in missing for name in (book.folder, book.book)}
    rows = [
        _row(one, language, marks)
        for one in books
        if not (_is_gone(one) and gone & {str(one.folder), one.edition.book})
    ]
    return rows + [_missing_row(book) for book in missing]


def _row(listed: "Listed", language: str, marks: Mapping[str, int]) -> BookRow:
    edition = listed.edition
    known = bool(edition.edition)
    sections = plural("{count} section", "{count} sections", listed.sections)
    count = marks.get(edition.book, 0) if listed.current else 0
    marked = plural("{count} mark", "{count} marks", count).format(count=count)
    named = _("edition {name}") if listed.current else _("edition {name} (superseded)")
    facts = [
        named.format(name=edition.edition) if known else "",
        " ".join(languages.short(code) for code in edition.languages) if known else "",
        sections.format(count=number(listed.sections)) if listed.sections else "",
        marked if count else "",
        "" if known else str(listed.folder),
    ]
    return BookRow(
        book=edition.book or str(listed.folder),
        folder=str(listed.folder),
        title=pick(edition.title, language) or listed.folder.name,
        facts=tuple(fact for fact in facts if fact),
        classification=pick(label(edition.classification), interface_language()) if known else "",
        problem=sentence(listed.problem) if listed.problem is not None else "",
        current=listed.current,
        bundled=listed.bundled,
        missing=_is_gone(listed),
    )


def _missing_row(book: MissingBook) -> BookRow:
    count = book.marks
    kept = plural("{count} mark kept", "{count} marks kept", count).format(count=count)
    facts = tuple(fact for fact in (kept if count else "", book.folder) if fact)
    return BookRow(book.book, book.folder, book.title or book.book, facts, missing=True)


def _is_gone(listed: "Listed") -> bool:
    return listed.problem is not None and listed.problem.code == "no-such-folder"


def _title(row: BookRow) -> str:
    if row.missing:
        return _("{title} (drive not connected)").format(title=row.title)
    return row.title


def _is_earlier(row: BookRow) -> bool:
    return not row.current
