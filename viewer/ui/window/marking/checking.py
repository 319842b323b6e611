"""Marks that another edition may have elsewhere, or nowhere: shown, and decided by the reader."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from viewer.annotations.model import Annotation, Motivation
from viewer.errors import Severity
from viewer.messages import mark as _
from viewer.messages import plural, translate
from viewer.ui.marks.arranging import Standing
from viewer.ui.marks.words import cut
from viewer.ui.message_line import LineButton
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.following import Following
from viewer.ui.window.marking.mark_places import MarkPlaces

_NAMED = 40
"""Code points of the name of a mark that is being put elsewhere: the text needs the room."""

TOPIC = "checking"
SUMMARY = "followed"

TOLD = "followed"
"""Where the state keeps what was told last of the marks of a book, by its id."""

MOVED = {
    Motivation.BOOKMARKING: _("This bookmark may belong here: the text has changed."),
    Motivation.HIGHLIGHTING: _("This highlight may belong here: the text has changed."),
    Motivation.COMMENTING: _("This note may belong here: the text has changed."),
}

LOST = {
    Motivation.BOOKMARKING: _("The bookmark “{title}” has no place in this edition. {quote}"),
    Motivation.HIGHLIGHTING: _("The highlight “{title}” has no place in this edition. {quote}"),
    Motivation.COMMENTING: _("The note “{title}” has no place in this edition. {quote}"),
}


class Checking(QObject):
    """Asks whether a mark belongs where another edition seems to have it, and does what is said.

    Attributes:
        marks: The reader's marks.

    Signals:
        show_requested: The reader wants to see the marks that are to be checked.
        open_requested: The reader wants to read at this ``Annotation``.
    """

    show_requested = Signal()
    open_requested = Signal(object)

    def __init__(self, window: MainWindow, places: MarkPlaces, following: Following) -> None:
        super().__init__(following)
        self._window = window
        self.marks = following.marks
        self._places = places
        self._following = following
        self._asked = ""
        self._carried = ""
        self._summary_waits = False
        following.completed.connect(self._tell_summary)
        places.entered.connect(self._take_entered)
        window.line.closed.connect(self._tell_waiting)
        window.navigation.book_opened.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._asked = self._carried = ""
        self._summary_waits = False
        for topic in (TOPIC, SUMMARY):
            self._window.line.withdraw(topic)

    # -- asking ----------------------------------------------------------------------------------

    def ask(self, mark: Annotation) -> bool:
        """Ask what becomes of a mark, if that is to be asked; tell whether it is."""
        moved = self._places.is_moved(mark.id)
        lost = self._following.standing().get(mark.id) in {Standing.LOST, Standing.ASIDE}
        if self.marks.store.read_only or not (moved or lost):
            return False
        self._asked = mark.id
        # Who is asked about the marks needn't be told how many there are to be asked about.
        self._summary_waits = False
        buttons = [
            LineButton(partial(translate, _("Yes, keep")), self.keep),
            LineButton(partial(translate, _("Put it elsewhere")), self.put),
            LineButton(partial(translate, _("Set aside")), self.set_aside),
        ]
        words = partial(translate, MOVED[mark.motivation])
        if lost:
            buttons, words = buttons[1:], partial(_lost, mark)
        self._window.line.tell(words, buttons, severity=Severity.WARNING, topic=TOPIC)
        return True

    @Slot(object)
    def _take_entered(self, marks: list[Annotation]) -> None:
        """Ask of the mark whose passage the caret enters, unless that is being asked."""
        line = self._window.line
        for mark in marks:
            if mark.id == self._asked and line.tells(TOPIC):
                return
            if not self._carried and self.ask(mark):
                return

    # -- what the reader says --------------------------------------------------------------------

    def targets(self, chosen: list[str]) -> list[Annotation]:
        """Return the marks that a decision is about: chosen ones, the one asked of, one here."""
        ids = chosen or ([self._asked] if self._asked else self._places.moved_at_caret())
        found = [self.marks.store.get(identity) for identity in ids]
        return [one for one in found if one is not None and not one.deleted]

    @Slot()
    def keep(self, chosen: list[str] | None = None) -> None:
        """Keep marks where they were found in this edition."""
        done = 0
        for mark in self.targets(chosen or []):
            anchor = self._places.anchor_of(mark)
            if anchor is not None:
                done += self._following.keep(mark, anchor, _("Keep the mark at its new place"))
        self._done(done, plural("{count} mark kept here.", "{count} marks kept here.", done))

    @Slot()
    def set_aside(self, chosen: list[str] | None = None) -> None:
        """Keep marks without a place in this edition."""
        done = 0
        for mark in self.targets(chosen or []):
            if self._following.found(mark.id) is not None or self._places.is_moved(mark.id):
                done += self._following.set_aside(mark, _("Set the mark aside"))
        words = plural(
            "{count} mark set aside. It is kept in My marks.",
            "{count} marks set aside. They are kept in My marks.",
            done,
        )
        self._done(done, words)

    @Slot()
    def put(self, chosen: list[str] | None = None) -> None:
        """Put a mark at the selection; without one, ask where it belongs, and put it there then."""
        spot = self.marks.here.to_mark()
        if self._carried:
            self.put_here()
            return
        marks = self.targets(chosen or [])
        if not marks:
            self._nothing()
            return
        self._carried = marks[0].id
        if spot is not None and spot.selected:
            self.put_here()
            return
        words = _("Select the words where it belongs, or go to the paragraph. “{title}”")
        buttons = [
            LineButton(partial(translate, _("Put it here")), self.put_here),
            LineButton(partial(translate, _("Cancel")), self._drop),
        ]
        title = cut(marks[0].title or marks[0].anchor.quote, _NAMED)
        self._window.line.tell(lambda: translate(words).format(title=title), buttons, topic=TOPIC)
        self._window.leave_pane()

    @Slot()
    def put_here(self) -> None:
        """Put the mark that is being carried at the selection, else at the block that is read."""
        mark = self.marks.store.get(self._carried) if self._carried else None
        spot = self.marks.here.to_mark()
        self._carried = ""
        if mark is None or mark.deleted or spot is None:
            self._nothing()
            return
        done = self._following.keep(mark, spot.anchor, _("Put the mark elsewhere"))
        self._done(int(done), plural("{count} mark put here.", "{count} marks put here.", 1))

    @Slot()
    def _drop(self) -> None:
        mark = self.marks.store.get(self._carried) if self._carried else None
        self._carried = ""
        if mark is not None:
            self.ask(mark)

    def _done(self, count: int, words: str) -> None:
        """Tell what was done, with the way back."""
        if not count:
            self._nothing()
            return
        self._asked = ""
        undo = LineButton(partial(translate, _("Undo")), self.marks.undo)
        further = LineButton(partial(translate, _("Next to check")), self.next)
        buttons = [undo, further] if self._order() else [undo]
        self._window.line.tell(words.format(count=count), buttons, topic=TOPIC, seconds=20)

    def _nothing(self) -> None:
        words = translate(_("There is no mark to be checked at this place."))
        self._window.line.tell(words, topic=TOPIC, seconds=6)

    # -- one after the other ---------------------------------------------------------------------

    @Slot()
    def next(self) -> None:
        """Go to the next mark that is to be checked, or has no place; after the last, the first."""
        order = self._order()
        if not order:
            words = translate(_("No mark is to be checked."))
            self._window.line.tell(words, topic=TOPIC, seconds=6)
            return
        place = order.index(self._asked) + 1 if self._asked in order else 0
        mark = self.marks.store.get(order[place % len(order)])
        if mark is not None:
            self.open_requested.emit(mark)
            self._asked = mark.id

    def _order(self) -> list[str]:
        """Return the marks that are to be decided on, in reading order, lost ones last."""
        book, standing = self._window.navigation.book, self._following.standing()
        order = {} if book is None else {name: place for place, name in enumerate(book.order)}
        spots = self._following.elsewhere()

        def key(identity: str) -> tuple[bool, int, int, int, str]:
            section, ordinal, start = spots.get(identity, ("", 0, 0))
            lost = standing[identity] is Standing.LOST
            return lost, order.get(section, len(order)), ordinal, start, identity

        open_ones = (one for one, kind in standing.items() if kind is not Standing.ASIDE)
        return sorted(open_ones, key=key)

    # -- the summary -----------------------------------------------------------------------------

    @Slot()
    def _tell_summary(self) -> None:
        """Tell how many marks found their place, unless that was told before."""
        book, counts = self._window.navigation.book, self._following.counts()
        if book is None or not counts.total():
            return
        told = self._window.services.state.get(TOLD)
        told = told if isinstance(told, dict) else {}
        open_ones = [counts[Standing.TO_CHECK], counts[Standing.LOST]]
        now = [book.edition.edition, counts.total(), *open_ones]
        if told.get(book.edition.book) == now:
            return
        self._window.services.state[TOLD] = {**told, book.edition.book: now}
        # What is told of the edition itself comes first.
        self._summary_waits = bool(self._window.line.text())
        if not self._summary_waits:
            self._say_summary()

    @Slot()
    def _tell_waiting(self) -> None:
        if self._summary_waits:
            self._summary_waits = False
            self._say_summary()

    def _say_summary(self) -> None:
        counts = self._following.counts()
        open_ones = counts[Standing.TO_CHECK] + counts[Standing.LOST]
        show = LineButton(partial(translate, _("Show")), self.show_requested.emit)
        self._window.line.tell(
            partial(summary, counts),
            [show] if open_ones else [],
            topic=SUMMARY,
            seconds=0 if open_ones else 12,
        )


def summary(counts: Counter[Standing | None]) -> str:
    """Return how many marks are placed, to be checked and without a place, in words."""
    total, aside = counts.total(), counts[Standing.ASIDE]
    check, lost = counts[Standing.TO_CHECK], counts[Standing.LOST]
    parts = [
        plural(
            "{placed} of your {total} mark placed in this edition",
            "{placed} of your {total} marks placed in this edition",
            total,
        ).format(placed=counts[None], total=total)
    ]
    if check:
        parts.append(translate(_("{count} to check")).format(count=check))
    if lost:
        parts.append(translate(_("{count} without a place")).format(count=lost))
    if aside:
        parts.append(translate(_("{count} set aside")).format(count=aside))
    return f"{'; '.join(parts)}."


def _lost(mark: Annotation) -> str:
    quote = " ".join(mark.anchor.quote.split())
    said = translate(_("It stood at: “{quote}”")).format(quote=cut(quote)) if quote else ""
    words = translate(LOST[mark.motivation])
    return words.format(title=mark.title or cut(quote), quote=said).strip()
