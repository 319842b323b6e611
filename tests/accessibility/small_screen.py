"""Looks for what a small screen would cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from viewer.ui.window.status import ShrinkingLabel

SCREEN = QSize(1024, 640)


def cut_off(window: QWidget) -> list[str]:
    """Return what of a window and of the dialogs above it can't be seen, and the keyboard if lost.

    Dialogs get the size that they would have on the small screen.
    """
    problems = []
    if window.size() != SCREEN and not window.isFullScreen():
        problems.append(f"the window is {window.size().toTuple()}")
    dialogs = [one for one in QApplication.topLevelWidgets() if is_open(one)]
    for dialog in dialogs:
        least = dialog.minimumSizeHint()
        if least.width() > SCREEN.width() or least.height() > SCREEN.height():
            problems.append(f"{name(dialog)} needs {least.toTuple()}")
        dialog.resize(dialog.size().boundedTo(SCREEN))
        QApplication.processEvents()
    for top in (window, *dialogs):
        problems += [f"{name(part)} {how}" for part in parts_of(top) for how in problems_of(part)]
    return [*problems, *lost_focus(dialogs[-1] if dialogs else window)]


def is_open(widget: QWidget) -> bool:
    """Whether a widget is a dialog that shows."""
    return isinstance(widget, QDialog) and widget.isVisible()


def parts_of(window: QWidget) -> Iterator[QWidget]:
    """Yield what can be read or used in a window; what is scrolled into view is no matter."""
    for part in window.findChildren(QWidget):
        if part.isVisible() and part.window() is window and not is_scrolled(part):
            yield part


def is_scrolled(part: QWidget) -> bool:
    """Whether a widget lies in what can be scrolled."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea) and above.viewport().isAncestorOf(part):
            return True
        above = above.parentWidget()
    return False


def problems_of(part: QWidget) -> Iterator[str]:
    """Yield what is wrong with the place or the size of a widget."""
    if not isinstance(part, QAbstractButton | QLabel | QLineEdit | QComboBox):
        return
    if part.width() <= 1 or part.height() <= 1:
        yield f"has no size: {part.size().toTuple()}"
        return
    corner = part.mapTo(part.window(), QPoint(0, 0))
    if not part.window().rect().contains(QRect(corner, part.size())):
        yield f"leaves its window: {corner.toTuple()} + {part.size().toTuple()}"
    elif isinstance(part, QPushButton) and part.width() < part.sizeHint().width():
        yield f"“{part.text()}” has {part.width()} of {part.sizeHint().width()} pixels"
    elif isinstance(part, QLabel) and not isinstance(part, ShrinkingLabel):
        yield from problems_of_label(part)


def problems_of_label(label: QLabel) -> Iterator[str]:
    """Yield whether words of a label are cut."""
    if not label.text() or not label.wordWrap():
        if label.text() and label.width() < label.sizeHint().width():
            yield f"“{label.text()}” has {label.width()} of {label.sizeHint().width()} pixels"
    elif label.height() < label.heightForWidth(label.width()):
        wanted = label.heightForWidth(label.width())
        yield f"“{label.text()}” has {label.height()} of {wanted} pixels of height"


def lost_focus(top: QWidget) -> Iterator[str]:
    """Yield whether the keyboard is where it can't be seen."""
    focus = top.focusWidget()
    if focus is None:
        yield f"nothing in {name(top)} has the keyboard"
        return
    shown = focus.viewport() if isinstance(focus, QAbstractScrollArea) else focus
    if not focus.isVisible() or shown.visibleRegion().isEmpty():
        yield f"{name(focus)} has the keyboard and is not seen"


def name(widget: QWidget) -> str:
    """Return what a widget is called."""
    return widget.objectName() or type(widget).__name__
