"""What reading costs in long sections and large books: `python3 dev.py bench -k reading`.

Steps are the CPU time of the GUI thread for one turn of the event loop.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.bench.bench_page import MANIFEST, content_of, html_of, source, timed
from tests.gui.window.program import write_book
from viewer.book.book import Book, open_book
from viewer.settings import Preferences, profile_at
from viewer.ui.contents.panel import ContentsPanel
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.fonts import SERIF, load_all_fonts
from viewer.ui.page.look import BODY_POINTS
from viewer.ui.page.view import PageView, Target
from viewer.ui.theme import theme
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.services import Services

pytestmark = pytest.mark.bench

MANY = 100_000
HITS = 1000


def cpu(work: Callable[[], object]) -> float:
    """Return what ``work`` and the events that come of it take, in milliseconds."""
    started = time.thread_time()
    work()
    QApplication.processEvents()
    return (time.thread_time() - started) * 1000


def steps_until(condition: Callable[[], bool]) -> Iterator[float]:
    """Handle events until ``condition`` holds; give what each turn takes, in milliseconds."""
    while not condition():
        started = time.thread_time()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        yield (time.thread_time() - started) * 1000


def said(what: str, values: list[float], limit: str) -> None:
    values = sorted(values)
    p95 = values[int(0.95 * (len(values) - 1))]
    median = statistics.median(values)
    print(f"\n{what}: median {median:.1f}, 95 % {p95:.1f}, longest {values[-1]:.1f} ms ({limit})")


@pytest.fixture
def page(qtbot: QtBot) -> PageView:
    made = PageView()
    qtbot.addWidget(made)
    made.set_look(theme("light"), 100)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book of a hundred thousand sections, in parts of a hundred."""
    folder = tmp_path_factory.mktemp("large") / "large"
    (folder / "text").mkdir(parents=True)
    head = MANIFEST[: MANIFEST.index("  - id")]
    lines = [head]
    for number in range(MANY):
        if number % 100 == 0:
            lines += [f"  - id: part-{number}\n    title: {{en: Part {number}}}\n    sections:\n"]
        lines += [f"      - id: s-{number}\n        title: {{en: Border {number} of many}}\n"]
        lines += [f"        text: {{en: text/{number}.md}}\n"]
        (folder / "text" / f"{number}.md").write_text("Text.\n", encoding="utf-8")
    (folder / "book.yaml").write_text("".join(lines), encoding="utf-8")
    return open_book(folder)


def test_a_thousand_hits_do_not_slow_the_wheel(page: PageView) -> None:
    content = content_of(source(300))
    page.show_section(content)
    for _step in steps_until(lambda: page._sheet is not None and page._sheet.builder.done):
        pass
    words = [(block.ordinal, block.text.find("the")) for block in content.text.blocks]
    hits = [(ordinal, start, start + 3) for ordinal, start in words if start >= 0][:HITS]
    bar = page.verticalScrollBar()

    def scroll() -> list[float]:
        bar.setValue(0)
        return [cpu(lambda: bar.setValue(bar.value() + 60)) for _ in range(200)]

    scroll()
    bare = scroll()
    page.set_hits(hits, 0)
    marked = scroll()
    said("a step of scrolling, no hits", bare, "beside")
    said(f"a step of scrolling, {len(hits)} hits", marked, "2 ms more")
    print(f"more: {statistics.median(marked) - statistics.median(bare):.2f} ms a step")


def test_a_tree_of_a_hundred_thousand_sections(qtbot: QtBot, large: Book) -> None:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    panel.set_look(theme("light"))
    panel.show()
    panel.set_book(large, "en")
    field, tree = panel.findChild(FilterField), panel.findChild(RowsView)
    assert field is not None
    assert tree is not None
    # The first key reads the titles, in steps.
    field.setText("b")
    said("reading the titles", list(steps_until(lambda: not panel._typing.isActive())), "40 ms")
    keys = []
    for word in ("border", "many", "9 of", "77", "part 9", "nothing"):
        typed = [word[:end] for end in range(1, len(word) + 1)]
        keys += [cpu(partial(field.setText, text)) for text in typed]
        field.setText("")
        QApplication.processEvents()
    said("a key in the filter", keys, "50 ms")
    panel._tree.expand_only(f"part-{number}" for number in range(0, MANY, 100))
    QApplication.processEvents()
    bar = tree.verticalScrollBar()
    said(
        "a step of scrolling in the tree",
        [cpu(lambda: bar.setValue(bar.value() + 3)) for _ in range(300)],
        "8 ms",
    )


def test_a_long_section_is_built_without_a_pause(page: PageView) -> None:
    # As the program does once it has started.
    gc.freeze()
    page.show_section(content_of(source(1000)))
    steps = list(steps_until(lambda: page._sheet is not None and page._sheet.builder.done))
    said("a step of building 1 MB", steps, "40 ms")


def test_a_place_far_down_is_shown_without_a_pause(page: PageView) -> None:
    gc.freeze()
    content = content_of(source(1000))
    last = Target(len(content.text.blocks) - 1)
    page.show_section(content)
    said("going to the end of 1 MB", [cpu(lambda: page.go_to(last))], "40 ms")
    for what, look in (("theme", ("dark", 100)), ("size", ("dark", 150))):
        list(steps_until(lambda: page._sheet is not None and page._sheet.builder.done))
        chosen = theme(look[0])
        change = cpu(partial(page.set_look, chosen, look[1]))
        said(f"another {what} at the end of 1 MB", [change], "40 ms")
    steps = list(steps_until(lambda: page._sheet is not None and page._sheet.builder.done))
    said("a step of building what is above", steps, "40 ms")


def test_a_long_table_is_built_without_a_pause(page: PageView) -> None:
    rows = (
        f"| Agent {n} | {n * 7:,} | {n / 3:.1f} % | in place since {n} | {n} |\n"
        for n in range(8000)
    )
    head = "| Agent | Employees | Share | State | No |\n|---|---|---|---|---|\n"
    content = content_of(head + "".join(rows))
    gc.freeze()
    said("opening a table of 8,000 rows", [cpu(lambda: page.show_section(content))], "beside")
    steps = list(steps_until(lambda: page._sheet is not None and page._sheet.builder.done))
    said("a step of building it", steps, "40 ms")


def test_a_long_section_for_the_first_time(page: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    load_all_fonts()
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    font = QFont([SERIF])
    font.setPointSizeF(BODY_POINTS)
    browser.setFont(font)
    browser.resize(900, 800)
    browser.show()
    markdown = source(1000)
    html, ratios = html_of(markdown), []
    for number in range(5):
        texts = {"en/sample.md": markdown + f"\n{number}\n", "fr/sample.md": "Rien.\n"}
        book = write_book(tmp_path / str(number), MANIFEST, texts)
        profile = profile_at(tmp_path / f"profile-{number}")
        profile.ensure()
        navigation = Navigation(Services(profile, Preferences(), {}, (), "en"), page)
        ours = timed(partial(navigation.open_folder, book), page.viewport())
        theirs = timed(lambda: browser.setHtml(html), browser.viewport())
        ratios.append(ours / theirs)
    print(f"\n1 MB for the first time: {statistics.median(ratios):.2f} x setHtml (0.4)")


def test_five_hundred_sections_leave_no_memory_behind(page: PageView) -> None:
    contents = [content_of(source(10) + f"\n\nSection {number}.\n") for number in range(10)]

    def turn(count: int) -> float:
        for number in range(count):
            page.show_section(contents[number % len(contents)])
            QApplication.processEvents()
            # No event loop runs here that would do it.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return resident()

    first = turn(50)
    last = turn(500)
    print(f"\nafter 50 sections {first:.1f} MB, after 550 {last:.1f} MB: {last / first:.3f} (1.1)")
    assert last <= 1.1 * first


def resident() -> float:
    """Return the memory of this process in use, in MB."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
