"""From blocks to the document: every kind of block, in the language of the text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from tests.gui.page.conftest import picture
from viewer.book.model import Block, Kind, SectionText, Span
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import NOTES, RULE
from viewer.ui.page.look import ORDINAL, Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

Build = Callable[[PageContent], Sheet]


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found = [document.begin()]
    while found[-1].next().isValid():
        found.append(found[-1].next())
    return found


def _block(sheet: Sheet, words: str) -> QTextBlock:
    return next(block for block in _blocks(sheet.document) if words in block.text())


def _format(sheet: Sheet, words: str) -> QTextCharFormat:
    found = sheet.document.find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    assert not found.isNull(), words
    return found.charFormat()


def test_the_title_is_the_first_heading_and_belongs_to_no_block(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content("Text."))
    title = _block(sheet, "Border Five")
    assert title.blockFormat().headingLevel() == 1
    assert not title.blockFormat().hasProperty(ORDINAL)


def test_every_text_block_carries_its_ordinal(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content("One.\n\n- Two.\n\n| a |\n| - |\n| b |\n\n```\nx\ny\n```\n\nEnd."))
    carried = {
        block.text(): block.blockFormat().property(ORDINAL) for block in _blocks(sheet.document)
    }
    assert {
        "One.": 0,
        "Two.": 1,
        "a": 2,
        "b": 2,
        "x": 3,
        "y": 3,
        "End.": 4,
    }.items() <= carried.items()


def test_headings_stand_below_the_title(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("# One\n\n## Two\n\n### Three\n\n###### Six"))
    levels = {b.text(): b.blockFormat().headingLevel() for b in _blocks(sheet.document)}
    assert levels == {"Border Five": 1, "One": 2, "Two": 2, "Three": 3, "Six": 6}
    assert sheet.builder.names.headings["three"] == 2


def test_lists_nest_to_four_levels_and_mix(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(
        content("3. Aa\n   - Bb\n     1. Cc\n        - Dd\n4. Ee\n\n   more of Ee\n5. Ff")
    )
    style = QTextListFormat.Style
    wanted = {
        "Aa": (style.ListDecimal, "3."),
        "Bb": (style.ListDisc, ""),
        "Cc": (style.ListLowerAlpha, "a."),
    }
    for words, (kind, number) in wanted.items():
        block = _block(sheet, words)
        items = block.textList()
        assert items.format().style() == kind
        assert not number or items.itemText(block) == number
    assert _block(sheet, "Dd").textList().format().style() == style.ListCircle
    assert [_block(sheet, w).textList().itemText(_block(sheet, w)) for w in ("Ee", "Ff")] == [
        "4.",
        "5.",
    ]
    lefts = [_block(sheet, words).blockFormat().leftMargin() for words in ("Aa", "Bb", "Cc", "Dd")]
    assert lefts == sorted(set(lefts))
    more = _block(sheet, "more of Ee")
    assert more.textList() is None
    assert more.blockFormat().leftMargin() == lefts[0]


def test_lists_beside_one_another_count_for_themselves(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content("1. Aa\n2. Bb\n\ntext\n\n1. Cc"))
    assert _block(sheet, "Cc").textList().itemText(_block(sheet, "Cc")) == "1."


def test_tasks_are_ticked_or_not(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("- [x] Done\n- [ ] Open\n- Plain"))
    kind = QTextBlockFormat.MarkerType
    markers = [_block(sheet, words).blockFormat().marker() for words in ("Done", "Open", "Plain")]
    assert markers == [kind.Checked, kind.Unchecked, kind.NoMarker]


def test_a_definition_stands_in(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("Term\n: Its definition."))
    assert (
        _block(sheet, "Its def").blockFormat().leftMargin()
        > _block(sheet, "Term").blockFormat().leftMargin()
    )


TABLE = """| Agent | State | Number | Share | Since |
| --- | :---: | --- | ---: | --- |
| PSAC | in place | 14,577 | 4.2 % | 2012 |
| PIPSC | expired | (1 207) | text | – |
| IBEW | | −13,5 $ | 1 | 2009 |
"""


def _table(sheet: Sheet) -> QTextTable:
    found = QTextCursor(_block(sheet, "PSAC")).currentTable()
    assert found is not None
    return found


def test_a_table_has_a_header_row_and_figures_at_the_right(
    build: Build, content: Callable[..., PageContent]
) -> None:
    table = _table(build(content(TABLE)))
    assert table.format().headerRowCount() == 1
    flags = Qt.AlignmentFlag
    cells = [
        table.cellAt(1, column).firstCursorPosition().blockFormat().alignment()
        for column in range(5)
    ]
    assert [flags(int(cell.value)) & ~flags.AlignAbsolute for cell in cells] == [
        flags.AlignLeft, flags.AlignHCenter, flags.AlignRight, flags.AlignRight, flags.AlignRight,
    ]  # fmt: skip


def test_a_table_is_as_wide_as_the_column_and_no_wider(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content("| " + " | ".join(["Unbreakable" * 4] * 6) + " |\n" + "| - " * 6 + "|\n"))
    table = QTextCursor(_block(sheet, "Unbreakable")).currentTable()
    assert table is not None
    assert sheet.document.documentLayout().frameBoundingRect(table).width() <= 521


@pytest.mark.parametrize(
    "after", ["Text after.", TABLE, "::: note\nText.\n:::", "- item", "## Heading"]
)
def test_there_is_room_below_a_table(
    build: Build, content: Callable[..., PageContent], after: str
) -> None:
    sheet = build(content(f"{TABLE}\n\n{after}"))
    layout = sheet.document.documentLayout()
    last = sheet.document.findBlock(sheet.builder.map.last(0))
    following = sheet.document.findBlock(sheet.builder.map.first(1))
    room = layout.blockBoundingRect(following).top() - layout.blockBoundingRect(last).bottom()
    assert 20 <= room <= 60


def test_a_page_that_ends_with_a_table_has_no_empty_line_after_it(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content(TABLE))
    layout = sheet.document.documentLayout()
    below = layout.documentSize().height() - layout.frameBoundingRect(_table(sheet)).bottom()
    frame = sheet.document.rootFrame().frameFormat()
    assert below <= frame.bottomMargin() + 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Note", "Caution", "Key message", "Question"]),
        ("fr-CA", ["Remarque", "Mise en garde", "Message clé", "Question"]),
        ("iu", ["Note", "Caution", "Key message", "Question"]),
    ],
)
def test_call_outs_are_named_in_the_language_of_the_text(
    build: Build, content: Callable[..., PageContent], language: str, words: list[str]
) -> None:
    kinds = ("note", "caution", "key-message", "question")
    text = "\n\n".join(f"::: {kind}\nText.\n:::" for kind in kinds)
    sheet = build(content(text, language=language))
    shown = [block.text() for block in _blocks(sheet.document)][1:]
    assert shown == [part for word in words for part in (word, "Text.")]
    assert [box.kind for box in sheet.builder.boxes] == list(kinds)


def test_a_figure_without_a_title_shows_its_alternative_text_as_caption(
    build: Build, content: Callable[..., PageContent]
) -> None:
    sheet = build(content("![Releases by region](a.png)"))
    first, last = sheet.builder.map.span(0, 0, 8)
    assert sheet.cursor(first, last).selectedText() == "Releases"


def test_a_figure_with_a_title_stands_for_its_alternative_text(
    build: Build, content: Callable[..., PageContent]
) -> None:
    made = content('![Releases by region](a.png "Figure 1")', resource=lambda _path: picture())
    sheet = build(made)
    first, last = sheet.builder.map.span(0, 0, 8)
    assert sheet.cursor(first, last).selectedText() == "\ufffc"
    assert _block(sheet, "Figure 1").blockFormat().alignment() & Qt.AlignmentFlag.AlignHCenter


@pytest.mark.parametrize("title", ["", ' "Figure 1"'])
def test_a_figure_that_is_missing_tells_what_it_would_show(
    build: Build, content: Callable[..., PageContent], title: str
) -> None:
    sheet = build(content(f"![Releases by region](a.png{title})"))
    shown = [block.text() for block in _blocks(sheet.document)]
    assert [box.kind for box in sheet.builder.boxes] == ["missing"]
    assert "Image that can’t be shown" in shown[1]
    assert shown[2:] == ["Releases by region"] + (["Figure 1"] if title else [])
    assert sheet.cursor(*sheet.builder.map.span(0, 0, 8)).selectedText() == "Releases"


def test_footnotes_lead_there_and_back(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("One[^a] and two[^b].\n\n[^a]: First.\n\n[^b]: Second.\n\n    More."))
    links = sheet.builder.links.targets
    assert links == ["footnote:a", "footnote:b", "footnote-mark:a", "footnote-mark:b"]
    assert sheet.builder.names.footnotes == {"a": 1, "b": 2}
    assert _block(sheet, "First").text() == "1\tFirst."
    assert _block(sheet, "More.").text() == "More."
    position = sheet.builder.mark_position("b")
    assert sheet.builder.map.place(position) == (0, 11)
    assert [box.kind for box in sheet.builder.boxes] == [NOTES]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Redacted – ATIA s. 21(1)(a)"), ("fr", "Caviardé – LAI, al. 21(1)a)")],
)
def test_redactions_speak_the_language_of_the_text(
    build: Build, content: Callable[..., PageContent], language: str, words: str
) -> None:
    reason = '{}act=atia provision="21(1)(a)"}}'
    inline, block = reason.format("[]{.redacted "), reason.format("::: redacted {")
    text = f"Part {inline} stays.\n\n{block}\n:::"
    sheet = build(content(text, language=language))
    shown = [block.text().translate({0xA0: " ", 0x2060: ""}) for block in _blocks(sheet.document)]
    assert f"Part  {words}  stays." in shown
    assert words in shown


def test_a_rule_is_drawn_and_is_a_block(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(content("One.\n\n---\n\nTwo."))
    assert [box.kind for box in sheet.builder.boxes] == [RULE]
    assert len(sheet.builder.map) == 3


def test_inline_marks_are_set(build: Build, content: Callable[..., PageContent]) -> None:
    sheet = build(
        content("*emph* **bold** `code` ~~struck~~ H[2]{.sub}O m[3]{.sup} [linked](section:x)")
    )
    assert _format(sheet, "emph").fontItalic()
    assert _format(sheet, "bold").fontWeight() == 600
    assert _format(sheet, "code").fontFamilies()[0] == "Source Code Pro"
    assert _format(sheet, "struck").fontStrikeOut()
    place = QTextCharFormat.VerticalAlignment
    assert _format(sheet, "2").verticalAlignment() == place.AlignSubScript
    assert _format(sheet, "3").verticalAlignment() == place.AlignSuperScript
    assert _format(sheet, "linked").isAnchor()


def test_notices_and_marking_stand_above_the_text(build: Build) -> None:
    text = SectionText("s", "en", (Block("x", Kind.PARAGRAPH, 0, "Text.", (Span("Text."),)),))
    notice = "Not available in French; shown in English."
    marking = "Protected B / Protégé B"
    sheet = build(PageContent(text, "Title", "en", (notice,), marking, lambda _path: b""))
    shown = [block.text() for block in _blocks(sheet.document)]
    assert shown == [marking, "Title", notice, "Text."]
    assert [box.kind for box in sheet.builder.boxes] == ["protected-b", "notice"]
    words = _format(sheet, marking).foreground().color().name()
    assert words == theme("light").strips["protected-b"][1]
    assert sheet.builder.map.place(0) == (-1, 0)


ALL = (
    "Text[^1].\n\n> Quote\n\n- a\n  - b\n\n"
    + TABLE
    + "\n```\na\nb\n```\n\n---\n\n::: note\nX\n:::\n\n[^1]: Note."
)


def test_building_in_steps_gives_the_same_page(
    build: Build, content: Callable[..., PageContent], qapp: QApplication
) -> None:
    whole = build(content(ALL))
    owner = QObject(qapp)
    stepped = Sheet(content(ALL), Look(theme("light"), 100, 96), 520, 1.0, owner)
    steps = 0
    while not stepped.builder.done:
        stepped.builder.step(lambda: False)
        steps += 1
    assert steps > 8
    assert stepped.document.toHtml() == whole.document.toHtml()
    assert list(map(vars, stepped.builder.boxes)) == list(map(vars, whole.builder.boxes))
    assert [stepped.builder.map.first(o) for o in range(8)] == [
        whole.builder.map.first(o) for o in range(8)
    ]
    owner.deleteLater()
