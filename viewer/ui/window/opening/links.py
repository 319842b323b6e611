"""Where a link of the text leads."""

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.links import LinkKind, parse_link
from viewer.book.model import Kind
from viewer.book.spoken import spoken
from viewer.errors import SectionError
from viewer.ui.announce import announce
from viewer.ui.page.content import TOP, Target
from viewer.ui.page.stage import AIR
from viewer.ui.window.languages.readings import Readings
from viewer.ui.window.opening.content import shown_language
from viewer.ui.window.opening.navigation import Navigation


class Links(QObject):
    """Follows links inside the book; nothing outside it is opened by itself.

    Signals:
        web_link: An address outside the book that the reader chose.
        place_link: Address of a place in any book that the reader chose.
        file_link: Path of an attachment that the reader chose.
    """

    web_link = Signal(str)
    place_link = Signal(str)
    file_link = Signal(str)

    def __init__(
        self, navigation: Navigation, readings: Readings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._readings = readings
        readings.link_requested.connect(self.follow)

    @Slot(str)
    def follow(self, link: str) -> None:
        """Go where ``link`` leads."""
        parsed = parse_link(link)
        if parsed is None:
            return
        if parsed.kind is LinkKind.FILE:
            self.file_link.emit(parsed.target)
        elif parsed.kind is LinkKind.WEB:
            self.web_link.emit(parsed.target)
        elif parsed.kind is LinkKind.PLACE:
            self.place_link.emit(parsed.target)
        else:
            self._go(parsed.target or self._navigation.section, parsed.heading)

    def _go(self, section: str, heading: str) -> None:
        origin, under = self._readings.shown(), self._readings.beneath()
        # A heading may stand anywhere: with a place, all of the section is there at once.
        place = TOP if heading else None
        if not self._open(section, place) or not heading:
            return
        if not self._readings.page().go_to_heading(heading):
            for text in filter(None, (origin, under)):
                self._go_abroad(heading, text.language)
        self._tell_heading()

    def _tell_heading(self) -> None:
        """Announce the heading to which a link led; of the section alone its title is told."""
        page, shown = self._readings.page(), self._readings.shown()
        blocks = shown.content.text.blocks if shown is not None else ()
        ordinal = page.block_of_reader()
        if (
            shown is not None
            and page.hasFocus()
            and ordinal >= 0
            and blocks[ordinal].kind is Kind.HEADING
        ):
            announce(page, spoken(blocks[ordinal], shown.language))

    def _open(self, section: str, target: Target | None) -> bool:
        """Open a section, in the language of the page from which the link leads there."""
        navigation, readings = self._navigation, self._readings
        book, shown = navigation.book, readings.shown()
        beside = readings.page() is not readings.pages()[0]
        if beside and book is not None and shown is not None and section in book:
            language = shown_language(book, section, shown.language)
            place = navigation.place()._replace(section=section, language=language)
            return navigation.go_to_place(place, target=target or TOP)
        return navigation.open_section(section, target)

    def _go_abroad(self, heading: str, language: str) -> None:
        """Go to the counterpart of a heading that has its name in another language."""
        from viewer.ui.page.names import names_of
        from viewer.ui.window.languages.other_language import counterpart_target

        book, shown = self._navigation.book, self._readings.shown()
        if book is None or shown is None or language == shown.language:
            return
        try:
            text = book.text(self._navigation.section, language)
        except SectionError:
            return
        ordinal = names_of(text.blocks).headings.get(heading)
        if ordinal is not None:
            place = counterpart_target(text, shown.content.text, Target(ordinal))
            self._readings.page().go_to(place._replace(shift=-AIR))
