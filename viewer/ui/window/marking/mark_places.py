"""Where the reader's marks stand on the open page, and how they show there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.anchoring import Placement, State, anchor_at, is_whole_section, place
from viewer.annotations.editions import Found
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.palette import colour
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError, StoreError
from viewer.ui.announce import announce
from viewer.ui.marks.words import sign_of, spoken
from viewer.ui.page.content import Passage, Target
from viewer.ui.page.ink import Ink
from viewer.ui.page.view import PageView
from viewer.ui.window.languages.other_language import counterpart_target
from viewer.ui.window.languages.readings import Readings
from viewer.ui.window.marking.following import Following
from viewer.ui.window.opening.content import Shown as Page
from viewer.ui.window.opening.navigation import Navigation

SECTION = Passage(-1, 0, -1, 0)
"""The place of a mark of a whole section."""


class Shown(NamedTuple):
    """A mark on the open page.

    Attributes:
        mark: The mark.
        passage: Where it stands.
        in_words: Whether these are the words that were marked; else their counterpart in the other
            language, of which only the block is known.
        anchor: Where that is, in the open edition.
        moved: Whether the place is to be checked by the reader.
    """

    mark: Annotation
    passage: Passage
    anchor: Anchor
    in_words: bool = True
    moved: bool = False

    @property
    def target(self) -> Target:
        """The place, to go to."""
        first, start, last, end = self.passage
        return Target(first, start, end if first == last else start)


class MarkPlaces(QObject):
    """Puts highlights and signs on the page, and tells what is marked where.

    Signals:
        changed: Other marks are on the page now.
        entered: The caret came into the passages of marks: a list of ``Annotation``.
    """

    changed = Signal()
    entered = Signal(object)

    def __init__(
        self,
        following: Following,
        navigation: Navigation,
        readings: Readings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._marks = marks = following.marks
        self._following = following
        self._navigation = navigation
        self._readings = readings
        self._here: dict[str, Shown] = {}
        self._beside: dict[str, Shown] = {}
        self._entered: frozenset[str] = frozenset()
        self._told = ""
        # Where the page is made anew, the caret is at its beginning for a moment.
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(0)
        self._resting.timeout.connect(self._tell_entered)
        marks.changed.connect(self.show)
        following.changed.connect(self.show)
        navigation.section_opened.connect(self.show)
        navigation.language_changed.connect(self.show)
        readings.changed.connect(self.show)
        readings.caret_moved.connect(self._resting.start)
        # A section may be open already.
        self.show()

    @Slot()
    def show(self) -> None:
        """Show the marks of the open section as they are now."""
        book, marks = self._navigation.book, self._find()
        made: list[dict[str, Shown]] = []
        for page in self._readings.pages():
            shown = self._readings.shown(page)
            placed = [self._placed(book, shown, mark) for mark in marks] if book and shown else []
            here = [one for one in placed if one is not None]
            _show_on(page, sorted(here, key=lambda one: one.passage))
            made.append({one.mark.id: one for one in here})
        self._here, self._beside = made[0], made[-1] if made[1:] else {}
        self._show_beneath(book, marks)
        self.changed.emit()

    def _show_beneath(self, book: Book | None, marks: Sequence[Annotation]) -> None:
        """Show the marked words in the translations under the blocks; their signs are there."""
        shown = self._readings.beneath()
        if book is None or shown is None:
            return
        placed = [self._placed(book, shown, mark) for mark in marks]
        inks = [_ink(one) for one in placed if one and one.in_words]
        page = self._readings.pages()[0]
        page.beneath.set_highlights([ink for ink in inks if ink and ink.passage != SECTION])

    def at_reader(self) -> Mapping[str, Shown]:
        """Return the marks on the page on which the reader is, by id."""
        read = self._readings.page() is self._readings.pages()[0]
        return self._here if read else self._beside

    def at_block(self, ordinal: int) -> list[Annotation]:
        """Return the marks that begin in a block, as its sign tells them; -1 is the title."""
        marks = self.at_reader().values()
        return [one.mark for one in marks if one.passage.first_ordinal == ordinal]

    def at(self, ordinal: int, offset: int) -> list[Annotation]:
        """Return the marks of passages at a place of the page, the one seen first."""
        inks, here = self._readings.page().highlights_at(ordinal, offset), self.at_reader()
        return [here[ink.id].mark for ink in inks if ink.id in here]

    def same_passage(self, anchor: Anchor) -> Annotation | None:
        """Return the highlight of exactly these words, if there is one."""
        return next(
            (
                one.mark
                for one in self._here.values()
                if one.mark.motivation is Motivation.HIGHLIGHTING
                and is_same_spot(one.anchor, anchor)
            ),
            None,
        )

    def noted_at(self, anchor: Anchor) -> Annotation | None:
        """Return the note, or the bookmark, at the same place as ``anchor``, if there is one."""
        others = (
            one for one in self._here.values() if one.mark.motivation is not Motivation.HIGHLIGHTING
        )
        return next((one.mark for one in others if is_same_spot(one.anchor, anchor)), None)

    def is_moved(self, mark: str) -> bool:
        """Return whether the place of a mark on the page is to be checked."""
        return mark in self._here and self._here[mark].moved

    def moved_at_caret(self) -> list[str]:
        """Return the marks at the caret, or in its block, whose place is to be checked, by id."""
        spot = self._readings.page().caret()
        marks = self.at(spot.ordinal, spot.start) or self.at_block(spot.ordinal)
        return [mark.id for mark in marks if self.is_moved(mark.id)]

    def anchor_of(self, mark: Annotation) -> Anchor | None:
        """Return where the open edition has a mark; None if it has no place there."""
        found = self._following.found(mark.id)
        if found is not None:
            return None if found.state is State.UNPLACED else found.anchor
        return self._here[mark.id].anchor if mark.id in self._here else None

    def target_of(self, mark: Annotation) -> Target | None:
        """Return where a mark stands on the page of the reader; None if it isn't there."""
        found = self.at_reader().get(mark.id)
        return found.target if found is not None else None

    def neighbour(self, direction: int) -> Annotation | None:
        """Return the next (1) or previous (-1) mark of the open book, in reading order."""
        book = self._navigation.book
        if book is None:
            return None
        try:
            return self._neighbour(book, direction)
        except StoreError as problem:
            self._marks.failed.emit(problem.message)
            return None

    def _neighbour(self, book: Book, direction: int) -> Annotation | None:
        """Look for a mark in this section, then in the nearest one that has any.

        Raises:
            StoreError: The store can't be read.
        """
        spot = self._readings.page().caret()
        here = sorted(self.at_reader().values(), key=lambda one: (one.passage, one.mark.id))
        if direction < 0:
            here.reverse()
        caret = (spot.ordinal, spot.start)
        for one in here:
            at = one.passage[:2]
            if at > caret if direction > 0 else at < caret:
                return one.mark
        order = {section: place for place, section in enumerate(book.order)}
        now = order.get(self._navigation.section, -1)
        marked = {section for _book, section in self._marks.overview.sections(book.edition.book)}
        marked |= self._following.sections()
        others = sorted(
            (order[section] for section in marked if section in order),
            reverse=direction < 0,
        )
        for rank in others:
            if rank > now if direction > 0 else rank < now:
                marks = self._in_section(book, book.order[rank])
                if marks:
                    ends = sorted(marks, key=self._order)
                    return ends[0 if direction > 0 else -1]
        return None

    def _order(self, mark: Annotation) -> tuple[int, int, str]:
        found = self._following.found(mark.id)
        anchor = mark.anchor if found is None else found.anchor
        return anchor.ordinal, anchor.start, mark.id

    def _in_section(self, book: Book, section: str) -> list[Annotation]:
        """Return the marks of a section, also those that came to it from elsewhere.

        Raises:
            StoreError: The store can't be read.
        """
        following, store = self._following, self._marks.store
        made = store.find(book.edition.book, section)
        here = [one for one in made if following.found(one.id) is None]
        for identity in following.in_section(section):
            mark = store.get(identity)
            if mark is not None and not mark.deleted:
                here.append(mark)
        return here

    def _find(self) -> list[Annotation]:
        """Return the marks of the open section."""
        book = self._navigation.book
        if book is None or self._navigation.shown is None:
            return []
        try:
            return self._in_section(book, self._navigation.section)
        except StoreError as problem:
            self._marks.failed.emit(problem.message)
            return []

    def _placed(self, book: Book, shown: Page, mark: Annotation) -> Shown | None:
        """Return where a mark of the open section stands; None if its words aren't there."""
        found = self._following.found(mark.id)
        anchor = found.anchor if found else self._marks.store.anchor_in(mark, book.edition.edition)
        if is_whole_section(anchor):
            moved = found is not None and found.state is State.MOVED
            return Shown(mark, SECTION, anchor, moved=moved)
        text = self._text_of(book, shown, anchor)
        known = found if found is not None and found.last_ordinal >= 0 else None
        spot = _spot(known) if known else place(anchor, text, edition=book.edition.edition)
        if text is None or spot.state is State.UNPLACED:
            return None
        moved = spot.state is State.MOVED
        first, last = (spot.ordinal, spot.start), (spot.last_ordinal, spot.end)
        if moved and not known:
            anchor = anchor_at(book.edition, text, *first, spot.end, spot.last_ordinal)
        if anchor.language == shown.language:
            return Shown(mark, Passage(*first, *last), anchor, moved=moved)
        target = counterpart_target(text, shown.content.text, Target(*first))
        there = Passage(target.ordinal, target.start, target.ordinal, target.start)
        return Shown(mark, there, anchor, in_words=False, moved=moved)

    @staticmethod
    def _text_of(book: Book, shown: Page, anchor: Anchor) -> SectionText | None:
        """Return the text that a mark was made in, as it is now."""
        if anchor.language == shown.language:
            return shown.content.text
        try:
            return book.text(anchor.section, anchor.language)
        except SectionError:
            return None

    def expect(self, mark: Annotation) -> None:
        """Know that a mark is gone to, which will be told: not that its passage is entered, too."""
        self._told = mark.id

    @Slot()
    def _tell_entered(self) -> None:
        """Announce the passage that the caret enters, with its note."""
        page = self._readings.page()
        if not self.at_reader() or not page.hasFocus():
            return
        spot = page.caret()
        marks = self.at(spot.ordinal, spot.start)
        ids = frozenset(mark.id for mark in marks)
        new = [mark for mark in marks if mark.id not in self._entered]
        self._entered = ids
        if new:
            announce(page, ". ".join(spoken(mark) for mark in new if mark.id != self._told))
            self._told = ""
            self.entered.emit(new)


def _spot(found: Found) -> Placement:
    at = found.anchor
    return Placement(found.state, at.ordinal, at.start, at.end, found.last_ordinal)


def is_same_spot(one: Anchor, other: Anchor) -> bool:
    """Tell whether two anchors mean exactly the same words, or the same whole section."""
    mine = (one.section, one.block, one.start, one.quote)
    theirs = (other.section, other.block, other.start, other.quote)
    whole = is_whole_section(one) and is_whole_section(other)
    return mine == theirs and (whole or one.language == other.language)


def _show_on(page: PageView, shown: Sequence[Shown]) -> None:
    """Show marks on a page, in reading order."""
    inks = [_ink(one) for one in shown if one.in_words and one.passage.first_ordinal >= 0]
    page.set_highlights([ink for ink in inks if ink is not None])
    by_block: dict[int, list[Annotation]] = {}
    moved = {one.passage.first_ordinal for one in shown if one.moved}
    for one in shown:
        mark = one.mark
        plain = mark.motivation is Motivation.HIGHLIGHTING and not mark.note and one.in_words
        if one.moved or not plain:
            by_block.setdefault(one.passage.first_ordinal, []).append(mark)
    page.set_signs(
        {ordinal: sign_of(marks, to_check=ordinal in moved) for ordinal, marks in by_block.items()}
    )


def _ink(shown: Shown) -> Ink | None:
    """Return how a passage is marked in the text; None for a bookmark without a note."""
    mark = shown.mark
    if mark.motivation is Motivation.HIGHLIGHTING:
        chosen = colour(mark.colour)
        return Ink(mark.id, shown.passage, chosen.name, chosen.line.value, mark.note)
    if mark.note:
        return Ink(mark.id, shown.passage, words=mark.note)
    return None
