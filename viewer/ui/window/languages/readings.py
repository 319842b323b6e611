"""The texts of the open section on the screen: the one that is read, and one beside it."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Signal, SignalInstance, Slot

from viewer.ui.page.content import Passage, Target
from viewer.ui.page.view import PageView
from viewer.ui.window.opening.content import Shown
from viewer.ui.window.opening.navigation import Navigation

NO_HOSTS: Mapping[int, int] = {}


class Selected(NamedTuple):
    """What is selected.

    Attributes:
        shown: The text of which it is.
        passage: Where in it.
    """

    shown: Shown
    passage: Passage


class Readings(QObject):
    """Knows the pages of the open section, and on which of them the reader is.

    That is the page that had the keyboard last, or on which something was clicked. What is done
    with a selection, a block or a mark is done there.

    Signals:
        added: A second ``PageView`` was made.
        led: The reader was led to a place on this ``PageView``.
        changed: Another text is beside the one that is read, or under its blocks, or none.
        caret_moved: The caret of the page with the reader is elsewhere.
        link_requested, tab_requested, menu_requested, mark_requested, table_requested,
            heading_requested, copy_requested: Those of the pages; the reader is on the page they
            come from.
    """

    added = Signal(object)
    led = Signal(object)
    changed = Signal()
    caret_moved = Signal()
    link_requested = Signal(str)
    tab_requested = Signal(str)
    menu_requested = Signal(QPoint)
    mark_requested = Signal(int)
    table_requested = Signal(int)
    heading_requested = Signal(int)
    copy_requested = Signal()

    def __init__(self, navigation: Navigation, page: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._main = self._here = page
        self._twin: PageView | None = None
        self._beside: Shown | None = None
        self._beneath: Shown | None = None
        self._hosts = NO_HOSTS
        self._connect(page)
        # Until it is told what is beside the new text.
        navigation.section_opened.connect(self._forget)
        navigation.language_changed.connect(self._forget)
        navigation.led_to.connect(self._follow)

    @Slot()
    def _forget(self) -> None:
        self._beside = self._beneath = None

    @Slot(str, object)
    def _follow(self, language: str, target: Target) -> None:
        """Go to the page in a language to which the reader was led; the other shows its place."""
        page = self.page_in(language) or self._main
        if page is not self._main:
            page.go_to(target)
        self.lead(page)

    def lead(self, page: PageView) -> None:
        """Let the reader be on a page from now on; the keyboard goes along."""
        if self._here.hasFocus():
            page.setFocus()
        self._here = page
        self.led.emit(page)

    def page_in(self, language: str) -> PageView | None:
        """Return the page that shows the open section in a language; None if none does."""
        found = (page for page in self.pages() if _is_in(language, self.shown(page)))
        return next(found, None)

    def go_to(self, target: Target) -> None:
        """Go to a place of the text on the page of the reader; the way back leads here."""
        place, shown = self._navigation.place(), self.shown()
        if shown is not None:
            place = place._replace(language=shown.language)
        self._navigation.go_to_place(place, target=target)

    def add(self, twin: PageView) -> None:
        """Take in the page that stands beside the first, when something is on it."""
        self._twin = twin
        self._connect(twin)
        self.added.emit(twin)

    def _connect(self, page: PageView) -> None:
        page.installEventFilter(self)
        page.cursorPositionChanged.connect(partial(self._tell_caret, page))
        for theirs, ours in (
            (page.link_requested, self.link_requested),
            (page.tab_requested, self.tab_requested),
            (page.menu_requested, self.menu_requested),
            (page.mark_requested, self.mark_requested),
            (page.table_requested, self.table_requested),
            (page.heading_requested, self.heading_requested),
            (page.copy_requested, self.copy_requested),
        ):
            theirs.connect(partial(self._pass_on, page, ours))

    def show_beside(self, shown: Shown | None) -> None:
        """Tell what is on the second page; None if that can't be seen."""
        if shown is None:
            self._here = self._main
        self._beside, self._beneath = shown, None
        self.changed.emit()

    def show_beneath(self, shown: Shown | None, hosts: Mapping[int, int] = NO_HOSTS) -> None:
        """Tell what stands under the blocks of the first page; None if nothing does any more.

        Args:
            shown: The other text.
            hosts: Under which block each of its blocks stands, in the order of the page.
        """
        self._beneath, self._hosts = shown, hosts
        self.changed.emit()

    def hosts(self) -> Mapping[int, int]:
        """Return under which block of the first page each block of the other text stands."""
        return self._hosts if self._beneath is not None else NO_HOSTS

    def beneath(self) -> Shown | None:
        """Return what stands under the blocks of the first page, wholly or in part."""
        return self._beneath

    def pages(self) -> list[PageView]:
        """Return the pages that can be seen, the one that is read first."""
        return [self._main, self._twin] if self._twin and self._beside else [self._main]

    def made(self) -> list[PageView]:
        """Return the pages that there are, whether they can be seen or not."""
        return [self._main, self._twin] if self._twin else [self._main]

    def page(self) -> PageView:
        """Return the page on which the reader is."""
        return self._here

    def shown(self, page: PageView | None = None) -> Shown | None:
        """Return what is on a page, or on that of the reader; None if that can't be shown."""
        if (page or self._here) is self._twin:
            return self._beside
        return self._navigation.shown

    def selection(self) -> Selected | None:
        """Return what is selected on the page of the reader; None if nothing of a text is."""
        page, under, shown = self._here, self._beneath, self.shown()
        passage = page.beneath.selection() if under is not None and page is self._main else None
        if under is not None and passage is not None:
            return Selected(under, passage)
        passage = page.selection()
        return Selected(shown, passage) if shown is not None and passage is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard from page to page."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, PageView):
            self._here = watched
        return super().eventFilter(watched, event)

    def _tell_caret(self, page: PageView) -> None:
        if page is self._here:
            self.caret_moved.emit()

    def _pass_on(self, page: PageView, signal: SignalInstance, *what: object) -> None:
        self._here = page
        signal.emit(*what)


def _is_in(language: str, shown: Shown | None) -> bool:
    return shown is not None and shown.language == language
