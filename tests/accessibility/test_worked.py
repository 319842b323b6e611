"""The steps of the user guide, done from outside through AT-SPI, in both languages."""

from pathlib import Path

import pytest
import yaml

from tests.accessibility.at_spi import MISSING, Hands, Listener
from tests.desk import PATIENCE, ROOT, Desk, until
from tests.gui.window.editions import GONE, GONE_FR, write_editions
from tests.gui.window.harbour import write_harbour
from viewer.messages import catalogue

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
    pytest.mark.parametrize("language", ["en", "fr"]),
]

SOUGHT = {"en": "fentanyl committee", "fr": "comité fentanyl"}
TERM = {"en": "CBSA – ", "fr": "ASFC – "}
OTHER = {"en": "fr", "fr": "en"}
OWN_NAMES = {"en": "English", "fr": "Français"}

LINKS = {
    "en/two.md": "The second text.\n",
    "fr/two.md": "Le deuxième texte.\n",
    "en/one.md": "As [two](section:two). See [there](briefing:key-relationships/trilateral).\n",
    "fr/one.md": "Comme [deux](section:two). Voir [là](briefing:key-relationships/trilateral).\n",
}
"""A small book: a link into another book, and a section that refers to another one."""

LINK_TOLD = {"en": "there", "fr": "là"}
"""The words of the link."""


def said(language: str, words: str) -> str:
    """Return words of the interface as AT-SPI has them: translated, without ``&``."""
    return catalogue(language).gettext(words).replace("&", "")


def text_of(language: str, title: str) -> str:
    """Return the name of the text of a section."""
    return said(language, "Text of the section: {title}").format(title=title)


def title(section: str, language: str) -> str:
    """Return the title of a section of the bundled book."""
    manifest = ROOT / "data" / "key-relationships" / "book.yaml"
    waiting = list(yaml.safe_load(manifest.read_text(encoding="utf-8"))["contents"])
    for entry in waiting:
        if entry["id"] == section:
            return str(entry["title"][language])
        waiting.extend(entry.get("sections", ()))
    raise LookupError(section)


def names(hands: Hands, role: str) -> list[str]:
    """Return how everything of a role is called, in the order of the tree."""
    told = hands.do("names", role=role)
    assert isinstance(told, list)
    return told


def is_said(hands: Hands, role: str, words: str) -> bool:
    """Tell whether one of a role is called so, among other words."""
    return any(words in name for name in names(hands, role))


def read_through(hands: Hands, language: str, section: str) -> str:
    """Return the text of a section of the bundled book as soon as it is open."""
    return str(hands.wait("text", text_of(language, title(section, language))))


def press_key(desk: Desk, hands: Hands, part: str, key: str) -> None:
    """Press a key in a part, where AT-SPI has no action for it."""
    hands.wait("focus", part)
    until(lambda: hands.do("is focused", part) is True, f"the keyboard in {part}")
    desk.press(key)


def end(desk: Desk, hands: Hands, language: str) -> None:
    """Quit by the menu: after dialogs, without a window manager, no window has the keyboard."""
    hands.do("press", said(language, "&Quit"), "menu item")
    assert desk._program is not None
    assert desk._program.wait(timeout=PATIENCE) == 0
    desk._program = None


def test_reading_finding_bookmarking_and_languages_through_at_spi_alone(
    desk: Desk, hands: Hands, language: str
) -> None:
    desk.speak(language)
    desk.start()
    # Reading.
    about = title("about", language)
    assert read_through(hands, language, "about").startswith(f"{about}\n")
    # Finding.
    until(desk.searchable, "the indexes")
    field = said(language, "Search or go to")
    hands.wait("write", field, text=SOUGHT[language])
    press_key(desk, hands, field, "Return")
    assert "fentanyl" in read_through(hands, language, "trilateral").lower()
    # Bookmarking.
    assert hands.wait("press", said(language, "&Bookmark this place"), "menu item") is True
    hands.wait("look", said(language, "Name of the bookmark"))
    until(lambda: len(desk.bookmarks()) == 1, "the bookmark")
    # Switching the language, which the interface does too.
    other = OTHER[language]
    assert hands.wait("press", OWN_NAMES[other]) is True
    assert "fentanyl" in read_through(hands, other, "trilateral").lower()
    desk.quit()


def test_what_was_read_is_marked_and_told(
    desk: Desk, heard: Listener, hands: Hands, language: str
) -> None:
    desk.speak(language)
    desk.start()
    about = title("about", language)
    read_through(hands, language, "about")
    hands.wait("press", said(language, "Mark as rea&d"), "menu item")
    heard.wait(announced=said(language, "Marked as read"))
    hands.wait("look", f"{about}, {said(language, 'read')}", "table cell")
    hands.wait("press", said(language, "Mark as unrea&d"), "menu item")
    heard.wait(announced=said(language, "Marked as unread"))
    hands.wait("look", about, "table cell")
    desk.quit()


def test_what_came_later_is_reached_through_at_spi_alone(
    desk: Desk, hands: Hands, language: str
) -> None:
    desk.speak(language)
    desk.start()
    about = title("about", language)
    read_through(hands, language, "about")
    # Tabs.
    hands.wait("press", said(language, "N&ew tab"), "menu item")
    until(lambda: sum(about in name for name in names(hands, "page tab")) == 2, "two tabs")
    # Explanations.
    hands.wait("press", said(language, "Explain the &word"), "menu item")
    until(lambda: is_said(hands, "label", TERM[language]), "the explanation")
    # The glossary, and what was gathered.
    hands.wait("press", said(language, "Glossar&y…"), "menu item")
    until(lambda: is_said(hands, "table cell", TERM[language]), "the terms")
    hands.wait("press", said(language, "Close"))
    hands.wait("press", said(language, "Collected v&iews…"), "menu item")
    hands.wait("look", said(language, "Collected views"), "dialog")
    hands.wait("press", said(language, "Close"))
    # What changed, which there is nothing of.
    hands.wait("press", said(language, "&What changed since the last edition…"), "menu item")
    nothing = "You have no other edition of this book, so there is nothing to compare."
    hands.wait("look", said(language, nothing), "label")
    # Two languages side by side.
    hands.wait("press", said(language, "Si&de by side"), "menu item")
    text = text_of(language, "")
    until(lambda: sum(text in name for name in names(hands, "label")) > 1, "both languages")
    end(desk, hands, language)


def test_a_section_that_refers_to_the_open_one_and_a_link_into_another_book_are_opened(
    desk: Desk, heard: Listener, hands: Hands, language: str, tmp_path: Path
) -> None:
    one, two = {"en": ("One", "Two"), "fr": ("Un", "Deux")}[language]
    desk.speak(language)
    desk.start(str(write_harbour(tmp_path, LINKS)))
    hands.wait("text", text_of(language, two))
    # The bar under the text, where it ends.
    hands.wait("look", said(language, "Referred to by"), "label")
    assert hands.wait("press", one, "push button") is True
    hands.wait("text", text_of(language, one))
    # Links of the page have no action of their own: Tab and Enter are pressed there.
    press_key(desk, hands, text_of(language, one), "Tab")
    link = said(language, "Link: {words}")
    heard.wait_for_words(link.format(words=f"{two}. "))
    desk.press("Tab")
    told = heard.wait_for_words(link.format(words=f"{LINK_TOLD[language]}. "))
    assert title("trilateral", language) in told
    desk.press("Return")
    assert "fentanyl" in read_through(hands, language, "trilateral").lower()
    hands.wait("press", said(language, "&Back"), "menu item")
    hands.wait("text", text_of(language, one))
    desk.quit()


def test_an_address_leads_into_the_current_edition_and_back_into_the_older_one(
    desk: Desk, hands: Hands, language: str, tmp_path: Path
) -> None:
    first, second = write_editions(tmp_path)
    ships = {"en": "Ships", "fr": "Navires"}[language]
    field = said(language, "Search or go to")
    desk.speak(language)
    desk.start(str(second))
    desk.follow(str(first))

    def go(address: str, name: str) -> str:
        hands.wait("write", field, text=address)
        press_key(desk, hands, field, "Return")
        return str(hands.wait("text", text_of(language, name)))

    here = {"en": "Ships come from all seas.", "fr": "Les navires viennent de loin."}[language]
    gone = {"en": GONE, "fr": GONE_FR}[language]
    until(lambda: gone in go("briefing:harbour/ships", ships), "the older edition")
    go("briefing:key-relationships/trilateral", title("trilateral", language))
    current = go("briefing:harbour/ships", ships)
    assert here in current
    assert gone not in current
    for name in (title("trilateral", language), ships):
        hands.wait("press", said(language, "&Back"), "menu item")
        hands.wait("text", text_of(language, name))
    assert gone in str(hands.do("text", text_of(language, ships)))
    desk.quit()
