"""The open section in a second language, paired with the one that is read."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from viewer.book.alignment import Alignment, correspond
from viewer.book.book import Book
from viewer.book.facing import Facing
from viewer.errors import SectionError
from viewer.ui.tasks import Background
from viewer.ui.window.languages.other_language import keep, known
from viewer.ui.window.opening.content import Shown, content_of
from viewer.ui.window.opening.navigation import Navigation

Work = Callable[[Facing], object]


class FacingTexts(QObject):
    """Pairs the open section with its text in another language, in the background."""

    def __init__(
        self, navigation: Navigation, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._waiting: list[Work] = []
        self._pairing = background.channel()
        self._pairing.finished.connect(self._take)
        navigation.section_opened.connect(self._forget)
        navigation.language_changed.connect(self._forget)

    def language(self) -> str:
        """Return the language beside the one on the page; empty if the section has no other."""
        book, shown, section = self._navigation.book, self._navigation.shown, ""
        section = self._navigation.section
        if book is None or shown is None or section not in book:
            return ""
        return other_language(book, section, shown.language)

    def shown(self) -> Shown | None:
        """Return what a page shows of the section in the other language, if that can be shown."""
        book, code = self._navigation.book, self.language()
        if book is None or not code:
            return None
        try:
            return content_of(book, self._navigation.section, code)
        except SectionError:
            return None

    def ask(self, work: Work) -> bool:
        """Do something with the pairs of the open section, once they are known.

        Returns:
            Whether there is another language.
        """
        shown, other = self._navigation.shown, self.shown()
        if shown is None or other is None:
            return False
        left, right = shown.content.text, other.content.text
        alignment = known(left, right)
        if alignment is not None:
            work(Facing(left, right, *alignment))
        else:
            self._waiting.append(work)
            self._pairing.submit(lambda: Facing(left, right, *correspond(left, right)))
        return True

    @Slot(object)
    def _take(self, facing: Facing) -> None:
        keep(facing.left, facing.right, Alignment(facing.pairs, facing.level))
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work(facing)

    @Slot()
    def _forget(self) -> None:
        self._waiting.clear()
        self._pairing.cancel()


def other_language(book: Book, section: str, language: str) -> str:
    """Return the language of a section that comes after one of its own; empty for none."""
    codes = book.languages_of(section)
    if language not in codes:
        return ""
    found = codes[(codes.index(language) + 1) % len(codes)]
    return found if found != language else ""
