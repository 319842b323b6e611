"""The words that Qt itself says: buttons of its dialogs, context menus of fields, names of keys."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from viewer.messages import language


class QtWords(QObject):
    """Has Qt speak the language of the interface."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._french = QTranslator(self)
        self._speaking = "en"
        self.retranslate()

    def retranslate(self) -> None:
        """Take up the language of the interface: words, numbers and dates."""
        code = language()
        QLocale.setDefault(QLocale(f"{code}_CA"))
        if code == self._speaking:
            return
        self._speaking = code
        if code == "en":
            QCoreApplication.removeTranslator(self._french)
            return
        if self._french.isEmpty():
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._french.load("qtbase_fr", folder)
        QCoreApplication.installTranslator(self._french)
