import pytest

from viewer.book.model import Block, Cell, Kind, Mark, Span, SpanKind
from viewer.ui.page import pieces
from viewer.ui.page.pieces import is_long, parts_of, rows_of


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "CHARACTERS", 10)
    monkeypatch.setattr(pieces, "SPANS", 3)
    monkeypatch.setattr(pieces, "CELLS", 20)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three", ["one two ", "three"]),
        ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ("abcdefghijk lmnopqrstuv", ["abcdefghij", "k ", "lmnopqrstu", "v"]),
    ],
)
def test_text_is_cut_at_spaces_where_there_are_any(text: str, parts: list[str]) -> None:
    assert list(parts_of(text)) == parts
    assert "".join(parts) == text


def test_spans_keep_their_marks_and_add_up() -> None:
    strong = frozenset({Mark.STRONG})
    spans = [Span("one two three", marks=strong), Span("four"), Span("x" * 40, SpanKind.IMAGE)]
    made = list(pieces.pieces(spans))
    assert "".join(span.text for piece in made for span in piece) == "one two threefour" + "x" * 40
    assert made[0] == (Span("one two ", marks=strong),)
    assert made[-1] == (spans[-1],)


def test_many_spans_are_cut_too() -> None:
    made = list(pieces.pieces([Span("a")] * 7))
    assert [len(piece) for piece in made] == [3, 3, 1]


@pytest.mark.parametrize(
    ("kind", "long"), [(Kind.PARAGRAPH, True), (Kind.TABLE, False), (Kind.CODE, False)]
)
def test_only_text_is_cut_into_pieces_of_spans(kind: Kind, *, long: bool) -> None:
    assert is_long(Block("x", kind, 0, "a" * 11, (Span("a" * 11),))) == long


def _rows(*lengths: int) -> list[list[Cell]]:
    return [[Cell((Span("x" * length),))] for length in lengths]


def test_a_table_is_cut_by_rows() -> None:
    rows = _rows(*[1] * 12)
    assert list(rows_of(rows, 2)) == [range(10), range(10, 12)]
    assert list(rows_of(rows, 15)) == [range(5), range(5, 10), range(10, 12)]
    assert list(rows_of(rows[:3], 90)) == [range(1), range(1, 2), range(2, 3)]


def test_a_table_is_cut_where_no_cell_reaches_into_the_next_row() -> None:
    def spans(*highs: int) -> list[list[Cell]]:
        rows = []
        for high in highs:
            rows.append([Cell((Span("x"),), rowspan=high)])
            rows += [[Cell((), colspan=0, rowspan=0)]] * (high - 1)
        return rows

    # Twenty rows make a piece.
    assert list(rows_of(spans(18, 3, 3), 1)) == [range(18), range(18, 24)]
    assert list(rows_of(spans(2, 25, 9), 1)) == [range(27), range(27, 36)]
    assert list(rows_of(spans(1, 90), 1)) == [
        *(range(start, start + 20) for start in range(0, 80, 20)), range(80, 91),
    ]  # fmt: skip


def test_a_table_is_cut_by_the_length_of_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "CHARACTERS_IN_CELLS", 30)
    rows = _rows(10, 10, 10, 10, 100, 100, 1)
    parts = [range(3), range(3, 4), range(4, 5), range(5, 6), range(6, 7)]
    assert list(rows_of(rows, 1)) == parts
    # On paper, each piece begins on a new page.
    assert list(rows_of(rows, 1, on_paper=True)) == [range(7)]
