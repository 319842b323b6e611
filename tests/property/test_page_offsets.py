"""Code points of the canonical texts against what the document really shows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from viewer.book.model import Block, Cell, Container, Kind, Mark, SectionText, Span, SpanKind
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

CHARACTERS = st.one_of(
    st.sampled_from("a b é🍁\u0301→👩\u200d✈️\u00a0\ufffc\u202e\u2028\ufdd0שa"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\n\t\r"),
)
WORDS = st.text(CHARACTERS, max_size=12)
MARKS = st.frozensets(st.sampled_from(list(Mark)), max_size=2)
TEXTS = st.builds(
    Span,
    WORDS,
    st.just(SpanKind.TEXT),
    MARKS,
    st.sampled_from(["", "section:x", "#h", "javascript:x"]),
)
SPANS = st.one_of(
    TEXTS,
    st.just(Span("\n", SpanKind.BREAK)),
    st.just(Span("█", SpanKind.REDACTION, data={"act": "atia", "provision": "21(1)(a)"})),
    st.just(Span("", SpanKind.FOOTNOTE, data={"label": "n"})),
    st.builds(lambda alt: Span(alt, SpanKind.IMAGE, data={"src": "x.png"}), WORDS),
)
CELLS = st.builds(Cell, st.tuples(TEXTS, TEXTS), st.sampled_from(["", "right"]), st.booleans())
WITHIN = st.sampled_from(
    [
        (),
        (Container("callout", 1, {"type": "note"}),),
        (Container("quote", 2),),
        (Container("bullet_list", 3), Container("item", 4)),
        (
            Container("callout", 1, {"type": "note"}),
            Container("ordered_list", 5),
            Container("item", 6),
        ),
    ]
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from([k for k in Kind if k is not Kind.RULE]))
    within = draw(WITHIN)
    if kind is Kind.TABLE:
        rows = tuple(
            tuple(row)
            for row in draw(
                st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3)
            )
        )
        text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
        return Block("", kind, 0, text, rows=rows, within=within)
    if kind is Kind.CODE:
        text = "\n".join(draw(st.lists(WORDS, min_size=1, max_size=3)))
        return Block("", kind, 0, text, (Span(text),), within=within)
    if kind is Kind.FIGURE:
        data = {"src": "x.png", "title": draw(st.sampled_from(["", "Figure 1"]))}
        span = Span(draw(WORDS), SpanKind.IMAGE, data=data)
        return Block("", kind, 0, span.text, (span,), within=within, data=data)
    if kind is Kind.REDACTION:
        span = Span("█", SpanKind.REDACTION)
        return Block("", kind, 0, span.text, (span,), within=within)
    spans = tuple(draw(st.lists(SPANS, max_size=5)))
    data = {"label": "n", "number": "1"} if kind is Kind.FOOTNOTE else {}
    return Block("", kind, 0, "".join(span.text for span in spans), spans, within=within, data=data)


def _sheet(drawn: list[Block], owner: QObject) -> Sheet:
    numbered = tuple(
        Block(str(i), b.kind, i, b.text, b.spans, b.within, b.rows, b.data)
        for i, b in enumerate(drawn)
    )
    content = PageContent(SectionText("s", "en", numbered), "Title", "en", (), "", _missing)
    sheet = Sheet(content, Look(theme("light"), 100, 96), 520, 1.0, owner)
    while not sheet.builder.done:
        sheet.build(1000)
    return sheet


def _missing(path: str) -> bytes:
    raise FileNotFoundError(path)


def _stand_ins(block: Block) -> set[int]:
    """Return the code points that the document shows otherwise: in redactions and images."""
    found: set[int] = set()
    start = 0
    for span in block.spans:
        if span.kind in {SpanKind.REDACTION, SpanKind.IMAGE}:
            found.update(range(start, start + len(span.text)))
        start += len(span.text)
    return found


@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(blocks(), min_size=1, max_size=5))
def test_offsets_lead_to_their_characters_and_back(drawn: list[Block], qapp: QApplication) -> None:
    owner = QObject(qapp)
    try:
        sheet = _sheet(drawn, owner)
        places = sheet.builder.map
        assert len(places) == len(drawn)
        for ordinal, block in enumerate(sheet.content.text.blocks):
            _check(sheet, ordinal, block)
    finally:
        owner.deleteLater()


def _check(sheet: Sheet, ordinal: int, block: Block) -> None:
    places = sheet.builder.map
    stand_ins = _stand_ins(block)
    shown_otherwise = {
        "\n",
        "\t",
        "\u2028",
        "\ufffc",
        "\u202e",
        "\u202d",
        "\ufdd0",
        "\ufdd1",
        "\u2029",
        "\x00",
    }
    shown_otherwise |= {"\x0b", "\x0c", "\x85"}
    before = places.position(ordinal, 0)
    for offset, character in enumerate(block.text):
        first, last = places.span(ordinal, offset, offset + 1)
        assert before <= first <= last
        before = first
        if offset in stand_ins or block.kind in {Kind.REDACTION, Kind.FIGURE}:
            continue
        if character not in shown_otherwise:
            assert sheet.cursor(first, last).selectedText() == character
        if character not in "\n\t":
            assert places.place(first) == (ordinal, offset)
            assert places.place(last, up=True) == (ordinal, offset + 1)
