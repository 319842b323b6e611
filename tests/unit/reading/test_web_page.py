"""A section as an HTML file: what a browser and a screen reader find in it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.gui.window.program import write_book
from viewer.assets import DATA
from viewer.book.book import Book, open_book
from viewer.reading.web_page import web_page

ALONE = {"br", "hr", "img", "input", "meta"}

MANIFEST = """\
format: 1
id: tides
edition: "2"
issued: 2024-02-01
title: {en: Tides & winds, fr: Marées}
classification: protected-a
languages: [en, fr]
contents:
  - id: part
    title: {en: Basics}
    sections:
      - id: spring
        title: {en: "Spring <tides>"}
        classification: protected-b
        text: {en: spring.md}
"""

TEXT = """\
## When & why

Read *this* **now**, `x < y`, and [the log](section:part) or [the web](https://example.org/?a=1&b=2).[^n]

<script>alert(1)</script> and [there](#when-why)

1. one
   - inner
2. two

- [x] done
- [ ] open

> quoted

::: caution
Mind the gap.
:::

Term
: What it means

| Agent | Count |
|---|--:|
| PSAC | 14,577 |

![A dot](dot.png "The dot")

![Gone](gone.png)

[^n]: The note.
"""

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Reader(HTMLParser):
    """Keeps what opens, with its attributes, and what doesn't close."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str]]] = []
        self.path: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ALONE:
            self.path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.path or self.path.pop() != tag:
            self.wrong.append(tag)

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.opened if name == tag]


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.wrong
    assert not reader.path
    return reader


@pytest.fixture
def book(tmp_path: Path) -> Book:
    folder = write_book(tmp_path / "tides", MANIFEST, {"spring.md": TEXT})
    (folder / "dot.png").write_bytes(DOT)
    return open_book(folder)


@pytest.fixture
def page(book: Book) -> str:
    return web_page(book, book.text("spring", "en"))


def test_structure_is_told_in_elements(page: str) -> None:
    reader = read(page)
    assert reader.of("html") == [{"lang": "en"}]
    assert [tag for tag, _more in reader.opened if tag in {"h1", "h2"}] == ["h1", "h2"]
    assert "<h1>Spring &lt;tides&gt;</h1>" in page
    assert [one.get("scope") for one in reader.of("th")] == ["col", "col"]
    assert reader.of("ol") == [{"start": "1"}]
    assert [("checked" in one) for one in reader.of("input")] == [True, False]
    assert {"blockquote", "dl", "dt", "dd", "em", "strong", "code"} <= {
        t for t, _m in reader.opened
    }
    assert reader.of("aside") == [{"role": "note", "aria-label": "Caution"}]
    assert '<td style="text-align: right">14,577</td>' in page


def test_handling_and_place_are_told(page: str) -> None:
    assert page.count('<p class="marking">Protected B / Protégé B</p>') == 2
    assert "Tides &amp; winds › Basics · 2" in page


def test_markup_in_the_text_stays_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not read(page).of("script")


def test_links_lead_to_the_web_and_inside_the_page_only(page: str) -> None:
    targets = [one["href"] for one in read(page).of("a")]
    assert "https://example.org/?a=1&b=2" in targets
    assert "#when-why" in targets
    assert not [target for target in targets if target.startswith("section:")]
    names = {attributes["id"] for _tag, attributes in read(page).opened if "id" in attributes}
    assert {target[1:] for target in targets if target.startswith("#")} <= names


def test_notes_lead_back(page: str) -> None:
    assert 'href="#note-n" role="doc-noteref" id="mark-n"' in page
    assert '<p id="note-n" role="doc-footnote"><a href="#mark-n"' in page


def test_images_are_in_the_file_or_told_in_words(page: str) -> None:
    (image,) = read(page).of("img")
    assert image["src"].startswith("data:image/png;base64,")
    assert image["alt"] == "A dot"
    assert "<figcaption>The dot</figcaption>" in page
    assert "[Gone]" in page


def test_nothing_is_loaded_or_run(page: str) -> None:
    policy = next(one for one in read(page).of("meta") if "http-equiv" in one)
    assert policy["content"].startswith("default-src 'none'")


@pytest.mark.parametrize("name", ["key-relationships", "user-guide"])
def test_every_section_of_the_bundled_books_is_well_formed(name: str) -> None:
    book = open_book(DATA / name)
    for section in book.order:
        for language in book.languages_of(section):
            page = web_page(book, book.text(section, language))
            assert read(page).of("html") == [{"lang": language}]
