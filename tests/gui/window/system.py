"""What stands for the system when a file is handed to it."""

from PySide6.QtCore import QObject, QUrl, Slot


class System(QObject):
    """Stands for the system, which would start a browser.

    Attributes:
        opened: What it was asked to open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address)
