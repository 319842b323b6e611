"""The bar under the strip: back, forward, the search field, language, size, theme, bookmark."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.menus import Menu
from viewer.ui.theme import Theme, icon, icon_size
from viewer.ui.window.languages.language_switch import LanguageSwitch

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from viewer.ui.action_set import Actions

FOLDS = (("theme",), ("smaller", "larger"), ("bookmark",), ("forward",))
"""What leaves the bar first where room is scarce, together with what belongs to it.

It stays in the menu of the last button.
"""

BUTTONS = {
    "contents": ("view.left", "contents"),
    "back": ("go.back", "back"),
    "forward": ("go.forward", "forward"),
    "smaller": ("view.smaller", "text-smaller"),
    "larger": ("view.larger", "text-larger"),
    "bookmark": ("marks.bookmark", "bookmark"),
}
"""Buttons: name to action and picture."""


_SPACE = 4


class Toolbar(QWidget):
    """The window's bar of buttons around the search field."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # What is below gives way: buttons and the field are not squeezed.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.languages = LanguageSwitch(self)
        self._field = field
        self._buttons = {name: self._button(name) for name in (*BUTTONS, "theme", "more")}
        self._buttons["more"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu: QMenu | None = None
        self._theme_action: QAction | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.setSpacing(_SPACE)
        for name in ("contents", "back", "forward"):
            layout.addWidget(self._buttons[name])
        layout.addWidget(field, 1)
        layout.addWidget(self.languages)
        for name in ("smaller", "larger", "theme", "bookmark", "more"):
            layout.addWidget(self._buttons[name])
        self.retranslate()

    def set_actions(self, actions: "Actions", theme_action: "QAction") -> None:
        """Let the buttons do what the actions do."""
        self._theme_action = theme_action
        for name, (action, _picture) in BUTTONS.items():
            self._connect(self._buttons[name], actions[action])
        self._buttons["theme"].clicked.connect(theme_action.trigger)
        self._menu = Menu(self)
        self._menu.setObjectName("more_menu")
        for action in ("view.left", "go.back", "go.forward", "marks.bookmark"):
            self._menu.addAction(actions[action])
        self._menu.addSeparator()
        for action in ("view.larger", "view.smaller", "view.normal"):
            self._menu.addAction(actions[action])
        self._menu.addAction(theme_action)
        self._menu.addSeparator()
        for action in ("file.open", "file.books", "help.guide", "help.shortcuts"):
            self._menu.addAction(actions[action])
        self._buttons["more"].setMenu(self._menu)
        self.retranslate()

    def set_look(self, theme: Theme) -> None:
        """Draw the pictures in the colours of ``theme``."""
        pictures = {name: picture for name, (_action, picture) in BUTTONS.items()}
        pictures["theme"] = "theme-light" if theme.dark else "theme-dark"
        pictures["more"] = "more"
        side = icon_size()
        for name, picture in pictures.items():
            self._buttons[name].setIconSize(QSize(side, side))
            self._buttons[name].setIcon(icon(picture, theme))
        self._fold(self.width())

    def retranslate(self) -> None:
        """Set names and hints."""
        self.setAccessibleName(_("Tools"))
        self.languages.retranslate()
        names = {
            "contents": _("Left pane"),
            "back": _("Back"),
            "forward": _("Forward"),
            "smaller": _("Text smaller"),
            "larger": _("Text larger"),
            "theme": _("Light or dark"),
            "bookmark": _("Bookmark this place"),
            "more": _("More"),
        }
        if self._theme_action is not None:
            self._theme_action.setText(names["theme"])
        for name, words in names.items():
            button = self._buttons[name]
            button.setAccessibleName(words)
            # What has an action says what that says, as soon as it speaks the language.
            if button.property("action") is None:
                button.setToolTip(plain_hint(words))

    def minimumSizeHint(self) -> QSize:
        """Return what is left when all that can fold away has done so."""
        size = self._buttons["back"].sizeHint().width() + _SPACE
        field = self._field.minimumSizeHint().width()
        languages = self.languages.minimumSizeHint().width()
        return QSize(size * 4 + field + languages, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold buttons away, in their order, until the field has room."""
        super().resizeEvent(event)
        # Not for another height alone: to show a button changes that, and it must not be hidden
        # again while it is being shown.
        if event.size().width() != event.oldSize().width():
            self._fold(event.size().width())

    def _fold(self, width: int) -> None:
        size = self._buttons["back"].sizeHint().width() + _SPACE
        wanted = self._field.minimumSizeHint().width() + self.fontMetrics().averageCharWidth() * 24
        languages = self.languages.sizeHint().width()
        self.languages.set_short(short=width < wanted + size * 8 + languages)
        room = width - wanted - self.languages.sizeHint().width() - size * 3
        if room < 0:
            self.languages.set_short(short=True, both=False)
            room = width - wanted - self.languages.sizeHint().width() - size * 3
        keep = max(0, room // max(1, size))
        for place, names in enumerate(FOLDS):
            needed = sum(map(len, FOLDS[place:]))
            for name in names:
                self._buttons[name].setVisible(needed <= keep)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"tool_{name}")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self, button: QToolButton, action: "QAction") -> None:
        button.setProperty("action", action)
        action.changed.connect(partial(self._hint, button, action))
        self._hint(button, action)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)

    def _hint(self, button: QToolButton, action: "QAction") -> None:
        button.setToolTip(action.toolTip())
