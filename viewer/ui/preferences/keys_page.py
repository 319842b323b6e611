"""Preferences of keys: every action, its keys, and a way to change them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QPushButton, QVBoxLayout, QWidget

from viewer.messages import translate
from viewer.messages import translate as _
from viewer.settings import Preferences
from viewer.ui.actions import ACTIONS, ActionSpec, key_texts, plain
from viewer.ui.announce import announce
from viewer.ui.dialogs.frame import say
from viewer.ui.dialogs.shortcuts import Shortcut, ShortcutsModel
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.enter_button import EnterButton
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.pages import align_page
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.keys import Keys, is_typed, keys_in_use, native, owner, portable, with_keys
from viewer.ui.menu_titles import MENUS

if TYPE_CHECKING:
    from viewer.ui.theme import Theme

FIELDS = ("keys",)
"""Preferences on this page."""


class KeysPage(QWidget):
    """The actions with their keys; below them, what changes those of the chosen one.

    Signals:
        changed: ``keys`` and their new value.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_page")
        self._keys: Keys = {}
        self._chosen: ActionSpec | None = None
        self._filter = FilterField(self)
        self._filter.setObjectName("keys_filter")
        self._model = ShortcutsModel(self)
        self._list = RowsView(self)
        self._list.setObjectName("keys_list")
        self._list.setModel(self._model)
        self._empty = EmptyState(self)
        self._what = Prose("", self)
        self._what.setObjectName("keys_what")
        self._field = QKeySequenceEdit(self)
        self._field.setObjectName("keys_field")
        self._field.setMaximumSequenceLength(1)
        self._said = Prose("", self)
        self._said.setObjectName("keys_said")
        self._use = self._button("keys_use")
        self._also = self._button("keys_also")
        self._none = self._button("keys_none")
        self._usual = self._button("keys_usual")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        align_page(layout)
        layout.addWidget(self._filter)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._what)
        layout.addWidget(self._field)
        layout.addWidget(self._said)
        row = QWidget(self)
        buttons = FlowLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        for button in (self._use, self._also, self._none, self._usual):
            buttons.addWidget(button)
        layout.addWidget(row)
        self._what.setBuddy(self._field)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._narrow)
        self._filter.leave_requested.connect(self._enter_list)
        self._filter.open_requested.connect(self._enter_list)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._list.chosen.connect(self._start)
        self._field.keySequenceChanged.connect(self._judge)
        self._use.clicked.connect(self._replace)
        self._also.clicked.connect(self._add)
        self._none.clicked.connect(self._remove)
        self._usual.clicked.connect(self._restore)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._filter.set_words(_("Filter the shortcuts"), _("Filter…"))
        self._list.setAccessibleName(_("Keyboard shortcuts"))
        say(self._use, _("&Use these keys"))
        say(self._also, _("Use as &well"))
        say(self._none, _("&No keys"))
        say(self._usual, _("Usual &keys"))
        for part in (self._field, *self._field.findChildren(QLineEdit)):
            part.setAccessibleName(_("New keys"))
        for part in self._field.findChildren(QLineEdit):
            part.setPlaceholderText(_("Press the new keys"))
        self._narrow()
        self._show_chosen()

    def show_values(self, preferences: Preferences) -> None:
        """Show what is preferred now."""
        if self._keys != preferences.keys:
            self._keys = preferences.keys
            self._narrow()
        self._show_chosen()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    @Slot()
    def _narrow(self) -> None:
        """Show the rows that the filter leaves, with the chosen one still chosen."""
        text = self._filter.text().strip()
        in_use = keys_in_use(self._keys)
        rows = [self._row(spec, in_use[spec.id]) for spec in ACTIONS]
        chosen = self._chosen
        self._model.set_shortcuts(rows, text)
        self._list.expandAll()
        nothing = _("No shortcut contains “{text}”.").format(text=text)
        self._empty.tell("" if self._model.rowCount() else nothing)
        for index in self._model.indexes():
            row = self._model.value(index)
            if chosen is not None and row is not None and row.id == chosen.id:
                self._list.setCurrentIndex(index)

    def _row(self, spec: ActionSpec, keys: list[str]) -> Shortcut:
        return Shortcut(
            plain(translate(MENUS[spec.menu.partition(".")[0]])),
            plain(translate(spec.text)),
            tuple(map(native, keys)),
            spec.id,
            spec.id in self._keys,
        )

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._model.value(index)
        chosen = next((spec for spec in ACTIONS if row is not None and spec.id == row.id), None)
        if chosen is not None and chosen != self._chosen:
            self._chosen = chosen
            self._field.clear()
            self._show_chosen()

    @Slot()
    def _start(self) -> None:
        if self._chosen is not None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _enter_list(self) -> None:
        first = self._model.index(0, 0, self._model.index(0, 0))
        self._list.enter(first)

    def _show_chosen(self) -> None:
        chosen = self._chosen
        if chosen is None:
            self._what.setText(_("Choose an action to change its keys."))
        else:
            name = plain(translate(chosen.text))
            self._what.setText(_("Keys for “{action}”:").format(action=name))
        self._field.setEnabled(chosen is not None)
        self._none.setEnabled(chosen is not None and bool(self._now()))
        self._usual.setEnabled(chosen is not None and chosen.id in self._keys)
        self._judge()

    def _now(self) -> tuple[str, ...]:
        """Return the keys of the chosen action."""
        return tuple(keys_in_use(self._keys)[self._chosen.id]) if self._chosen else ()

    def _pressed(self) -> str:
        return portable(
            self._field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        )

    @Slot()
    def _judge(self) -> None:
        """Say what the keys that were pressed do now, and let them be used if they can be."""
        key, words, possible = self._pressed(), "", False
        if key and self._chosen is not None:
            has = owner(self._keys, key)
            possible = not is_typed(key) and has is not self._chosen
            if is_typed(key):
                words = _("{keys} would be typed into fields. Hold Ctrl or Alt as well.")
            elif has is self._chosen:
                words = _("{keys} does this already.")
            elif has is not None:
                words = _("{keys} belongs to “{action}”, which would lose it.")
            name = plain(translate(has.text)) if has is not None else ""
            words = words.format(keys=native(key), action=name)
        self._said.setText(words)
        if words:
            announce(self, words)
        self._use.setEnabled(possible)
        self._also.setEnabled(possible and bool(self._now()))

    @Slot()
    def _replace(self) -> None:
        self._set((self._pressed(),))

    @Slot()
    def _add(self) -> None:
        self._set((*self._now(), self._pressed()))

    @Slot()
    def _remove(self) -> None:
        self._set(())

    @Slot()
    def _restore(self) -> None:
        if self._chosen is not None:
            self._set(tuple(key_texts(self._chosen)))

    def _set(self, keys: tuple[str, ...]) -> None:
        if self._chosen is None:
            return
        changed = with_keys(self._keys, self._chosen.id, keys)
        self._field.clear()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit("keys", changed)

    def _button(self, name: str) -> QPushButton:
        made = EnterButton(self)
        made.setObjectName(name)
        return made
