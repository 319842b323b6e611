"""Code points of the canonical texts against what the document really shows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from viewer.book.cell_spans import Wish, with_spans
from viewer.book.model import Block, Cell, Container, Kind, Mark, SectionText, Span, SpanKind
from viewer.book.tables import head_rows
from viewer.ui.page import pieces
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import theme

CHARACTERS = st.one_of(
    st.sampled_from("a b é🍁\u0301→👩\u200d✈️\u00a0\ufffc\u202e\u2028\ufdd0\ufeffשa"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\n\t\r"),
)
SHOWN_OTHERWISE = set("\n\t\x00\x0b\x0c\x85\u2028\u2029\u202d\u202e\ufdd0\ufdd1\ufeff\ufffc\ufffe")
SHOWN_AS = {" ": {" ", "\u00a0"}}
"""Some lines don't end where a space stands: before a colon, in a number."""
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
ALONE = st.just(1)
CELLS = st.builds(
    Cell, st.tuples(TEXTS, TEXTS), st.sampled_from(["", "right"]), st.booleans(), ALONE, ALONE
)
ROWS = st.lists(
    st.lists(st.one_of(CELLS, st.just(Cell(()))), min_size=1, max_size=3), min_size=1, max_size=7
)
SIZES = st.sampled_from(["1", "2", "3"])
WISHES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 2)),
    st.fixed_dictionaries({"colspan": SIZES, "rowspan": SIZES}),
    max_size=5,
)
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


def _block(kind: Kind, spans: tuple[Span, ...], within: tuple[Container, ...]) -> Block:
    data = {"label": "n", "number": "1"} if kind is Kind.FOOTNOTE else {}
    return Block("", kind, 0, "".join(span.text for span in spans), spans, within, data=data)


def _table(
    drawn: list[list[Cell]],
    wishes: dict[tuple[int, int], dict[str, str]],
    within: tuple[Container, ...],
) -> Block:
    inside = {(row, column) for row, cells in enumerate(drawn) for column in range(len(cells))}
    asked = [Wish(*place, wishes[place], 1) for place in sorted(wishes) if place in inside]
    rows = with_spans(drawn, asked, head_rows(drawn), lambda _finding: None)
    text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
    return Block("", Kind.TABLE, 0, text, (), within, tuple(tuple(row) for row in rows))


def _figure(alternative: str, title: str) -> tuple[Span, ...]:
    return (Span(alternative, SpanKind.IMAGE, data={"src": "x.png", "title": title}),)


REDACTION = Span("█", SpanKind.REDACTION)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(lambda lines: (Span("\n".join(lines)),))
OTHERS = sorted(set(Kind) - {Kind.TABLE, Kind.CODE, Kind.FIGURE, Kind.REDACTION, Kind.RULE})
BLOCKS = st.one_of(
    st.builds(_block, st.sampled_from(OTHERS), st.lists(SPANS, max_size=5).map(tuple), WITHIN),
    st.builds(_table, ROWS, WISHES, WITHIN),
    st.builds(_block, st.just(Kind.CODE), LINES, WITHIN),
    st.builds(
        _block,
        st.just(Kind.FIGURE),
        st.builds(_figure, WORDS, st.sampled_from(["", "Figure 1"])),
        WITHIN,
    ),
    st.builds(_block, st.just(Kind.REDACTION), st.just((REDACTION,)), WITHIN),
)


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


@pytest.fixture(params=["whole", "in pieces"])
def _limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write blocks as they are, or cut everything into the smallest pieces."""
    if request.param == "in pieces":
        monkeypatch.setattr(pieces, "CHARACTERS", 3)
        monkeypatch.setattr(pieces, "SPANS", 2)
        monkeypatch.setattr(pieces, "CELLS", 1)


@pytest.mark.usefixtures("qapp", "_limits")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(BLOCKS, min_size=1, max_size=5))
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
    before = places.position(ordinal, 0)
    for offset, character in enumerate(block.text):
        first, last = places.span(ordinal, offset, offset + 1)
        assert before <= first <= last
        before = first
        if offset in stand_ins or block.kind in {Kind.REDACTION, Kind.FIGURE}:
            continue
        if character not in SHOWN_OTHERWISE:
            assert sheet.cursor(first, last).selectedText() in SHOWN_AS.get(character, {character})
        if character not in "\n\t":
            assert places.place(first) == (ordinal, offset)
            assert places.place(last, up=True) == (ordinal, offset + 1)
