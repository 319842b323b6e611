"""Looks for what a small screen would cut off."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from viewer.ui.window.status import ShrinkingLabel

SCREEN = QSize(1024, 640)

FRAME = 4
"""Pixels of a field above and below its letters, at least."""

LEAST_LINES = 2
"""Lines of a list below which nobody finds anything in it."""


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
        problems += overlaps(top)
        problems += [
            f"{name(field)} is {field.height()} pixels high"
            for field in top.findChildren(QLineEdit)
            if field.isVisible() and 1 < field.height() < field.fontMetrics().height() + FRAME
        ]
    return [*problems, *lost_focus(dialogs[-1] if dialogs else window)]


def is_open(widget: QWidget) -> bool:
    """Whether a widget is a dialog that shows."""
    return isinstance(widget, QDialog) and widget.isVisible()


def parts_of(window: QWidget) -> Iterator[QWidget]:
    """Yield what can be read or used in a window; what is scrolled into view is no matter."""
    for part in window.findChildren(QWidget):
        # Qt's sign for titles without room; there is none, and the bar is folded in full screen.
        if part.objectName() == "qt_menubar_ext_button":
            continue
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
    if isinstance(part, QAbstractItemView) and not isinstance(part, QHeaderView):
        yield from problems_of_list(part)
        return
    if not isinstance(part, QAbstractButton | QLabel | QLineEdit | QComboBox):
        return
    if part.width() <= 1 or part.height() <= 1:
        yield f"has no size: {part.size().toTuple()}"
        return
    corner = part.mapTo(part.window(), QPoint(0, 0))
    if not part.window().rect().contains(QRect(corner, part.size())):
        yield f"leaves its window: {corner.toTuple()} + {part.size().toTuple()}"
    elif (seen := within_parents(part)) != part.size():
        yield f"shows {seen.toTuple()} of {part.size().toTuple()} pixels"
    elif isinstance(part, QPushButton) and part.width() < part.sizeHint().width():
        yield f"“{part.text()}” has {part.width()} of {part.sizeHint().width()} pixels"
    elif isinstance(part, QLabel) and not isinstance(part, ShrinkingLabel):
        yield from problems_of_label(part)


def overlaps(top: QWidget) -> Iterator[str]:
    """Yield what a layout has put over something else, also where one has to scroll."""
    for whole in (top, *top.findChildren(QWidget)):
        layout = whole.layout()
        if layout is None or isinstance(layout, QStackedLayout) or not whole.isVisible():
            continue
        laid = [one for one in widgets_of(layout) if one.isVisible() and one.height() > 1]
        for one, other in combinations(laid, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{name(one)} lies over {name(other)} in {name(whole)}"


def widgets_of(layout: QLayout) -> Iterator[QWidget]:
    """Yield what a layout places, with what its parts place."""
    for item in map(layout.itemAt, range(layout.count())):
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from widgets_of(inner)


def within_parents(part: QWidget) -> QSize:
    """Return how much of a widget those around it leave to be seen."""
    seen, above = part.rect(), part.parentWidget()
    while above is not None:
        seen &= QRect(part.mapFrom(above, QPoint(0, 0)), above.size())
        above = None if above.isWindow() else above.parentWidget()
    return seen.size()


def problems_of_list(view: QAbstractItemView) -> Iterator[str]:
    """Yield whether a list shows too little of its rows."""
    model, seen = view.model(), within_parents(view.viewport()).height()
    least = view.fontMetrics().lineSpacing() * LEAST_LINES
    scrolls = view.verticalScrollBar().maximum() > 0
    if model.rowCount() and scrolls and seen < least:
        yield f"shows {seen} of at least {least} pixels"


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
