"""Moments in words, as each language writes them."""

from datetime import datetime


def clock_words(moment: datetime, language: str) -> str:
    """Return the time of day: “08:02”, in French “8 h 2”.

    The French form is that of *Le guide du rédacteur*, 2.4.4: no zero before the minutes, none at
    the full hour; the spaces don't break.
    """
    if language != "fr":
        return f"{moment:%H:%M}"
    minutes = f"\N{NO-BREAK SPACE}{moment.minute}" if moment.minute else ""
    return f"{moment.hour}\N{NO-BREAK SPACE}h{minutes}"


def moment_words(moment: datetime, language: str) -> str:
    """Return a moment in local time; its ISO date stands first, unless it is today."""
    local = moment.astimezone()
    words = clock_words(local, language)
    today = datetime.now().astimezone().date()
    return words if local.date() == today else f"{local:%Y-%m-%d}, {words}"


def written(value: object, language: str) -> object:
    """Return what a sentence writes for ``value``: the words of a moment; all else as it is."""
    return moment_words(value, language) if isinstance(value, datetime) else value
