"""Model of the results: books, sections found in them, further passages of a section."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QModelIndex, QObject

from viewer.book.paths import PATH_SIGN
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.counts import notes_words
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit, NoteHit

Key = TypeVar("Key")

BOOKMARKED = "bookmark-filled"
"""Picture of the sign that a section has where it bears a bookmark, as on the page."""

PASSAGE_LINES = 3
PATH_LINES = 2


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row.

    Attributes:
        hit: The section found; None in the row that heads others, and of a note.
        note: The reader's own note that was found; else None.
        passage: Number of the passage in the section; 0 is the best, which stands in its row.
        number: Place of the section in the list, counted from 1.
        total: Number of sections found.
        heading: Id of the book, or title of the part, in the row that heads it; nothing in the
            row that heads the reader's own notes.
        edition: Edition of the book, in the row that heads it.
        count: How many sections it heads.
    """

    hit: "Hit | None"
    passage: int = 0
    number: int = 0
    total: int = 0
    heading: str = ""
    edition: str = ""
    count: int = 0
    note: "NoteHit | None" = None

    @property
    def heads(self) -> bool:
        """Whether it heads others, and can't be chosen."""
        return self.hit is None and self.note is None


class ResultsModel(TreeModel[ResultRow]):
    """An answer as rows: each edition heads its sections; so do parts, where there are several."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marked: Collection[tuple[str, str]] = ()
        self._titles: Mapping[str, str] = {}

    def set_answer(self, answer: "Answer") -> None:
        """Show an answer."""
        hits = answer.hits
        numbers = count(1)
        branches = []
        for (book, edition), found in _grouped(hits, _edition_of).items():
            rows = _parts(found, numbers, len(hits))
            head = ResultRow(None, heading=book, edition=edition, count=len(found))
            branches.append(Branch(head, tuple(rows)))
        if answer.own:
            branches.insert(0, notes_branch(answer))
        self.set_tree(branches)

    def set_marked(self, marked: Collection[tuple[str, str]]) -> None:
        """Set which sections (book, section) carry a bookmark."""
        self._marked = marked
        self._tell_changed()

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Set the titles of the books, by id."""
        self._titles = titles
        self._tell_changed()

    def hit_indexes(self) -> list[QModelIndex]:
        """Return the rows of the sections found, in the order of the list."""
        return [index for index in self.indexes() if self._is_section(index)]

    def note_indexes(self) -> list[QModelIndex]:
        """Return the rows of the reader's own notes."""
        rows = ((index, self.value(index)) for index in self.indexes())
        return [index for index, row in rows if row is not None and row.note is not None]

    def index_of(self, hit: "Hit", passage: int) -> QModelIndex:
        """Return the row of a passage of a section; none if it isn't in the list."""
        for index in self.indexes():
            row = self.value(index)
            if row is None or row.hit is None or row.passage != passage:
                continue
            if (row.hit.book, row.hit.section) == (hit.book, hit.section):
                return index
        return QModelIndex()

    def title(self, value: ResultRow) -> str:
        """Return the title of the section or of the book."""
        if value.hit is not None:
            return value.hit.title
        if value.note is not None:
            return value.note.title
        if not value.heading:
            return _("My notes")
        return self._titles.get(value.heading, value.heading) if value.edition else value.heading

    def lines(self, value: ResultRow) -> Lines:
        """Return title, path, passage, and how many more passages there are."""
        if value.note is not None:
            return note_lines(value.note, self._titles)
        if value.hit is None:
            return (_head(value, self.title(value)),)
        return _lines(value, value.hit, marked=self._is_marked(value))

    def spoken(self, value: ResultRow) -> str:
        """Return everything that the row shows, in one go, and its place in the list."""
        if value.note is not None:
            return spoken_note(value, value.note, self._titles)
        if value.hit is None:
            return _spoken_head(value, self.title(value))
        return _spoken(value, value.hit, marked=self._is_marked(value))

    def selectable(self, value: ResultRow) -> bool:
        """Return whether the row is a section, a passage or a note."""
        return not value.heads

    def _tell_changed(self) -> None:
        for index in self.indexes():
            self.dataChanged.emit(index, index)

    def _is_marked(self, row: ResultRow) -> bool:
        hit = row.hit
        return hit is not None and (hit.book, hit.section) in self._marked

    def _is_section(self, index: QModelIndex) -> bool:
        row = self.value(index)
        return row is not None and row.hit is not None and row.passage == 0


def more_passages(hit: "Hit") -> str:
    """Return the words that tell how many further passages a section has, or nothing."""
    count = len(hit.more)
    words = plural("{count} more passage", "{count} more passages", count)
    return words.format(count=count) if count else ""


def _spoken(row: ResultRow, hit: "Hit", *, marked: bool) -> str:
    if row.passage:
        return hit.more[row.passage - 1].text
    names = ", ".join([hit.title, *hit.path, languages.name(hit.language)])
    others = [languages.name(code) for code in other_languages(hit)]
    if others:
        names = _("{names}; also in: {languages}").format(names=names, languages=", ".join(others))
    more = more_passages(hit)
    place = _("{number} of {total}").format(number=row.number, total=row.total)
    bookmarked = _("Bookmarked")
    state = f"{bookmarked}." if marked else ""
    said = [f"{names}.", state, hit.passage, f"{more}." if more else "", place]
    return " ".join(part for part in said if part)


def _spoken_head(row: ResultRow, title: str) -> str:
    if row.edition:
        title = _("{book}, edition {edition}").format(book=title, edition=row.edition)
    if not row.heading:
        return f"{title}, {notes_words(row.count)}"
    words = plural("{title}, {count} section", "{title}, {count} sections", row.count)
    return words.format(title=title, count=row.count)


def notes_branch(answer: "Answer") -> Branch[ResultRow]:
    """Return the reader's own notes that were found, below their heading."""
    total = len(answer.own)
    rows = (
        Branch(ResultRow(None, number=number, total=total, note=note))
        for number, note in enumerate(answer.own, 1)
    )
    return Branch(ResultRow(None, count=answer.own_total), tuple(rows))


def note_lines(note: "NoteHit", titles: Mapping[str, str]) -> Lines:
    """Return the name of a note, its book, and what it says."""
    said = Line(note.passage, most=PASSAGE_LINES, marks=note.highlights)
    title = Line(note.title, Style.TITLE)
    book = titles.get(note.book)
    return (title, Line(book, Style.MUTED), said) if book else (title, said)


def spoken_note(row: ResultRow, note: "NoteHit", titles: Mapping[str, str]) -> str:
    """Return what a screen reader says of a note."""
    names = ", ".join(filter(None, (note.title, titles.get(note.book))))
    place = _("{number} of {total}").format(number=row.number, total=row.total)
    said = _("Note: {note}").format(note=note.passage)
    return f"{names}. {said}. {place}"


def _edition_of(hit: "Hit") -> tuple[str, str]:
    return hit.book, hit.edition


def _grouped(hits: Iterable["Hit"], key: Callable[["Hit"], Key]) -> dict[Key, list["Hit"]]:
    """Return hits by what ``key`` tells of them, the group of the best first."""
    groups: dict[Key, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(key(hit), []).append(hit)
    return groups


def _parts(
    hits: Sequence["Hit"],
    numbers: Iterator[int],
    total: int,
) -> list[Branch[ResultRow]]:
    """Return the sections of a book, below the parts that they lie in if those are several."""
    parts = _grouped(hits, part_of)
    branches = []
    for part, found in parts.items():
        rows = [_branch(hit, next(numbers), total) for hit in found]
        head = ResultRow(None, heading=part, count=len(found))
        alone = len(found) == 1 and not found[0].path
        branches += rows if alone or len(parts) == 1 else [Branch(head, tuple(rows))]
    return branches


def part_of(hit: "Hit") -> str:
    """Return the title of the part in which a section lies, or which it is."""
    return hit.path[0] if hit.path else hit.title


def _branch(hit: "Hit", number: int, total: int) -> Branch[ResultRow]:
    more = (Branch(ResultRow(hit, place, number, total)) for place in range(1, len(hit.more) + 1))
    return Branch(ResultRow(hit, 0, number, total), tuple(more))


def _head(row: ResultRow, title: str) -> Line:
    words = f"{title} · {row.edition}" if row.edition else title
    style = Style.TITLE if row.edition else Style.HEADING
    return Line(words, style, right=str(row.count), most=2)


def _lines(row: ResultRow, hit: "Hit", *, marked: bool) -> Lines:
    if row.passage:
        passage = hit.more[row.passage - 1]
        text = Line(passage.text, most=PASSAGE_LINES, marks=passage.highlights)
        return (Line(passage.heading, Style.MUTED), text) if passage.heading else (text,)
    sign = BOOKMARKED if marked else ""
    lines = [Line(hit.title, Style.TITLE, right=_signs(hit), link=_link(hit), sign=sign)]
    if hit.path:
        lines.append(Line(PATH_SIGN.join(hit.path), Style.MUTED, most=PATH_LINES))
    if hit.passage:
        lines.append(Line(hit.passage, most=PASSAGE_LINES, marks=hit.highlights))
    if hit.more:
        lines.append(Line(more_passages(hit), Style.LINK))
    return tuple(lines)


def _signs(hit: "Hit") -> str:
    return " ".join(map(languages.short, (hit.language, *other_languages(hit)[1:])))


def _link(hit: "Hit") -> str:
    """Return the sign that opens the section in another language; nothing if it has no other."""
    return "".join(map(languages.short, other_languages(hit)[:1]))


def other_languages(hit: "Hit") -> list[str]:
    """Return the languages in which a section was found beside the one that is shown."""
    return [code for code in hit.languages if code != hit.language]


def in_language(hit: "Hit", code: str) -> "Hit":
    """Return a hit in another language of its section; where in it, the page finds out."""
    return replace(
        hit,
        language=code,
        block="",
        ordinal=-1,
        passage="",
        highlights=(),
        matches=(),
        heading="",
    )
