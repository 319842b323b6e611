"""The list of marks: which are in it, how it is arranged, and what is done with several at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton

from viewer.annotations.changes import emptying
from viewer.annotations.editions import StoppedError, Watch
from viewer.annotations.model import Annotation
from viewer.annotations.outline import Outline
from viewer.annotations.store import AnnotationStore
from viewer.annotations.tags import with_tags
from viewer.annotations.undoing import watched
from viewer.errors import StoreError
from viewer.messages import mark as _
from viewer.messages import plural, translate
from viewer.storage.database import Database
from viewer.ui.action_set import Actions
from viewer.ui.announce import announce
from viewer.ui.marks.arranging import Grouping, Order
from viewer.ui.marks.bin_bar import BinBar
from viewer.ui.marks.catalogue import Catalogue
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.following import Following
from viewer.ui.window.marking.highlighting import Highlighting
from viewer.ui.window.marking.mark_rows import MarkRows

STATE = "marks"
"""Where the state keeps how the list is arranged."""

ROW_ACTIONS = (
    "marks.note",
    "marks.rename",
    "marks.tags",
    "marks.colours",
    "marks.list_add",
    "marks.keep",
    "marks.put",
    "marks.set_aside",
    "marks.restore",
    "marks.delete",
    "marks.export",
)
"""What the context menu of a row offers, after opening it."""


class MarksList(QObject):
    """Fills the panel, and keeps how the reader wants it."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        highlighting: Highlighting,
        panel: MarksPanel,
        following: Following,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._marks = marks = following.marks
        self._panel = panel
        self._in_bin = False
        self._checked_only = False
        self._stale = True
        self._changed_ids: set[str] = set()
        self._catalogue: Catalogue | None = None
        self._bar: BinBar | None = None
        self.rows = MarkRows(window.services, window.navigation, highlighting.meanings, following)
        marks.changed.connect(self._take_changes)
        window.navigation.book_opened.connect(self.show)
        following.changed.connect(self.show)
        panel.rename_requested.connect(marks.rename)
        panel.delete_requested.connect(self._delete)
        panel.wanted.connect(self._fill)

    def install(self, arrangement: QMenu) -> None:
        """Give the panel its menus."""
        own = [self._actions[name] for name in ROW_ACTIONS if name in self._actions]
        self._panel.set_tools(arrangement, own)
        within = [self._actions["marks.restore"], self._actions["marks.empty_bin"]]
        self._bar = BinBar(self._actions["marks.bin"], within, self._panel)
        self._window.follow(self._bar)
        self._bar.stand(*self._panel.places)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def grouping(self) -> Grouping:
        """What the headings of the list are."""
        return Grouping(self._kept("group", Grouping.BOOK, set(Grouping)))

    @property
    def order(self) -> Order:
        """How the marks below a heading follow one another."""
        return Order(self._kept("order", Order.PLACE, set(Order)))

    @property
    def this_book(self) -> bool:
        """Whether only marks of the open book are listed."""
        return self._kept("this_book", "no", {"yes", "no"}) == "yes"

    @property
    def in_bin(self) -> bool:
        """Whether the bin is listed."""
        return self._in_bin

    @Slot()
    def show(self) -> None:
        """Show the marks anew: all of them may have changed."""
        self._stale = True
        self._fill()

    @Slot(object)
    def _take_changes(self, ids: frozenset[str] | None) -> None:
        """Show what became of some marks; None stands for all."""
        if ids is None:
            self._stale = True
        else:
            self._changed_ids |= ids
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Bring the panel up to date, if it can be seen."""
        if not self._panel.isVisible():
            return
        self._show_bar()
        changed, self._changed_ids = frozenset(self._changed_ids), set()
        self.rows.refresh()
        known = self._catalogue
        if known is None or self._stale or (changed and not known.loaded):
            self._stale = False
            self._catalogue = self._gathered()
            self._panel.show_catalogue(self._catalogue)
            return
        if changed:
            known.refresh(changed)
        else:
            known.arrange(self.grouping, self.order, checked_only=self._checked_only)
        self._panel.update_rows()

    def _show_bar(self) -> None:
        """Say that the bin is listed, if it is."""
        if self._bar is not None and self._in_bin:
            name, counts = self._book(), self._marks.counts(deleted=True)
            self._bar.show_bin(counts.total() if name is None else counts[name])
        elif self._bar is not None:
            self._bar.hide()

    def _book(self) -> str | None:
        """Return the book whose marks are listed; None for all books."""
        book = self._window.navigation.book
        return book.edition.book if self.this_book and book is not None else None

    def _gathered(self) -> Catalogue:
        outline = Outline(self._marks.database, self._book(), deleted=self._in_bin)
        made = Catalogue(outline, self.rows, self._marks.failed.emit, in_bin=self._in_bin)
        made.arrange(self.grouping, self.order, checked_only=self._checked_only)
        return made

    def group_by(self, grouping: Grouping) -> None:
        """Group the list in another way."""
        self._keep("group", grouping.value)

    def sort_by(self, order: Order) -> None:
        """Sort the list in another way."""
        self._keep("order", order.value)

    @Slot()
    def toggle_book(self) -> None:
        """List the marks of the open book only, or of all books."""
        self._stale = True
        self._keep("this_book", "no" if self.this_book else "yes")

    @property
    def checked_only(self) -> bool:
        """Whether only marks are listed that are to be checked, or have no place."""
        return self._checked_only

    @Slot()
    def toggle_checked(self) -> None:
        """List only the marks that are to be checked or have no place, or all again."""
        self.list_checked(only=not self._checked_only)

    def list_checked(self, *, only: bool) -> None:
        """List only the marks that are to be checked or have no place; or all."""
        self._checked_only = only
        self._in_bin = False
        self.show()

    @Slot()
    def toggle_bin(self) -> None:
        """List what is in the bin, or the marks again."""
        self._in_bin = not self._in_bin
        self._checked_only = False
        self.show()
        self._panel.focus_list()
        announce(self._panel, translate(_("Bin") if self._in_bin else _("My marks")))

    def _kept(self, name: str, default: str, known: set[Any]) -> str:
        kept = self._window.services.state.get(STATE)
        value = kept.get(name) if isinstance(kept, dict) else None
        return value if isinstance(value, str) and value in known else default

    def _keep(self, name: str, value: str) -> None:
        state = self._window.services.state
        kept = state.get(STATE)
        state[STATE] = {**(kept if isinstance(kept, dict) else {}), name: value}
        self._fill()

    # -- several at once -------------------------------------------------------------------------

    def chosen(self) -> list[str]:
        """Return the ids of the marks that are chosen, if the keyboard is in the list."""
        return self._panel.selected() if self._panel.has_focus() else []

    @Slot(object)
    def _delete(self, ids: list[str]) -> None:
        self._marks.delete(*ids)

    def edit_tags(self, ids: list[str]) -> None:
        """Ask for the tags of marks."""
        from viewer.ui.dialogs.tags import TagsDialog

        here = self._marks.tags_of(ids)
        if here is None:
            return
        known = {tag: here[tag.casefold()] for tag in self._marks.overview.tags()}
        dialog = TagsDialog(known, len(ids), self._window)
        dialog.accepted.connect(partial(self._take_tags, dialog, ids))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_tags(self, dialog: object, ids: list[str]) -> None:
        from viewer.ui.dialogs.tags import TagsDialog

        if isinstance(dialog, TagsDialog):
            add, remove = dialog.changes()

            def work(one: Annotation) -> Annotation:
                return with_tags(one, add, remove)

            self._marks.rework(_("Change tags"), ids, work)

    @Slot()
    def restore(self) -> None:
        """Take the chosen marks out of the bin."""
        ids = self._panel.selected() if self._in_bin else []
        if ids:
            self._marks.restore(*ids)
            words = plural("{count} mark restored.", "{count} marks restored.", len(ids))
            self._window.line.tell(words.format(count=len(ids)), topic="marks", seconds=8)

    @Slot()
    def ask_empty_bin(self) -> None:
        """Ask whether the bin is to be emptied: that can't be undone."""
        count = self._marks.overview.by_book(deleted=True).total()
        if not count:
            self._window.line.tell(translate(_("The bin is empty.")), topic="marks", seconds=6)
            return
        words = plural(
            "Remove {count} mark for good? This can’t be undone.",
            "Remove {count} marks for good? This can’t be undone.",
            count,
        )
        box = QMessageBox(self._window)
        box.setObjectName("empty_bin")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(translate(_("Empty the bin")))
        box.setText(words.format(count=count))
        remove = QPushButton(translate(_("&Remove for good")), box)
        keep = QPushButton(translate(_("Cancel")), box)
        remove.setObjectName("empty_bin_yes")
        box.addButton(remove, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        remove.clicked.connect(self._empty_bin)
        box.finished.connect(box.deleteLater)
        box.open()

    @Slot()
    def _empty_bin(self) -> None:
        try:
            self._marks.many.run(translate(_("Empty the bin")), _emptied)
        except StoppedError:
            return
        except StoreError as problem:
            self._marks.failed.emit(problem.message)
            return
        self._marks.look()
        self._window.line.tell(translate(_("The bin is empty.")), topic="marks", seconds=6)


def _emptied(database: Database, watch: Watch) -> None:
    """Empty the bin, however much is in it."""
    store = AnnotationStore(database)
    ids = [one.id for one in store.find(deleted=True)]
    store.apply(watched(map(emptying, ids), len(ids), watch))
