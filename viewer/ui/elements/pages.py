"""Pages below tabs."""

from PySide6.QtWidgets import QLayout


def align_page(layout: QLayout) -> None:
    """Let a page below tabs begin and end where the tabs above and the buttons below it do."""
    margins = layout.contentsMargins()
    layout.setContentsMargins(0, margins.top(), 0, margins.bottom())
