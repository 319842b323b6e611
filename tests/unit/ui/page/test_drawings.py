"""Drawings of a book: what Qt's reader gets is harmless and bounded, whatever is in the file."""

from collections.abc import Iterator
from time import process_time

import pytest

from viewer.ui.page.drawings import MOST_SHAPES, read_drawing

SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SECONDS = 5.0


def _svg(inside: str, more: str = "") -> bytes:
    return f'<svg {SPACE} width="40" height="30"{more}>{inside}</svg>'.encode()


def _bomb(levels: int, uses: int) -> bytes:
    """A drawing in which each level uses the one before many times."""
    steps = "".join(
        f'<g id="a{level}">{f"""<use xlink:href="#a{level - 1}"/>""" * uses}</g>'
        for level in range(1, levels + 1)
    )
    return _svg(f'<rect id="a0" width="1" height="1"/>{steps}<use href="#a{levels}"/>')


def _hidden(encoding: str, codec: str, start: int) -> bytes:
    """A drawing that begins in ASCII, and goes on in the encoding that it declares."""
    head = f'<?xml version="1.0" encoding="{encoding}"?><svg >'.encode().ljust(start)
    return head + f'<svg {SPACE}><image xlink:href="/etc/x.png"/></svg>'.encode(codec)


def _encoded() -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-7"?>' + _svg('<image xlink:+AGg-ref="/etc/x.png"/>')
    for encoding, codec in (("UTF-16", "utf-16-le"), ("UTF-16BE", "utf-16-be")):
        for start in range(64, 100):
            yield _hidden(encoding, codec, start)


@pytest.mark.parametrize("content", list(_encoded()))
def test_an_encoding_hides_nothing(content: bytes) -> None:
    assert read_drawing(content) is None


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<image href="#/../../x.png"/>',
        '<s:image xmlns:s="http://www.w3.org/2000/svg" href="x.png"/>',
        '<use z:href="x.svg#a" xmlns:z="http://www.w3.org/1999/xlink"/>',
        '<use href="&#x2f;x.svg#a"/>',
        '<rect fill="url(x.svg#a)"/>',
        "<rect fill=\"URL( 'http://example.org/#a' )\"/>",
        '<rect style="fill: url(x.svg#a)"/>',
        '<rect style="fill: \\75rl(x.svg#a)"/>',
        "<style>@import 'x.css';</style>",
        "<style>@\\69mport 'x.css';</style>",
        "<style><![CDATA[@im]]><![CDATA[port 'x.css';]]></style>",
        "<style>rect { fill: url(x.png) }</style>",
        '<g xml:base="http://example.org/"/>',
        "<SCRIPT>1</SCRIPT>",
        "<foreignObject/>",
        '<filter><feImage href="x.png"/></filter>',
        "<g>",
        "&unknown;",
    ],
)
def test_what_refers_to_anything_else_is_refused(inside: str) -> None:
    assert read_drawing(_svg(inside)) is None


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg SYSTEM "x.dtd" [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
        "<html>",
        "words ",
    ],
)
def test_what_stands_before_can_spoil_it(before: str) -> None:
    assert read_drawing(before.encode() + _svg("<g/>")) is None


def test_only_elements_attributes_and_words_are_left() -> None:
    kept = '<a><text style="fill: url(#p)" id="t">1 &lt; 2 &amp; 3</text></a>'
    content = (
        '\ufeff<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="/x.css"?>'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
        f'<!-- words --><svg {SPACE} xmlns:i="editor" i:name="C:\\x &amp; url(y)">'
        '<?xml-stylesheet href="/x.css"?><a href="https://example.org">'
        f"{kept.removeprefix('<a>')}</svg>"
    )
    drawing = read_drawing(content.encode())
    assert drawing is not None
    assert drawing.source.decode() == f'<svg {SPACE} xmlns:i="editor">{kept}</svg>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    words = f'<?xml version="1.0" encoding="{encoding}"?><svg><text>Été</text></svg>'
    drawing = read_drawing(words.encode(encoding))
    assert drawing is not None
    assert drawing.source.decode() == "<svg><text>Été</text></svg>"


HUGE = {
    "uses": _bomb(20, 10),
    "use of itself": _svg('<g id="a"><use href="#a"/></g>'),
    "uses in a circle": _svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "patterns": _svg(
        "".join(
            f'<pattern id="p{n}">{f"""<rect fill="url(#p{n - 1})"/>""" * 10}</pattern>'
            for n in range(8)
        )
    ),
    "pattern for all": _svg(
        "<style>rect { fill: url(#P) }</style>"
        f'<pattern id="P">{"<g/>" * 50}</pattern>{"<rect/>" * 5000}'
    ),
    "filters": _svg('<g filter="url(#a)"/>' * 400),
    "masks by style": _svg('<g style="mask: url(#a)"/>' * 1000),
    "shapes": _svg("<rect/>" * MOST_SHAPES),
    "stops": _svg(f"<linearGradient>{'<stop/>' * 200_000}</linearGradient>"),
    "rules": _svg(f"<style>{'rect{fill:red}' * 50_000}</style>{'<rect/>' * 1000}"),
    "nesting": _svg("<g>" * 100_000),
    "comments without a drawing": b"<!-- -->" * 100_000,
    "bytes": _svg(" " * 9_000_000),
    "path": _svg(f'<path d="{"M0 0" * 1_900_000}"/>' * 20),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_too_much_to_be_drawn_is_refused_soon(name: str) -> None:
    start = process_time()
    assert read_drawing(HUGE[name]) is None
    assert process_time() - start < SECONDS


def test_what_is_used_counts_as_often_as_it_is_used() -> None:
    drawing = read_drawing(_bomb(3, 10))
    assert drawing is not None
    assert 1111 < drawing.shapes < 5000
