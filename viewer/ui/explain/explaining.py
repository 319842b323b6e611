"""Explains words of the text from the glossary: marked at their first use, told on demand."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent

from viewer.book.abbreviations import Use
from viewer.book.book import Book
from viewer.book.explaining import Explainer, Explanation
from viewer.book.glossary import Glossary
from viewer.book.model import SectionText
from viewer.messages import translate as _
from viewer.ui.explain.bubble import Bubble
from viewer.ui.explain.words import explanation
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.content import Shown

if TYPE_CHECKING:
    from viewer.ui.page.beneath import Beneath


class _Found(NamedTuple):
    """What the background found out about the text on a page."""

    text: SectionText
    glossary: Glossary
    explainer: Explainer
    uses: list[Use]


class ExplainedText(NamedTuple):
    """A text on a page whose words are explained.

    Attributes:
        page: The page.
        place: What knows where its words are: the page, or what stands under the blocks.
        shown: Returns the text that is there now; None for none.
    """

    page: PageView
    place: "PageView | Beneath"
    shown: Callable[[], Shown | None]


class Explaining(QObject):
    """Marks abbreviations of a text on a page, and explains them under the pointer and by key."""

    def __init__(
        self, window: MainWindow, text: ExplainedText, bubble: Bubble, background: Background
    ) -> None:
        """Explain words from now on.

        Args:
            window: The window.
            text: Whose words.
            bubble: Where they are explained; that of the page.
            background: Where they are looked for.
        """
        super().__init__(bubble)
        self._window = window
        self._text = text
        self._page = page = text.page
        self.bubble = bubble
        self._found: _Found | None = None
        self._last: Use | None = None
        self._asked = False
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        navigation = window.navigation
        navigation.section_opened.connect(self.find)
        navigation.language_changed.connect(self.find)
        window.readings.changed.connect(self.find)
        page.verticalScrollBar().valueChanged.connect(self.bubble.close_now)
        page.viewport().installEventFilter(self)
        self.bubble.left.connect(page.setFocus)
        self.find()

    @Slot()
    def find(self) -> None:
        """Look for the abbreviations of the text on the page."""
        self.bubble.close_now()
        self._last, self._asked = None, False
        book, shown = self._window.navigation.book, self._text.shown()
        known = self._found
        if book is None or shown is None:
            self._found = None
            self._finding.cancel()
        elif known is not None and known.text is shown.content.text:
            # The page may have been built anew.
            self._finding.cancel()
            self._mark(known)
        else:
            self._finding.submit(partial(_look_for, book, shown.content.text, known))

    @Slot(object)
    def _take(self, found: _Found) -> None:
        self._found = found
        self._mark(found)
        if self._asked:
            self.explain()

    def _mark(self, found: _Found) -> None:
        self._text.place.set_terms([(use.ordinal, use.start, use.end) for use in found.uses])

    # --- By key ------------------------------------------------------------------------------

    @Slot()
    def explain(self) -> None:
        """Explain what is selected, else the word with the caret, else the next one in view.

        In the text cursor's mode the caret is meant, and nothing else. What is told already gets
        the keyboard first.
        """
        if self.bubble.text() and not self.bubble.has_focus():
            self.bubble.take_focus()
            return
        if self._finding.busy():
            self._asked = True
            return
        self._asked = False
        page = self._page
        passage, caret = self._text.place.selection(), self._text.place.caret()
        if passage is not None:
            same = passage.first_ordinal == passage.last_ordinal
            end = passage.end if same else passage.start + 1
            made = self._explained(passage.first_ordinal, passage.start, end)
        else:
            made = self._at_caret(caret.ordinal, caret.start)
            if not page.has_text_cursor() and (made is None or self._tells(made)):
                made = self._next_in_view() or made
        if made is not None:
            self._tell(made, take_focus=True)
            return
        words = _("The glossary of this book doesn’t explain the words here.")
        self._window.line.tell(words, topic="explain", seconds=6)

    def _at_caret(self, ordinal: int, offset: int) -> Explanation | None:
        page = self._page
        seen = page.viewport().rect().intersects(page.cursorRect())
        return self._explained(ordinal, offset, offset) if seen else None

    def _tells(self, made: Explanation) -> bool:
        return bool(self.bubble.text()) and made.use == self._last

    def _next_in_view(self) -> Explanation | None:
        """Return the next abbreviation in view, the first again after the last."""
        found, page = self._found, self._page
        if found is None:
            return None
        seen = page.viewport().rect()
        uses = [
            (ordinal, use)
            for ordinal in self._text.place.blocks_in_view()
            for use in found.explainer.reader.uses(found.text.blocks[ordinal], found.text.language)
            if seen.contains(self._text.place.area_of(use.ordinal, use.start, use.end))
        ]
        places = [use for _ordinal, use in uses]
        here = places.index(self._last) if self._last in places else -1
        if not uses:
            return None
        ordinal, use = uses[(here + 1) % len(uses)]
        return found.explainer.explain_use(found.text.blocks[ordinal], found.text.language, use)

    def _explained(self, ordinal: int, start: int, end: int) -> Explanation | None:
        found = self._found
        if found is None or not 0 <= ordinal < len(found.text.blocks):
            return None
        block = found.text.blocks[ordinal]
        return found.explainer.explain(block, found.text.language, start, end)

    def _tell(self, made: Explanation, *, take_focus: bool = False) -> None:
        use = made.use
        self._last = use
        area = self._text.place.area_of(use.ordinal, use.start, use.end)
        theme = self._window.look.theme
        content = explanation(made, theme.window_muted)
        self.bubble.tell(content, self._on_page(area), take_focus=take_focus)

    def _on_page(self, area: QRect) -> QRect:
        """Return an area of the viewport in coordinates of the page."""
        return area.translated(self._page.viewport().pos())

    # --- Under the pointer -------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Explain the abbreviation on which the pointer rests, as long as it is there."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._rest_at(event.pos())
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            point = event.position().toPoint() + self._page.viewport().pos()
            if self.bubble.keeps(point):
                self.bubble.stay()
            else:
                self.bubble.leave_soon()
        elif kind == QEvent.Type.Leave:
            self.bubble.leave_soon()
        elif kind == QEvent.Type.MouseButtonPress:
            self.bubble.close_now()
        return False

    def _rest_at(self, point: QPoint) -> bool:
        found, text = self._found, self._text.place
        place = text.place_at(point)
        if found is None or place is None or self._page.anchorAt(point):
            return False
        if any(ink.words for ink in text.highlights_at_point(point)):
            return False
        block = found.text.blocks[place[0]]
        uses = found.explainer.reader.uses(block, found.text.language)
        use = next((use for use in uses if use.start <= place[1] <= use.end), None)
        if use is None or not text.area_of(use.ordinal, use.start, use.end).contains(point):
            return False
        self._tell(found.explainer.explain_use(block, found.text.language, use))
        return True


def _look_for(book: Book, text: SectionText, known: _Found | None) -> _Found:
    """Find the abbreviations of a section; in the background."""
    glossary = book.glossary
    if known is not None and known.glossary is glossary:
        explainer = known.explainer
    else:
        explainer = Explainer(glossary)
    return _Found(text, glossary, explainer, explainer.reader.first_uses(text))
