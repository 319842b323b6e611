"""Marks of a reader."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.outline import Outline
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.ui.marks.arranging import BookFacts, Standing
from viewer.ui.marks.catalogue import Catalogue
from viewer.ui.marks.model import MarkRow

QUOTE = "The river rises in the mountains and is frozen for half of the year. " * 3


def mark(name: str, title: str, *, book: str = "rivers", quote: str = "") -> Annotation:
    """A bookmark."""
    anchor = Anchor(book, "1", "yukon", "en", quote=quote)
    return Annotation(name, Motivation.BOOKMARKING, anchor, title)


class Describing:
    """Tells what the list shows: of one book that is there, and others that aren't."""

    def describe(self, mark: Annotation) -> MarkRow:
        facts = self.facts(mark.anchor.book)
        return MarkRow(
            id=mark.id,
            title=mark.title,
            path=self.path(mark.anchor.book, mark.anchor.section),
            quote=mark.anchor.quote,
            language="en",
            book=facts.title,
            available=facts.available,
            tags=mark.tags,
            kind="Bookmark",
        )

    def facts(self, book: str) -> BookFacts:
        if book == "rivers":
            return BookFacts("Rivers", order={"yukon": 0})
        return BookFacts("Field guide", available=False)

    def path(self, book: str, _section: str) -> tuple[str, ...]:
        return ("North", "Yukon") if book == "rivers" else ()

    def meanings(self) -> Mapping[str, str]:
        return {}

    def standing(self) -> Mapping[str, Standing]:
        return {}

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        return {}


class Kept:
    """Marks in a store."""

    def __init__(self, database: Database, marks: Sequence[Annotation]) -> None:
        self._database = database
        self.store = AnnotationStore(database)
        for one in marks:
            self.store.add(one)

    def catalogue(self) -> Catalogue:
        """A list of them, as they are now."""
        return Catalogue(Outline(self._database), Describing())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def marks(database: Database) -> Kept:
    """Two bookmarks in one book, one in a book that isn't there."""
    return Kept(
        database,
        [
            mark("a", "Where it rises", quote=QUOTE),
            mark("b", "Été au Yukon"),
            mark("c", "Compass", book="field-guide"),
        ],
    )
