"""The one door to announcements of screen readers."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Have a screen reader say ``text`` once.

    Args:
        widget: The widget that speaks; its window must be shown.
        text: The words, translated.
        assertive: Whether to interrupt what is being said; for errors only.
    """
    if not text:
        return
    # Imported here: the class is slow to make, and nothing is announced before the first paint.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)
