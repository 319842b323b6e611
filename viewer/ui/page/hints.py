"""What a link says when the pointer rests on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget

_LONGEST = 300
"""Characters of a note that are shown."""


def hint(target: str) -> str:
    """Return what is shown for a link: the target, if it leads out of the book; else nothing."""
    return (
        target
        if target.partition(":")[0].lower() in {"http", "https", "mailto", "tel", "briefing"}
        else ""
    )


def show_words(widget: QWidget, point: QPoint, notes: Sequence[str]) -> None:
    """Show the notes at a point of a widget, their Markdown set; nothing hides what was shown."""
    from viewer.book.note_text import note_hint

    text = "<hr>".join(note_hint(note, _LONGEST) for note in notes)
    QToolTip.showText(widget.mapToGlobal(point), text, widget)
