"""What is copied: passages cut out, as plain text and as HTML, and how they are cited."""

import pytest

from viewer.book.excerpt import excerpt, one_block
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.reading.citation import Citation, cited_text
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import clipping, fragment, inline

SOURCE = """\
## When & why

Read *this* now,[^n] x\u200by\u00adz [the log](section:part) and
[]{.redacted act=atia provision="21(1)(a)"}.

7. one
   - inner
   - more
8. two

   its second paragraph
9. three

- [x] done
- [ ] open

::: caution
Mind the gap.
:::

Term
: What it means

| Agent | Count |
|---|--:|
| PSAC | 14,577 |
| PIPSC | 1,207 |

```
code  here
```

![A dot](dot.png "The dot")

[^n]: The note.
"""


@pytest.fixture(scope="module")
def text() -> SectionText:
    return SectionText("spring", "en", parse_text(SOURCE, file="spring.md").blocks)


def cut(text: SectionText, first: str, last: str) -> SectionText:
    """Cut from the words ``first`` to the words ``last``, both included."""
    start = next(block for block in text.blocks if first in block.text)
    end = next(block for block in text.blocks if last in block.text)
    begin, stop = start.text.index(first), end.text.index(last) + len(last)
    return excerpt(text, start.ordinal, begin, end.ordinal, stop)


def test_a_whole_text(text: SectionText) -> None:
    last = text.blocks[-1]
    whole = excerpt(text, 0, 0, last.ordinal, len(last.text))
    assert plain_text(whole) == (
        "When & why\n\n"
        "Read this now, xyz the log and [Redacted – ATIA s. 21(1)(a)].\n\n"
        "7. one\n   • inner\n   • more\n8. two\n   its second paragraph\n9. three\n\n"
        "[x] done\n[ ] open\n\n"
        "Caution\nMind the gap.\n\n"
        "Term\nWhat it means\n\n"
        "Agent\tCount\nPSAC\t14,577\nPIPSC\t1,207\n\n"
        "code  here\n\n"
        "[The dot]\n\n"
        "The note."
    )


def test_words_of_a_paragraph_stay_words(text: SectionText) -> None:
    words = cut(text, "this", "y\u00adz")
    assert plain_text(words) == "this now, xyz"
    assert inline(words, _nothing) == "<em>this</em> now, xyz"


def test_a_list_keeps_its_numbers(text: SectionText) -> None:
    words = cut(text, "two", "three")
    assert plain_text(words) == "8. two\n   its second paragraph\n9. three"
    assert '<ol start="8">' in fragment(words, _nothing)
    assert plain_text(cut(text, "more", "three")).startswith("   • more\n8. two")


def test_an_entry_alone_or_begun_in_its_middle_has_no_sign(text: SectionText) -> None:
    assert plain_text(cut(text, "three", "three")) == "three"
    assert plain_text(cut(text, "wo", "three")) == "wo\n\n   its second paragraph\n9. three"
    assert plain_text(cut(text, "Mind", "gap")) == "Mind the gap"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Agent\t", "PIPSC", "Agent\tCount\nPSAC\t14,577\nPIPSC\t1,207"),
        ("ount", "PSAC", "Agent\tCount\nPSAC\t14,577"),
        ("PIPSC", "1,2", "PIPSC\t1,207"),
        ("PIP", "PIPS", "PIPS"),
        ("4,5", "4,57", "4,57"),
    ],
)
def test_tables_are_copied_by_rows_cells_or_words(
    text: SectionText, first: str, last: str, expected: str
) -> None:
    assert plain_text(cut(text, first, last)) == expected


def test_a_table_with_structure_is_a_table(text: SectionText) -> None:
    made = fragment(cut(text, "PSAC", "1,207"), _nothing)
    assert made.count("<tr>") == 2
    assert '<td style="text-align: right">14,577</td>' in made


def test_what_is_pasted_needs_no_style_sheet(text: SectionText) -> None:
    """Without one, redactions have no frame, tasks no box and headings no need of a name."""
    made = fragment(excerpt(text, 0, 0, text.blocks[-1].ordinal, 9), _nothing)
    assert "[Redacted – ATIA s. 21(1)(a)]" in made
    assert "<p>☑ done</p>" in made
    assert "<p>☐ open</p>" in made
    assert "<input" not in made
    assert "<h2>When &amp; why</h2>" in made


@pytest.mark.parametrize(
    ("word", "plain", "rich"),
    [
        ("two", "8. two", '<ol start="8">\n<li>\n<p>two</p>'),
        ("inner", "   • inner", "<p>inner</p>"),
        ("done", "[x] done", "☑ done"),
        ("Mind", "Caution\nMind the gap.", '<p class="label">Caution</p>'),
        ("Agent", "Agent\tCount\nPSAC\t14,577\nPIPSC\t1,207", '<th scope="col">Agent</th>'),
        ("Read", "Read this now, xyz the log and [Redacted – ATIA s. 21(1)(a)].", "<em>this</em>"),
    ],
)
def test_one_block_keeps_its_sign_and_structure(
    text: SectionText, word: str, plain: str, rich: str
) -> None:
    ordinal = next(block.ordinal for block in text.blocks if word in block.text)
    alone = one_block(text, ordinal)
    assert plain_text(alone) == plain
    assert rich in clipping(alone, _nothing)


def test_no_mark_of_a_note_and_no_note_is_linked(text: SectionText) -> None:
    last = text.blocks[-1]
    made = fragment(excerpt(text, 0, 0, last.ordinal, len(last.text)), _nothing)
    assert "<sup" not in made
    assert "note-n" not in made
    assert "The note." in made
    assert "█" not in made


CITATION = Citation("Tides", "edition 2", "Basics › Spring", "Protected A", "briefing:tides/spring")


def test_a_citation_in_plain_text(text: SectionText) -> None:
    assert cited_text(cut(text, "this", "now"), CITATION) == (
        "“this now”\n— Tides, edition 2, Basics › Spring (Protected A)\nbriefing:tides/spring"
    )
    french = cut(text, "this", "now")._replace(language="fr-CA")
    lines = cited_text(french, CITATION._replace(link="")).split("\n")
    assert lines[0] == "«\u00a0this now\u00a0»"
    assert len(lines) == 2


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)
