"""Opens the windows over a whole book: its glossary, and its collected views."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from viewer.book.book import Book
from viewer.book.classification import rank
from viewer.book.model import pick
from viewer.book.paths import PATH_SIGN
from viewer.messages import translate as _
from viewer.reading.survey import Row, Survey, Topic
from viewer.ui.announce import announce
from viewer.ui.collected.dialog import PlacesDialog
from viewer.ui.collected.gathering import Gathered, gather, glossary_entries, part_of
from viewer.ui.collected.glossary import GlossaryDialog
from viewer.ui.collected.model import Entry
from viewer.ui.collected.surveys import Surveys
from viewer.ui.collected.window import Choice, CollectedDialog, Extent
from viewer.ui.page.content import Target
from viewer.ui.tasks import Background
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.strip import ClassificationStrip


class Collected(QObject):
    """Opens them, fills them in the background, and goes where they lead.

    Attributes:
        dialog: The window that is open, if one is.
    """

    def __init__(
        self,
        window: MainWindow,
        surveys: Surveys,
        handling: Handling,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._surveys = surveys
        self._handling = handling
        self._choice = Choice()
        self._levels: dict[str, str] = {}
        self._strip: ClassificationStrip | None = None
        self.dialog: PlacesDialog | None = None
        self._gathering = background.channel()
        self._gathering.finished.connect(self._fill)
        surveys.ready.connect(self._gather)
        surveys.progress.connect(self._tell_progress)
        surveys.failed.connect(self._fail)

    @Slot()
    def open_glossary(self) -> None:
        """Show the glossary of the open book."""
        book = self._window.navigation.book
        if book is not None:
            strip = ClassificationStrip()
            strip.show_level(book.edition.classification)
            self._open(GlossaryDialog(self._path, strip, self._window), book)

    @Slot()
    def open_views(self) -> None:
        """Show the collected views of the open book, with what was chosen last."""
        self._open_views(self._choice)

    @Slot()
    def open_referring(self) -> None:
        """Show all sections that refer to the open one."""
        self._open_views(Choice(Topic.LINK, Extent.BOOK))

    def _open_views(self, choice: Choice) -> None:
        navigation = self._window.navigation
        book = navigation.book
        if book is None or not navigation.section:
            return
        extents = {
            Extent.SECTION: {navigation.section},
            Extent.PART: part_of(book, navigation.section),
        }
        self._strip = ClassificationStrip()
        dialog = CollectedDialog(self._path, extents, choice, self._strip, self._window)
        dialog.listed.connect(self._mark)
        dialog.copy_requested.connect(self._copy)
        self._open(dialog, book)

    def _open(self, dialog: PlacesDialog, book: Book) -> None:
        self.dialog = dialog
        dialog.set_look(self._window.look.theme)
        dialog.chosen.connect(self._go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._forget)
        dialog.wait(on=True)
        dialog.narrow()
        dialog.open()
        self._surveys.want(book, self._window.navigation.language)

    @Slot()
    def _forget(self) -> None:
        dialog, self.dialog, self._strip = self.dialog, None, None
        if isinstance(dialog, CollectedDialog) and dialog.choice().topic is not Topic.LINK:
            self._choice = dialog.choice()
        self._gathering.cancel()
        self._window.focus_page()

    # --- What is listed ----------------------------------------------------------------------

    @Slot(object)
    def _gather(self, survey: Survey) -> None:
        navigation = self._window.navigation
        book = navigation.book
        if book is None or self.dialog is None:
            return
        work: Callable[..., object] = gather
        if isinstance(self.dialog, GlossaryDialog):
            work = glossary_entries
        self._gathering.submit(partial(work, survey, book, navigation.language))

    @Slot(object)
    def _fill(self, made: object) -> None:
        dialog = self.dialog
        if isinstance(dialog, GlossaryDialog) and isinstance(made, list):
            dialog.set_terms(made)
        elif isinstance(dialog, CollectedDialog) and isinstance(made, Gathered):
            self._levels = made.levels
            dialog.set_gathered(made)

    @Slot(int, int)
    def _tell_progress(self, done: int, total: int) -> None:
        if self.dialog is not None:
            self.dialog.tell_progress(done, total)

    @Slot()
    def _fail(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
            self._window.line.tell(_("This book can’t be looked through."), topic="collected")

    def _path(self, row: Row) -> str:
        """Return where a place stands in the book: the titles above, and its section's."""
        navigation = self._window.navigation
        book = navigation.book
        if book is None or row.section not in book:
            return ""
        language = navigation.language
        above = [pick(one.title, language) for one in book.ancestors(row.section)]
        return PATH_SIGN.join([*above, book.title(row.section, language)])

    @Slot(object)
    def _go(self, row: Row) -> None:
        target = Target(row.ordinal, row.start, row.end, flash=bool(row.end))
        self._window.navigation.open_section(row.section, target)

    # --- Handling ----------------------------------------------------------------------------

    def _level(self, entries: Sequence[Entry]) -> str:
        """Return the highest level of what is listed; at least that of the book."""
        book = self._window.navigation.book
        if book is None:
            return "unclassified"
        rows = (entry.row for entry in entries)
        levels = {self._levels.get(row.section, "") for row in rows if row is not None}
        return max({book.edition.classification, *levels}, key=rank)

    @Slot(list)
    def _mark(self, entries: list[Entry]) -> None:
        if self._strip is not None:
            self._strip.show_level(self._level(entries))

    @Slot(list)
    def _copy(self, entries: list[Entry]) -> None:
        """Copy the list as text, with its classification; what is classified is asked about."""
        level = self._level(entries)
        dialog, put = self.dialog, partial(self._put, self._text(entries, level))
        if dialog is not None and rank(level) and not self._handling.agreed(level):
            # The question stands in the window below.
            dialog.reject()
        self._handling.ask(_copy_words, put, level=level)

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(self._window.page, _("Copied"))

    def _text(self, entries: Sequence[Entry], level: str) -> str:
        language = self._window.navigation.language
        label = [self._handling.label(language, level)] if rank(level) else []
        lines = []
        for entry in entries:
            if entry.row is not None:
                words = [entry.row.group] if self._by_provision() else []
                words += [entry.text.replace("\n", " · "), self._path(entry.row)]
                lines.append("\t".join(word for word in words if word))
        return "\n".join([*label, *lines, *label])

    def _by_provision(self) -> bool:
        dialog = self.dialog
        return isinstance(dialog, CollectedDialog) and dialog.choice().topic is Topic.REDACTION


def _copy_words() -> str:
    return _("Copy")
