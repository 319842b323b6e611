"""Several windows on the same shelf: each a process, all of one profile."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.desk import until
from tests.puppet import ROOT, Puppet
from viewer.settings import Preferences, Profile, load_preferences, load_state, save_preferences
from viewer.settings.open_windows import OpenWindows
from viewer.storage.second_copy import SecondCopy
from viewer.storage.snapshots import snapshots


class Open(Protocol):
    """Opens a window in the profile of the test."""

    def __call__(self, *arguments: str) -> Puppet: ...


@pytest.fixture
def window(profile: Profile) -> Iterator[Open]:
    """Opens windows; at the end all are gone."""
    puppets: list[Puppet] = []

    def opened(*arguments: str) -> Puppet:
        puppets.append(Puppet(profile, *arguments))
        return puppets[-1]

    yield opened
    # Also what was started by the program itself.
    OpenWindows(profile).tell({"do": "close"})
    for puppet in puppets:
        puppet.release()


def second_of(first: Puppet, window: Open) -> Puppet:
    """Return the window that ``first`` opens with its key."""
    first.press("Ctrl+N")
    return window(*first.command())


def place(puppet: Puppet) -> object:
    """Where the reader is: book, section, language, and how far down."""
    return puppet.ask(
        "[window.navigation.book.edition.book, window.navigation.section,"
        " window.navigation.language, window.page.verticalScrollBar().value()]"
    )


def hand_over(profile: Profile, *arguments: str) -> None:
    """Start the program once more, as the system does with a link."""
    command = [sys.executable, "-m", "viewer", "open", "--profile", str(profile.folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, *arguments], env=environment, check=True, timeout=60)


# -- a second window ---------------------------------------------------------------------------


def test_it_opens_at_the_place_in_the_languages_and_a_step_aside(window: Open) -> None:
    first = window("--section", "bargaining-agents", "--lang", "fr")
    first.press("Ctrl+Shift+S")
    first.ask("window.resize(790, 640)")
    first.until("window.page.verticalScrollBar().maximum() > 400")
    first.ask("window.page.verticalScrollBar().setValue(333)")
    second = second_of(first, window)
    second.until("window.page.verticalScrollBar().maximum() > 300")
    assert second.ask("controls.both.is_on()")
    until(lambda: place(second) == place(first), "both windows are at the same place")
    size = "[window.width(), window.height()]"
    assert second.ask(size) == first.ask(size)
    position = "[window.pos().x(), window.pos().y()]"
    assert first.ask(position) != second.ask(position)
    assert second.ask("window.windowTitle()") == first.ask("window.windowTitle()")


@pytest.mark.slow
def test_it_does_not_take_over_the_tabs(window: Open) -> None:
    first = window()
    first.press("Ctrl+T", "Ctrl+T")
    assert first.ask("controls.tabs.count()") == 3
    assert second_of(first, window).ask("controls.tabs.count()") == 1


@pytest.mark.slow
def test_each_window_goes_its_own_way(window: Open) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    second.press("Alt+PgDown")
    second.until("window.navigation.section != 'mexico'")
    assert first.section() == "mexico"


@pytest.mark.slow
def test_a_section_of_the_contents_and_a_link_open_in_a_window(window: Open) -> None:
    first = window("--section", "about")
    rows = "window.contents._tree"
    first.ask(f"{rows}.wanted_in_window.emit(window.contents._model.index_of('border-five'))")
    second = window(*first.command())
    assert second.section() == "border-five"
    assert first.section() == "about"
    first.ask("controls.apart._open_link('section:mexico', controls.windows.open)")
    first.until("len(started) == 2")
    assert window(*first.command()).section() == "mexico"


def test_the_program_says_so_if_no_window_can_be_started(window: Open) -> None:
    first = window()
    first.ask("setattr(new_windows, 'start_apart', lambda *_: False)")
    first.press("Ctrl+N")
    first.until("'further window' in window.line.text()")


@pytest.mark.slow
def test_a_start_that_asks_for_a_window_of_its_own_gets_one(window: Open) -> None:
    first = window("--section", "mexico")
    second = window("--new-window", "--section", "border-five")
    assert (first.section(), second.section()) == ("mexico", "border-five")


# -- what one changes, the other shows ---------------------------------------------------------


@pytest.mark.slow
def test_preferences_of_one_window_count_in_the_other(window: Open, profile: Profile) -> None:
    first = window()
    second = second_of(first, window)
    first.ask("window.look.choose(theme='dark', text_size=150)")
    second.until("window.look.theme.name == 'dark' and window.look.percent == 150")
    second.until("controls.actions['view.theme_dark'].isChecked()")
    second.until("window.page._look.theme.name == 'dark'")
    # What the other one changes then takes nothing back.
    second.ask("controls.commands.preferences.change({'keys': {'go.next': ['Ctrl+J']}})")
    first.until("controls.actions['go.next'].shortcut().toString() == 'Ctrl+J'")
    kept = load_preferences(profile)[0]
    assert (kept.theme, kept.text_size, kept.keys) == ("dark", 150, {"go.next": ("Ctrl+J",)})
    first.ask("controls.commands.preferences.change({'track_reading': False})")
    second.until("not controls.room.state._tracking")


@pytest.mark.slow
def test_the_language_of_the_interface_changes_in_both(window: Open) -> None:
    first = window()
    second = second_of(first, window)
    first.ask("controls.actions['view.interface_fr'].trigger()")
    second.until("window.menuBar().actions()[0].text() == '&Fichier'")
    assert second.ask("controls.actions['file.new_window'].text()") == "No&uvelle fenêtre"
    assert second.ask("window.navigation.language") == "en"


@pytest.mark.slow
def test_books_come_and_go_in_both(window: Open, tides: Path) -> None:
    first = window()
    second = second_of(first, window)
    second.press("Ctrl+Shift+B")
    first.ask(f"controls.library.open_path(__import__('pathlib').Path({str(tides)!r}))")
    titles = "[row.title for row in controls.books.view._rows]"
    second.until(f"'Tides' in {titles}")
    second.until("controls.search.book('tides') is not None")
    first.ask(f"controls.library.remove(__import__('pathlib').Path({str(tides)!r}))")
    second.until(f"'Tides' not in {titles}")


@pytest.mark.slow
def test_a_book_removed_in_one_window_leaves_the_other(
    window: Open, tides: Path, profile: Profile
) -> None:
    first = window(str(tides), "--section", "log")
    second = second_of(first, window)
    assert second.ask("window.navigation.book.edition.book") == "tides"
    first.ask(
        "controls.books.leave_book('tides', [__import__('pathlib').Path("
        f"{str(tides)!r})]), controls.places.forget_book('tides')"
    )
    second.until("window.navigation.book.edition.book == 'key-relationships'")
    second.until("window.views.currentWidget() is controls.books.view")
    assert not second.ask("window.navigation.history.can_go_back")
    for puppet in (second, first):
        puppet.close_window()
    assert "tides" not in profile.state_file.read_text(encoding="utf-8")
    assert load_preferences(profile)[0].opened == ()


def test_marks_and_what_was_read_are_shown_in_both(window: Open) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    for puppet in (first, second):
        puppet.until("controls.room.state.progress is not None")
    second.press("Ctrl+3")
    first.press("Ctrl+D", "Return", "Ctrl+Shift+R")
    second.until("controls.marks_panel._model.rowCount() > 0")
    second.ask("window.leave_pane()")
    second.until("controls.room.state.progress['mexico'].name == 'READ'")
    second.press("Ctrl+Shift+R")
    first.until("controls.room.state.progress['mexico'].name == 'UNREAD'")


# -- nothing is lost ---------------------------------------------------------------------------


@pytest.mark.slow
def test_recent_places_and_searches_of_both_are_kept(window: Open) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    second.ask("window.open_section('border-five')")
    for puppet, words in ((first, "fentanyl"), (second, "border")):
        puppet.ask(f"controls.finding.recent.remember({words!r})")
        puppet.until("not controls.finding._titles._recent._rest.isActive()")
    first.until("controls.places.searches() == ['border', 'fentanyl']")
    visited = "{one.section for one in controls.places.recent_places()}"
    first.until(f"{{'mexico', 'border-five'}} <= {visited}")


@pytest.mark.slow
def test_the_window_closed_last_is_the_one_that_comes_again(window: Open, profile: Profile) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    first.ask("window.open_section('border-five')")
    first.press("Ctrl+T")
    second.ask("window.resize(700, 500)")
    second.close_window()
    first.close_window()
    state = load_state(profile)
    assert state["places"]["key-relationships"]["section"] == "border-five"
    assert len(state["window"]["tabs"]["open"]) == 2
    again = window()
    assert again.section() == "border-five"
    assert again.ask("controls.tabs.count()") == 2


@pytest.mark.slow
def test_places_in_different_books_are_all_remembered(
    window: Open, tides: Path, profile: Profile
) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    second.ask(f"controls.library.open_path(__import__('pathlib').Path({str(tides)!r}), 'log')")
    first.ask("window.open_section('border-five')")
    second.close_window()
    first.close_window()
    places = load_state(profile)["places"]
    sections = {book: kept["section"] for book, kept in places.items()}
    assert sections == {"key-relationships": "border-five", "tides": "log"}


def test_a_killed_window_leaves_the_other_whole(window: Open, profile: Profile) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    first.press("Ctrl+D", "Return")
    first.kill()
    assert second.ask("len(controls.store.find())") == 1
    second.press("Ctrl+D", "Return")
    second.ask("window.look.choose(text_size=150)")
    # The links that it would have taken go to the one that is left.
    hand_over(profile, "key-relationships", "--section", "border-five")
    second.until("window.navigation.section == 'border-five'")
    second.press("Ctrl+Q")
    assert second.ended() == 0
    assert list(profile.windows.iterdir()) == []
    assert load_preferences(profile)[0].text_size == 150
    assert window().section() == "border-five"


# -- links, closing, quitting ------------------------------------------------------------------


@pytest.mark.slow
def test_a_link_from_outside_goes_to_the_window_that_was_active_last(
    window: Open, profile: Profile
) -> None:
    first = window("--section", "about")
    second = second_of(first, window)
    hand_over(profile, "briefing:key-relationships/mexico")
    second.until("window.navigation.section == 'mexico'")
    assert first.section() == "about"
    first.ask("window.services.windows.activate()")
    hand_over(profile, "briefing:key-relationships/border-five")
    first.until("window.navigation.section == 'border-five'")
    assert second.section() == "mexico"
    first.close_window()
    hand_over(profile, "briefing:key-relationships/about")
    second.until("window.navigation.section == 'about'")
    assert not list(profile.requests.iterdir())


def test_close_closes_one_window_and_quit_all(window: Open, profile: Profile) -> None:
    first = window("--section", "mexico")
    second = second_of(first, window)
    third = second_of(first, window)
    second.close_window()
    assert first.is_open()
    assert third.is_open()
    third.ask("window.open_section('about')")
    first.ask("window.open_section('border-five')")
    first.press("Ctrl+Q")
    assert [puppet.ended() for puppet in (first, third)] == [0, 0]
    # The window in which that was asked for is the one that comes again.
    assert load_state(profile)["places"]["key-relationships"]["section"] == "border-five"
    assert window().section() == "border-five"


@pytest.mark.slow
def test_quitting_closes_a_window_in_which_a_dialog_is_open(window: Open) -> None:
    first = window()
    second = second_of(first, window)
    second.press("Ctrl+Shift+O")
    second.until("QApplication.activeModalWidget() is not None")
    first.press("Ctrl+Q")
    assert [puppet.ended() for puppet in (first, second)] == [0, 0]


@pytest.mark.slow
def test_copies_are_made_once_when_all_windows_close(
    window: Open, profile: Profile, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    save_preferences(profile, Preferences(theme="light", second_copy=str(stick)))
    copies = SecondCopy(profile.store_file, stick)
    first = window("--section", "mexico")
    second = second_of(first, window)
    first.until("not controls.commands.carrying.copies._copying.busy()")
    before = len(copies.copies())
    first.press("Ctrl+D", "Return")
    second.close_window()
    # Another window is there, which makes the copy when it is closed.
    assert len(copies.copies()) == before
    third = second_of(first, window)
    first.press("Ctrl+Q")
    assert [puppet.ended() for puppet in (first, third)] == [0, 0]
    assert len(copies.copies()) == before + 1
    numbers = [copy.changes for copy in snapshots(profile.store_file)]
    assert len(numbers) == len(set(numbers))


@pytest.mark.slow
def test_an_index_is_built_once(window: Open, profile: Profile, tides: Path) -> None:
    first = window()
    second = second_of(first, window)
    for puppet in (first, second):
        puppet.ask(f"controls.library.open_path(__import__('pathlib').Path({str(tides)!r}))")
    for puppet in (first, second):
        puppet.until("controls.search.book('tides') is not None")
    folder = profile.cache / "indexes" / "tides"
    until(lambda: bool(list(folder.glob("*/complete.json"))), "the index is built")
    for puppet in (first, second):
        puppet.until("controls.search.builds.current() is None")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.slow
def test_a_started_window_outlives_the_one_that_started_it(window: Open, profile: Profile) -> None:
    first = window("--section", "mexico")
    first.ask(
        "setattr(new_windows, 'start_apart', __import__('viewer.ui.tasks', fromlist=['x'])"
        ".start_apart)"
    )
    first.press("Ctrl+N")
    first.until("window.services.windows.others()")
    first.close_window()
    state = profile.state_file
    hand_over(profile, "--section", "border-five")
    until(lambda: "border-five" in state.read_text(encoding="utf-8"), "the link was followed")
    last = window("--new-window")
    last.press("Ctrl+Q")
    assert last.ended() == 0
    until(lambda: not list(profile.windows.glob("*.lock")), "all windows are closed")
    assert json.loads(state.read_bytes())["book"] == "key-relationships"
