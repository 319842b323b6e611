"""Where a tab is: from the page to a tab, and back to the page."""

from viewer.book.model import pick
from viewer.storage.files import is_there
from viewer.ui.page.content import Target
from viewer.ui.tabs.tab import Tab
from viewer.ui.window.opening.navigation import Navigation, Pending


def here_in(navigation: Navigation) -> Tab:
    """Return a tab at what is on the page, with its way back."""
    book = navigation.book
    if book is None or not navigation.section:
        return Tab("", navigation.place(), history=navigation.history)
    title = pick(book.section(navigation.section).title, navigation.language)
    return Tab(title, navigation.place(), book.folder, navigation.history)


def go_to(navigation: Navigation, tab: Tab) -> bool:
    """Open the place of a tab; return whether it is open, or will be when its book is read."""
    book, place = navigation.book, tab.place
    if book is not None and book.folder == tab.folder:
        # The folder may hold another edition by now.
        return navigation.go_to_place(place._replace(edition=""), remember=False)
    if tab.folder is not None and is_there(tab.folder / "book.yaml"):
        target = Target(place.ordinal, place.offset, shift=place.shift)
        wanted = Pending(tab.folder, place.section, target, place.language, remember=False)
        return navigation.open_pending(wanted)
    return navigation.go_to_place(place, remember=False)


def is_on_page(navigation: Navigation, tab: Tab) -> bool:
    """Return whether the section of a tab is on the page."""
    book, place = navigation.book, tab.place
    if book is None or navigation.section != place.section:
        return False
    edition = book.edition
    return edition.book == place.book and place.edition in ("", edition.edition)
