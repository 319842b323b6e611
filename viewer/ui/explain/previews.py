"""Tells where links lead and what footnotes say, beside the link: by pointer and by key."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent

from viewer.book.address import parse_address
from viewer.book.links import Link, LinkKind, parse_link
from viewer.book.model import Kind
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.explain import words
from viewer.ui.explain.bubble import Bubble, BubbleButton, BubbleContent, link_words
from viewer.ui.explain.excerpt import Preview, preview, preview_place
from viewer.ui.page.linked import LinkPlace, link_at, link_at_cursor
from viewer.ui.page.names import names_of
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.content import Shown

_OWN = {"footnote-mark", "table", "defect"}
"""Links of the page itself, whose words say what they do."""


class _Wanted(NamedTuple):
    """A preview that is being looked for."""

    place: LinkPlace
    by_key: bool
    link: Link


class Previews(QObject):
    """Shows the targets of the links of a page, and its footnotes, in its bubble."""

    def __init__(
        self,
        window: MainWindow,
        page: PageView,
        bubble: Bubble,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._page = page
        self._bubble = bubble
        self._wanted: _Wanted | None = None
        self._noted: LinkPlace | None = None
        self._pressed: QPoint | None = None
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        page.installEventFilter(self)
        page.viewport().installEventFilter(self)
        page.link_focused.connect(self._focus_link)
        page.note_requested.connect(self._open_note)
        bubble.link_requested.connect(self._follow)
        bubble.closed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._wanted = None
        self._finding.cancel()

    # --- What is told ------------------------------------------------------------------------

    def _show(self, place: LinkPlace, *, by_key: bool) -> bool:
        """Tell of a link what can be told, at once or soon; tell whether anything can."""
        kind, _separator, label = place.target.partition(":")
        if kind == "footnote":
            return self._show_note(place, label, take_focus=False)
        link = None if kind in _OWN else parse_link(place.target)
        if link is not None and link.kind not in {LinkKind.WEB, LinkKind.FILE}:
            return self._look_for(_Wanted(place, by_key, link))
        if link is not None and by_key:
            outside = link.kind is LinkKind.WEB
            self._tell((words.address if outside else words.file)(place.target), place)
        return link is not None and by_key

    def _look_for(self, wanted: _Wanted) -> bool:
        """Have the target of a link looked for in the background; tell whether a book is open."""
        book, shown = self._window.navigation.book, self._shown(wanted.place)
        if book is None or shown is None:
            return False
        self._wanted = wanted
        link, section = wanted.link, self._window.navigation.section
        address = parse_address(link.target) if link.kind is LinkKind.PLACE else None
        if address is None:
            self._finding.submit(partial(preview, book, link, section, shown.language))
        else:
            services = self._window.services
            self._finding.submit(partial(preview_place, book, address, shown.language, services))
        return True

    def _shown(self, place: LinkPlace) -> Shown | None:
        """Return the text in which a link stands: that of the page, or one under its blocks."""
        readings = self._window.readings
        under = readings.beneath() if self._page is readings.pages()[0] else None
        if under is not None and self._page.beneath.holds(place.position):
            return under
        return readings.shown(self._page)

    @Slot(object)
    def _take(self, found: Preview | None) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        muted = self._window.look.theme.window_muted
        content = words.nowhere(wanted.link) if found is None else words.preview(found, muted)
        self._tell(content, wanted.place)

    def _show_note(self, place: LinkPlace, label: str, *, take_focus: bool) -> bool:
        shown = self._shown(place)
        text = shown.content.text if shown is not None else None
        blocks = [
            block
            for block in (text.blocks if text is not None else ())
            if block.kind is Kind.FOOTNOTE and block.data.get("label") == label
        ]
        if text is None or not blocks:
            return False
        page = self._page
        go = BubbleButton(_("Go to the note"), partial(page.go_to_note, label))
        content = words.footnote(blocks, text.language, names_of(text.blocks).numbers, [go])
        # The link is only the number with which the words begin.
        self._bubble.tell(content, self._on_page(place), take_focus=take_focus)
        self._noted = place
        return True

    def _tell(self, content: BubbleContent, place: LinkPlace) -> None:
        """Show what a link leads to, and say it after the words of the link."""
        # Often a link is called as what it leads to.
        same = content.plain.casefold().startswith(place.words.casefold())
        said = link_words(content.plain) if same else f"{_said(place)}. {content.plain}"
        self._bubble.tell(content, self._on_page(place), said=said)

    def _on_page(self, place: LinkPlace) -> QRect:
        """Return where a link stands in coordinates of the page."""
        return place.area.translated(self._page.viewport().pos())

    @Slot(str)
    def _open_note(self, label: str) -> None:
        """Show a footnote whose mark was followed; the keyboard goes there, and back with Esc."""
        page = self._page
        place = link_at(page, self._pressed) if self._pressed else link_at_cursor(page)
        self._bubble.close_now()
        if place is None or not self._show_note(place, label, take_focus=True):
            page.go_to_note(label)

    @Slot(str)
    def _follow(self, target: str) -> None:
        """Follow a link of the bubble; a note to which another one refers opens in its place."""
        kind, _separator, label = target.partition(":")
        if kind != "footnote":
            self._page.link_requested.emit(target)
        elif self._noted is not None:
            self._show_note(self._noted, label, take_focus=True)

    # --- By key ------------------------------------------------------------------------------

    @Slot()
    def _focus_link(self) -> None:
        """Tell where the link leads that has the keyboard now."""
        self._bubble.close_now()
        place = link_at_cursor(self._page)
        if place is not None and not self._show(place, by_key=True):
            announce(self._page, _said(place))

    # --- Events ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note whether a link was followed by key or by pointer, and where the pointer rests."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._pressed = None
        elif kind == QEvent.Type.FocusOut and watched is self._page:
            self._bubble.leave_soon()
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._pressed = event.position().toPoint()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._leave(event.position().toPoint())
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = link_at(self._page, event.pos())
            return place is not None and self._show(place, by_key=False)
        return False

    def _leave(self, point: QPoint) -> None:
        """Look no longer for the target of a link that the pointer has left."""
        wanted = self._wanted
        if wanted is not None and not wanted.by_key and not wanted.place.area.contains(point):
            self._forget()


def _said(place: LinkPlace) -> str:
    """Return what screen readers are told of a link itself; Qt only selects it."""
    if place.target.startswith("footnote-mark:"):
        return _("Footnote {number}, back to the text").format(number=place.words.strip(" ."))
    return link_words(place.words)
