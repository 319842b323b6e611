"""Notes as HTML: Markdown is set, everything else stays text."""

import pytest

from viewer.book.note_text import note_html


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


def test_a_picture_is_not_loaded() -> None:
    assert "<img" not in note_html("![x](file:///etc/passwd) ![y](https://example.org/y.png)")
