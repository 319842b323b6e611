"""Model of the results: books, sections found in them, further passages of a section."""

from collections.abc import Mapping
from dataclasses import dataclass
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
PASSAGE_LINES = 3


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row.

    Attributes:
        hit: The section found; None in the row that heads a book.
        passage: Number of the passage in the section; 0 is the best, which stands in its row.
        number: Place of the section among all, counted from 1.
        total: Number of sections found.
        heading: Title of the book, in the row that heads it.
    """

    hit: "Hit | None"
    passage: int = 0
    number: int = 0
    total: int = 0
    heading: str = ""


class ResultsModel(TreeModel[ResultRow]):
    """An answer as rows; books head their sections where there are several."""

    def set_answer(self, answer: "Answer | None", titles: Mapping[str, str]) -> None:
        """Show an answer.

        Args:
            answer: What a search found; None for nothing.
            titles: Titles of the books, by id.
        """
        hits = answer.hits if answer is not None else ()
        by_book: dict[str, list[Branch[ResultRow]]] = {}
        for number, hit in enumerate(hits, 1):
            by_book.setdefault(hit.book, []).append(_branch(hit, number, len(hits)))
        if len(by_book) == 1:
            self.set_tree(next(iter(by_book.values())))
            return
        self.set_tree(
            [
                Branch(ResultRow(None, heading=titles.get(book, book)), tuple(rows))
                for book, rows in by_book.items()
            ]
        )

    def hit_indexes(self) -> list[QModelIndex]:
        """Return the rows of the sections found, the best first in each book."""
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
        return row.heading
    if row.passage:
        return hit.more[row.passage - 1].text
    names = ", ".join([hit.title, *hit.path, languages.name(hit.language)])
    more = more_passages(hit)
    place = _("{number} of {total}").format(number=row.number, total=row.total)
    said = [f"{names}.", hit.passage, f"{more}." if more else "", place]
    return " ".join(part for part in said if part)


def _branch(hit: "Hit", number: int, total: int) -> Branch[ResultRow]:
    more = (Branch(ResultRow(hit, place, number, total)) for place in range(1, len(hit.more) + 1))
    return Branch(ResultRow(hit, 0, number, total), tuple(more))


def _lines(row: ResultRow) -> Lines:
    hit = row.hit
    if hit is None:
        return (Line(row.heading, Style.HEADING, most=2),)
    if row.passage:
        passage = hit.more[row.passage - 1]
        text = Line(passage.text, most=PASSAGE_LINES, marks=passage.highlights)
        return (Line(passage.heading, Style.MUTED), text) if passage.heading else (text,)
    lines = [Line(hit.title, Style.TITLE, right=_signs(hit))]
    if hit.path:
        lines.append(Line(PATH_SIGN.join(hit.path), Style.MUTED))
    if hit.passage:
        lines.append(Line(hit.passage, most=PASSAGE_LINES, marks=hit.highlights))
    if hit.more:
        lines.append(Line(more_passages(hit), Style.LINK))
    return tuple(lines)


def _signs(hit: "Hit") -> str:
    others = [code for code in hit.languages if code != hit.language]
    return " ".join(languages.short(code) for code in [hit.language, *others])
