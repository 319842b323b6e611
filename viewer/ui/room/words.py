"""What is said of reading: how long it takes, and what has been read."""

from collections.abc import Callable

from viewer.messages import number, plural
from viewer.messages import translate as _
from viewer.reading.lengths import minutes
from viewer.reading.progress import Share, State

MINUTES_AN_HOUR = 60
_LONGEST_IN_MINUTES = 90

SIGNS = {State.UNREAD: "", State.PARTLY: "○", State.READ: "✓", State.CHANGED: "●"}
"""Signs beside titles in the contents."""


def about(words: int) -> str:
    """Return how long so many words take to read; nothing for none."""
    return _time(
        words,
        lambda count: plural("about {count} minute", "about {count} minutes", count),
        lambda count: plural("about {count} hour", "about {count} hours", count),
    )


def about_part(own: int, whole: int) -> str:
    """Return how long a section takes, and with all below it, if that is another time.

    Args:
        own: Words of the section itself.
        whole: Words of the section and of all below it.
    """
    alone, together = about(own), about(whole)
    if not alone or alone == together:
        return together
    words = _("{section}, {part} with the sections in it")
    return words.format(section=alone, part=together)


def left(words: int) -> str:
    """Return how long what is left takes to read; nothing for none."""
    return _time(
        words,
        lambda count: plural("about {count} minute left", "about {count} minutes left", count),
        lambda count: plural("about {count} hour left", "about {count} hours left", count),
    )


def whole(words: int) -> str:
    """Return how long a book takes to read; nothing if it has no words."""
    return _time(
        words,
        lambda count: plural(
            "about {count} minute of reading", "about {count} minutes of reading", count
        ),
        lambda count: plural(
            "about {count} hour of reading", "about {count} hours of reading", count
        ),
    )


def _time(words: int, in_minutes: Callable[[int], str], in_hours: Callable[[int], str]) -> str:
    """Return the time that words take, in what is easier to grasp; nothing for none."""
    count = minutes(words)
    if not count:
        return ""
    if count <= _LONGEST_IN_MINUTES:
        return in_minutes(count).format(count=count)
    hours = round(count / MINUTES_AN_HOUR)
    return in_hours(hours).format(count=hours)


def said_of_book(share: Share | None, words: int) -> tuple[str, ...]:
    """Return how far the reading of a book is.

    Args:
        share: How much of it was read; None where that is not to be told.
        words: Words of the sections that are still to be read.
    """
    if share is None or not (share.read or share.partly or share.changed):
        return tuple(filter(None, (whole(words),)))
    told = plural(
        "{share} read ({read} of {count} section)",
        "{share} read ({read} of {count} sections)",
        share.texts,
    ).format(
        share=f"{share.percent}\N{NO-BREAK SPACE}%",
        read=number(share.read),
        count=number(share.texts),
    )
    return tuple(filter(None, (told, left(words), _changed(share))))


def _changed(share: Share) -> str:
    if not share.changed:
        return ""
    words = plural(
        "{count} section changed since you read it",
        "{count} sections changed since you read them",
        share.changed,
    )
    return words.format(count=share.changed)


def essential_words(read: int, count: int, words: int) -> str:
    """Return how far the essential reading is.

    Args:
        read: Sections that were read; below 0 where that isn't known.
        count: All its sections.
        words: Words of those that weren't read; 0 where that isn't known.
    """
    if read == count:
        return plural("Essential: {count} read", "Essential: all {count} read", count).format(
            count=count
        )
    told = _("Essential: {count}") if read < 0 else _("Essential: {read} of {count}")
    told = told.format(read=read, count=count)
    left = _("{count} min").format(count=minutes(words)) if words else ""
    return " · ".join(filter(None, (told, left)))


NEW = "●"
"""Sign of what is new; as that of what changed, it wants to be read."""


def said_of_new(count: int, *, alone: bool) -> str:
    """Return what is said of so many new sections that were not read; nothing of none.

    Args:
        count: How many.
        alone: Whether it is said of the section itself, not of those below one.
    """
    if not count:
        return ""
    if alone:
        return _("new in this edition")
    return plural("{count} new section", "{count} new sections", count).format(count=count)


def said_of(state: State) -> str:
    """Return what a sign means; nothing where there is none."""
    return {
        State.PARTLY: _("read in part"),
        State.READ: _("read"),
        State.CHANGED: _("changed since you read it"),
    }.get(state, "")


def said_of_part(share: Share) -> str:
    """Return how much of a part was read; nothing if none of it was."""
    parts = list(filter(None, (_changed(share),)))
    if share.state is State.READ:
        parts.append(_("read"))
    elif share.read or share.partly:
        words = plural(
            "{read} of {count} sections read", "{read} of {count} sections read", share.read
        )
        parts.append(words.format(read=share.read, count=share.texts))
    return ", ".join(parts)
