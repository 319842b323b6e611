"""Tables whose cells span others, outside of the page: copied, as a web page, as lines, aloud."""

import pytest

from viewer.book.excerpt import excerpt, one_block
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.book.spoken import placed, spoken
from viewer.cli.plain import plain_lines
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import fragment

BUDGET = """\
{header-rows=2}
| Program {rowspan=2} | 2024 {colspan=2} | | Note {rowspan=2} |
|---|--:|--:|---|
| | Planned | Actual | |
| Ports {rowspan=2} | 1 | 2 | **late** {rowspan=2} |
| | under review {colspan=2} | | |
| All programs together {colspan=4} | | | |
"""


@pytest.fixture(scope="module")
def text() -> SectionText:
    return SectionText("budget", "en", parse_text(BUDGET, file="budget.md").blocks)


def cut(text: SectionText, first: str, last: str) -> SectionText:
    """Cut from the words ``first`` to the words ``last``, both included."""
    words = text.blocks[0].text
    return excerpt(text, 0, words.index(first), 0, words.index(last) + len(last))


def html(text: SectionText) -> str:
    return fragment(text, lambda _path: b"")


def test_a_whole_table_is_html_with_its_spans(text: SectionText) -> None:
    assert html(one_block(text, 0)).splitlines() == [
        "<table>",
        (
            '<tr><th scope="col" rowspan="2">Program</th>'
            '<th scope="colgroup" colspan="2" style="text-align: center">2024</th>'
            '<th scope="col" rowspan="2">Note</th></tr>'
        ),
        (
            '<tr><th scope="col" style="text-align: right">Planned</th>'
            '<th scope="col" style="text-align: right">Actual</th></tr>'
        ),
        (
            '<tr><td rowspan="2">Ports</td><td style="text-align: right">1</td>'
            '<td style="text-align: right">2</td><td rowspan="2"><strong>late</strong></td></tr>'
        ),
        '<tr><td colspan="2" style="text-align: right">under review</td></tr>',
        '<tr><td colspan="4">All programs together</td></tr>',
        "</table>",
    ]


def test_rows_that_are_copied_say_what_reaches_into_them(text: SectionText) -> None:
    part = cut(text, "under", "together")
    assert plain_text(part) == "Ports\tunder review\t\tlate\nAll programs together\t\t\t"
    assert html(part).splitlines()[1:3] == [
        (
            '<tr><td>Ports</td><td colspan="2" style="text-align: right">under review</td>'
            "<td><strong>late</strong></td></tr>"
        ),
        '<tr><td colspan="4">All programs together</td></tr>',
    ]


def test_cells_of_one_row_and_words_of_one_cell_are_cut_out(text: SectionText) -> None:
    assert plain_text(cut(text, "Ports", "2\tlate")) == "Ports\t1\t2\tlate"
    assert plain_text(cut(text, "programs", "programs")) == "programs"
    assert html(cut(text, "Ports", "1")) == (
        '<table>\n<tr><td>Ports</td><td style="text-align: right">1</td></tr>\n</table>'
    )


def test_a_table_is_read_without_pauses_for_what_is_covered(text: SectionText) -> None:
    assert spoken(text.blocks[0], "en").splitlines() == [
        "Program · 2024 · Note",
        "Planned · Actual",
        "Ports · 1 · 2 · late",
        "under review",
        "All programs together",
    ]


def test_every_span_of_text_knows_its_place(text: SectionText) -> None:
    block = text.blocks[0]
    assert all(block.text[at : at + len(span.text)] == span.text for at, span in placed(block))


def test_lines_for_a_terminal_keep_columns_below_what_spans_them(text: SectionText) -> None:
    assert list(plain_lines(text)) == [
        "",
        "Program | 2024             | Note",
        "        | Planned | Actual |",
        "Ports   | 1       | 2      | late",
        "        | under review     |",
        "All programs together",
    ]
