"""What a link says when the pointer rests on it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget

_LONGEST = 300
"""Characters of a note that are shown."""


def hint(target: str) -> str:
    """Return what is shown for a link: the target, if it leads out of the book; else nothing."""
    return (
        target
        if target.partition(":")[0].lower() in {"http", "https", "mailto", "briefing"}
        else ""
    )


def show_words(widget: QWidget, point: QPoint, words: Sequence[str]) -> None:
    """Show what belongs to a point of a widget, as text; nothing hides what was shown."""
    shown = "\n\n".join(one if len(one) <= _LONGEST else f"{one[:_LONGEST]}…" for one in words)
    # As text: Qt would take what looks like HTML for it.
    text = f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
    QToolTip.showText(widget.mapToGlobal(point), text, widget)
