"""What the menu "Search options" does: it writes operators into the search field."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from viewer.book.model import pick
from viewer.messages import mark, translate
from viewer.ui.results.refine import WRITTEN
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching import guide

_NEAR = mark("near")
_TITLE = mark("title")
_OR = mark("OR")
_SIGNS = frozenset('"“”„«»')


class SearchOptions(QObject):
    """Changes the query in the search field, where the reader sees how it is written."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do, by their ids."""
        return {
            "go.option_phrase": self.phrase,
            "go.option_without": self.without,
            "go.option_either": self.either,
            "go.option_near": self.near,
            "go.option_beginning": self.beginning,
            "go.option_exact": self.exact,
            "go.option_title": self.title,
            "go.option_section": self.section,
            "go.option_part": self.part,
            "go.option_book": self.book,
            "go.option_edition": self.edition,
            "go.option_everywhere": self.everywhere,
            "go.option_english": self.english,
            "go.option_french": self.french,
            "go.option_marked": self.marked,
            "go.option_noted": self.noted,
            "go.option_note": self.note,
            "go.option_tag": self.tag,
        }

    @Slot()
    def phrase(self) -> None:
        """Search for the words exactly as they stand."""
        self._wrap('"', '"')

    @Slot()
    def without(self) -> None:
        """Let the reader type a word to leave out."""
        self._write(f"{self._text()} -".lstrip())

    @Slot()
    def either(self) -> None:
        """Let the reader type an alternative."""
        self._write(f"{self._text()} {translate(_OR)} ".lstrip())

    @Slot()
    def near(self) -> None:
        """Search for the words close to one another."""
        self._wrap(f"{translate(_NEAR)}:10(", ")")

    @Slot()
    def beginning(self) -> None:
        """Take the last word for the beginning of one."""
        text = self._text().rstrip("*")
        self._write(f"{text}*" if text else "", back=0)

    @Slot()
    def exact(self) -> None:
        """Take each word as it was typed: never corrected, never another name."""
        from viewer.search.parts import words_of

        written = " ".join(f"+{word}" for word in words_of(self._text()).split())
        self._write(self._with_filters(written or "+"))

    @Slot()
    def title(self) -> None:
        """Search in titles only."""
        from viewer.search.parts import words_of

        name = translate(_TITLE)
        titled = " ".join(f"{name}:{word}" for word in words_of(self._text()).split())
        self._write(self._with_filters(titled or f"{name}:"))

    @Slot()
    def section(self) -> None:
        """Search in the open section and those below it."""
        self._search_in(above=False)

    @Slot()
    def part(self) -> None:
        """Search in the part in which the open section lies."""
        self._search_in(above=True)

    @Slot()
    def book(self) -> None:
        """Search in the open book."""
        book = self._window.navigation.book
        if book is not None:
            self._filter("book", book.edition.book)

    @Slot()
    def edition(self) -> None:
        """Search in the open edition, though it be an older one."""
        book = self._window.navigation.book
        if book is not None:
            self._filter("edition", book.edition.edition)

    @Slot()
    def everywhere(self) -> None:
        """Search all books, without any filter."""
        from viewer.search.parts import without_filters

        text = without_filters(self._text())
        book = self._window.navigation.book
        self._write(guide.in_the_others(text) if guide.is_open(book) else text)

    @Slot()
    def english(self) -> None:
        """Search in English texts."""
        self._filter("lang", "en")

    @Slot()
    def french(self) -> None:
        """Search in French texts."""
        self._filter("lang", "fr")

    @Slot()
    def marked(self) -> None:
        """Search in sections that carry a bookmark."""
        self._filter("is", translate(WRITTEN["bookmarked"]))

    @Slot()
    def noted(self) -> None:
        """Search in sections that carry a note of the reader's, and list those notes."""
        self._filter("is", translate(WRITTEN["noted"]))

    @Slot()
    def note(self) -> None:
        """Let the reader type a word that stands in a note."""
        self._write(f"{self._text()} note:".lstrip())

    @Slot()
    def tag(self) -> None:
        """Let the reader type the tag that sections must have."""
        self._write(f"{self._text()} {translate(WRITTEN['tag'])}:".lstrip())

    def _search_in(self, *, above: bool) -> None:
        navigation = self._window.navigation
        book, section = navigation.book, navigation.section
        if book is None or not section:
            return
        ancestors = book.ancestors(section)
        wanted = ancestors[0] if above and ancestors else book.section(section)
        title = pick(wanted.title, navigation.language)
        self._filter("in", wanted.id if _SIGNS & set(title) else title)

    def _filter(self, kind: str, value: str) -> None:
        from viewer.search.parts import with_filter

        self._write(with_filter(self._text(), kind, value, translate(WRITTEN[kind])))

    def _wrap(self, before: str, after: str) -> None:
        """Put the words between signs; without words, the cursor goes there."""
        from viewer.search.parts import words_of

        words = words_of(self._text())
        text = self._with_filters(f"{before}{words}{after}")
        self._write(text, back=0 if words else len(text) - len(before))

    def _with_filters(self, text: str) -> str:
        """Return ``text`` with the filters of the field."""
        from viewer.search.parts import FILTERS, parts_of

        for part in parts_of(self._text()):
            if part.kind in FILTERS and not part.negated:
                name = WRITTEN.get(part.kind)
                text = f'{text} {translate(name) if name else part.kind}:"{part.value}"'
        return text

    def _text(self) -> str:
        text = self._window.field.text().strip()
        return "" if text.startswith(">") else text

    def _write(self, text: str, back: int = 0) -> None:
        self._window.field.take_text(text, back)
