"""Asks before a text above unclassified leaves the program: once for each level and session."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject

from viewer.book.classification import WIDE_DASH, label, level_of, rank, strip, with_caveat
from viewer.book.model import pick
from viewer.errors import Severity
from viewer.messages import language, plural
from viewer.messages import translate as _
from viewer.ui.message_line import LineButton, MessageLine, Words
from viewer.ui.window.main_window import MainWindow

TOPIC = "handling"


class Handling(QObject):
    """Knows at which levels the reader has agreed that text may be printed or copied."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._agreed: set[str] = set()

    def level(self) -> str:
        """Return the level of what is open: that of the book or of the section, the higher."""
        navigation = self._window.navigation
        book = navigation.book
        if book is None:
            return "unclassified"
        section = book.section(navigation.section) if navigation.section else None
        return level_of(book.edition, section)

    def is_marked(self) -> bool:
        """Tell whether what is open is above unclassified."""
        return rank(self.level()) > 0

    def label(self, language: str, level: str | None = None) -> str:
        """Return what a page at this level carries: the level in both languages, the caveat.

        Args:
            language: Language of the caveat.
            level: The level; that of what is open if left out.
        """
        level = self.level() if level is None else level
        marking, book = strip(level).upper(), self._window.navigation.book
        caveat = pick(book.edition.caveat, language) if book is not None else ""
        return with_caveat(marking, caveat, WIDE_DASH)

    def file_name(self, name: str, level: str | None = None) -> str:
        """Return the name of a file with its level, for what can't carry its label inside.

        Args:
            name: Name of the file.
            level: Its level, empty if nothing is known of it; that of what is open if left out.
        """
        level = self.level() if level is None else level
        if not level or rank(level) == 0:
            return name
        file = PurePath(name)
        return f"{file.stem} ({pick(label(level), language())}){file.suffix}"

    def ask(
        self,
        button: Words,
        work: Callable[[], object],
        *,
        level: str | None = None,
        unknown: int = 0,
        line: MessageLine | None = None,
    ) -> None:
        """Do ``work`` if the level of the text needs no question, else once it is answered.

        Args:
            button: Words of the button that agrees.
            work: What takes text out of the program; carries its label.
            level: Level of the text, empty if nothing is known of it; that of what is open if left
                out.
            unknown: Number of passages whose level isn't known; these are asked about each time.
            line: Where it is asked; that of the window if left out.
        """
        level = self.level() if level is None else level
        needless = not level or rank(level) == 0 or level in self._agreed
        if needless and not unknown:
            work()
            return
        agree = LineButton(button, partial(self._agree, level, work))
        words = partial(_unknown, unknown) if needless else partial(_question, level)
        line = line or self._window.line
        line.tell(words, [agree], severity=Severity.WARNING, topic=TOPIC)
        line.take_focus()

    def agreed(self, level: str) -> bool:
        """Tell whether text of a level is let out without a question."""
        return rank(level) == 0 or level in self._agreed

    def _agree(self, level: str, work: Callable[[], object]) -> None:
        self._agreed.add(level)
        work()


def _unknown(count: int) -> str:
    words = plural(
        "The classification of {count} passage isn’t known: its book isn’t here.",
        "The classification of {count} passages isn’t known: their book isn’t here.",
        count,
    )
    handled = _("What leaves the program has to be handled as the passages are.")
    return f"{words.format(count=count)} {handled}"


def _question(level: str) -> str:
    words = _("This text is marked {level}. What leaves the program has to be handled as such.")
    return words.format(level=pick(label(level), language()))
