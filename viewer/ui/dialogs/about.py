"""About: what the program is, its versions, and the licences of everything in it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.details import details, licences
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, scrolled, text_box
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.pages import align_page
from viewer.ui.elements.prose import Prose

_LEAST_LINES = 5
"""Least height of a box of text, in lines; where the dialog is lower, its page is scrolled."""


class AboutDialog(QDialog):
    """Two tabs: versions, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self._licences = licences()
        # First, so that Tab begins with it.
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("about_tabs")
        self._name = Prose("", self)
        self._name.setObjectName("about_name")
        self._what = Prose("", self)
        self._what.setObjectName("about_what")
        self._versions = text_box(self, "about_versions")
        self._versions.setPlainText(details())
        self._part_label = QLabel(self)
        self._part = QComboBox(self)
        self._part.setObjectName("about_part")
        self._text = text_box(self, "about_licence")
        self._buttons = ButtonBox(self)
        self._copy = button(self._buttons, "about_copy", ROLE.ActionRole)
        self._close = button(self._buttons, "about_close", ROLE.RejectRole)
        self._lay_out()
        self._part.addItems([f"{one.part} – {one.name}" for one in self._licences])
        self._part.currentIndexChanged.connect(self._show_licence)
        self._copy.clicked.connect(self._copy_details)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        fit_to_screen(self, 80, 28)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("About Briefing Viewer"))
        self._name.setText(_("Briefing Viewer"))
        self._what.setText(
            _(
                "Reads, searches and annotates briefing books, in English and French. "
                "It never uses the network; your marks stay on this computer."
            )
        )
        self._versions.setAccessibleName(_("Versions"))
        self._part_label.setText(_("&Part of the program:"))
        self._part.setAccessibleName(_("Part of the program"))
        self._text.setAccessibleName(_("Licence"))
        self._tabs.setTabText(0, _("Versions"))
        self._tabs.setTabText(1, _("Licences"))
        self._tabs.setAccessibleName(_("About Briefing Viewer"))
        say(self._copy, _("Copy details"))
        say(self._close, _("Close"))
        self._show_licence(self._part.currentIndex())

    def _lay_out(self) -> None:
        font = self._name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(font.Weight.DemiBold)
        self._name.setFont(font)
        self._part_label.setBuddy(self._part)
        first, second = QWidget(self), QWidget(self)
        for page, widgets in (
            (first, (self._name, self._what, self._versions)),
            (second, (self._part_label, self._part, self._text)),
        ):
            column = QVBoxLayout(page)
            align_page(column)
            for widget in widgets:
                column.addWidget(widget)
            page.setObjectName(f"{widgets[-1].objectName()}_page")
            self._tabs.addTab(scrolled(page), "")
        layout = QVBoxLayout(self)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._buttons)
        for box in (self._versions, self._text):
            # At its place, where it is styled for good: a style sheet sets a least height too.
            box.ensurePolished()
            box.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _show_licence(self, place: int) -> None:
        if 0 <= place < len(self._licences):
            licence = self._licences[place]
            missing = _("The text of this licence is in the program’s folder “licences”.")
            self._text.setPlainText(licence.text or missing)

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(details())
        announce(self, _("Copied"))
