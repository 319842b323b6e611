"""No words of a book, a note or a foreign file keep the program busy: expressions end soon.

Each of these took seconds to hours with an expression that tried one run of signs in many ways.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from viewer.annotations import exchange
from viewer.book.markdown import parse_text
from viewer.book.model import Block, Kind
from viewer.book.note_text import note_html, note_plain
from viewer.book.translation import features
from viewer.errors import ExchangeError
from viewer.search.sentences import sentences
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.page.values import day_in, number_in

SECONDS = 5.0


def _features(text: str) -> object:
    return features(Block("x", Kind.PARAGRAPH, 0, text))


def _set(text: str) -> object:
    try:
        return exchange.read_set(text.encode())
    except ExchangeError:
        return None


LONG: dict[str, tuple[Callable[[str], object], str]] = {
    "closing quotation marks": (sentences, "." + "»" * 100_000 + "a"),
    "spaced quotation marks": (sentences, "." + "\u00a0»" * 100_000 + "a"),
    "spaces after a sentence": (sentences, "." + " " * 200_000 + "a"),
    "brackets after a sentence": (sentences, (". " + "(" * 300) * 500),
    "spaces after a comma": (_features, "," + " " * 200_000 + "words."),
    "brackets after a comma": (_features, "," + ")" * 200_000 + "words"),
    "numbered words": (_features, "1.1-1." * 50_000 + "!"),
    "empty lines of a note": (note_plain, "\n" * 500_000),
    "indented lines of a note": (note_plain, "\n \t" * 100_000),
    "addresses of a note": (note_html, "https://." * 20_000),
    "spaces in a number": (lambda text: number_in(text, "en"), "1" + " " * 3000 + "x"),
    "spaces before a number": (lambda text: number_in(text, "fr"), " " * 30_000 + "x"),
    "spaces in a date": (day_in, "1" + " " * 100_000 + "may" + " " * 100_000 + "x"),
    "openings of reports": (_set, '<script type="application/ld+json">' * 20_000),
    "broken openings of reports": (_set, '<script type="application/ld+json"' * 20_000),
    "openings of lists": (_set, "<!-- annotations\n" * 30_000),
    "broken objects": (_set, '{"a":' * 3000),
}


@pytest.mark.parametrize("name", LONG)
def test_expressions_end_soon(name: str) -> None:
    work, text = LONG[name]
    start = process_time()
    work(text)
    assert process_time() - start < SECONDS


def test_the_last_set_of_a_report_counts() -> None:
    text = (
        '<script type="application/ld+json">[]</script> words\n'
        '<script type="application/ld+json" id="x">{"items": []}</script><script>1</script>'
    )
    assert exchange.read_set(text.encode()).annotations == ()
    listed = '<!-- annotations\n1\n-->\nwords\n<!-- annotations\n{"items": []}\n-->\n'
    assert exchange.read_set(listed.encode()).annotations == ()


def test_a_device_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Path("/dev/zero")
    if not endless.is_char_device():
        pytest.skip("there is no such device here")
    monkeypatch.setattr(exchange, "MOST_BYTES", 1000)
    assert len(exchange.read_file(endless)) == 1001
    with pytest.raises(ExchangeError):
        exchange.read_set(exchange.read_file(endless))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_numbers_of_any_length_are_ordered(language: str) -> None:
    huge = ["s. " + "9" * 5000, "s. " + "1" * 5001]
    figures = [huge[0], "s. 10", "s. 009", "9" * 5000, "10" + "0" * 5000, huge[1]]
    source = "| a |\n| - |\n" + "".join(f"| {one} |\n" for one in figures)
    model = CellsModel(parse_text(source, file="x.md").blocks[0], language)
    model.sort(0)
    shown = [model.text(row, 0) for row in range(len(figures))]
    words = [one for one in shown if one.startswith("s.")]
    assert words == ["s. 009", "s. 10", *huge]
