"""Where the list under the field takes its rows from."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from viewer.ui.search_field.agreed import COMMAND_SIGN, DONE

if TYPE_CHECKING:
    from viewer.search.answers import Answer
    from viewer.ui.search_field.choices import Known
    from viewer.ui.search_field.places import PlaceItem

Find = Callable[[str], "Sequence[PlaceItem]"]
"""Finds places, or commands, by name; the best first."""


class Sources:
    """All that the list is made from, apart from what is typed and found.

    Attributes:
        places: Finds places by title; asked with an empty text it gives the latest places.
        commands: Finds commands by name; None where nothing is done by name.
        recent: What was sought before, the newest first.
        percent: How far the preparation of the search is; 100 when it is done.
        titles: Titles of the books by id.
        book: Id of the open book; empty for none.
    """

    def __init__(self, places: Find | None = None) -> None:
        self.places = places
        self.commands: Find | None = None
        self.recent: Sequence[str] = ()
        self.percent = DONE
        self.titles: Mapping[str, str] = {}
        self.book = ""

    def is_command(self, text: str) -> bool:
        """Return whether ``text`` names a command."""
        return self.commands is not None and text.lstrip().startswith(COMMAND_SIGN)

    def known(self, text: str, answer: "Answer | None") -> "Known":
        """Return what is known about ``text``, to which ``answer`` is the answer."""
        # Imported here: the window starts without the list.
        from viewer.ui.search_field.choices import Known

        command = self.is_command(text)
        find = None if command else self.places
        found: Sequence[PlaceItem] | None = None
        if self.commands is not None:
            # Only when they are asked for: this is done at every key.
            name = text.lstrip().removeprefix(COMMAND_SIGN)
            found = self.commands(name) if command else ()
        return Known(
            text=text,
            places=find(text) if find is not None else (),
            answer=answer,
            percent=self.percent,
            recent=self.recent,
            commands=found,
            titles=self.titles,
            book=self.book,
        )
