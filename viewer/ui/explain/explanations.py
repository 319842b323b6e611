"""What words mean, where links lead and what footnotes say, on each page of the open section."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from viewer.ui.explain.bubble import Bubble
from viewer.ui.explain.explaining import Explaining
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
        for page in window.readings.made():
            self._add(page)
        window.readings.added.connect(self._add)

    @property
    def bubble(self) -> Bubble:
        """The bubble of the page on which the reader is."""
        return self._pages[self._window.readings.page()].bubble

    @Slot()
    def explain(self) -> None:
        """Explain what is selected, or a word, on the page on which the reader is."""
        self._pages[self._window.readings.page()].explain()

    @Slot(object)
    def _add(self, page: PageView) -> None:
        made = Explaining(self._window, page, self._background, self)
        Previews(self._window, page, made.bubble, self._background, made)
        made.bubble.opened.connect(partial(self._close_others, page))
        self._pages[page] = made

    def _close_others(self, page: PageView) -> None:
        for other, one in self._pages.items():
            if other is not page:
                one.bubble.close_now()
