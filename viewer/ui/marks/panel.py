"""The My marks tab: bookmarks, highlights and notes, in groups, with what can be done with them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.room import MOST_ROOM
from viewer.ui.marks.steps import Steps
from viewer.ui.marks.view import MarksView
from viewer.ui.theme import put_icon

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QAction

    from viewer.ui.marks.catalogue import Catalogue
    from viewer.ui.theme import Theme


class MarksPanel(QWidget):
    """The reader's marks.

    A change is only asked for; the list shows it when the window says so. Nothing is read while the
    panel can't be seen.

    Signals:
        mark_requested: The reader wants to read at this ``Annotation``.
        rename_requested: The mark with this id is to have this name.
        delete_requested: The marks with these ids are to go: a list.
        filter_changed: What stands in the filter is different now; see ``set_found``.
        wanted: The panel is seen now; whoever holds the marks brings them up to date.
    """

    mark_requested = Signal(object)
    rename_requested = Signal(str, str)
    delete_requested = Signal(object)
    filter_changed = Signal(str)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marks_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._catalogue: Catalogue | None = None
        self._found: Collection[str] = ()
        self._late = False
        self.steps = Steps(self)
        self._actions: Sequence[QAction] = ()
        self._filter = FilterField(self)
        self._filter.setObjectName("marks_filter")
        self._arrange = QToolButton(self)
        self._arrange.setObjectName("marks_arrange")
        self._arrange.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._list = MarksView(self)
        self._model = self._list.marks
        self._list.setObjectName("marks_list")
        self._empty = EmptyState(self)
        self.places = _lay_out(self, (self._filter, self._arrange), (self._empty, self._list))
        self._empty.stand_in_for(self._list)
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._filter.set_words(_("Filter my marks"), _("Filter…"))
        self._arrange.setAccessibleName(_("Group and sort my marks"))
        self._arrange.setToolTip(_("Group and sort my marks"))
        self._list.setAccessibleName(_("Bin") if self._in_bin() else _("My marks"))
        if self.isVisible():
            self.wanted.emit()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)
        put_icon(self._arrange, "filter", theme)

    def set_tools(self, menu: QMenu, actions: "Sequence[QAction]") -> None:
        """Give the button beside the filter its menu, and each row its actions."""
        self._arrange.setMenu(menu)
        self._actions = actions

    def show_catalogue(self, catalogue: "Catalogue") -> None:
        """Show other marks; the current row stays at its mark or its place."""
        self._catalogue = catalogue
        self._list.setAccessibleName(_("Bin") if self._in_bin() else _("My marks"))
        self.steps.begin(catalogue)
        if not catalogue.loaded:
            self._empty.tell(_("Reading your marks…"))

    @Slot()
    def update_rows(self) -> None:
        """Show the marks as they are now; a row that is being renamed keeps its field till then."""
        self._late = self._list.state() == QAbstractItemView.State.EditingState
        catalogue = self._catalogue
        if self._late or catalogue is None or not catalogue.loaded:
            return
        if catalogue.arranged:
            self._show_rows()
        else:
            # Shown when it is; till then what was shown stays.
            self.steps.go_on()

    @Slot()
    def _show_late(self) -> None:
        if self._late:
            self.update_rows()

    @Slot()
    def _take_searchable(self) -> None:
        if self._text():
            self.update_rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the marks, as they are now."""
        super().showEvent(event)
        self.wanted.emit()
        self.steps.advance()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing more."""
        self.steps.stop()
        super().hideEvent(event)

    def _in_bin(self) -> bool:
        return self._catalogue is not None and self._catalogue.in_bin

    def _text(self) -> str:
        return self._filter.text().strip()

    def current(self) -> str:
        """Return the id of the current mark, or nothing."""
        return self._list.current()

    def selected(self) -> list[str]:
        """Return the ids of the marks that are chosen, in the order of the list."""
        # Who chose all means all, also in the very next moment.
        self.steps.finish(whole=self._list.chooses_far())
        return self._list.chosen_marks()

    def select(self, mark: str) -> bool:
        """Make a mark the current row; tell whether it is near enough to be in the list."""
        index = self._list.row_of(mark)
        if index.isValid():
            self._list.make_current(index)
        return index.isValid()

    def has_focus(self) -> bool:
        """Return whether the keyboard is in the list."""
        return self._list.hasFocus()

    def focus_list(self) -> None:
        """Give the list the keyboard, at a mark."""
        if not self.current():
            self._list.make_near_current(0)
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def rename_current(self) -> None:
        """Let the reader type another name in the current row."""
        index = self._list.currentIndex()
        if self._model.mark_at(index) and not self._in_bin():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.edit(index)

    @Slot()
    def delete_current(self) -> None:
        """Ask for the chosen marks to go."""
        ids = self.selected()
        if ids and not self._in_bin():
            self.delete_requested.emit(ids)

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """Return the context menu of a row; None for a heading."""
        if not self._model.mark_at(index):
            return None
        menu = Menu(self)
        menu.addAction(_("&Open"), partial(self._open, index))
        _add_openings(menu, self._list, index)
        menu.addActions(self._actions)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename with F2, delete with Delete."""
        if self._list.hasFocus() and event.key() == Qt.Key.Key_F2:
            self.rename_current()
        elif self._list.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self.delete_current()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._narrow)
        self._filter.leave_requested.connect(self.focus_list)
        self._filter.open_requested.connect(self._open_first)
        self._list.chosen.connect(self._open)
        self._list.whole_wanted.connect(self.steps.wait)
        self._list.menu_requested.connect(self._show_menu)
        self._list.rows.closeEditor.connect(self._show_late)
        self.steps.rearranged.connect(self.update_rows)
        self.steps.searchable.connect(self._take_searchable)
        self._model.rename_requested.connect(self.rename_requested)

    def _show_rows(self) -> None:
        catalogue = self._catalogue
        if catalogue is None:
            return
        if not self._text() or catalogue.searchable:
            catalogue.search(self._text(), self._found)
        catalogue.rewind()
        if self._model.first and not catalogue.whole:
            # The list stays at its place as soon as that is known again.
            self.steps.wait(self._show_list)
        else:
            self._show_list()

    def _show_list(self) -> None:
        if self._catalogue is not None:
            self._list.show_marks(self._catalogue)
            self._tell_empty(shown=self._model.size())
            self.steps.go_on()

    def _tell_empty(self, *, shown: int) -> None:
        kept = len(self._catalogue) if self._catalogue is not None else 0
        self._filter.setVisible(kept > 0)
        text = self._text() if kept else ""
        self._empty.tell("" if shown else _nothing(text, in_bin=self._in_bin()))

    @Slot()
    def _narrow(self) -> None:
        self._found = ()
        self.steps.advance()
        self.filter_changed.emit(self._text())
        # What isn't read yet is read on, and filtered then.
        self._show_filtered()

    def set_found(self, text: str, ids: "Collection[str]") -> None:
        """Show marks (ids) whose notes answer ``text`` as well, if that still is the filter."""
        if text == self._text() and ids:
            self._found = ids
            self._show_filtered()

    def _show_filtered(self) -> None:
        catalogue = self._catalogue
        if catalogue is not None and catalogue.searchable:
            self._show_rows()
            shown = catalogue.count()
            announce(self, plural("{count} mark", "{count} marks", shown).format(count=shown))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        identity = self._model.mark_at(index)
        mark = self._catalogue.mark(identity) if self._catalogue and identity else None
        if mark is not None:
            self.mark_requested.emit(mark)

    @Slot()
    def _open_first(self) -> None:
        if not self.current():
            self._list.make_near_current(0)
        self._open(self._list.currentIndex())

    @Slot(QModelIndex, QPoint)
    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.menu_for(index)
        if menu is not None:
            if self._model.mark_at(index) not in self.selected():
                self._list.make_current(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)


def _nothing(text: str, *, in_bin: bool) -> str:
    """Return why nothing is listed, if this is the filter."""
    if text:
        return _("No mark contains “{text}”.").format(text=text)
    if in_bin:
        return _("The bin is empty.")
    return _(
        "Nothing marked yet. Ctrl+D bookmarks where you are; select words to highlight "
        "them or to add a note. Marks stay on this computer."
    )


def _lay_out(
    panel: QWidget, above: "Sequence[QWidget]", below: "Sequence[QWidget]"
) -> tuple[QVBoxLayout, QHBoxLayout]:
    """Lay a panel out: a row of widgets, the first of them wide; others below, the last tall.

    Returns:
        The layout of the panel, and that of the row.
    """
    space = panel.fontMetrics().averageCharWidth()
    row = QHBoxLayout()
    # Large words need the height themselves.
    high = space if space < MOST_ROOM else MOST_ROOM // 3
    row.setContentsMargins(space, high, space, high)
    row.setSpacing(high)
    row.addWidget(above[0], 1)
    for widget in above[1:]:
        # At its place, though the first is hidden.
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(row)
    for widget in below:
        layout.addWidget(widget, 1 if widget is below[-1] else 0)
    return layout, row


def _add_openings(menu: QMenu, view: MarksView, index: QModelIndex) -> None:
    """Offer to open a row somewhere else."""
    menu.addAction(_("Open in a new ta&b"), partial(view.wanted_apart.emit, index))
    menu.addAction(_("Open in a new windo&w"), partial(view.wanted_in_window.emit, index))
