"""The page against Qt's own HTML: `python3 dev.py bench -k page`.

Both show the same text at the same size in a window that is open already; the parsing of Markdown
is left out on both sides. A run is what a click in the contents costs up to the end of the paint.
"""

import statistics
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from markdown_it import MarkdownIt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.window.program import write_book
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.settings import Preferences, profile_at
from viewer.ui.fonts import SERIF, load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import BODY_POINTS
from viewer.ui.page.view import PageView, Target
from viewer.ui.theme import palette, theme
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.services import Services

pytestmark = pytest.mark.bench

RUNS = 15

SAMPLE = """## Who chairs it

In late 2022 the United Kingdom took the *chair* of the Border Five; the United States is to follow
in late 2023. Every decision is **recorded in a letter** that the five sign, and that [the
annex](section:x) keeps. The chair changes once a year,
always in the same order, and the seat of the office with it.

- Australia and New Zealand share one secretariat, which meets in Canberra and in Wellington.
- The United Kingdom keeps its own:
  - in London, the office of the chair;
  - in Dover, the working level.

The Agency takes part at every level. Its vice-president for strategic policy sits at the table of
the heads; its directors lead two of the four working groups, on data and on the front
line.

| Bargaining agent | Employees | State of the agreement |
| --- | ---: | --- |
| PSAC | 14,577 | ratified, until 2025; FB group: expired |
| PIPSC | 1,207 | valid, until 2022; CS group: expired |
| CAPE | 457 | in place |

::: note
The source gives no total for the agents, so none is shown here. Figures are those of 2023.
:::

> The Agency is responsible for controlling the movement of goods and people through ports of entry.

"""


def source(kilobytes: int) -> str:
    """Return about so much Markdown."""
    return SAMPLE * max(1, round(kilobytes * 1024 / len(SAMPLE)))


def content_of(markdown: str) -> PageContent:
    """Return the same text for the page."""
    parsed = parse_text(markdown, file="sample.md")
    text = SectionText("sample", "en", tuple(parsed.blocks))
    return PageContent(text, "Border Five", "en", (), "", lambda _path: b"")


def html_of(markdown: str) -> str:
    """Return the same text as HTML."""
    html: str = MarkdownIt("commonmark").enable("table").render(markdown.replace(":::", ""))
    return html


def timed(work: Callable[[], object], widget: QWidget) -> float:
    """Return how long ``work`` and the paint after it take, in milliseconds."""
    started = perf_counter()
    work()
    widget.repaint()
    return (perf_counter() - started) * 1000


def spent(work: Callable[[], object], widget: QWidget) -> float:
    """Return what ``work`` and the paint after it cost in this thread, in milliseconds."""
    started = thread_time()
    work()
    widget.repaint()
    return (thread_time() - started) * 1000


def in_turn(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """Return the medians of two measurements taken in turn, so that both see the same machine."""
    pairs = [(first(), second()) for _run in range(RUNS)]
    return statistics.median(p for p, _s in pairs), statistics.median(s for _p, s in pairs)


def _report(what: str, ours: float, theirs: float) -> None:
    line = f"\n{what}: page {ours:.1f} ms, setHtml {theirs:.1f} ms, ratio {ours / theirs:.2f}"
    print(line)


@pytest.fixture
def browser(qtbot: QtBot) -> QTextBrowser:
    load_all_fonts()
    made = QTextBrowser()
    qtbot.addWidget(made)
    font = QFont([SERIF])
    font.setPointSizeF(BODY_POINTS)
    made.setFont(font)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture
def page(qtbot: QtBot) -> PageView:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


@pytest.mark.parametrize(("kilobytes", "limit"), [(10, 1.4), (100, 1.0), (1000, 0.2)])
def test_opening_a_section_keeps_up_with_html(
    page: PageView, browser: QTextBrowser, kilobytes: int, limit: float
) -> None:
    markdown = source(kilobytes)
    content, html = content_of(markdown), html_of(markdown)
    ours, theirs = in_turn(
        lambda: timed(lambda: page.show_section(content), page.viewport()),
        lambda: timed(lambda: browser.setHtml(html), browser.viewport()),
    )
    _report(f"open {kilobytes} KB", ours, theirs)
    assert ours <= limit * theirs


def test_another_look_keeps_up_with_the_same_in_html(page: PageView, browser: QTextBrowser) -> None:
    markdown = source(10)
    html = html_of(markdown)
    page.show_section(content_of(markdown), Target(20))
    looks = [(theme(name), size) for name in ("dark", "light") for size in (100, 150)]
    here, there = cycle(looks), cycle(looks)

    def as_html() -> None:
        chosen, size = next(there)
        font = browser.font()
        font.setPointSizeF(BODY_POINTS * size / 100)
        browser.setFont(font)
        browser.setPalette(palette(chosen))
        browser.setHtml(html)

    ours, theirs = in_turn(
        lambda: timed(lambda: page.set_look(*next(here)), page.viewport()),
        lambda: timed(as_html, browser.viewport()),
    )
    _report("look 10 KB", ours, theirs)
    assert ours <= 1.6 * theirs


@pytest.mark.parametrize("kilobytes", [10, 100])
@pytest.mark.parametrize("what", ["theme", "size"])
def test_another_look_takes_no_longer_than_opening_there(
    page: PageView, kilobytes: int, what: str
) -> None:
    content = content_of(source(kilobytes))
    place = Target(len(content.text.blocks) // 2, 3, shift=0.4)
    looks = cycle(
        [(theme(name), 100) for name in ("dark", "light")]
        if what == "theme"
        else [(theme("light"), size) for size in (110, 100)]
    )

    def change() -> None:
        page.set_look(*next(looks))

    # Once before: the fonts of either size are loaded for both.
    for _look in range(2):
        page.show_section(content, place)
        change()
    ours, opening = in_turn(
        lambda: spent(change, page.viewport()),
        lambda: spent(lambda: page.show_section(content, place), page.viewport()),
    )
    assert page.position().ordinal == place.ordinal
    print(
        f"\n{what} {kilobytes} KB: {ours:.1f} ms, opening there {opening:.1f} ms, "
        f"ratio {ours / opening:.2f} (1)"
    )
    assert ours <= 1.1 * opening


MANIFEST = """\
format: 1
id: sample
edition: "1"
issued: 2024-02-01
title: {en: Sample, fr: Exemple}
languages: [en, fr]
contents:
  - id: border-five
    title: {en: Border Five, fr: Groupe des cinq}
    text: {en: en/sample.md, fr: fr/sample.md}
"""


def in_two_languages(page: PageView, folder: Path, kilobytes: int) -> tuple[Navigation, list[str]]:
    """A book that is open somewhere in its only section; its texts in English and in French."""
    markdown = source(kilobytes)
    french = markdown.replace(" the ", " la ").replace(" of ", " de ").replace(" and ", " et ")
    book = write_book(folder / "book", MANIFEST, {"en/sample.md": markdown, "fr/sample.md": french})
    profile = profile_at(folder / "profile")
    profile.ensure()
    navigation = Navigation(Services(profile, Preferences(), {}, (), "en"), page)
    assert navigation.open_folder(book)
    page.go_to(Target(20))
    return navigation, [markdown, french]


@pytest.mark.parametrize("kilobytes", [10, 100])
def test_switching_the_language_takes_no_longer_than_opening_there(
    page: PageView, tmp_path: Path, kilobytes: int
) -> None:
    navigation, _texts = in_two_languages(page, tmp_path, kilobytes)
    codes = cycle(["fr", "en"])
    # As they are once the section has been open for a moment.
    navigation.set_language(next(codes))
    ours, opening = in_turn(
        lambda: spent(lambda: navigation.set_language(next(codes)), page.viewport()),
        lambda: spent(lambda: navigation.open_section("border-five", Target(20)), page.viewport()),
    )
    assert page.position().ordinal == 20
    print(
        f"\nlanguage {kilobytes} KB: {ours:.1f} ms, opening there {opening:.1f} ms, "
        f"ratio {ours / opening:.2f} (1)"
    )
    assert ours <= 1.1 * opening


@pytest.mark.parametrize("kilobytes", [10, 100])
def test_switching_the_language_keeps_up_with_html(
    page: PageView, browser: QTextBrowser, tmp_path: Path, kilobytes: int
) -> None:
    navigation, (english, french) = in_two_languages(page, tmp_path, kilobytes)
    codes, texts = cycle(["fr", "en"]), cycle([html_of(french), html_of(english)])
    # As they are once the section has been open for a moment.
    navigation.set_language(next(codes))
    ours, theirs = in_turn(
        lambda: timed(lambda: navigation.set_language(next(codes)), page.viewport()),
        lambda: timed(lambda: browser.setHtml(next(texts)), browser.viewport()),
    )
    assert page.position().ordinal == 20
    _report(f"language {kilobytes} KB", ours, theirs)
    assert ours <= 1.6 * theirs
