"""Words cut short where there is little room: what is pasted may be as long as a page."""

import re

_LONGEST_WORD = 40
"""Characters of a word, or what stands in its place: one without an end fits into no line."""

_LONGEST_SENTENCE = 400

_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def shortened(words: str, most: int) -> str:
    """Return ``words`` in at most ``most`` characters."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def readable(text: str, most: int = _LONGEST_SENTENCE) -> str:
    """Return a text in one line of at most ``most`` characters, that can be broken anywhere.

    Args:
        text: Any text, for example with words of a reader.
        most: Characters.
    """
    plain = " ".join(text[: most + 1].split())
    cut = _ENDLESS.sub(lambda found: shortened(found.group(), _LONGEST_WORD), plain)
    return shortened(cut, most)
