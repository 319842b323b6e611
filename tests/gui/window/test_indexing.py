"""Preparing the search: merging large shelves, indexes that are lost, what the log says."""

import logging
import os

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, wait_until
from viewer.options import OpenOptions
from viewer.search import merged, seal
from viewer.search.texts import TEXTS
from viewer.settings import Profile


def test_large_shelf_is_merged_by_the_child_before_it_is_searched(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merged, "MANY", 0)
    program = start()
    program.await_search()
    collections = program.profile.cache / "indexes" / "+"
    assert [path for path in collections.iterdir() if path.is_dir()]
    program.search("who chairs the border five")
    assert program.section == "border-five"


def test_shelf_is_searched_even_where_the_child_cannot_merge(
    start: Start, empty_profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merged, "MANY", 0)
    indexes = empty_profile.cache / "indexes"
    indexes.mkdir(parents=True, exist_ok=True)
    (indexes / "+").write_text("in the way", encoding="utf-8")
    program = start()
    program.await_search()
    program.search("who chairs the border five")
    assert program.section == "border-five"


def test_index_that_is_lost_is_built_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is kept in memory, so that the files are read while they are searched.
    monkeypatch.setattr(seal, "IN_MEMORY", 0)
    program = start()
    program.await_search()
    [index] = (program.profile.cache / "indexes" / "key-relationships").iterdir()
    os.truncate(index / TEXTS, 5)
    program.keys("Ctrl+K")
    built: list[str] = []
    program.controls.search.builds.built.connect(built.append)
    program.type("who chairs")
    wait_until(lambda: built == ["key-relationships"])
    program.keys("Escape", "Escape")
    program.search("who chairs the border five")
    assert program.section == "border-five"


def test_missing_index_is_nothing_to_warn_of(
    empty_profile: Profile, running: list[Program], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "viewer.ui.window.searching.search_control"):
        program = Program(empty_profile, OpenOptions())
        running.append(program)
        program.await_search()
    levels = {one.levelno for one in caplog.records if "search-index-missing" in one.getMessage()}
    assert levels == {logging.INFO}
