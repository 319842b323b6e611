"""The bar above the text that finds letters in the open section."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.theme import Theme, put_icon
from viewer.ui.window.breadcrumb import Bar

_FIELD = 24
"""Width of the field, in average characters, where there is room; it shrinks to a third."""

_COUNT = 14
"""Least width of the count, in average characters, so that nothing moves while one types."""

CASE_SIGN = "Aa"
WHOLE_SIGN = "[ab]"
"""What the switches are called where room is scarce."""


class FindBar(Bar):
    """Stands above the page while the open section is searched.

    Enter and Shift+Enter go from match to match, Escape closes the bar and leaves the page as it
    is.

    Signals:
        changed: Other words, or other switches.
        step_requested: The next match (1) or the previous one (-1) is wanted.
        closed: The bar was closed.
        said: See ``Bar``.
    """

    changed = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, leave: Callable[[], object], parent: QWidget) -> None:
        """Make the bar, hidden.

        Args:
            leave: Gives the keyboard to the page.
            parent: Owner.
        """
        super().__init__(parent)
        self._leave = leave
        self.setObjectName("find_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self)
        self.field.setObjectName("find_field")
        self._short = False
        self._case, self._whole = self._switch("case"), self._switch("whole")
        self._count = QLabel(self)
        self._count.setObjectName("find_count")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = {name: self._button(name) for name in ("previous", "next", "close")}
        self._found: tuple[int, int] | None = None
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        # What is said of the section may stand just before.
        layout.setContentsMargins(self.fontMetrics().averageCharWidth(), 0, 0, 0)
        previous, following, close = self._buttons.values()
        for part in (self.field, self._count, previous, following, self._case, self._whole, close):
            layout.addWidget(part)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.changed)
        for switch in (self._case, self._whole):
            switch.toggled.connect(self._name_switches)
            switch.toggled.connect(self.changed)
        self._buttons["previous"].clicked.connect(self._go_back)
        self._buttons["next"].clicked.connect(self._go_on)
        self._buttons["close"].clicked.connect(self.close_bar)

    def set_look(self, theme: Theme) -> None:
        """Draw the pictures in the colours of ``theme``."""
        character = self.fontMetrics().averageCharWidth()
        self.field.setMinimumWidth(character * _FIELD // 3)
        self.field.setMaximumWidth(character * _FIELD)
        for name, button in self._buttons.items():
            put_icon(button, name, theme)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Find in this section"))
        self.field.setAccessibleName(_("Find in this section"))
        words = _("Find in this section")
        self.field.setPlaceholderText(f"{words}…")
        self._case.setToolTip(_("Tell capitals and accents apart"))
        self._whole.setToolTip(_("Whole words"))
        self._name_switches()
        names = {
            "previous": _("Previous match"),
            "next": _("Next match"),
            "close": _("Close the find bar"),
        }
        for name, words in names.items():
            self._buttons[name].setAccessibleName(words)
            self._buttons[name].setToolTip(plain_hint(words))
        self.said.emit()

    @Slot()
    def _name_switches(self) -> None:
        """Show which switches are on, by more than a colour."""
        for switch, words, sign in (
            (self._case, _("Match case"), CASE_SIGN),
            (self._whole, _("Whole words"), WHOLE_SIGN),
        ):
            shown = sign if self._short else words
            switch.setText(f"✓ {shown}" if switch.isChecked() else shown)
            switch.setAccessibleName(words)

    def fit(self, room: int) -> None:
        """Where room is scarce, name the switches by signs; at last, say the count in figures."""
        self._set_short(on=False)
        if self.minimumSizeHint().width() > room:
            self._set_short(on=True)
        if self.minimumSizeHint().width() > room and self.words() == _none():
            self._count.setText(_count(0, 0))

    def _set_short(self, *, on: bool) -> None:
        if on != self._short:
            self._short = on
            self._name_switches()
        self._count.setMinimumWidth(0 if on else self._room())
        # A label keeps the size it thought of before, until its text changes.
        self._count.setText("")
        self._count.setText(self.words())

    def _room(self) -> int:
        """Return the width in pixels that every count has room in."""
        metrics = self._count.fontMetrics()
        return max(metrics.averageCharWidth() * _COUNT, metrics.horizontalAdvance(_none()))

    @property
    def case(self) -> bool:
        """Whether capitals and accents matter."""
        return self._case.isChecked()

    @property
    def whole(self) -> bool:
        """Whether only whole words count."""
        return self._whole.isChecked()

    def open_bar(self, words: str = "") -> None:
        """Show the bar, give it the keyboard, and search for ``words``, or for what is there."""
        changes = bool(words) and words != self.field.text()
        self._found = None
        self.show()
        if changes:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not changes:
            self.changed.emit()

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar; the page gets the keyboard."""
        if not self.isHidden():
            # First: Qt would hand the keyboard on as Tab does, and the page go to its next link.
            self._leave()
            self.hide()
            self.closed.emit()

    def show_count(self, current: int, count: int) -> None:
        """Tell which match is the current one (from 1; 0 for none), and how many there are."""
        self._found = (current, count)
        for name in ("previous", "next"):
            self._buttons[name].setEnabled(count > 0)
        self.said.emit()

    def words(self) -> str:
        """Return how many matches there are, in words; nothing while that isn't known."""
        if self._found is None or not self.field.text().strip():
            return ""
        current, count = self._found
        return _count(current or 1, count) if count else _none()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter in the field, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.field.hasFocus():
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_on(self) -> None:
        self.step_requested.emit(1)

    @Slot()
    def _go_back(self) -> None:
        self.step_requested.emit(-1)

    def _switch(self, name: str) -> QToolButton:
        switch = self._button(name)
        switch.setCheckable(True)
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return switch

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"find_{name}")
        return button


def _none() -> str:
    return _("None in this section")


def _count(current: int, count: int) -> str:
    return _("{current} of {count}").format(current=current, count=count)
