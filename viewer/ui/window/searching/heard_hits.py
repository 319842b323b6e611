"""What screen readers are told of a match: which one it is, and the sentence in which it stands."""

from viewer.reading.survey import cut
from viewer.search.sentences import sentences
from viewer.ui.window.searching.page_hits import PageHits

LONGEST = 240
"""Code points of a sentence that are told, by and large."""


def told(count: str, hits: PageHits) -> str:
    """Return what is told of the current match on the page.

    Args:
        count: Which one it is of how many, in words.
        hits: The matches.
    """
    sentence = _sentence(hits)
    return f"{count}. {sentence}" if sentence else count


def _sentence(hits: PageHits) -> str:
    """Return the sentence of the current match, or the row of its table; nothing without one."""
    text, stop = hits.text, hits.walk.stop
    if stop is not None and stop.host is not None:
        text = hits.text_under
    if text is None or stop is None:
        return ""
    ordinal, start, _end = stop.match
    words = text.blocks[ordinal].text
    found = next((words[first:last] for first, last in sentences(words) if last > start), "")
    return cut(" ".join(found.replace("\t", ", ").split()), LONGEST)
