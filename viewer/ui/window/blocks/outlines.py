"""Ways through the open section: its outline, and from heading to heading."""

from PySide6.QtCore import QObject, Slot

from viewer.book.model import SectionText
from viewer.book.spoken import spoken
from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.reading.outline import Piece, PieceKind, headings, outline
from viewer.ui.announce import announce
from viewer.ui.dialogs.outline import OutlineDialog, OutlineRow
from viewer.ui.page.content import Target
from viewer.ui.page.stage import AIR
from viewer.ui.window.languages.language_switch import own_name
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.mark_places import MarkPlaces

GROUPS = {
    PieceKind.HEADING: mark("Headings"),
    PieceKind.TABLE: mark("Tables"),
    PieceKind.FIGURE: mark("Figures"),
    PieceKind.LINK: mark("Links"),
    PieceKind.FOOTNOTE: mark("Footnotes"),
}


class Outlines(QObject):
    """Lists what is in the open section, and goes there."""

    def __init__(self, window: MainWindow, marks: MarkPlaces) -> None:
        super().__init__(window)
        self._window = window
        self._marks = marks
        self.dialog: OutlineDialog | None = None
        window.readings.heading_requested.connect(self._step_by_letter)

    def rows(self) -> list[OutlineRow]:
        """Return what the text holds that is on the page of the reader.

        Where translations stand under its blocks, what they hold follows, in groups of its own.
        """
        readings = self._window.readings
        shown, under = readings.shown(), readings.beneath()
        rows = _rows(shown.content.text) if shown is not None else []
        if shown is not None and under is not None:
            rows = [_said_in(shown.language, row) for row in rows]
            rows += [
                _said_in(under.language, row._replace(under=True))
                for row in _rows(under.content.text)
                if row.target.ordinal in readings.hosts()
            ]
        for one in sorted(self._marks.at_reader().values(), key=lambda one: one.passage):
            words = one.mark.title or " ".join(one.mark.anchor.quote.split())
            rows.append(OutlineRow(_("My marks"), words or "—", one.target))
        return rows

    @Slot()
    def open(self) -> None:
        """Show the outline."""
        self.dialog = OutlineDialog(self.rows(), self._window)
        self.dialog.set_look(self._window.look.theme)
        self.dialog.chosen.connect(self._go)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()

    @Slot(object)
    def _go(self, row: OutlineRow) -> None:
        target, readings = row.target, self._window.readings
        host = readings.hosts().get(target.ordinal) if row.under else None
        if host is not None:
            readings.go_to(Target(host, shift=-AIR if host >= 0 else 0))
            self._window.page.beneath.go_to(
                target.ordinal, target.start, max(target.end, target.start + 1), host=host
            )
            return
        if target.ordinal >= 0 and not target.end:
            target = target._replace(shift=-AIR)
        readings.go_to(target)

    @Slot()
    def next_heading(self) -> None:
        """Go to the next heading of the section."""
        self._step(1)

    @Slot()
    def previous_heading(self) -> None:
        """Go to the heading before, or to the title."""
        self._step(-1)

    @Slot(int)
    def _step_by_letter(self, direction: int) -> None:
        """Go to the next heading (1) or the one before (-1), unless the reader wants no letters."""
        if self._window.services.preferences.heading_keys:
            self._step(direction)

    def _step(self, direction: int) -> None:
        page, shown = self._window.readings.page(), self._window.readings.shown()
        if shown is None:
            return
        blocks, here = shown.content.text.blocks, page.block_of_reader()
        found = headings(shown.content.text)
        if direction > 0:
            ordinal = next((one for one in found if one > here), None)
        else:
            ordinal = next((one for one in reversed([-1, *found]) if one < here), None)
        if ordinal is None:
            words = _("No further heading") if direction > 0 else _("No earlier heading")
            self._window.line.tell(words, topic="headings", seconds=4)
            return
        page.go_to(Target(ordinal, shift=-AIR if ordinal >= 0 else 0))
        title = shown.content.title
        announce(page, spoken(blocks[ordinal], shown.language) if ordinal >= 0 else title)


def _rows(text: SectionText) -> list[OutlineRow]:
    pieces = outline(text)
    levels = [piece.level for piece in pieces if piece.level]
    return [_row(piece, min(levels, default=0)) for piece in pieces]


def _said_in(language: str, row: OutlineRow) -> OutlineRow:
    """Return a row in a group that tells the language."""
    return row._replace(group=f"{row.group} · {own_name(language)}")


def _row(piece: Piece, top: int) -> OutlineRow:
    depth = piece.level - top if piece.level else 0
    target = Target(piece.ordinal, piece.start, piece.end, flash=bool(piece.end))
    return OutlineRow(translate(GROUPS[piece.kind]), piece.text, target, depth)
