"""What words mean, where links lead and what footnotes say, on each page of the open section."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from viewer.ui.explain.bubble import Bubble
from viewer.ui.explain.explaining import ExplainedText, Explaining
from viewer.ui.explain.previews import Previews
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow


class Explanations(QObject):
    """Gives each page its bubble; one of them shows at a time."""

    def __init__(self, window: MainWindow, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._background = background
        self._pages: dict[PageView, Explaining] = {}
        self._beneath: Explaining | None = None
        for page in window.readings.made():
            self._add(page)
        window.readings.added.connect(self._add)
        window.readings.changed.connect(self._look_beneath)
        self._look_beneath()

    @property
    def bubble(self) -> Bubble:
        """The bubble of the page on which the reader is."""
        return self._pages[self._window.readings.page()].bubble

    @Slot()
    def explain(self) -> None:
        """Explain what is selected, or a word, on the page on which the reader is."""
        page = self._window.readings.page()
        under = self._beneath
        if under is not None and page.beneath.caret().ordinal >= 0:
            under.explain()
        else:
            self._pages[page].explain()

    @Slot()
    def _look_beneath(self) -> None:
        """Explain the translations under the blocks too, once there are any."""
        window = self._window
        if self._beneath is None and window.readings.beneath() is not None:
            page = window.page
            text = ExplainedText(page, page.beneath, window.readings.beneath)
            bubble = self._pages[page].bubble
            self._beneath = Explaining(window, text, bubble, self._background)

    @Slot(object)
    def _add(self, page: PageView) -> None:
        bubble = Bubble(page)
        text = ExplainedText(page, page, partial(self._window.readings.shown, page))
        made = Explaining(self._window, text, bubble, self._background)
        Previews(self._window, page, bubble, self._background, made)
        bubble.opened.connect(partial(self._close_others, page))
        self._pages[page] = made

    def _close_others(self, page: PageView) -> None:
        for other, one in self._pages.items():
            if other is not page:
                one.bubble.close_now()
