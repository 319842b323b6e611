"""From Markdown to blocks with canonical text."""

from viewer.book.markdown import ParsedText, parse_text
from viewer.book.model import Block, Kind, Mark, Span, SpanKind


def parse(source: str) -> ParsedText:
    return parse_text(source, file="en/x.md")


def blocks(source: str) -> tuple[Block, ...]:
    return parse(source).blocks


def block(source: str) -> Block:
    (only,) = blocks(source)
    return only


def kinds(source: str) -> list[tuple[str, str]]:
    return [(str(found.kind), found.text) for found in blocks(source)]


def codes(source: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in parse(source).findings]


def boxes(found: Block) -> list[str]:
    return [box.kind for box in found.within]


def test_paragraph_folds_soft_breaks_and_keeps_hard_ones() -> None:
    assert block("one\ntwo  \nthree\\\nfour").text == "one two\nthree\nfour"


def test_spans_carry_marks_links_and_code() -> None:
    found = block("a *b **c*** ~~d~~ `e` [f *g*](section:x#y)")
    marked = [(span.text, span.marks, span.link) for span in found.spans]
    assert marked == [
        ("a ", frozenset(), ""),
        ("b ", {Mark.EMPHASIS}, ""),
        ("c", {Mark.EMPHASIS, Mark.STRONG}, ""),
        (" ", frozenset(), ""),
        ("d", {Mark.STRIKE}, ""),
        (" ", frozenset(), ""),
        ("e", {Mark.CODE}, ""),
        (" ", frozenset(), ""),
        ("f ", frozenset(), "section:x#y"),
        ("g", {Mark.EMPHASIS}, "section:x#y"),
    ]


def test_spans_with_attributes() -> None:
    found = block("1[er]{.sup} H[2]{.sub}O [mot]{lang=fr}")
    assert found.text == "1er H2O mot"
    assert [span.marks for span in found.spans if span.marks] == [
        {Mark.SUPERSCRIPT},
        {Mark.SUBSCRIPT},
    ]
    assert found.spans[-1].data == {"lang": "fr"}


def test_unknown_attributes_are_findings() -> None:
    assert codes("x\n\n[a]{.big colour=red}") == [("unknown-attribute", 3)] * 2


def test_headings_have_levels_and_unique_slugs() -> None:
    found = blocks(
        "# Où ça ?\n\n## Where\n\n## Where\n\n## !?\n\nTitle\n=====\n\n### End {#the-end}\n"
    )
    assert [(b.data["level"], b.data["slug"], b.text) for b in found] == [
        ("1", "ou-ca", "Où ça ?"),
        ("2", "where", "Where"),
        ("2", "where-2", "Where"),
        ("2", "section", "!?"),
        ("1", "title", "Title"),
        ("3", "the-end", "End"),
    ]


def test_slug_given_by_the_author_is_never_given_again() -> None:
    found = blocks("# Where\n\n# Where\n\n# x {#where}\n\n# y {#where-2}\n")
    slugs = [b.data["slug"] for b in found]
    assert slugs[2:] == ["where", "where-2"]
    assert len(set(slugs)) == len(slugs)


def test_same_slug_given_twice_is_a_finding() -> None:
    assert codes("# a {#x}\n\n# b {#x}\n") == [("duplicate-heading-id", 3)]


def test_attribute_line_belongs_to_the_block_below() -> None:
    found = block('{#fr-quote lang="fr"}\nBonjour')
    assert (found.text, found.data) == ("Bonjour", {"slug": "fr-quote", "lang": "fr"})


def test_attribute_line_above_nothing_is_a_finding() -> None:
    assert codes("a\n\n{#x}\n") == [("attributes-without-block", 3)]


def test_language_of_a_container_is_that_of_its_blocks() -> None:
    found = blocks("{lang=fr}\n> Bonjour\n>\n> {lang=es}\n> Hola\n\nHello")
    assert [b.data.get("lang") for b in found] == ["fr", "es", None]


def test_list_items_and_what_stands_in_them() -> None:
    found = blocks("1. one\n\n   more\n2. two\n   - inner\n")
    assert [(b.kind, b.text) for b in found] == [
        (Kind.LIST_ITEM, "one"),
        (Kind.PARAGRAPH, "more"),
        (Kind.LIST_ITEM, "two"),
        (Kind.LIST_ITEM, "inner"),
    ]
    assert found[0].within == found[1].within
    assert found[0].within[1] != found[2].within[1]
    assert boxes(found[3]) == ["ordered_list", "item", "bullet_list", "item"]
    assert found[0].within[0].data == {"start": "1"}


def test_ordered_list_starts_where_it_says() -> None:
    assert block("7. seven").within[0].data == {"start": "7"}
    assert block("0. none").within[0].data == {"start": "0"}


def test_tasks_are_properties_of_their_items() -> None:
    found = blocks("- [ ] open\n- [x] done\n- [X]\tdone too\n- [y] none\n- `[ ]` none\n")
    assert [b.text for b in found] == ["open", "done", "done too", "[y] none", "[ ] none"]
    tasks = [b.within[1].data.get("task") for b in found]
    assert tasks == ["open", "done", "done", None, None]


def test_item_without_text_is_still_an_item() -> None:
    assert kinds("- a\n-\n- c") == [("list_item", "a"), ("list_item", ""), ("list_item", "c")]


def test_quotes_nest() -> None:
    found = blocks("> a\n>\n> > b\n")
    assert [boxes(b) for b in found] == [["quote"], ["quote", "quote"]]
    assert [b.kind for b in found] == [Kind.PARAGRAPH] * 2


def test_callouts_nest_with_fences_of_any_length() -> None:
    found = blocks(
        "::: note\na\n\n::: caution\nb\n:::\nc\n:::\n\n"
        ":::: question\n::: key-message\nd\n:::\n::::\n\ne"
    )
    types = [[box.data["type"] for box in b.within] for b in found]
    assert [b.text for b in found] == ["a", "b", "c", "d", "e"]
    assert types == [["note"], ["note", "caution"], ["note"], ["question", "key-message"], []]
    assert [b.kind for b in found] == [Kind.CALLOUT] * 4 + [Kind.PARAGRAPH]


def test_fence_in_code_closes_no_callout() -> None:
    found = blocks("::: note\n```\n:::\n```\na\n:::\nb")
    assert [(b.text, boxes(b)) for b in found] == [
        (":::", ["callout"]),
        ("a", ["callout"]),
        ("b", []),
    ]


def test_words_after_the_name_of_a_callout_are_its_first_paragraph() -> None:
    assert kinds("::: note Mind *this*\nb\n:::") == [("callout", "Mind this"), ("callout", "b")]


def test_unknown_container_shows_its_text_as_normal() -> None:
    source = "::: warning\na\n:::\nb"
    assert kinds(source) == [("paragraph", "a"), ("paragraph", "b")]
    assert blocks(source)[0].within == ()
    assert codes(source) == [("unknown-container", 1)]


def test_container_that_is_never_closed_is_a_finding() -> None:
    assert codes("a\n\n::: note\nb") == [("unclosed-container", 3)]
    assert kinds("::: note\nb") == [("callout", "b")]


def test_fence_that_closes_nothing_is_a_finding_and_not_shown() -> None:
    assert kinds("a\n:::\nb") == [("paragraph", "a"), ("paragraph", "b")]
    assert codes("a\n:::\nb") == [("stray-container-end", 2)]


def test_colons_without_a_name_are_text() -> None:
    assert block("::: 12 :::").text == "::: 12 :::"


def test_table_text_is_cells_by_tab_and_rows_by_line() -> None:
    found = block("| a | b\\|c | *d* |\n|:--|--:|:-:|\n| 1 | [x](#y) |\n")
    assert (found.kind, found.text) == (Kind.TABLE, "a\tb|c\td\n1\tx\t")
    assert [cell.align for cell in found.rows[0]] == ["left", "right", "center"]
    assert [cell.header for row in found.rows for cell in row] == [True] * 3 + [False] * 3
    assert found.rows[1][1].spans[0].link == "#y"
    assert found.spans == ()


def test_no_cell_holds_a_tab_or_a_line_feed() -> None:
    found = block("| a&#9;b | c&#10;d |\n|--|--|\n| `e\tf` | g |\n")
    assert found.text == "a b\tc d\ne f\tg"


def test_row_with_too_many_cells_is_a_finding() -> None:
    assert codes("| a | b |\n|--|--|\n| 1 | 2 | 3 |\n| `x\\|y` | 2 |\n") == [
        ("table-extra-cells", 3)
    ]


def test_image_alone_is_a_figure() -> None:
    found = block('![A *map*](images/map.png "Title")')
    assert (found.kind, found.text) == (Kind.FIGURE, "A map")
    assert found.data == {"src": "images/map.png", "title": "Title"}


def test_image_in_a_line_counts_as_its_description() -> None:
    found = block("See ![the map](m.png) here")
    assert found.kind is Kind.PARAGRAPH
    assert found.text == "See the map here"
    assert found.spans[1] == Span("the map", SpanKind.IMAGE, data={"src": "m.png"})


def test_code_keeps_its_lines() -> None:
    found = blocks("```py x\na\n\n\tb\n```\n\n    c\n    d\n")
    assert [(b.kind, b.text, b.data) for b in found] == [
        (Kind.CODE, "a\n\n\tb", {"info": "py x"}),
        (Kind.CODE, "c\nd", {}),
    ]


def test_code_that_is_never_closed_is_a_finding() -> None:
    assert codes("a\n\n```\nb\n") == [("unclosed-code", 3)]
    assert codes("```\nb\n```\n") == []
    assert codes("```\n```\n") == []


def test_rule_has_no_text() -> None:
    assert kinds("a\n\n***\n\nb") == [("paragraph", "a"), ("rule", ""), ("paragraph", "b")]


def test_definition_lists() -> None:
    found = blocks("Term *one*\n: First\n\n  More\n\n: Second\n\nOther\n~ Third\n")
    assert [(b.kind, b.text) for b in found] == [
        (Kind.TERM, "Term one"),
        (Kind.DEFINITION, "First"),
        (Kind.DEFINITION, "More"),
        (Kind.DEFINITION, "Second"),
        (Kind.TERM, "Other"),
        (Kind.DEFINITION, "Third"),
    ]
    assert {tuple(boxes(b)) for b in found} == {("definition_list",)}


def test_footnotes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    source = "[^b]: Second.\n[^a]: First, see [^c].\n\n[^c]: Third.\n\nx[^a] y[^b] z[^a]\n\n# End\n"
    found = blocks(source)
    assert [(b.kind, b.text) for b in found] == [
        (Kind.PARAGRAPH, "x y z"),
        (Kind.HEADING, "End"),
        (Kind.FOOTNOTE, "First, see ."),
        (Kind.FOOTNOTE, "Second."),
        (Kind.FOOTNOTE, "Third."),
    ]
    assert [(b.data["label"], b.data["number"]) for b in found[2:]] == [
        ("a", "1"),
        ("b", "2"),
        ("c", "3"),
    ]
    marks = [span for span in found[0].spans if span.kind is SpanKind.FOOTNOTE]
    assert [(mark.text, mark.data["label"]) for mark in marks] == [("", "a"), ("", "b"), ("", "a")]
    assert codes(source) == []


def test_later_paragraphs_of_a_footnote_are_parts_of_it() -> None:
    found = blocks("x[^a]\n\n[^a]: One.\n\n    Two.\n\n    - item\n")
    assert [(b.kind, b.text, b.data.get("part")) for b in found[1:]] == [
        (Kind.FOOTNOTE, "One.", None),
        (Kind.FOOTNOTE, "Two.", "2"),
        (Kind.LIST_ITEM, "item", None),
    ]


def test_footnote_without_a_paragraph_still_shows_its_number() -> None:
    found = blocks("x[^a]\n\n[^a]:\n    - item\n")
    assert [(b.kind, b.text) for b in found[1:]] == [(Kind.FOOTNOTE, ""), (Kind.LIST_ITEM, "item")]
    assert found[1].data == {"label": "a", "number": "1"}


def test_footnotes_that_do_not_match_are_findings() -> None:
    source = "x[^none]\n\n[^a]: one\n[^a]: two\n"
    assert kinds(source) == [
        ("paragraph", "x[^none]"),
        ("footnote", "one"),
        ("footnote", "two"),
    ]
    assert codes(source) == [
        ("unknown-footnote", 1),
        ("unused-footnote", 3),
        ("duplicate-footnote", 4),
    ]
