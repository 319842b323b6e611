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
