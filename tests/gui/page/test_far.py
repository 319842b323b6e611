"""Places far down in a long section: what is seen there is built first."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument, QTextList
from pytestqt.qtbot import QtBot

from viewer.ui.page.content import PageContent
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.view import PageView, Target
from viewer.ui.theme import theme

Content = Callable[..., PageContent]
Built = Callable[[PageView], None]

_PART = """## Part {n}

The five sign a letter in the year {n}, and keep it.[^n{n}] A [link](section:x) leads out.

- One item of {n}
- Another, with **bold** words

| a | b |
| --- | ---: |
| row {n} | {n} |

::: note
A note to part {n}.
:::

1. First
2. Second

    code {n}

> Quoted in {n}.

"""

PARTS = 120

LONG = "".join(_PART.format(n=n) for n in range(PARTS)) + "\n".join(
    f"[^n{n}]: Note {n}.\n" for n in range(PARTS)
)


@pytest.fixture
def long(content: Content) -> PageContent:
    return content(LONG)


def _heading(content: PageContent, n: int) -> int:
    words = f"Part {n}"
    return next(block.ordinal for block in content.text.blocks if block.text == words)


def _sheet(page: PageView) -> Sheet:
    sheet = page.sheet()
    assert sheet is not None
    return sheet


def _described(block: QTextBlock) -> tuple[object, ...]:
    made = block.blockFormat()
    listed: QTextList | None = block.textList()
    return (
        block.text(),
        made.topMargin(),
        made.leftMargin(),
        made.textIndent(),
        made.headingLevel(),
        made.lineHeight(),
        listed.itemText(block) if listed is not None else None,
        [(each.start, each.length, each.format.fontWeight()) for each in block.textFormats()],
    )


def _blocks(document: QTextDocument) -> list[tuple[object, ...]]:
    made, block = [], document.begin()
    while block.isValid():
        made.append(_described(block))
        block = block.next()
    return made


def test_what_is_above_comes_afterwards_and_the_page_is_as_if_built_from_its_top(
    page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long)
    built(page)
    whole = _sheet(page)
    blocks, height = _blocks(whole.document), whole.height()
    count = range(len(long.text.blocks))
    firsts = [(whole.builder.map.first(o), whole.builder.map.last(o)) for o in count]
    boxes = [(box.kind, box.first, box.last, box.top) for box in whole.builder.boxes]
    marks = [whole.builder.mark_position(f"n{n}") for n in range(PARTS)]

    page.show_section(long, Target(_heading(long, 80)))
    far = _sheet(page)
    assert far.above is not None
    assert len(_blocks(far.document)) < len(blocks) / 2
    built(page)
    assert _sheet(page) is far
    assert _blocks(far.document) == blocks
    assert [(far.builder.map.first(o), far.builder.map.last(o)) for o in count] == firsts
    assert [(box.kind, box.first, box.last, box.top) for box in far.builder.boxes] == boxes
    assert [far.builder.mark_position(f"n{n}") for n in range(PARTS)] == marks
    assert far.height() == height


def test_what_comes_above_moves_neither_view_nor_caret_and_tells_nobody(
    qtbot: QtBot, page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long)
    page.go_to(Target(_heading(long, 80) + 1, 12))
    sheet = _sheet(page)
    assert sheet.above is not None
    place, caret, shot = page.position(), page.caret(), page.viewport().grab().toImage()
    told: list[object] = []
    page.cursorPositionChanged.connect(lambda: told.append("caret"))
    page.position_changed.connect(lambda: told.append("position"))
    page.selection_changed.connect(lambda: told.append("selection"))
    sheet.document.contentsChange.connect(
        lambda at, _less, more: told.append("text") if at < 100 and more else None
    )
    qtbot.waitUntil(lambda: sheet.above is None)
    assert page.position() == place
    assert page.caret() == caret
    assert page.viewport().grab().toImage() == shot
    assert not told
    built(page)
    assert page.position() == place


def test_a_selection_that_reaches_above_survives_another_look(
    page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long)
    built(page)
    sheet, bar = _sheet(page), page.verticalScrollBar()
    last = _heading(long, 85)
    page._put_cursor(sheet.cursor_between((3, 2), (last, 4)))
    selected, place = page.selection(), Target(_heading(long, 81))
    page.scroll_to(place)
    page.set_look(theme("dark"), 100)
    page.set_look(theme("sepia"), 120)
    assert _sheet(page).above is not None
    assert page.position()[:2] == place[:2]
    built(page)
    assert page.selection() == selected
    assert page.position()[:2] == place[:2]
    assert bar.value() > 0


def test_another_selection_made_meanwhile_counts(
    page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long)
    built(page)
    page._put_cursor(_sheet(page).cursor_between((3, 2), (5, 1)))
    page.scroll_to(Target(_heading(long, 81)))
    page.set_look(theme("dark"), 100)
    own = (_heading(long, 81), 0), (_heading(long, 81), 4)
    page._put_cursor(_sheet(page).cursor_between(*own))
    built(page)
    selected = page.selection()
    assert selected is not None
    assert (selected.first_ordinal, selected.end) == (own[0][0], 4)


def test_who_scrolls_up_to_what_is_missing_finds_it(
    page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long, Target(_heading(long, 80)))
    bar = page.verticalScrollBar()
    seen = [page.first_visible_block()]
    for _step in range(60):
        bar.setValue(bar.value() - 150)
        seen.append(page.first_visible_block())
        if seen[-1] < _heading(long, 70):
            break
    assert seen[-1] < _heading(long, 70)
    # No block is left out on the way: 150 pixels hold seven at most.
    assert all(0 <= before - after <= 10 for before, after in pairwise(seen))
    bar.setValue(0)
    assert page.title_visible()
    built(page)
    assert page.title_visible()


def test_a_footnote_at_the_end_leads_there_and_back(
    page: PageView, long: PageContent, built: Built
) -> None:
    page.show_section(long)
    page.go_to(Target(_heading(long, 2)))
    page.go_to_note("n2")
    sheet = _sheet(page)
    assert sheet.above is not None
    assert page.textCursor().selectedText() == "3"
    assert long.text.blocks[page.caret().ordinal].text == "Note 2."
    page.anchorClicked.emit(f"link:{sheet.builder.links.targets.index('footnote-mark:n2')}")
    assert page.caret().ordinal == _heading(long, 2) + 1
    assert page.textCursor().selectedText() == "3"
    built(page)
    assert page.caret().ordinal == _heading(long, 2) + 1


def test_a_page_can_be_built_from_its_top_always(page: PageView, long: PageContent) -> None:
    page.show_section(long, Target(_heading(long, 80)))
    page.build_from_the_top(always=True)
    assert _sheet(page).above is None
    assert page.position().ordinal == _heading(long, 80)
