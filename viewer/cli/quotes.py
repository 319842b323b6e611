"""Quotation marks around what was typed: click writes Python's, people expect those of print."""

import re
from ast import literal_eval

from viewer.messages import translate as _

_PYTHONS = re.compile(r"""(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)""")


def typographic(words: str) -> str:
    """Return ``words`` with texts in Python's quotation marks put into those of the language."""
    return _PYTHONS.sub(_printed, words)


def _printed(found: re.Match[str]) -> str:
    try:
        text = str(literal_eval(found.group()))
    except (SyntaxError, ValueError):
        # A backslash that Python didn't write.
        text = found.group()[1:-1]
    return _("“{text}”").format(text=text)
