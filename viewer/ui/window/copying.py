"""Copying from the page: as it is, or with a citation; classified text carries its label."""

from functools import partial
from html import escape

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QGuiApplication

from viewer.book.address import Address
from viewer.book.book import Book
from viewer.book.excerpt import excerpt
from viewer.book.model import Kind, SectionText
from viewer.messages import translate as _
from viewer.reading.citation import citation_of, cited_html, cited_text
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import fragment, inline
from viewer.ui.message_line import MessageLine, Words
from viewer.ui.page.view import PageView
from viewer.ui.window.handling import Handling
from viewer.ui.window.languages.readings import Selected
from viewer.ui.window.main_window import MainWindow


class Copying(QObject):
    """Puts what is selected on the clipboard, after a question where the text is classified."""

    def __init__(self, window: MainWindow, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handling = handling
        window.readings.copy_requested.connect(self.copy)
        window.readings.added.connect(self._guard)
        window.navigation.section_opened.connect(self._guard)
        self._guard()

    @Slot()
    def _guard(self) -> None:
        """Let classified text leave no other way than by being copied, with its label."""
        for page in self._window.readings.made():
            page.set_guarded(on=self._handling.is_marked())

    @Slot()
    def copy(self) -> None:
        """Copy what is selected on the page where the reader is."""
        page, found = self._window.readings.page(), self._window.readings.selection()
        if not page.textCursor().hasSelection():
            return
        if found is not None and found.shown is self._window.readings.beneath():
            words = plain_text(excerpt(found.shown.content.text, *found.passage))
        else:
            words = page.selected_words()
        self.give(words, self._html(page, found))

    @Slot()
    def cite(self) -> None:
        """Copy what is selected, else the block where the reader is, and where it stands."""
        readings, book = self._window.readings, self._window.navigation.book
        found, shown = readings.selection(), readings.shown()
        if book is None or shown is None:
            return
        text = shown.content.text
        if found is None:
            # At the title, the text that it heads is meant.
            ordinal = max(0, readings.page().block_of_reader())
            if ordinal >= len(text.blocks):
                self._window.line.tell(_nothing, topic="copied", seconds=6)
                return
            cut = excerpt(text, ordinal, 0, ordinal, len(text.blocks[ordinal].text))
        else:
            text = found.shown.content.text
            cut = excerpt(text, *found.passage)
        link = self._link(book, cut) if self._window.services.preferences.cite_link else ""
        citation = citation_of(book, text.section, text.language, self._handling.level(), link)
        self._ask(cited_text(cut, citation), cited_html(cut, citation, book), _cited)

    @Slot()
    def toggle_link(self) -> None:
        """Add a link to citations from now on, or no longer."""
        services = self._window.services
        services.prefer(cite_link=not services.preferences.cite_link)

    @staticmethod
    def _link(book: Book, cut: SectionText) -> str:
        return str(Address(book.edition.book, cut.section, cut.language, cut.blocks[0].id))

    def _html(self, page: PageView, found: Selected | None) -> str:
        """Return what is selected with its structure; nothing for what isn't of the section."""
        book = self._window.navigation.book
        if found is None or book is None:
            return ""
        cut = excerpt(found.shown.content.text, *found.passage)
        title = f"<h1>{escape(found.shown.content.title)}</h1>\n" if page.title_selected() else ""
        # Words of one paragraph go into another; what is more keeps its paragraphs.
        single = len(cut.blocks) == 1 and cut.blocks[0].kind is Kind.PARAGRAPH and not title
        tag, words = ("span", inline) if single else ("div", fragment)
        made = words(cut, book.resource)
        return f'<{tag} lang="{escape(cut.language)}">{title}{made}</{tag}>'

    def give(
        self,
        text: str,
        html: str,
        said: Words | None = None,
        line: MessageLine | None = None,
    ) -> None:
        """Put something on the clipboard, with its label and after a question if it is classified.

        Args:
            text: It as plain text.
            html: It with its structure; empty if it has none.
            said: What is said when it is there.
            line: Where that is said and the question asked; in the window if left out.
        """
        if self._handling.is_marked():
            label = self._handling.label(self._window.navigation.language)
            text = f"{label}\n\n{text}"
            html = f"<p><b>{escape(label)}</b></p>\n{html}" if html else ""
            said = said or _labelled
        self._ask(text, html, said, line)

    def _ask(
        self, text: str, html: str, said: Words | None, line: MessageLine | None = None
    ) -> None:
        line = line or self._window.line
        work = partial(self._put, text, html, said, line)
        self._handling.ask(lambda: _("Copy it"), work, line=line)

    @staticmethod
    def _put(text: str, html: str, said: Words | None, line: MessageLine) -> None:
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        if said is not None:
            line.tell(said, topic="copied", seconds=4)


def _labelled() -> str:
    return _("Copied, with its classification.")


def _cited() -> str:
    return _("Copied with the citation.")


def _nothing() -> str:
    return _("There is no text here that could be copied.")
