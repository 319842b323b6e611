"""What an import does, in words: beforehand, and when it is done."""

from collections.abc import Iterable

from viewer.annotations.along import Coming
from viewer.annotations.merging import Plan
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.carrying.import_rows import HOMELESS, PLANNED


def planned_words(planned: Plan, problems: int) -> str:
    """Return how many items of an import have each verdict."""
    counts = planned.counts()
    parts = [
        f"{counts[verdict]} {_(words)}" for verdict, words in PLANNED.items() if counts[verdict]
    ]
    if counts["unplaceable"]:
        parts.append(f"{counts['unplaceable']} {_(HOMELESS)}")
    if problems:
        words = plural("{count} could not be read", "{count} could not be read", problems)
        parts.append(words.format(count=problems))
    return " · ".join(parts) or _("There is nothing in this file.")


def coming_words(coming: Coming, places: int) -> str:
    """Return what an import brings beside the marks; nothing if it brings nothing.

    Args:
        coming: What the store doesn't have yet.
        places: Books in which the place of reading comes along.
    """
    read = len(coming.reading.sections())
    parts = [
        _counted(
            coming.listed,
            plural("{count} on the reading list", "{count} on the reading list", coming.listed),
        ),
        _counted(
            coming.colours,
            plural("what {count} colour means", "what {count} colours mean", coming.colours),
        ),
        _counted(
            places,
            plural(
                "where you stopped reading, in {count} book",
                "where you stopped reading, in {count} books",
                places,
            ),
        ),
        _counted(
            read, plural("{count} section you have read", "{count} sections you have read", read)
        ),
    ]
    what = " · ".join(filter(None, parts))
    return _("Also comes along: {what}").format(what=what) if what else ""


def arrived_words(places: int, read: int, *, preferences: bool) -> Iterable[str]:
    """Yield what came along beside the marks, a sentence each."""
    yield _counted(
        places,
        plural(
            "Your place of reading came along in {count} book.",
            "Your place of reading came along in {count} books.",
            places,
        ),
    )
    yield _counted(
        read,
        plural(
            "{count} section counts as read here, too.",
            "{count} sections count as read here, too.",
            read,
        ),
    )
    if preferences:
        yield _("The preferences were taken over.")


def _counted(count: int, words: str) -> str:
    return words.format(count=count) if count else ""
