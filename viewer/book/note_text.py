"""A reader's notes, which are Markdown, as HTML: for tooltips and reports.

Raw HTML is shown as text, and pictures are left out: a note loads nothing.
"""

from functools import cache

from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    return made.enable(["table", "strikethrough"]).disable("image")


def note_html(note: str) -> str:
    """Return a note as HTML; each line stays a line."""
    return str(_parser().render(note))
