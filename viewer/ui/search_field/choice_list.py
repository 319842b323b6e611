"""Opens, fills and closes the list under the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from viewer.ui.search_field.choices import Choice
    from viewer.ui.search_field.dropdown import DropDown
    from viewer.ui.theme import Theme


class ChoiceList(QObject):
    """The drop-down of one field, while it is open and while it isn't.

    Signals:
        chosen: A ``Choice`` was clicked.
    """

    chosen = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._made: DropDown | None = None
        self._theme: Theme | None = None

    @property
    def _list(self) -> "DropDown":
        """The list, made when it is first filled: the window starts without it."""
        if self._made is None:
            from viewer.ui.search_field.dropdown import DropDown

            self._made = DropDown(self._field)
            self._made.chosen.connect(self.chosen)
            self._made.retranslate()
            if self._theme is not None:
                self._made.set_look(self._theme)
        return self._made

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        if self._made is not None:
            self._made.retranslate()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._theme = theme
        if self._made is not None:
            self._made.set_look(theme)

    def is_open(self) -> bool:
        """Return whether the list is open."""
        return self._made is not None and not self._made.isHidden()

    def current(self) -> "Choice | None":
        """Return the current choice; None while the list is closed."""
        return self._list.current() if self.is_open() else None

    def spoken(self) -> str:
        """Return what a screen reader says of the current choice; nothing without one."""
        current = self.current()
        return current.spoken() if current is not None else ""

    def fill(self, choices: Sequence["Choice"], preferred: "Choice | None") -> None:
        """Show these choices; the current one stays if it is among them.

        Args:
            choices: The rows.
            preferred: The one that is to be the current one if none is.
        """
        current = self._list.current()
        self._list.set_choices(choices)
        if not choices:
            self.close()
            return
        # First: to make a row the current one lays the rows out.
        self._place()
        self._list.make_current(current)
        if self._list.current() is None:
            self._list.make_current(preferred)

    def open(self) -> None:
        """Show the list, if it has any rows."""
        application = QCoreApplication.instance()
        if self.is_open() or not self._list.count() or application is None:
            return
        self._place()
        self._list.show()
        self._list.raise_()
        application.installEventFilter(self)

    def _place(self) -> None:
        window = self._field.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        self._list.place_under(self._field)

    def close(self) -> None:
        """Hide the list."""
        application = QCoreApplication.instance()
        if self.is_open() and application is not None:
            application.removeEventFilter(self)
            self._list.make_current(None)
            self._list.hide()

    def step(self, by: int) -> None:
        """Go on by so many choices, or back."""
        self._list.step(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is open: close it at a click elsewhere, keep it under the field."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if not self._holds(watched):
                self.close()
        elif kind == QEvent.Type.Resize and watched in {self._field, self._field.window()}:
            self._list.place_under(self._field)
        elif kind == QEvent.Type.WindowDeactivate and watched is self._field.window():
            self.close()
        return super().eventFilter(watched, event)

    def _holds(self, widget: QWidget) -> bool:
        return any(widget is one or one.isAncestorOf(widget) for one in (self._field, self._list))
