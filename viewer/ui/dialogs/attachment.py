"""A file that came with a book: what it is, and what the reader wants done with it."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from viewer.messages import language
from viewer.messages import translate as _
from viewer.ui.dialogs.frame import (
    ROLE,
    button,
    fit_to_words,
    lay_out_below,
    say,
    scrolled,
    text_box,
)
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.fonts import MONO, need_font

_KILO = 1000

_GROUP = 8
"""Characters of a group of a hash."""

_COUNTS = (4, 2)
"""Groups of a line: as many as there is room for."""

_SHARE = 0.88
"""Part of the width of the screen that lines may have."""


class AttachmentContent(NamedTuple):
    """What is told of an attachment.

    Attributes:
        name: Name of its file.
        kind: What the ending of that says, in capitals; may be empty.
        size: Its bytes.
        hash: SHA-256 of them, in hexadecimal digits.
        opened: Whether another program may be asked to show it.
    """

    name: str
    kind: str
    size: int
    hash: str
    opened: bool


class AttachmentDialog(QDialog):
    """Tells name, type, size and hash of an attachment, and asks what is to be done with it.

    Signals:
        open_requested: Another program shall show it.
        copy_requested: A copy is to be kept.
    """

    open_requested = Signal()
    copy_requested = Signal()

    def __init__(
        self, content: AttachmentContent, strip: QWidget, parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            content: What it tells.
            strip: Tells how the attachment is to be handled; goes to the top.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("attachment_dialog")
        self.setWindowTitle(_("Attachment"))
        self._content = content
        page = QWidget(self)
        page.setObjectName("attachment_page")
        column = QVBoxLayout(page)
        for part in self._parts(page):
            column.addWidget(part)
        column.addStretch(1)
        buttons = self._buttons()
        lay_out_below(strip, self, scrolled(page), buttons)
        _show_whole(page.findChildren(QPlainTextEdit))
        fit_to_words(self, 80, strip, page, buttons)

    def _parts(self, page: QWidget) -> list[QWidget]:
        """Return what is told, from top to bottom."""
        content = self._content
        name = Prose(content.name, page)
        name.setObjectName("attachment_name")
        font = name.font()
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        words = _("Type {type} · {size}")
        facts = Prose(words.format(type=content.kind or "–", size=told_size(content.size)), page)
        facts.setObjectName("attachment_facts")
        title = QLabel(_("SHA-256"), page)
        field = _hash_field(content.hash, page)
        title.setBuddy(field)
        return [name, facts, title, field]

    def _buttons(self) -> ButtonBox:
        buttons = ButtonBox(self)
        offers = [("copy", _("Save a copy…"), self.copy_requested)]
        if self._content.opened:
            offers.insert(0, ("open", _("Open in another program"), self.open_requested))
        made = [button(buttons, f"attachment_{name}", ROLE.ActionRole) for name, *_rest in offers]
        for one, (_name, words, signal) in zip(made, offers, strict=True):
            say(one, words)
            one.setAutoDefault(True)
            # The dialog goes first: what is asked next stands in the window below.
            one.clicked.connect(self.accept)
            one.clicked.connect(signal)
        cancel = button(buttons, "attachment_cancel", ROLE.RejectRole)
        say(cancel, _("Cancel"))
        # Enter presses a button that has the keyboard; in the field with the hash, this one.
        cancel.setDefault(True)
        buttons.rejected.connect(self.reject)
        made[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return buttons


def _hash_field(told: str, page: QWidget) -> QPlainTextEdit:
    """Return a field with a hash in lines of groups, to be compared by eye or copied."""
    made = text_box(page, "attachment_hash", fixed_width=True)
    need_font(MONO, strong=False, italic=False)
    font = made.font()
    font.setFamilies([MONO])
    made.setFont(font)
    group = made.fontMetrics().horizontalAdvance(" " * (_GROUP + 1))
    room = page.screen().availableSize().width() * _SHARE
    count = next((count for count in _COUNTS if count * group <= room), 1)
    groups = [told[at : at + _GROUP] for at in range(0, len(told), _GROUP)]
    lines = [" ".join(groups[at : at + count]) for at in range(0, len(groups), count)]
    made.setPlainText("\n".join(lines))
    made.setAccessibleName(_("SHA-256"))
    return made


def _show_whole(fields: Sequence[QPlainTextEdit]) -> None:
    """Make fields as high as their lines; at their places, where they are styled for good."""
    for field in fields:
        field.ensurePolished()
        margins, document = field.contentsMargins(), field.document()
        around = margins.top() + margins.bottom() + 2 * ceil(document.documentMargin())
        line = field.blockBoundingRect(document.firstBlock()).height()
        # A pixel more: Qt scrolls what fits exactly.
        field.setFixedHeight(ceil(line * document.blockCount()) + around + 1)


def told_size(count: int) -> str:
    """Return a size in bytes in the units of SI, as the system's own windows show it."""
    if count < _KILO:
        return _("{count} bytes").format(count=count)
    large = count >= _KILO * _KILO
    value = f"{count / (_KILO * _KILO if large else _KILO):.1f}"
    value = value.replace(".", ",") if language() == "fr" else value
    return (_("{count} MB") if large else _("{count} kB")).format(count=value)
