"""Notes as HTML and as plain words: Markdown is set or left out, everything else stays text."""

import pytest

from viewer.book.note_text import note_hint, note_html, note_plain, note_start


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Ask **today**", "<p>Ask <strong>today</strong></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("~~no~~", "<p><s>no</s></p>\n"),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("", ""),
    ],
)
def test_markdown_is_set_and_html_is_text(note: str, expected: str) -> None:
    assert note_html(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("![x](file:///etc/passwd)", "<p>![x](file:///etc/passwd)</p>\n"),
        (
            "![y](https://a.example/y.png)",
            '<p><a href="https://a.example/y.png">y</a></p>\n',
        ),
        (
            "![](https://a.example/y.png)",
            '<p><a href="https://a.example/y.png">https://a.example/y.png</a></p>\n',
        ),
        (
            "[![y](https://a.example/y.png)](https://b.example)",
            '<p><a href="https://b.example">y</a></p>\n',
        ),
    ],
)
def test_a_picture_is_not_loaded(note: str, expected: str) -> None:
    assert note_html(note) == expected


def test_addresses_that_stand_bare_are_links() -> None:
    note = "See briefing:tides/harbour?lang=en#12-1, or (https://a.example/b_c)."
    assert note_html(note) == (
        '<p>See <a href="briefing:tides/harbour?lang=en#12-1">'
        "briefing:tides/harbour?lang=en#12-1</a>,"
        ' or (<a href="https://a.example/b_c">https://a.example/b_c</a>).</p>\n'
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Ask **today**, *please*", "Ask today, please"),
        ("one\n  two\nthree", "one\n  two\nthree"),
        ("one\n*two*", "one\ntwo"),
        ("# Title\n\nand\n\n---\n\nmore", "Title\nand\nmore"),
        ("- a\n- b\n  - c", "• a\n• b\n• c"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("> said", "said"),
        ("`code` and\n\n```\nx *y*\n```", "code and\nx *y*"),
        ("[words](https://a.example) <https://b.example>", "words https://b.example"),
        ("![words](https://a.example/y.png)", "words"),
        ("|a|b|\n|-|-|\n|1|2|", "a · b\n1 · 2"),
        ("<b>x</b> &amp; 2 * 3 < 7", "<b>x</b> & 2 * 3 < 7"),
        (r"\*as it is\*", "*as it is*"),
        ("Costs: $5 + $6, 2. floor", "Costs: $5 + $6, 2. floor"),
        ("", ""),
    ],
)
def test_plain_words_have_no_signs(note: str, expected: str) -> None:
    assert note_plain(note) == expected


def test_the_start_of_a_note_is_cut_after_its_signs_are_gone() -> None:
    assert note_start("**" + "a" * 20 + "** b", 20) == "a" * 20 + "…"
    assert note_start("a" * 20, 20) == "a" * 20


def test_a_long_note_is_a_hint_of_plain_words() -> None:
    assert note_hint("**a**", 10) == "<p><strong>a</strong></p>\n"
    assert note_hint("**a** <b>\n\nc d e f", 7) == "a &lt;b&gt;<br>c…"
