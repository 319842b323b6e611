"""Highlighting: by key, menu and the bar at a selection; colours and what they mean."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.palette import COLOURS, Palette, colour
from viewer.errors import StoreError
from viewer.messages import mark as _
from viewer.messages import translate
from viewer.ui.action_set import Actions
from viewer.ui.actions import ACTIONS
from viewer.ui.announce import announce
from viewer.ui.marks.selection_bar import SelectionBar
from viewer.ui.marks.swatches import swatch
from viewer.ui.marks.words import colour_name
from viewer.ui.page.view import PageView
from viewer.ui.theme import Theme, icon_size
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.mark_places import MarkPlaces
from viewer.ui.window.marking.marks_control import MarksControl
from viewer.ui.window.marking.undo import Change

LAST = "colour"
"""Where the state keeps the colour that was used last."""


class Highlighting(QObject):
    """Makes highlights and changes their colours."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        marks: MarksControl,
        places: MarkPlaces,
        palette: Palette,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._marks = marks
        self._places = places
        self._palette = palette
        self.bars: list[SelectionBar] = []
        self._add_bar(window.page)
        window.readings.added.connect(self._add_bar)
        marks.changed.connect(self.retranslate)
        window.follow(self)
        self.retranslate()

    @Slot(object)
    def _add_bar(self, page: PageView) -> None:
        bar = SelectionBar(page)
        bar.colour_chosen.connect(self.highlight)
        bar.work_chosen.connect(self._work)
        bar.set_meanings(self.meanings())
        self._window.follow(bar)
        self.bars.append(bar)

    def meanings(self) -> dict[str, str]:
        """Return what colours mean to the reader, by name."""
        try:
            return self._palette.meanings()
        except StoreError:
            # Told already, by whatever else reads the store.
            return {}

    def retranslate(self) -> None:
        """Name the colours, in the language of the interface and as the reader does."""
        meanings = self.meanings()
        for one in COLOURS:
            action = self._actions[f"marks.colour_{one.name}"]
            base = translate(next(spec.text for spec in ACTIONS if spec.id == action.objectName()))
            meaning = meanings.get(one.name, "").replace("&", "&&")
            action.setText(f"{base} – {meaning}" if meaning else base)
        for bar in self.bars:
            bar.set_meanings(meanings)

    def set_look(self, theme: Theme) -> None:
        """Draw the colours in the menu as they look in the text."""
        ratio = self._window.devicePixelRatioF()
        for one in COLOURS:
            action = self._actions[f"marks.colour_{one.name}"]
            action.setIcon(swatch(one, theme, icon_size(), ratio))

    @Slot()
    def highlight_here(self) -> None:
        """Highlight the selection, else the block where the reader is, in the last colour."""
        kept = self._window.services.state.get(LAST)
        self.highlight(colour(kept if isinstance(kept, str) else "").name)

    @Slot(str)
    def highlight(self, name: str) -> None:
        """Highlight what is here in a colour; what is highlighted already only changes its colour.

        Args:
            name: Name of the colour.
        """
        self._window.services.state[LAST] = name
        here = self._marks.here
        spot = here.to_mark()
        if spot is None or not spot.anchor.quote:
            words = translate(_("There is no text here that could be highlighted."))
            self._window.line.tell(words, topic="marks", seconds=6)
            return
        known = self._places.same_passage(spot.anchor)
        if known is None and not spot.selected:
            known = next(
                (
                    one
                    for one in self._places.at(*here.caret())
                    if one.motivation is Motivation.HIGHLIGHTING
                ),
                None,
            )
        if known is not None:
            self.recolour(name, known.id)
        else:
            self._make(
                spot.anchor.quote,
                name,
                new_annotation(Motivation.HIGHLIGHTING, spot.anchor, spot.title, colour=name),
            )

    def _make(self, quote: str, name: str, new: Annotation) -> None:
        if self._marks.add(_("Add highlight"), new) is None:
            return
        page = self._window.readings.page()
        if page.textCursor().hasSelection():
            # The selection would hide what was done.
            cursor = page.textCursor()
            cursor.setPosition(cursor.selectionStart())
            page.setTextCursor(cursor)
        words = translate(_("Highlighted, {colour}: {text}"))
        called = colour_name(name, self.meanings())
        announce(page, words.format(colour=called, text=quote[:80]))

    @Slot(str)
    def _work(self, name: str) -> None:
        """Do what a button beside the colours stands for."""
        actions = {"note": "marks.note", "bookmark": "marks.bookmark", "copy": "edit.copy"}
        self._actions[actions[name]].trigger()

    def recolour(self, name: str, *ids: str) -> None:
        """Give highlights another colour."""

        def work(one: Annotation) -> Annotation:
            is_highlight = one.motivation is Motivation.HIGHLIGHTING
            return replace(one, colour=name) if is_highlight else one

        step = self._marks.rework(_("Change colour"), ids, work)
        called = colour_name(name, self.meanings())
        words = translate(_("Colour: {colour}") if step else _("Highlighted already: {colour}"))
        announce(QApplication.focusWidget() or self._window, words.format(colour=called))

    @Slot()
    def name_colours(self) -> None:
        """Ask what the colours mean to the reader."""
        from viewer.ui.dialogs.colours import ColoursDialog

        dialog = ColoursDialog(self.meanings(), self._window.look.theme, self._window)
        dialog.accepted.connect(partial(self._take_meanings, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_meanings(self, dialog: object) -> None:
        from viewer.ui.dialogs.colours import ColoursDialog

        if isinstance(dialog, ColoursDialog):
            before, after = self.meanings(), dialog.meanings()
            if before != after and self._mean(after):
                self._marks.record(
                    Change(
                        _("Name colours"),
                        partial(self._mean, before, told=False),
                        partial(self._mean, after, told=False),
                    )
                )

    def _mean(self, meanings: dict[str, str], *, told: bool = True) -> bool:
        """Give the colours these meanings; tell whether that was saved.

        Raises:
            StoreError: It can't be saved, and whoever asked will tell.
        """
        try:
            for one in COLOURS:
                self._palette.set_meaning(one.name, meanings.get(one.name, ""))
        except StoreError as problem:
            if not told:
                raise
            self._marks.failed.emit(problem.message)
            return False
        self._marks.changed.emit(None)
        return True
