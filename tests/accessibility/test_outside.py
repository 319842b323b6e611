"""What a screen reader on Linux gets from the program, heard from outside through AT-SPI."""

import pytest

from tests.accessibility.at_spi import MISSING, Listener
from tests.desk import Desk, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
]


def test_the_page_is_read_and_everything_that_happens_is_announced(
    desk: Desk, heard: Listener
) -> None:
    desk.start()
    page = heard.wait(focus="Text of the section: About this briefing")
    assert str(page["text"]).startswith("About this briefing\nThis briefing introduces")
    desk.press("ctrl+d")
    heard.wait(announced="Bookmark added")
    heard.wait(focus="Name of the bookmark")
    desk.press("Return")
    heard.wait(focus="Text of the section: About this briefing")
    desk.press("F8")
    heard.wait(announced="Where the text comes from")
    desk.press("F7")
    heard.wait(announced="Text cursor off")
    desk.press("alt+Next")
    heard.wait(announced="Essentials in five minutes")
    desk.quit()


def test_a_section_that_opens_while_the_contents_have_the_keyboard_is_told(
    desk: Desk, heard: Listener
) -> None:
    desk.start()
    heard.wait(focus="Text of the section: About this briefing")
    desk.press("ctrl+1")
    heard.wait(focus="About this briefing", role="table cell")
    # Headings are folded in and out: a row that Qt tells is there no more when one asks for it.
    for title in ("Essentials in five minutes", "Why partnerships matter", "Key federal partners"):
        desk.press("alt+Next")
        heard.wait(announced=title)
    desk.quit()


def test_what_a_search_found_is_announced(desk: Desk, heard: Listener) -> None:
    desk.start()
    heard.wait(focus="Text of the section: About this briefing")
    until(desk.searchable, "the indexes")
    desk.press("ctrl+k")
    heard.wait(focus="Search or go to")
    desk.type("fentanyl committee")
    desk.press("Return")
    until(lambda: desk.section() not in {"", "about"}, "another section")
    found = heard.wait(role="label")
    assert "fentanyl" in str(found["text"]).lower()
    desk.quit()
