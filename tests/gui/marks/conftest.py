"""Marks of a reader."""

from collections.abc import Callable

import pytest

from viewer.annotations.model import Annotation, Motivation
from viewer.book.anchor import Anchor
from viewer.ui.marks.model import MarkRow

QUOTE = "The river rises in the mountains and is frozen for half of the year. " * 3


def mark(name: str, title: str, *, book: str = "rivers", quote: str = "") -> Annotation:
    """A bookmark."""
    anchor = Anchor(book, "1", "yukon", "en", quote=quote)
    return Annotation(name, Motivation.BOOKMARKING, anchor, title)


@pytest.fixture
def marks() -> list[Annotation]:
    """Two bookmarks in one book, one in a book that isn't there."""
    return [
        mark("a", "Where it rises", quote=QUOTE),
        mark("b", "Été au Yukon"),
        mark("c", "Compass", book="field-guide"),
    ]


@pytest.fixture
def describe() -> Callable[[Annotation], MarkRow]:
    """Gives what the list shows of a bookmark."""
    return _described


def _described(annotation: Annotation) -> MarkRow:
    here = annotation.anchor.book == "rivers"
    return MarkRow(
        id=annotation.id,
        title=annotation.title,
        path=("North", "Yukon") if here else (),
        quote=annotation.anchor.quote,
        language="en",
        book="Rivers" if here else "Field guide",
        available=here,
        tags=annotation.tags,
        kind="Bookmark",
    )
