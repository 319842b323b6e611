"""Marks of what was found, on the page's scroll bar."""

from tests.gui.window.program import Program, settle, wait_until
from viewer.book.model import Block, Kind, SectionText
from viewer.ui.window.searching.scroll_marks import ScrollMarks, places


def test_a_place_is_as_far_down_as_the_text_before_it() -> None:
    blocks = tuple(Block(str(n), Kind.PARAGRAPH, n, "x" * 120) for n in range(4))
    found = places(SectionText("s", "en", blocks), [(0, 0, 1), (2, 0, 1), (3, 100, 101), (9, 0, 1)])
    assert found == [0, 0.5, 0.875]


def test_matches_are_marked_until_they_are_cleared(program: Program) -> None:
    program.search("who chairs the border five")
    marks = program.part("scroll_marks")
    assert isinstance(marks, ScrollMarks)
    wait_until(lambda: len(marks.marks()) > 1)
    settle()
    assert marks.marks() == sorted(marks.marks())
    assert len(marks.marks()) == len(program.controls.hits.matches)
    assert marks.size() == program.window.page.verticalScrollBar().size()
    program.act("go.clear_hits")
    assert marks.marks() == []
