"""The main window: composes its parts; what they do lies in the controllers beside this module."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.book.book import Book
from viewer.book.classification import level_of
from viewer.book.model import pick
from viewer.messages import set_language
from viewer.messages import translate as _
from viewer.ui.contents.panel import ContentsPanel
from viewer.ui.elements.menus import MenuBar
from viewer.ui.elements.views import Views
from viewer.ui.page.apart import ENTER
from viewer.ui.page.view import PageView
from viewer.ui.search_field.field import SearchField
from viewer.ui.theme import Theme
from viewer.ui.window.breadcrumb import Breadcrumb
from viewer.ui.window.late_parts import LateParts
from viewer.ui.window.left_pane import PaneFrame
from viewer.ui.window.look import Look
from viewer.ui.window.menus import Menus
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.services import Services
from viewer.ui.window.status import StatusLine
from viewer.ui.window.strip import ClassificationStrip
from viewer.ui.window.toolbar import Toolbar

START_SIZE = (1280, 820)
"""Width and height of the first window, in pixels."""


class MainWindow(LateParts):
    """One window: strip, tools, left pane, page, status.

    Signals:
        closing: The window is about to close; whoever holds something unsaved saves it now.
        dropped: Paths that were dropped on the window.
        state_changed: The window fills the screen, is maximised or minimised, or no longer is.
    """

    closing = Signal()
    dropped = Signal(list)
    state_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.services = services
        self.restored: dict[str, Any] = {}
        # From the outside in: what is put into another parent later is styled a second time.
        whole = QWidget(self)
        self.strip = ClassificationStrip(whole)
        self.field = SearchField(parent=whole)
        self.toolbar = Toolbar(self.field, whole)
        self.views = Views(whole)
        self.reading = PaneFrame(self.views)
        self.views.addWidget(self.reading)
        self.left = self.reading.pane
        self.contents = ContentsPanel(self.left.place("contents"))
        self.contents.set_notes(None, signs=services.preferences.track_reading)
        self.breadcrumb = Breadcrumb(self.reading.column)
        self.pages = QWidget(self.reading.column)
        self.page = PageView(self.pages)
        self.status = StatusLine(whole)
        self.setMenuBar(MenuBar(self))
        self.menus = Menus(self.menuBar())
        self.navigation = Navigation(services, self.page, self)
        self.look = Look(services, self)
        self._lay_out(whole)
        self._connect()
        self.look.follow(self._show_look)

    def _lay_out(self, whole: QWidget) -> None:
        self.left.set_panel("contents", self.contents)
        column = QVBoxLayout(self.reading.column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.breadcrumb)
        self.page_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.page_row.setSpacing(0)
        self.page_columns = QHBoxLayout(self.pages)
        self.page_columns.setContentsMargins(0, 0, 0, 0)
        self.page_columns.setSpacing(0)
        self.page_columns.addWidget(self.page, 1)
        self.page_row.addWidget(self.pages, 1)
        column.addLayout(self.page_row, 1)
        self.rows = layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.views, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.menuBar().setAccessibleName(_("Menus"))
        self.resize(QSize(*START_SIZE).boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.navigation.book_opened.connect(self._show_book)
        self.navigation.section_opened.connect(self._show_section)
        self.navigation.section_opened.connect(self._show_page)
        self.navigation.language_chosen.connect(self.set_interface_language)
        self.navigation.language_changed.connect(self._show_language)
        self.contents.section_requested.connect(self.open_section)
        self.breadcrumb.section_requested.connect(self._open_above)
        self.toolbar.languages.chosen.connect(self.navigation.set_language)

    # -- what is open ----------------------------------------------------------------------------

    def open_section(self, section: str) -> None:
        """Open a section that was chosen in the pane or above the page."""
        if self.navigation.open_section(section):
            self.reading.chosen()
            self.views.setCurrentWidget(self.reading)

    def _open_above(self, section: str) -> None:
        """Open a section from the line above the text, which is another one then."""
        self.open_section(section)
        self.focus_page()

    def leave_pane(self) -> None:
        """Give the keyboard to the page; a pane over it goes."""
        self.views.setCurrentWidget(self.reading)
        # Before the pane goes: Qt would hand the keyboard on to what comes next in it.
        self.focus_page()
        self.reading.chosen()

    def _show_book(self, book: Book) -> None:
        navigation = self.navigation
        self.set_interface_language()
        self.contents.set_book(book, navigation.language)
        self.toolbar.languages.set_languages(book.edition.languages, navigation.language)
        self.views.setCurrentWidget(self.reading)
        self._tell_book()

    def _tell_book(self) -> None:
        book = self.navigation.book
        if book is None:
            self.setWindowTitle(_("Briefing Viewer"))
            return
        title = pick(book.edition.title, self.navigation.language)
        self.status.show_book(title, book.edition.edition)
        words = _("{title}, edition {edition} — Briefing Viewer")
        self.setWindowTitle(words.format(title=title, edition=book.edition.edition))

    @Slot()
    def _show_page(self) -> None:
        """Show the page in place of the books: something on it was asked for."""
        self.views.setCurrentWidget(self.reading)

    def _show_section(self, section: str) -> None:
        book = self.navigation.book
        if book is None:
            return
        self.contents.set_current(section)
        self.breadcrumb.show_path(book.ancestors(section), self.navigation.language)
        self.order_focus()
        self.status.show_place(book.order.index(section) + 1, len(book.order))
        caveat = pick(book.edition.caveat, self.navigation.language)
        self.strip.show_level(level_of(book.edition, book.section(section)), caveat)

    def _show_language(self, code: str) -> None:
        self.contents.set_language(code)
        book = self.navigation.book
        if book is not None:
            self.toolbar.languages.set_languages(book.edition.languages, code)
            if self.navigation.section:
                self._show_section(self.navigation.section)
        self._tell_book()

    # -- language and look -----------------------------------------------------------------------

    @Slot()
    def set_interface_language(self) -> None:
        """Speak the language that the reader chose, or that of the text."""
        from viewer.messages import language

        wanted = self.services.interface_language(self.navigation.chosen)
        if wanted != language():
            set_language(wanted)
            self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        for part in (
            self.toolbar,
            self.field,
            self.contents,
            self.left,
            self.reading,
            self.breadcrumb,
            self.page,
            self.status,
            self.menus,
            *self.followers,
        ):
            again = getattr(part, "retranslate", None)
            if again is not None:
                again()
        self.menuBar().setAccessibleName(_("Menus"))
        self._tell_book()

    def _show_look(self, theme: Theme, percent: int) -> None:
        self.page.set_look(theme, percent, self.look.typesetting)
        if self.reading.isVisible():
            self.reading.arrange()
        for part in (
            self.toolbar,
            self.field,
            self.contents,
            *self.followers,
        ):
            show = getattr(part, "set_look", None)
            if show is not None:
                show(theme)

    # -- the session -----------------------------------------------------------------------------

    def restore(self, state: dict[str, Any]) -> None:
        """Take up size, place and panes of the last time; anything odd is passed over."""
        self.restored = state
        geometry = state.get("geometry")
        if isinstance(geometry, str):
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
            # Who left in full screen comes back to all tools.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        pane = state.get("pane")
        if isinstance(pane, dict):
            self.reading.restore(pane)

    def keep(self, state: dict[str, Any]) -> None:
        """Write down what ``restore`` takes up."""
        state["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        state["pane"] = self.reading.state()
        self.navigation.remember()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window fills the screen, or no longer does."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.state_changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, and close."""
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave full screen with Escape, and press the button that has the keyboard with Enter."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
            return
        if event.key() in ENTER and isinstance(button, QAbstractButton):
            # Outside dialogs Qt lets only the space bar press a button.
            button.click()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back or forward with the buttons that some mice have for it."""
        if event.button() == Qt.MouseButton.BackButton:
            self.navigation.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.navigation.forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass on what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit(paths)
