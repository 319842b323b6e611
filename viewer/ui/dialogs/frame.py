"""What the dialogs have in common: a size that fits the screen, read-only text, buttons."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.elements.enter_button import EnterButton
from viewer.ui.elements.touch import has_touch_screen, make_touchable

ROLE = QDialogButtonBox.ButtonRole


def fit_to_screen(dialog: QDialog, characters: int, lines: int) -> None:
    """Size a dialog for so many average characters and lines, within the screen.

    It is complete then; fingers can scroll what is in it.
    """
    if has_touch_screen():
        make_touchable(dialog)
    metrics = dialog.fontMetrics()
    width = metrics.averageCharWidth() * characters
    height = metrics.lineSpacing() * lines
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width()), min(height, room.height()))


def fit_to_words(dialog: QDialog, characters: int, *parts: QWidget) -> None:
    """Size a dialog for so many average characters, and as high as its parts, within the screen.

    Args:
        dialog: The dialog, laid out.
        characters: Wanted width.
        parts: All that stands in it, from top to bottom; of what is scrolled, the page.
    """
    dialog.ensurePolished()
    layout = dialog.layout()
    if layout is None:
        return
    room, margins = dialog.screen().availableSize(), layout.contentsMargins()
    width = min(dialog.fontMetrics().averageCharWidth() * characters, room.width())
    inner = width - margins.left() - margins.right()
    height = margins.top() + margins.bottom() + layout.spacing() * (len(parts) - 1)
    for part in parts:
        part.ensurePolished()
        height += max(part.heightForWidth(inner), part.sizeHint().height())
    dialog.resize(width, min(height, room.height()))


def lay_out_below(strip: QWidget, dialog: QDialog, *parts: QWidget) -> None:
    """Put what a dialog shows of a book, edge to edge, below the strip that tells its handling.

    Args:
        strip: Goes to the top.
        dialog: The dialog.
        parts: The rest from top to bottom: first what takes all the room, last the buttons.
    """
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(strip)
    for part in parts:
        layout.addWidget(part, 1 if part is parts[0] else 0)
    parts[-1].setContentsMargins(9, 0, 9, 9)


class PageArea(QScrollArea):
    """Scrolls a page, also to what gets the keyboard by itself, as when a dialog opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        page = self.widget()
        if now is not None and page is not None and page.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the keyboard in view when there is less room."""
        super().resizeEvent(event)
        self._follow(None, self.window().focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Likewise when the page is laid out anew."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.Resize:
            self._follow(None, self.window().focusWidget())
        return done


def scrolled(page: QWidget) -> QScrollArea:
    """Return what lets a page be scrolled where its window is too small for it."""
    made = PageArea(page.parentWidget())
    made.setObjectName(f"{page.objectName()}_scroll")
    for part in (made, page):
        part.setProperty("ground", "window")
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(page)
    return made


def text_box(parent: QWidget, name: str, *, fixed_width: bool = False) -> QPlainTextEdit:
    """Return a box of text to read and copy; Tab leaves it."""
    box = QPlainTextEdit(parent)
    box.setObjectName(name)
    let_read(box)
    if fixed_width:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(parent.font().pointSizeF())
        box.setFont(font)
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return box


def let_read(box: QPlainTextEdit) -> None:
    """Let a box of text be read and copied, and nothing else."""
    box.setReadOnly(True)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )


def button(box: QDialogButtonBox, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
    """Add a button without words yet to a row of buttons."""
    # Enter in a field must not press a button that nobody looked at.
    made = QPushButton(box) if role in {ROLE.RejectRole, ROLE.AcceptRole} else EnterButton(box)
    made.setObjectName(name)
    box.addButton(made, role)
    return made


def say(made: QPushButton, words: str) -> None:
    """Give a button its words, which are its accessible name as well."""
    made.setText(words)
    made.setAccessibleName(words.replace("&", ""))
