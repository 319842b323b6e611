"""What the contents tell of each section beside its title: a sign, its words, and a length."""

from collections.abc import Callable
from functools import partial

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.reading.progress import Progress
from viewer.ui.room.new_sections import NewSections
from viewer.ui.room.read_state import ReadState
from viewer.ui.room.words import NEW, SIGNS, about, said_of, said_of_new, said_of_part

Entry = tuple[str, Callable[[], object]]
"""An entry of a menu: its words, and what it does."""


class ReadingNotes:
    """Answers for the sections of the open book."""

    def __init__(
        self,
        state: ReadState,
        new: NewSections,
        mark: Callable[[str, bool], object],
        further: Callable[[str], list[Entry]] = lambda _section: [],
    ) -> None:
        """Take the answers from ``state``.

        Args:
            state: What was read.
            new: What is new in this edition.
            mark: Marks a section and all below it as read, or as unread.
            further: Gives what else can be done with a section.
        """
        self._state = state
        self._new = new
        self._mark = mark
        self._further = further

    def _progress(self) -> Progress | None:
        """Return what was read; None where the contents show the next book already."""
        return self._state.progress if self._state.is_current() else None

    def sign(self, section: str) -> str:
        """Return the sign of a section with all below it; nothing if nothing of it was read."""
        progress = self._progress()
        if progress is None:
            return ""
        return NEW if self._new.unread(progress, section) else SIGNS[progress.share(section).state]

    def spoken(self, section: str) -> str:
        """Return what the sign means."""
        progress = self._progress()
        if progress is None:
            return ""
        share = progress.share(section)
        own = said_of_part(share) if share.texts > 1 else said_of(share.state)
        new = said_of_new(self._new.unread(progress, section), alone=share.texts == 1)
        return ", ".join(filter(None, (new, own)))

    def length(self, section: str) -> str:
        """Return how long a section takes, with all below it."""
        return about(self._state.words(section)) if self._state.is_current() else ""

    def entries(self, section: str) -> list[Entry]:
        """Return what can be done with a section, for its menu: words, and the work."""
        progress, entries = self._progress(), self._further(section)
        if progress is None:
            return entries
        share = progress.share(section)
        for read, wanted in ((True, share.read < share.texts), (False, bool(sum(share[1:])))):
            if wanted and share.texts:
                words = mark_words(share.texts, read=read)
                entries.append((words, partial(self._mark, section, read)))
        return entries


def mark_words(count: int, *, read: bool) -> str:
    """Return the words of the entry that marks so many sections."""
    if count == 1:
        return _("Mark as rea&d") if read else _("Mark as unrea&d")
    if read:
        words = plural("Mark {count} section as &read", "Mark {count} sections as &read", count)
    else:
        words = plural("Mark {count} section as &unread", "Mark {count} sections as &unread", count)
    return words.format(count=count)
