"""What the actions about searches and their results do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from viewer.book.classification import level_of, rank, strip
from viewer.errors import Message, reason_of
from viewer.messages import translate as _
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching.search_options import SearchOptions

if TYPE_CHECKING:
    from viewer.search.answers import Answer
    from viewer.ui.window.controls import Controls


class SearchCommands(QObject):
    """The list of results, recent searches, and search options."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._options = SearchOptions(window, self)

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do, by their ids."""
        return {
            "edit.copy_results": self.copy_list,
            "file.save_results": self.save_list,
            "edit.keep_searches": self.keep_searches,
            "edit.forget_searches": self._controls.finding.recent.forget,
            **self._options.works(),
        }

    @Slot()
    def refresh(self) -> None:
        """Enable and check the actions as the state is now."""
        actions = self._controls.actions
        answer = self._controls.results.answer
        for name in ("edit.copy_results", "file.save_results"):
            actions[name].setEnabled(answer is not None and bool(answer.hits))
        kept = self._window.services.preferences.recent_searches
        actions.check("edit.keep_searches", on=kept)
        for name in ("section", "part", "book", "edition"):
            actions[f"go.option_{name}"].setEnabled(bool(self._window.navigation.section))

    @Slot()
    def copy_list(self) -> None:
        """Copy the list of results, with citations."""
        from viewer.ui.results.listing import as_text

        answer = self._controls.results.answer
        if answer is not None:
            level, unknown = self._handled(answer)
            text = as_text(answer, self._controls.results.titles, _label(level))
            work = partial(self._put, text)
            ask = self._controls.handling.ask
            ask(lambda: _("Copy it"), work, level=level, unknown=unknown)

    def _handled(self, answer: "Answer") -> tuple[str, int]:
        """Return the highest level of what is listed, and of how many hits it isn't known."""
        levels = [self._level(hit.book, hit.section) for hit in answer.hits]
        known = [level for level in levels if level]
        return max(known, key=rank, default=""), len(levels) - len(known)

    def _level(self, name: str, section: str) -> str:
        """Return the level of a section, or of its book if higher; empty if it isn't known."""
        book = self._controls.search.book(name)
        if book is None or section not in book:
            return ""
        return level_of(book.edition, book.section(section))

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._window.line.tell(lambda: _("The list was copied"), topic="list", seconds=4)

    @Slot()
    def save_list(self) -> None:
        """Save the list of results as a file, after a question where it is classified."""
        answer = self._controls.results.answer
        if answer is not None:
            level, unknown = self._handled(answer)
            ask = self._controls.handling.ask
            ask(lambda: _("Save it"), self._choose_file, level=level, unknown=unknown)

    def _choose_file(self) -> None:
        """Ask for the file: Markdown, or plain text."""
        results, markdown, plain_text = _("results"), _("Markdown"), _("Plain text")
        name = str(Path.home() / f"{results}.md")
        kinds = f"{markdown} (*.md);;{plain_text} (*.txt)"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save the list of results"), name, kinds
        )
        if chosen:
            self.write_list(Path(chosen))

    def write_list(self, path: Path) -> None:
        """Write the list of results; a problem is told."""
        from viewer.ui.results.listing import as_markdown, as_text

        answer = self._controls.results.answer
        if answer is None:
            return
        label = _label(self._handled(answer)[0])
        made = as_text if path.suffix.lower() == ".txt" else as_markdown
        try:
            path.write_text(made(answer, self._controls.results.titles, label), encoding="utf-8")
        except OSError as problem:
            reason = reason_of(problem)
            self._controls.tell(Message("copy-not-saved", {"reason": reason}, file=str(path)))
            return
        self._window.line.tell(lambda: _("The list was saved"), topic="list", seconds=4)

    @Slot()
    def keep_searches(self) -> None:
        """Remember searches, or no longer; then those remembered are forgotten, too."""
        services = self._window.services
        keep = not services.preferences.recent_searches
        services.prefer(recent_searches=keep)
        if not keep:
            self._controls.finding.recent.forget()
        self.take_preference()

    def take_preference(self) -> None:
        """Keep and show searches, or not, as the reader prefers now."""
        keep = self._window.services.preferences.recent_searches
        self._controls.places.keep_searches = keep
        self._controls.finding.recent.show()
        self.refresh()


def _label(level: str) -> str:
    """Return what a list at this level carries; nothing for what is unclassified or unknown."""
    return strip(level).upper() if level and rank(level) else ""
