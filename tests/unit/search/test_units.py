"""The pieces that passages are cut from."""

import pytest

from tests.unit.search.samples import paragraph, section, table
from viewer.book.markdown import parse_text
from viewer.book.model import Block, Kind
from viewer.errors import SearchIndexError
from viewer.search.units import MARKS, OTHER, ROW, StoredUnits, encode, units

AGENTS = table([["Agent", "Employees", "Note"], ["PSAC", "14,577", ""], ["", "13", "Two\nlines"]])


def test_title_comes_first_and_blocks_follow() -> None:
    found = units("Title", section("# Heading", "Text."), "en")
    assert [(unit.kind, unit.text, unit.ordinal) for unit in found] == [
        ("title", "Title", -1),
        ("heading", "Heading", 0),
        ("paragraph", "Text.", 1),
    ]


def test_group_has_its_title_only() -> None:
    assert [unit.text for unit in units("Annexes", None, "en")] == ["Annexes"]


def test_nothing_comes_from_redactions_and_rules() -> None:
    redaction = Block("r", Kind.REDACTION, 0, "\u2588")
    rule = Block("l", Kind.RULE, 1, "")
    found = units("T", section(redaction, rule, paragraph("x \u2588 y", 2)), "en")
    assert [unit.text for unit in found] == ["T", "x \u2588 y"]


def test_rows_are_pairs_of_head_and_value() -> None:
    found = units("", section(AGENTS), "en")[1:]
    assert [unit.text for unit in found] == [
        "Agent · Employees · Note",
        "Agent: PSAC · Employees: 14,577",
        "Employees: 13 · Note: Two\nlines",
    ]
    assert {unit.kind for unit in found} == {ROW}


def test_french_pairs_have_a_no_break_space_before_the_colon() -> None:
    found = units("", section(AGENTS, language="fr"), "fr")
    assert found[2].text == "Agent\u00a0: PSAC · Employees\u00a0: 14,577"


def test_rows_without_heads_are_values_only() -> None:
    found = units("", section(table([["a", "b"], ["c", "d"]], head=False)), "en")
    assert [unit.text for unit in found[1:]] == ["a · b", "c · d"]


def test_words_of_a_row_lead_back_to_the_table() -> None:
    for unit in units("", section(AGENTS), "en")[1:]:
        for piece in unit.pieces:
            shown = unit.text[piece.start : piece.start + piece.length]
            assert AGENTS.text[piece.origin : piece.origin + piece.length] == shown
    row = units("", section(AGENTS), "en")[2]
    start = row.text.index("14,577")
    origin = row.origin(start, start + 6)
    assert origin is not None
    assert AGENTS.text[slice(*origin)] == "14,577"


def test_heads_and_gaps_of_a_row_have_no_origin() -> None:
    row = units("", section(AGENTS), "en")[2]
    head, across = row.text.index("Employees"), row.text.index("PSAC")
    assert row.origin(head, head + 9) is None
    assert row.origin(across, head + 9) is None


def test_units_come_back_from_the_file() -> None:
    found = units("Títle \u2028", section("# É", "Text “x”.\nMore.", AGENTS), "fr")
    stored = StoredUnits(encode(found))
    assert list(stored) == found
    assert stored.marks() == MARKS["title"] + MARKS["heading"] + OTHER + MARKS[ROW] * 3


def test_units_know_where_they_begin() -> None:
    found = units("Title", section("# É", "Text.", AGENTS), "en")
    text = "\n".join(unit.text for unit in found)
    assert all(text[unit.begin :].startswith(unit.text) for unit in found)


@pytest.mark.parametrize(
    "line",
    [b"", b"9{}x", b"9[[1]]", b"9[1]", b"\xff", b'9["a","b","c","d",0,[]]', b"9" + b"[" * 9999],
)
def test_damaged_line_is_noticed(line: bytes) -> None:
    with pytest.raises(SearchIndexError):
        StoredUnits(b"0Title\n" + line)[1]


BUDGET = """\
{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | |
|---|--:|--:|
| | Planned | Actual |
| Ports {rowspan=2} | 1 | 2 |
| | under review {colspan=2} | |
| All together {colspan=3} | | |
| a {rowspan=2} | b {rowspan=2} | c {rowspan=2} |
| | | |
"""


def test_rows_say_what_spans_them_and_their_columns() -> None:
    block = parse_text(BUDGET, file="x.md").blocks[0]
    rows = units("", section(block), "en")[1:]
    assert [unit.text for unit in rows] == [
        "Program · 2024",
        "Planned · Actual",
        "Program: Ports · 2024 – Planned: 1 · 2024 – Actual: 2",
        "Program: Ports · 2024 – Planned / Actual: under review",
        "All together",
        "Program: a · 2024 – Planned: b · 2024 – Actual: c",
    ]
    for unit in rows:
        for piece in unit.pieces:
            shown = unit.text[piece.start : piece.start + piece.length]
            assert block.text[piece.origin : piece.origin + piece.length] == shown


def test_a_very_long_cell_is_said_again_by_its_beginning() -> None:
    long = "word " * 40_000
    body = f"| {long} {{rowspan=300}} | x |\n" + "| | y |\n" * 299
    block = parse_text(f"| h | i |\n|-|-|\n{body}", file="x.md").blocks[0]
    assert sum(len(unit.text) for unit in units("", section(block), "en")) < 3 * len(long)


def test_what_spans_rows_is_found_in_the_first_of_them_only() -> None:
    block = parse_text(BUDGET, file="x.md").blocks[0]
    rows = units("", section(block), "en")[1:]
    places = [
        unit.origin(start, start + 5) for unit in rows if (start := unit.text.find("Ports")) >= 0
    ]
    assert places == [(block.text.index("Ports"), block.text.index("Ports") + 5), None]
    assert list(StoredUnits(encode(units("", section(block), "en"))))[1:] == rows
