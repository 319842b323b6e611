"""Words for tooltips: never taken for HTML, which Qt would let read files and open them."""

from PySide6.QtGui import Qt  # only this one knows ``mightBeRichText``


def plain_hint(words: str) -> str:
    """Return words so that a tooltip shows them as they stand, whoever wrote them."""
    if not Qt.mightBeRichText(words):
        return words
    from html import escape  # hardly ever needed

    return f'<div style="white-space:pre-wrap">{escape(words)}</div>'
