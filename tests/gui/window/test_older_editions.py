"""Searching an older edition of a book on the shelf."""

from pathlib import Path

import pytest

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.elements.roles import Role

OLD = {**TEXTS, "en/log.md": "The lighthouse of the harbour.\n\nNothing else.\n"}


@pytest.fixture
def editions(profile: Profile, tmp_path: Path) -> Path:
    """A shelf with two editions of a book; only the older one has a lighthouse."""
    shelf = tmp_path / "shelf"
    write_book(shelf / "new", MANIFEST, TEXTS)
    older = MANIFEST.replace('edition: "2"', 'edition: "1"').replace("2024-02-01", "2024-01-01")
    write_book(shelf / "old", older, OLD)
    save_preferences(profile, Preferences(theme="light", shelf=(str(shelf),)))
    return shelf


def sought(program: Program, text: str) -> list[tuple[str, str, str]]:
    """Search for all results; return book, edition and section of each."""
    results = program.controls.results
    program.keys("Ctrl+K")
    program.window.field.setText(text)
    program.keys("Ctrl+Return")
    wait_until(lambda: results.query == text)
    program.rest()
    assert results.answer is not None
    return [(hit.book, hit.edition, hit.section) for hit in results.answer.hits]


def opened(program: Program) -> tuple[str, str, str]:
    book = program.window.navigation.book
    assert book is not None
    return book.edition.book, book.edition.edition, program.section


def has_current_index(program: Program) -> bool:
    engine = program.controls.search._indexes.engine
    return program.search_is_ready() and engine is not None and "tides" in engine.books


def test_an_older_edition_is_searched_only_when_it_is_named(start: Start, editions: Path) -> None:
    program = start(str(editions / "new"))
    wait_until(lambda: has_current_index(program))
    assert sought(program, "lighthouse") == []
    shown = sought(program, "harbour book:tides")
    assert {edition for _book, edition, _section in shown} == {"2"}
    (button,) = (
        one
        for one in program.controls.results._filters.buttons()
        if one.objectName() == "filter_edition"
    )
    assert [entry.text() for entry in button.menu().actions()] == ["2", "1"]
    button.menu().actions()[1].trigger()
    wait_until(lambda: program.controls.results.query == "harbour book:tides edition:1")


def test_hits_of_an_older_edition_say_so_and_open_in_it_and_back_leads_home(
    start: Start, editions: Path
) -> None:
    program = start(str(editions / "new"))
    wait_until(lambda: has_current_index(program))
    before = opened(program)
    sought(program, "lighthouse edition:1")
    results = program.controls.results
    wait_until(lambda: results.answer is not None and bool(results.answer.hits))
    program.rest()
    assert results.answer is not None
    (hit,) = results.answer.hits
    assert (hit.book, hit.edition, hit.section) == ("tides", "1", "log")
    assert [note.code for note in results.answer.notes] == ["search-edition"]
    head = results._model.index(0, 0)
    assert head.data(Role.LINES)[0].text == "Tides · 1"
    results.open_best()
    wait_until(lambda: program.hit()[0] > 0)
    assert opened(program) == ("tides", "1", "log")
    program.keys("Alt+Left")
    wait_until(lambda: opened(program) == before)
    assert sought(program, "harbour book:tides")[0][1] == "2"
    results.open_best()
    wait_until(lambda: program.hit()[0] > 0)
    assert opened(program)[1] == "2"


def test_its_index_is_built_while_one_reads_and_its_progress_is_told(
    start: Start, editions: Path, builds: HeldChildren
) -> None:
    program = start(str(editions / "new"))
    program.controls.search.builds.cancel()
    settle()
    told: list[str] = []
    program.controls.search.progress.connect(lambda title, _percent: told.append(title))
    assert sought(program, "lighthouse edition:1") == []
    wait_until(lambda: "Tides · 1" in told)
    results = program.controls.results
    assert results.answer is not None
    assert [note.code for note in results.answer.notes] == ["search-edition-preparing"]
    builds.release()
    wait_until(lambda: results.answer is not None and bool(results.answer.hits))
    assert results.query == "lighthouse edition:1"


def test_what_is_typed_is_answered_once_the_edition_is_ready(start: Start, editions: Path) -> None:
    program = start(str(editions / "new"))
    program.await_search()
    program.keys("Ctrl+K")
    program.type("lighthouse edition:1")

    def passages() -> list[str]:
        model = program.window.field._list._list._model
        return [choice.passage for choice in model._choices if choice.passage]

    wait_until(lambda: passages() == ["The lighthouse of the harbour."])
