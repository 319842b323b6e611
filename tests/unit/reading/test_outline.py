"""What a section holds that one may want to go to."""

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.reading.outline import Piece, PieceKind, headings, outline

TEXT = """\
## Who chairs it

Read [the log](section:log) first.[^1]

### When

| Agent | [Employees](https://example.org/) |
|---|---|
| PSAC | [14,577](section:psac) |

![A map](map.png "The border")

- [ ] a task with [a page](leaf.pdf)

[^1]: Nine words are in this note, or about so, more or less, as one counts.
"""


def text() -> SectionText:
    return SectionText("chair", "en", tuple(parse_text(TEXT, file="sample.md").blocks))


def of(kind: PieceKind) -> list[Piece]:
    return [piece for piece in outline(text()) if piece.kind is kind]


def test_headings_come_with_their_levels() -> None:
    assert [(one.text, one.level) for one in of(PieceKind.HEADING)] == [
        ("Who chairs it", 2),
        ("When", 3),
    ]
    assert headings(text()) == [one.ordinal for one in of(PieceKind.HEADING)]


def test_a_table_is_called_by_its_header() -> None:
    assert [one.text for one in of(PieceKind.TABLE)] == ["Agent · Employees"]


def test_a_figure_is_called_by_its_caption() -> None:
    assert [one.text for one in of(PieceKind.FIGURE)] == ["The border"]


def test_a_footnote_is_called_by_its_beginning() -> None:
    (note,) = of(PieceKind.FOOTNOTE)
    assert note.text.startswith("1  Nine words are in this note")
    assert note.text.endswith("…")


def test_links_stand_where_their_words_stand() -> None:
    section = text()
    links = of(PieceKind.LINK)
    words = [section.blocks[one.ordinal].text[one.start : one.end] for one in links]
    assert words == ["the log", "Employees", "14,577", "a page"]
    assert words == [one.text for one in links]


def test_kinds_follow_one_another() -> None:
    kinds = [piece.kind for piece in outline(text())]
    assert kinds == sorted(kinds, key=list(PieceKind).index)


def test_an_empty_section_holds_nothing() -> None:
    assert outline(SectionText("empty", "en", ())) == []


SET_OTHERWISE = """\
## About []{.redacted act=pa} and 10[3]{.sup}

| []{.redacted act=pa} | b |
|---|---|
| 1 | see [the *annex*](section:a)[, too](section:a) and [the *annex*](section:b) |

Said.[^1]

[^1]: By []{.redacted act=pa}, 1[er]{.sup} May.
"""


def test_nothing_redacted_or_raised_is_lost_and_a_link_is_one() -> None:
    blocks = tuple(parse_text(SET_OTHERWISE, file="s.md").blocks)
    found = outline(SectionText("s", "en", blocks))
    assert [(one.kind.value, one.text) for one in found] == [
        ("heading", "About Redacted – Privacy Act and 10³"),
        ("table", "Redacted – Privacy Act · b"),
        ("link", "the annex, too"),
        ("link", "the annex"),
        ("footnote", "1  By Redacted – Privacy Act, 1er May."),
    ]
    table = blocks[1].text
    links = [table[one.start : one.end] for one in found if one.kind is PieceKind.LINK]
    assert links == ["the annex, too", "the annex"]
