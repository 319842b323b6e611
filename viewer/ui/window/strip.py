"""The strip at the top that always tells how the book is to be handled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from viewer.book.classification import WIDE_DASH, label, strip, with_caveat


class ClassificationStrip(QFrame):
    """Shows a handling level in both official languages, by words and colour.

    The style sheet colours it by its ``level`` property. It is one line high, but never goes, and
    where large words have no room in a line, they go on in the next: nothing of it is ever cut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classification_strip")
        self._words = QLabel(self)
        self._words.setObjectName("classification_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 2)
        layout.addWidget(self._words)

    def show_level(self, level: str, caveat: str = "") -> None:
        """Show the level of the book and section that are open.

        Args:
            level: From ``CLASSIFICATIONS``; an unknown one shows as the highest.
            caveat: The author's words beside it, in the language of reading.
        """
        self._words.setText(with_caveat(strip(level).upper(), caveat, WIDE_DASH))
        names = label(level)
        self._words.setAccessibleName(" / ".join(dict.fromkeys(names.values())))
        if self.property("level") != level:
            self.setProperty("level", level)
            for part in (self, self._words):
                # Before, it is polished by itself, when it is first shown.
                if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                    part.style().unpolish(part)
                    part.style().polish(part)

    def words(self) -> str:
        """Return what the strip says."""
        return self._words.text()
