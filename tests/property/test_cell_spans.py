"""Whatever cells are to span, every word of a table is there, once, wherever the table is read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from viewer.book.excerpt import one_block
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.book.tables import covering, cut
from viewer.cli.plain import plain_lines
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import fragment

_WORD = re.compile(r"w\d+")
_SIZES = st.sampled_from([0, 1, 2, 3, 9, 1000])
_CELLS = st.tuples(
    st.booleans(), st.none() | st.sampled_from(["colspan", "rowspan", "both"]), _SIZES, _SIZES
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Markdown of a table; each cell that isn't empty has a word of its own."""
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    heads = draw(st.integers(0, 4))
    lines, number = [], 0
    for _row in range(rows):
        cells = []
        for filled, kind, wide, high in draw(st.lists(_CELLS, min_size=columns, max_size=columns)):
            number += filled
            across = f"colspan={wide}" if kind in {"colspan", "both"} else ""
            down = f"rowspan={high}" if kind in {"rowspan", "both"} else ""
            spans = f" {{{f'{across} {down}'.strip()}}}" if kind else ""
            cells.append((f"w{number}" if filled else "") + spans)
        lines.append(f"| {' | '.join(cells)} |")
    above = f"{{header-rows={heads}}}\n" if heads else ""
    return above + "\n".join([lines[0], "|-" * columns + "|", *lines[1:]]) + "\n"


@given(tables())
def test_every_word_is_read_once_and_in_order(source: str) -> None:
    blocks = parse_text(source, file="x.md").blocks
    text = SectionText("s", "en", blocks)
    words = _WORD.findall(source)
    readers = {
        "canonical": blocks[0].text,
        "lines": " ".join(plain_lines(text)),
        "plain": plain_text(one_block(text, 0)),
        "html": fragment(text, lambda _path: b""),
    }
    assert {name: _WORD.findall(found) for name, found in readers.items()} == dict.fromkeys(
        readers, words
    )


@given(tables(), st.data())
def test_a_part_of_a_table_is_covered_without_holes(source: str, data: st.DataObject) -> None:
    rows = parse_text(source, file="x.md").blocks[0].rows
    numbers = st.sets(st.integers(0, len(rows) - 1), min_size=1)
    places = st.sets(st.integers(0, len(rows[0]) - 1), min_size=1)
    chosen, columns = sorted(data.draw(numbers)), sorted(data.draw(places))
    covered = covering(rows)
    part = cut(rows, chosen, columns, covered)
    inside = covering(part)
    for below, row in enumerate(chosen):
        for right, column in enumerate(columns):
            place = below, right
            assert part[below][right].covered == (place in inside)
            # What holds for a place in the table holds for it in the part.
            at, left = covered.get((row, column), (row, column))
            up, first = inside.get(place, place)
            assert part[up][first].text == rows[at][left].text
