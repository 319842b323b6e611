"""Model of the results: books, sections found in them, further passages of a section."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.rows import Line, Lines, Style
from viewer.ui.elements.tree_model import Branch, TreeModel

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit

PATH_SIGN = " › "
BOOKMARKED = "☆"
PASSAGE_LINES = 3


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row.

    Attributes:
        hit: The section found; None in the row that heads a book or a part.
        passage: Number of the passage in the section; 0 is the best, which stands in its row.
        number: Place of the section in the list, counted from 1.
        total: Number of sections found.
        heading: Title of the book or part, in the row that heads it.
        count: How many sections it heads.
        level: 0 for a book, 1 for a part.
        marked: Whether the section carries a bookmark.
    """

    hit: "Hit | None"
    passage: int = 0
    number: int = 0
    total: int = 0
    heading: str = ""
    count: int = 0
    level: int = 0
    marked: bool = False


class ResultsModel(TreeModel[ResultRow]):
    """An answer as rows; books and parts head their sections where there are several."""

    def set_answer(
        self,
        answer: "Answer | None",
        titles: Mapping[str, str],
        marked: Collection[tuple[str, str]] = (),
    ) -> None:
        """Show an answer.

        Args:
            answer: What a search found; None for nothing.
            titles: Titles of the books, by id.
            marked: Sections (book, section) that carry a bookmark.
        """
        hits = answer.hits if answer is not None else ()
        books = _grouped(hits, lambda hit: hit.book)
        numbers = count(1)
        branches = []
        for book, found in books.items():
            rows = _parts(found, numbers, len(hits), marked)
            head = ResultRow(None, heading=titles.get(book, book), count=len(found))
            branches += [Branch(head, tuple(rows))] if len(books) > 1 else rows
        self.set_tree(branches)

    def hit_indexes(self) -> list[QModelIndex]:
        """Return the rows of the sections found, in the order of the list."""
        return [index for index in self.indexes() if self._is_section(index)]

    def title(self, value: ResultRow) -> str:
        """Return the title of the section or of the book."""
        return value.heading if value.hit is None else value.hit.title

    def lines(self, value: ResultRow) -> Lines:
        """Return title, path, passage, and how many more passages there are."""
        return _lines(value)

    def spoken(self, value: ResultRow) -> str:
        """Return everything that the row shows, in one go, and its place in the list."""
        return spoken(value)

    def selectable(self, value: ResultRow) -> bool:
        """Return whether the row is a section or a passage."""
        return value.hit is not None

    def _is_section(self, index: QModelIndex) -> bool:
        row = self.value(index)
        return row is not None and row.hit is not None and row.passage == 0


def more_passages(hit: "Hit") -> str:
    """Return the words that tell how many further passages a section has, or nothing."""
    count = len(hit.more)
    words = plural("{count} more passage", "{count} more passages", count)
    return words.format(count=count) if count else ""


def spoken(row: ResultRow) -> str:
    """Return what a screen reader says of a row."""
    hit = row.hit
    if hit is None:
        return _headed(row)
    if row.passage:
        return hit.more[row.passage - 1].text
    names = ", ".join([hit.title, *hit.path, languages.name(hit.language)])
    more = more_passages(hit)
    place = _("{number} of {total}").format(number=row.number, total=row.total)
    bookmarked = _("Bookmarked")
    state = f"{bookmarked}." if row.marked else ""
    said = [f"{names}.", state, hit.passage, f"{more}." if more else "", place]
    return " ".join(part for part in said if part)


def _headed(row: ResultRow) -> str:
    words = plural("{title}, {count} section", "{title}, {count} sections", row.count)
    return words.format(title=row.heading, count=row.count)


def _grouped(hits: Iterable["Hit"], key: Callable[["Hit"], str]) -> dict[str, list["Hit"]]:
    """Return hits by what ``key`` tells of them, the group of the best first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(key(hit), []).append(hit)
    return groups


def _parts(
    hits: Sequence["Hit"],
    numbers: Iterator[int],
    total: int,
    marked: Collection[tuple[str, str]],
) -> list[Branch[ResultRow]]:
    """Return the sections of a book, below the parts that they lie in if those are several."""
    parts = _grouped(hits, part_of)
    branches = []
    for part, found in parts.items():
        rows = [
            _branch(hit, next(numbers), total, marked=(hit.book, hit.section) in marked)
            for hit in found
        ]
        head = ResultRow(None, heading=part, count=len(found), level=1)
        alone = len(found) == 1 and not found[0].path
        branches += rows if alone or len(parts) == 1 else [Branch(head, tuple(rows))]
    return branches


def part_of(hit: "Hit") -> str:
    """Return the title of the part in which a section lies, or which it is."""
    return hit.path[0] if hit.path else hit.title


def _branch(hit: "Hit", number: int, total: int, *, marked: bool) -> Branch[ResultRow]:
    more = (Branch(ResultRow(hit, place, number, total)) for place in range(1, len(hit.more) + 1))
    return Branch(ResultRow(hit, 0, number, total, marked=marked), tuple(more))


def _lines(row: ResultRow) -> Lines:
    hit = row.hit
    if hit is None:
        style = Style.HEADING if row.level else Style.TITLE
        return (Line(row.heading, style, right=str(row.count), most=2),)
    if row.passage:
        passage = hit.more[row.passage - 1]
        text = Line(passage.text, most=PASSAGE_LINES, marks=passage.highlights)
        return (Line(passage.heading, Style.MUTED), text) if passage.heading else (text,)
    lines = [Line(hit.title, Style.TITLE, right=_signs(row, hit))]
    if hit.path:
        lines.append(Line(PATH_SIGN.join(hit.path), Style.MUTED))
    if hit.passage:
        lines.append(Line(hit.passage, most=PASSAGE_LINES, marks=hit.highlights))
    if hit.more:
        lines.append(Line(more_passages(hit), Style.LINK))
    return tuple(lines)


def _signs(row: ResultRow, hit: "Hit") -> str:
    others = [code for code in hit.languages if code != hit.language]
    signs = [languages.short(code) for code in [hit.language, *others]]
    return " ".join([BOOKMARKED, *signs] if row.marked else signs)
