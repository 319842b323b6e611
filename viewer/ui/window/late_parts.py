"""Parts of the window that aren't seen at first, and are made when they are needed."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from viewer.ui.marks.bookmark_line import BookmarkLine
    from viewer.ui.message_line import MessageLine
    from viewer.ui.page.view import PageView
    from viewer.ui.window.breadcrumb import Bar, Breadcrumb
    from viewer.ui.window.languages.readings import Readings
    from viewer.ui.window.look import Look
    from viewer.ui.window.opening.navigation import Navigation
    from viewer.ui.window.searching.hit_bar import HitBar
    from viewer.ui.window.status import StatusLine
    from viewer.ui.window.toolbar import Toolbar


class LateParts(QMainWindow):
    """A window some of whose parts come later.

    Attributes:
        toolbar: The bar under which they stand.
        page: The page.
        breadcrumb: The line above it.
        navigation: What is open.
        look: The look that they take part in.
        rows: Layout of the rows of the window.
        views: The page, or the books.
        status: The line at the bottom.
        followers: What takes part in switches of language and look.
        companion: The pane beside the page, once there is one.
    """

    toolbar: "Toolbar"
    page: "PageView"
    breadcrumb: "Breadcrumb"
    navigation: "Navigation"
    look: "Look"
    rows: QVBoxLayout
    views: QStackedWidget
    status: "StatusLine"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.followers: list[QObject] = []
        self.companion: QWidget | None = None

    @cached_property
    def bookmark_line(self) -> "BookmarkLine":
        """Where a new bookmark gets its name."""
        from viewer.ui.marks.bookmark_line import BookmarkLine

        made = BookmarkLine(self.centralWidget())
        self._add_row(made, self.toolbar)
        return made

    @cached_property
    def line(self) -> "MessageLine":
        """Where the program tells something."""
        from viewer.ui.message_line import MessageLine
        from viewer.ui.window.status import Yielding

        made = MessageLine(self.centralWidget())
        made.left.connect(self.focus_page)
        self._add_row(made, self.bookmark_line)
        Yielding(made, self.status)
        return made

    @cached_property
    def tabs_place(self) -> QWidget:
        """Where the tabs stand; without them it takes no room."""
        made = QWidget(self.centralWidget())
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        self.rows.insertWidget(self.rows.indexOf(self.views), made)
        return made

    @cached_property
    def readings(self) -> "Readings":
        """The texts of the open section that are on the screen."""
        from viewer.ui.window.languages.readings import Readings

        return Readings(self.navigation, self.page, self)

    @cached_property
    def hit_bar(self) -> "HitBar":
        """Where the reader goes from hit to hit."""
        from viewer.ui.window.searching.hit_bar import HitBar

        made = HitBar(self.breadcrumb)
        self.hold(made)
        self.follow(made)
        return made

    @Slot()
    def focus_page(self) -> None:
        """Give the keyboard to the page on which the reader is."""
        self.readings.page().setFocus()

    def companion_shows(self) -> bool:
        """Return whether the pane beside the page is open."""
        return self.companion is not None and not self.companion.isHidden()

    def hold(self, bar: "Bar") -> None:
        """Give a bar its place above the page; the keyboard comes to it before the page."""
        self.breadcrumb.hold(bar)
        self.order_focus()

    def order_focus(self) -> None:
        """Let Tab go through the line above the page just before it comes to the page."""
        before = self.page.previousInFocusChain()
        for stop in self.breadcrumb.stops():
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop

    def _add_row(self, made: QWidget, above: QWidget) -> None:
        """Put a line under another row; the keyboard comes to it after that."""
        self.rows.insertWidget(self.rows.indexOf(above) + 1, made)
        QWidget.setTabOrder(above, made)
        self.follow(made)

    def follow(self, part: QObject) -> None:
        """Have a part that came later take part in switches of language and look."""
        self.followers.append(part)
        show = getattr(part, "set_look", None)
        if show is not None:
            show(self.look.theme)

    def unfollow(self, part: QObject) -> None:
        """Let a part go that is about to be deleted."""
        self.followers.remove(part)
