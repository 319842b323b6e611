"""What a link says when the pointer rests on it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.ui.page.sheet import Sheet

_LONGEST = 300
"""Characters of a footnote that are shown."""


def hint(sheet: Sheet, address: str) -> str:
    """Return what is shown for a link of the page.

    Args:
        sheet: The page.
        address: The link's address in the document.

    Returns:
        The text of a footnote, or the target of a link that leads out of the book; else nothing.
    """
    target = sheet.builder.links.target(address)
    kind, _separator, rest = target.partition(":")
    if kind == "footnote":
        ordinal = sheet.builder.names.footnotes.get(rest, -1)
        text = sheet.content.text.blocks[ordinal].text if ordinal >= 0 else ""
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return target if kind.lower() in {"http", "https", "mailto"} else ""


def show_words(widget: QWidget, point: QPoint, words: Sequence[str]) -> None:
    """Show what belongs to a point of a widget, as text; nothing hides what was shown."""
    shown = "\n\n".join(one if len(one) <= _LONGEST else f"{one[:_LONGEST]}…" for one in words)
    # As text: Qt would take what looks like HTML for it.
    text = f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
    QToolTip.showText(widget.mapToGlobal(point), text, widget)
