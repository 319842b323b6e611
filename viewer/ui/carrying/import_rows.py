"""What an import shows of each annotation: what it is, what is done with it, where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from viewer.annotations.anchoring import State
from viewer.annotations.merging import OFFERED, EditionsOf, Item, Plan, Verdict
from viewer.annotations.model import Annotation
from viewer.book.model import pick
from viewer.book.paths import PATH_SIGN
from viewer.errors import Message
from viewer.messages import language, mark, sentence
from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.roles import NOWHERE, Index
from viewer.ui.marks.words import kind

PLANNED = {
    Verdict.NEW: mark("to be added"),
    Verdict.SAME: mark("already here"),
    Verdict.NEWER_HERE: mark("unchanged, as yours is newer"),
    Verdict.NEWER_THERE: mark("to be replaced by the newer one"),
    Verdict.BOTH: mark("to be added beside yours, as both were changed"),
    Verdict.DELETED_HERE: mark("unchanged, as you deleted it here"),
    Verdict.BROUGHT_BACK: mark("to be brought back"),
}
"""What is said of each beforehand."""

DONE = {
    **PLANNED,
    Verdict.NEW: mark("added"),
    Verdict.NEWER_THERE: mark("replaced by the newer one"),
    Verdict.BOTH: mark("added beside yours, as both were changed"),
    Verdict.BROUGHT_BACK: mark("brought back"),
}
"""What is said of each when it is done."""

HOMELESS = mark("without a place in the book as it is now")

WIDTH = 120
"""Characters of a quote that a row shows."""

MARK, WHAT, WHERE = range(3)
"""Columns."""

_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One annotation of a file, or an entry that could not be read.

    Attributes:
        words: Kind, name and quote; of an entry that could not be read, why.
        where: Book and section.
        item: What importing it does; None for what could not be read.
    """

    words: str
    where: str = ""
    item: Item | None = None

    @property
    def offered(self) -> bool:
        """Whether importing it would change anything."""
        return self.item is not None and self.item.verdict in OFFERED

    @property
    def deleted_here(self) -> bool:
        """Whether it is brought back only if the reader asks for it."""
        return self.item is not None and self.item.verdict is Verdict.DELETED_HERE


def rows_of(
    planned: Plan, problems: Sequence[Message], editions_of: EditionsOf
) -> tuple[ImportRow, ...]:
    """Return the rows of an import, what could not be read first."""
    left_out = (ImportRow(problem_words(one)) for one in problems)
    names: dict[tuple[str, str], str] = {}
    rows = []
    for item in planned.items:
        anchor = item.annotation.anchor
        place = (anchor.book, anchor.section)
        if place not in names:
            names[place] = _where(*place, editions_of)
        rows.append(ImportRow(_words(item.annotation), names[place], item))
    return (*left_out, *rows)


def problem_words(problem: Message) -> str:
    """Return why an entry could not be read."""
    if problem.code == "import-foreign-target":
        words = _("Entry {entry} is about “{source}”, which is no book here.")
        return words.format_map(problem.parameters)
    return sentence(problem)


def _where(book: str, section: str, editions_of: EditionsOf) -> str:
    editions = editions_of(book) if book else ()
    if not editions:
        return PATH_SIGN.join(part for part in (book, section) if part)
    shown, words = editions[0], language()
    path = [pick(shown.edition.title, words)]
    if section in shown:
        above = (*shown.ancestors(section), shown.section(section))
        path += [pick(one.title, words) for one in above]
    return PATH_SIGN.join(path)


def _words(annotation: Annotation) -> str:
    if annotation.deleted:
        title = annotation.title or annotation.anchor.quote
        return _named(kind(annotation), _short(title)) if title else kind(annotation)
    parts = dict.fromkeys((annotation.title, annotation.anchor.quote, annotation.note))
    shown = " — ".join(_short(part) for part in parts if part)
    return _named(kind(annotation), shown)


def _named(name: str, words: str) -> str:
    return _("{name}: {words}").format(name=name, words=words)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"


class ImportModel(QAbstractTableModel):
    """The rows of an import; what would be taken over can be left out.

    Signals:
        choice_changed: Other rows are chosen.
    """

    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ImportRow] = ()
        self._left_out: set[int] = set()
        self._offered = 0
        self._done = False
        self._looks: dict[int, Callable[[int, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._cell,
            Qt.ItemDataRole.ToolTipRole: self._hint,
            Qt.ItemDataRole.CheckStateRole: self._ticked,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def set_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these rows; all that can be taken over is chosen, but for what was deleted here."""
        self.beginResetModel()
        self._rows, self._done = rows, False
        self._left_out = {at for at, row in enumerate(rows) if row.deleted_here}
        self._offered = sum(row.offered for row in rows)
        self.endResetModel()
        self.choice_changed.emit()

    def tell_done(self) -> None:
        """Say from now on what was done."""
        self.beginResetModel()
        self._done = True
        self.endResetModel()

    def choose_all(self, *, on: bool) -> None:
        """Choose all that can be taken over, or nothing."""
        self.beginResetModel()
        self._left_out = set() if on else {at for at, row in enumerate(self._rows) if row.offered}
        self.endResetModel()
        self.choice_changed.emit()

    def count(self) -> int:
        """Return how many annotations are to be taken over."""
        return self._offered - len(self._left_out)

    def chosen(self) -> set[str]:
        """Return the ids of the annotations that are to be taken over."""
        return {
            row.item.annotation.id
            for at, row in enumerate(self._rows)
            if row.item is not None and row.offered and at not in self._left_out
        }

    def what(self, at: int) -> str:
        """Return what is done with a row, or was."""
        row = self._rows[at]
        if row.item is None:
            return _("could not be read")
        left_out = at in self._left_out
        if left_out and not row.deleted_here:
            return _("left out")
        said: Mapping[Verdict, str] = DONE if self._done else PLANNED
        brought = row.deleted_here and not left_out
        words = [_(said[Verdict.BROUGHT_BACK if brought else row.item.verdict])]
        if row.item.annotation.deleted:
            words.append(_("in the bin"))
        elif row.offered and not left_out and row.item.state is State.UNPLACED:
            words.append(_(HOMELESS))
        return ", ".join(words)

    def spoken(self, at: int) -> str:
        """Return the whole of a row, as screen readers have it."""
        return self._spoken(at, MARK)

    def report(self) -> list[str]:
        """Return a line for each row."""
        return [
            "\t".join(part for part in (self.what(at), row.where, row.words) if part)
            for at, row in enumerate(self._rows)
        ]

    # -- Qt's side -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 3."""
        return WHERE + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the words above a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Mark"), _("What is done"), _("Where"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        look = self._looks.get(role)
        return look(index.row(), index.column()) if look and index.isValid() else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose a row, or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._is_open(index.row()):
            return False
        on = Qt.CheckState(value) == _CHECKED
        (self._left_out.discard if on else self._left_out.add)(index.row())
        self.dataChanged.emit(index, self.index(index.row(), WHERE))
        self.choice_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be left out."""
        flags = super().flags(index)
        checkable = index.column() == MARK and self._is_open(index.row())
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def _is_open(self, at: int) -> bool:
        return not self._done and self._rows[at].offered

    def _ticked(self, at: int, column: int) -> Qt.CheckState | None:
        if column != MARK or not self._is_open(at):
            return None
        return _UNCHECKED if at in self._left_out else _CHECKED

    def _spoken(self, at: int, column: int) -> str:
        """Return the whole row at its first cell: nobody has to walk the columns."""
        cells = range(WHERE + 1) if column == MARK else (column,)
        return ", ".join(filter(None, (self._cell(at, one) for one in cells)))

    def _hint(self, at: int, column: int) -> str:
        return plain_hint(self._cell(at, column))

    def _cell(self, at: int, column: int) -> str:
        row = self._rows[at]
        return (row.words, self.what(at), row.where)[column]
