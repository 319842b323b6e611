"""The real program on a real display, driven by keys alone."""

import shutil
from functools import partial

import pytest

from tests.desk import PATIENCE, Desk, until

TOOLS = ("Xvfb", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
]


def test_find_bookmark_close_and_be_back_by_keys_alone(desk: Desk) -> None:
    desk.start()
    until(desk.searchable, "the indexes")
    desk.press("ctrl+k")
    desk.type("fentanyl committee")
    desk.press("Return")
    until(lambda: desk.section() not in {"", "about"}, "another section")
    found = desk.section()
    desk.press("ctrl+d")
    until(lambda: len(desk.bookmarks()) == 1, "the bookmark")
    desk.type("Ask on Monday")
    desk.press("Return")
    until(lambda: desk.bookmarks()[0]["title"] == "Ask on Monday", "its name")
    desk.quit()
    (mark,) = desk.bookmarks()
    assert (mark["section"], mark["state"]) == (found, "placed")

    desk.start()
    # The same place again: there is no second bookmark, and the name is kept.
    desk.press("ctrl+d", "Return")
    desk.quit()
    assert desk.section() == found
    assert [entry["title"] for entry in desk.bookmarks()] == ["Ask on Monday"]


def test_menus_open_by_their_letters(desk: Desk) -> None:
    desk.start()
    desk.press("alt+g", "n")
    desk.press("alt+f", "q")
    assert desk._program is not None
    assert desk._program.wait(timeout=PATIENCE) == 0
    desk._program = None
    assert desk.section() == "essentials"


def test_two_windows_by_keys_alone(desk: Desk) -> None:
    desk.start()
    (first,) = desk.windows()
    desk.press("ctrl+n")
    until(lambda: len(desk.windows()) == 2, "the second window")
    (second,) = set(desk.windows()) - {first}
    # Whichever has the keyboard gets the link.
    for window, section in ((second, "mexico"), (first, "about"), (second, "border-five")):
        desk.focus(window)
        desk.follow(f"briefing:key-relationships/{section}")
        until(partial(desk.reads, section), section)
    desk.press("alt+Page_Down")
    until(partial(desk.reads, "migration-five"), "the section after the one of its own link")
    desk.press("ctrl+shift+w")
    until(lambda: desk.windows() == [first], "one window")
    desk.focus(first)
    desk.press("ctrl+n")
    until(lambda: len(desk.windows()) == 2, "another window")
    desk.quit()
    until(lambda: desk.windows() == [], "no window")
