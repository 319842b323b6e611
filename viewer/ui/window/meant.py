"""Which block of the page is meant by a command that is about one kind of block."""

from collections.abc import Sequence

from viewer.ui.page.view import PageView


def block_meant(page: PageView, ordinals: Sequence[int]) -> int | None:
    """Return the one with the caret, else the first in view or below it, else the last.

    Args:
        page: The page.
        ordinals: Blocks of that kind, in order; None is returned if there are none.
    """
    if not ordinals:
        return None
    caret, first = page.caret().ordinal, page.first_visible_block()
    if caret in ordinals and page.has_text_cursor():
        return caret
    return next((ordinal for ordinal in ordinals if ordinal >= first), ordinals[-1])
