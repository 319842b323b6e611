"""The floor that start-up is measured against: main window, tree, QTextBrowser with text."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextBrowser, QTreeView


class Browser(QTextBrowser):
    """Ends the program after its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, report)


def report() -> None:
    """Print the memory in use, as ``--smoke`` does, and end."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123 - nothing extra
        pss = next(line.split()[1] for line in lines if line.startswith("Pss:"))
    print(int(pss) / 1024)
    QApplication.exit(0)


application = QApplication(sys.argv)
window = QMainWindow()
splitter = QSplitter()
tree = QTreeView()
model = QStandardItemModel()
for number in range(38):
    model.appendRow(QStandardItem(f"Section {number}"))
tree.setModel(model)
browser = Browser()
browser.setPlainText("The text of a section.\n\n" * 40)
splitter.addWidget(tree)
splitter.addWidget(browser)
window.setCentralWidget(splitter)
window.resize(1280, 820)
window.show()
sys.exit(application.exec())
