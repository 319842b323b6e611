"""Cells that span columns and rows: what is read, what is cut short, what stays as it was."""

import json
import time

import pytest

from viewer.book.codec import blocks_from_json, blocks_to_json
from viewer.book.markdown import ParsedText, parse_text
from viewer.book.model import Cell, Kind, Span
from viewer.book.tables import ColumnNames, covering, cut, head_rows, read_row
from viewer.messages import sentence

BUDGET = """\
{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | | 2025 {colspan=2} | |
|---|--:|--:|--:|--:|
| | Planned | Actual | Planned | Actual |
| Ports {rowspan=2} | 1 | 2 | Under *review* {colspan=2 rowspan=2} | |
| | 3 | 4 | | |
| Sum {colspan=5} | | | | |
"""

_LONG = "9" * 200

Sizes = list[list[tuple[int, int]]]


def parse(source: str) -> ParsedText:
    return parse_text(source, file="en/x.md")


def table(*rows: str) -> ParsedText:
    """A table of these rows, the first of which heads its columns."""
    head, *body = rows
    below = "|".join("-" for _cell in head.strip("|").split("|"))
    return parse("\n".join((head, f"|{below}|", *body)))


def sizes(text: ParsedText) -> Sizes:
    return [[(cell.colspan, cell.rowspan) for cell in row] for row in text.blocks[0].rows]


def codes(text: ParsedText) -> list[tuple[str, object, int]]:
    return [(one.code, one.parameters["attribute"], one.line) for one in text.findings]


def test_cells_span_columns_and_rows_and_cover_empty_ones() -> None:
    text = parse(BUDGET)
    assert text.findings == ()
    assert sizes(text) == [
        [(1, 2), (2, 1), (0, 0), (2, 1), (0, 0)],
        [(0, 0), (1, 1), (1, 1), (1, 1), (1, 1)],
        [(1, 2), (1, 1), (1, 1), (2, 2), (0, 0)],
        [(0, 0), (1, 1), (1, 1), (0, 0), (0, 0)],
        [(5, 1), (0, 0), (0, 0), (0, 0), (0, 0)],
    ]
    assert head_rows(text.blocks[0].rows) == 2


def test_the_canonical_text_and_the_id_are_those_of_the_same_table_without_spans() -> None:
    plain = BUDGET.removeprefix("{header-rows=2}\n")
    for attribute in (" {rowspan=2}", " {colspan=2}", " {colspan=2 rowspan=2}", " {colspan=5}"):
        plain = plain.replace(attribute, "")
    (spanned,), (other,) = parse(BUDGET).blocks, parse(plain).blocks
    assert spanned.text == other.text
    assert spanned.id == other.id
    assert "{" not in spanned.text


def test_a_table_without_spans_is_what_it_always_was() -> None:
    (found,) = parse("| a | b |\n|--|--|\n| 1 | {x} {colspan} |\n| `{colspan=2}` | |\n").blocks
    assert (found.id, found.kind) == ("9984e8a877", Kind.TABLE)
    assert found.rows[0][0] == Cell((Span("a"),), header=True)
    assert blocks_to_json([found])["blocks"][0][5][0] == [[["a"], "", True], [["b"], "", True]]


def test_the_cache_keeps_spans() -> None:
    blocks = parse(BUDGET).blocks
    assert blocks_from_json(json.loads(json.dumps(blocks_to_json(blocks)))) == blocks


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a {colspan=2}", "a"),
        ("a{colspan=2}", "a"),
        ('a {colspan="2"}', "a"),
        ("**a** {colspan=2}", "a"),
        ("[a](#b) {colspan=2}", "a"),
        ("{colspan=2}", ""),
        ("a {rowspan=1 colspan=2}", "a"),
        ("a {b} {colspan=2}", "a {b}"),
    ],
)
def test_attributes_at_the_end_of_a_cell_are_no_part_of_its_text(cell: str, text: str) -> None:
    found = table("| h | i |", f"| {cell} | |")
    assert found.findings == ()
    assert found.blocks[0].rows[1][0].text == text
    assert sizes(found)[1] == [(2, 1), (0, 0)]


@pytest.mark.parametrize(
    "cell",
    ["a \\{colspan=2}", "`{colspan=2}`", "{colspan=2} a", "a {colspan=2 .big}", "a {colspan}"],
)
def test_other_braces_are_text(cell: str) -> None:
    found = table("| h | i |", f"| {cell} | |")
    assert "{colspan" in found.blocks[0].rows[1][0].text
    assert sizes(found)[1] == [(1, 1), (1, 1)]


def test_outside_of_tables_the_attributes_are_not_known() -> None:
    assert [one.code for one in parse("[a]{colspan=2} {colspan=2}").findings] == [
        "unknown-attribute"
    ]
    assert [one.code for one in parse("{header-rows=2}\n# a").findings] == ["unknown-attribute"]


@pytest.mark.parametrize(
    ("rows", "code", "attribute", "line", "made"),
    [
        (["| h | i |", "| a {colspan=3} | |"], "outside", "colspan=3", 3, [(2, 1), (0, 0)]),
        (["| h | i |", "| a {rowspan=2} | b |"], "outside", "rowspan=2", 3, [(1, 1), (1, 1)]),
        (["| h {rowspan=2} | i |", "| | b |"], "header", "rowspan=2", 1, [(1, 1), (1, 1)]),
        (["| h | i |", "| a {colspan=2} | b |"], "filled", "colspan=2", 3, [(1, 1), (1, 1)]),
        (["| h | i |", "| a {rowspan=2} | b |", "| c | |"], "filled", "rowspan=2", 3, None),
        (["| h | i |", "| a {colspan=2} | {rowspan=1} |"], "filled", "colspan=2", 3, None),
        (["| h | i |", "| a {colspan=2} | ![](x.png) |"], "filled", "colspan=2", 3, None),
        (["| h | i |", "| a {colspan=0} | |"], "wrong", "colspan=0", 3, None),
        (["| h | i |", "| a {colspan=1001} | |"], "wrong", "colspan=1001", 3, None),
        (["| h | i |", "| a {colspan=two} | |"], "wrong", "colspan=two", 3, None),
        (["| h | i |", "| a {rowspan=²} | |"], "wrong", "rowspan=²", 3, None),
        (["| h | i |", f"| a {{colspan={_LONG}}} | |"], "wrong", f"colspan={_LONG}", 3, None),
    ],
)  # fmt: skip
def test_a_span_that_cannot_be_is_cut_short_and_told(
    rows: list[str], code: str, attribute: str, line: int, made: list[tuple[int, int]] | None
) -> None:
    found = table(*rows)
    assert codes(found) == [(f"cell-span-{code}", attribute, line)]
    assert sizes(found)[1] == (made or [(1, 1), (1, 1)])
    said = sentence(found.findings[0])
    assert attribute in said
    assert said.endswith(".")


def test_two_spans_that_overlap_leave_each_text_where_it_is() -> None:
    found = table("| h | i | j |", "| a | b {rowspan=2} | |", "| c {colspan=3} | | |")
    assert [code for code, _attribute, _line in codes(found)] == ["cell-span-filled"]
    assert [row[1:] for row in sizes(found)] == [[(1, 1)] * 2, [(1, 2), (1, 1)], [(0, 0), (1, 1)]]


def test_no_more_than_ten_rows_head_the_columns() -> None:
    rows = "| a |\n|-|\n" + "| b |\n" * 20
    assert head_rows(parse(f"{{header-rows=10}}\n{rows}").blocks[0].rows) == 10
    assert head_rows(parse(f"{{header-rows=11}}\n{rows}").blocks[0].rows) == 1


@pytest.mark.parametrize("count", ["0", "9", "-1", "two"])
def test_a_number_of_header_rows_that_cannot_be_is_told(count: str) -> None:
    found = parse(f"{{header-rows={count}}}\n| a |\n|-|\n| b |\n")
    assert codes(found) == [("header-rows-wrong", f"header-rows={count}", 2)]
    assert head_rows(found.blocks[0].rows) == 1


def test_a_redaction_in_a_cell_that_spans_others_stays_one() -> None:
    hidden = '[]{.redacted act=atia provision="19(1)"} {colspan=2}'
    found = table("| h | i |", f"| {hidden} | |")
    assert found.findings == ()
    assert found.blocks[0].rows[1][0].text == "\u2588"
    for cell in ("secret {.redacted colspan=2}", "secret {.redacted} {colspan=2}"):
        assert "secret" not in repr(table("| h | i |", f"| {cell} | |").blocks)


def test_tables_in_lists_quotes_and_call_outs_have_spans() -> None:
    rows = "| a {colspan=2} | |\n|-|-|\n| b | c |\n"
    for marker in ("> ", "> > ", "  > "):
        (found,) = parse("".join(f"{marker}{line}\n" for line in rows.splitlines())).blocks
        assert [cell.colspan for cell in found.rows[0]] == [2, 0]
    (found,) = parse(f"::: note\n{{header-rows=2}}\n{rows}:::\n").blocks
    assert head_rows(found.rows) == 2


HOSTILE = {
    "all span all": ("| a {colspan=1000 rowspan=1000} " * 60 + "|\n", 60, 150),
    "empty ones span all": ("| {colspan=1000 rowspan=1000} " * 60 + "|\n", 60, 150),
    "rows span all": ("| {rowspan=1000} | a |\n", 2, 3000),
    "columns and rows in turn": ("| a {rowspan=2} | {colspan=1000} " + "| " * 98 + "|\n", 100, 100),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_spans_without_measure_are_read_in_time(name: str) -> None:
    row, columns, rows = HOSTILE[name]
    source = "| h " * columns + "|\n" + "|-" * columns + "|\n" + row * rows
    start = time.process_time()
    parse(source)
    assert time.process_time() - start < 20


def test_one_cell_over_a_whole_large_table() -> None:
    columns, rows = 60, 100
    empty = "| " * columns + "|\n"
    first = "| a {colspan=1000 rowspan=1000} " + "| " * (columns - 1) + "|\n"
    source = "| h " * columns + "|\n" + "|-" * columns + "|\n" + first + empty * (rows - 1)
    found = parse(source)
    assert (found.blocks[0].rows[1][0].colspan, found.blocks[0].rows[1][0].rowspan) == (60, 100)
    assert {code for code, _attribute, _line in codes(found)} == {"cell-span-outside"}


def test_a_row_says_its_own_cells_and_those_that_reach_into_it() -> None:
    rows = parse(BUDGET).blocks[0].rows
    covered = covering(rows)
    assert list(read_row(rows, 3, covered)) == [(0, (2, 0)), (1, (3, 1)), (2, (3, 2)), (3, (2, 3))]
    assert list(read_row(rows, 4, covered)) == [(0, (4, 0))]


def test_columns_have_the_names_of_all_header_rows() -> None:
    rows = parse(BUDGET).blocks[0].rows
    names = ColumnNames(rows[:2], lambda cell: cell.text)
    assert [names.of(column) for column in range(5)] == [
        "Program", "2024 – Planned", "2024 – Actual", "2025 – Planned", "2025 – Actual",
    ]  # fmt: skip
    assert names.of(3, 2) == "2025 – Planned / Actual"
    assert names.of(7) == ""


def test_a_title_over_all_columns_names_none_of_them_unless_nothing_else_does() -> None:
    def names(*heads: str) -> ColumnNames:
        source = f"{{header-rows={len(heads)}}}\n{heads[0]}\n|-|-|\n" + "\n".join(heads[1:])
        return ColumnNames(parse(source).blocks[0].rows, lambda cell: cell.text)

    title = "| Table 4 {colspan=2} | |"
    assert (names(title, "| a | b |").title, names(title, "| a | b |").of(1)) == ("Table 4", "b")
    assert (names(title).title, names(title).of(1)) == ("", "Table 4")


@pytest.mark.parametrize(
    ("chosen", "columns", "made"),
    [
        ([2, 3], [0, 1], [[("Ports", 1, 2), ("1", 1, 1)], [("", 0, 0), ("3", 1, 1)]]),
        ([3, 4], [0, 3, 4], [[("Ports", 1, 1), ("Under review", 2, 1), ("", 0, 0)],
                             [("Sum", 3, 1), ("", 0, 0), ("", 0, 0)]]),
        ([3], [4], [[("Under review", 1, 1)]]),
        ([0, 2], [2, 4], [[("2024", 1, 1), ("2025", 1, 1)], [("2", 1, 1), ("Under review", 1, 1)]]),
    ],
)  # fmt: skip
def test_a_part_of_a_table_is_a_table(
    chosen: list[int], columns: list[int], made: list[list[tuple[str, int, int]]]
) -> None:
    rows = parse(BUDGET).blocks[0].rows
    part = cut(rows, chosen, columns, covering(rows))
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in part] == made
