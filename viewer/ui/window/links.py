"""Where a link of the text leads."""

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.links import LinkKind, parse_link
from viewer.ui.page.view import PageView
from viewer.ui.window.navigation import Navigation


class Links(QObject):
    """Follows links inside the book; nothing outside it is opened by itself.

    Signals:
        web_link: An address outside the book that the reader chose.
        file_link: Path of an attachment that the reader chose.
    """

    web_link = Signal(str)
    file_link = Signal(str)

    def __init__(
        self, navigation: Navigation, page: PageView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._page = page
        page.link_requested.connect(self.follow)

    @Slot(str)
    def follow(self, link: str) -> None:
        """Go where ``link`` leads."""
        parsed = parse_link(link)
        if parsed is None:
            return
        if parsed.kind is LinkKind.FILE:
            self.file_link.emit(parsed.target)
        elif parsed.kind is LinkKind.WEB:
            self.web_link.emit(parsed.target)
        else:
            self._go(parsed.target or self._navigation.section, parsed.heading)

    def _go(self, section: str, heading: str) -> None:
        if self._navigation.open_section(section) and heading:
            self._page.go_to_heading(heading)
