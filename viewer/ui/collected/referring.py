"""The sections that refer to the open one, under its end."""

from collections import defaultdict
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.book.model import pick
from viewer.messages import mark
from viewer.reading.survey import Row, Survey, Topic
from viewer.ui.collected.surveys import Surveys
from viewer.ui.page.content import Target
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching.end_bar import EndBar, EndOfSection

REST_MS = 700
"""Milliseconds that a section stays open before a book is looked through for its sake."""


class Referring(NamedTuple):
    """A section that refers to the open one.

    Attributes:
        title: Its title.
        path: Titles of the sections above.
        row: Its first link.
    """

    title: str
    path: tuple[str, ...]
    row: Row


class _Links(NamedTuple):
    """The links of a book.

    Attributes:
        survey: What they were read from.
        rows: By the section to which they lead.
    """

    survey: Survey
    rows: dict[str, list[Row]]


class ReferringSections(EndOfSection):
    """Shows which sections refer to the open one, where it ends."""

    def __init__(
        self, window: MainWindow, surveys: Surveys, background: Background, parent: QObject
    ) -> None:
        bar = EndBar("referring_bar", mark("Referred to by"), window.reading.column)
        super().__init__(window, bar, parent)
        self._surveys = surveys
        self._links: _Links | None = None
        self._reading = background.channel()
        self._reading.finished.connect(self._take)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._want)
        surveys.ready.connect(self._read)
        bar.requested.connect(self._open)
        window.navigation.section_opened.connect(self.find)
        window.navigation.language_changed.connect(self.find)
        self.find()

    @Slot()
    def find(self) -> None:
        """Find the sections that refer to the open one, if it stays open."""
        self.offer(())
        self._rest.start()

    @Slot()
    def _want(self) -> None:
        navigation = self._window.navigation
        if navigation.book is not None and navigation.section:
            self._surveys.want(navigation.book, navigation.language)

    @Slot(object)
    def _read(self, survey: Survey) -> None:
        if self._links is not None and self._links.survey is survey:
            self._take(self._links)
        else:
            self._reading.submit(partial(_links_of, survey))

    @Slot(object)
    def _take(self, links: _Links) -> None:
        self._links = links
        navigation = self._window.navigation
        book = navigation.book
        rows = links.rows.get(navigation.section, []) if book is not None else []
        if book is None:
            return
        found = []
        for row in rows:
            if row.section in book:
                above = (
                    pick(one.title, navigation.language) for one in book.ancestors(row.section)
                )
                title = book.title(row.section, navigation.language)
                found.append(Referring(title, tuple(above), row))
        self.offer(found, whole=True)

    @Slot(object)
    def _open(self, one: Referring) -> None:
        self._window.focus_page()
        row = one.row
        target = Target(row.ordinal, row.start, row.end, flash=True)
        self._window.navigation.open_section(row.section, target)


def _links_of(survey: Survey) -> _Links:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in survey.rows(Topic.LINK):
        rows[row.group].append(row)
    return _Links(survey, dict(rows))
