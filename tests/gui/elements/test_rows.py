import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import (
    MOST_FOR_MARKS,
    Line,
    Lines,
    LinesDelegate,
    margins,
    row_width,
)
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.elements.text_layout import plain_layout
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.theme import theme

LONG = "The heads of the five border agencies meet twice a year to compare notes. " * 6


class Rows(TreeModel[Line]):
    """One line a row."""

    def title(self, value: Line) -> str:
        return value.text

    def lines(self, value: Line) -> Lines:
        return (value,)


def view_of(qtbot: QtBot, *lines: Line, width: int = 320) -> tuple[RowsView, Rows]:
    view, model = RowsView(), Rows()
    qtbot.addWidget(view)
    model.setParent(view)
    model.set_tree([Branch(line) for line in lines])
    view.setModel(model)
    view.resize(width, 400)
    view.show()
    return view, model


def layout_of(view: RowsView, line: Line) -> QTextLayout:
    return view.rows.lay(line, view.viewport().width(), view.font()).layout


def test_a_long_text_ends_after_its_most_lines_in_an_ellipsis(qtbot: QtBot) -> None:
    line = Line(LONG, most=3)
    view, _model = view_of(qtbot, line)
    layout = layout_of(view, line)
    assert layout.lineCount() == 3
    assert layout.text().endswith("…")
    assert LONG.startswith(layout.text().removesuffix("…"))


def test_a_short_text_is_shown_whole(qtbot: QtBot) -> None:
    line = Line("Border Five", most=3)
    view, _model = view_of(qtbot, line)
    assert layout_of(view, line).text() == "Border Five"


def test_matches_are_bold_and_underlined_where_the_code_points_say(qtbot: QtBot) -> None:
    # The first character takes two UTF-16 units, and one code point.
    line = Line("🛂 chair of the forum", marks=((2, 7),))
    view, _model = view_of(qtbot, line)
    view.set_look(theme("light"))
    (piece,) = layout_of(view, line).formats()
    units = line.text.encode("utf-16-le")[piece.start * 2 : (piece.start + piece.length) * 2]
    assert units.decode("utf-16-le") == "chair"
    assert piece.format.fontUnderline()
    assert piece.format.fontWeight() > 400
    assert piece.format.background().color().name() == theme("light").hit


def test_there_are_more_lines_where_a_match_needs_them(qtbot: QtBot) -> None:
    near = Line(LONG, most=3, marks=((0, 3),))
    far = Line(LONG, most=3, marks=((0, 3), (260, 270)))
    last = Line(LONG[:300], most=1, marks=((290, 299),))
    view, _model = view_of(qtbot, near)
    assert layout_of(view, near).lineCount() == 3
    layout = layout_of(view, far)
    assert 3 < layout.lineCount() < MOST_FOR_MARKS
    assert layout.text().endswith("…")
    assert len(layout.text()) > 270
    assert len(layout.formats()) == 2
    assert layout_of(view, last).text() == LONG[:300]


@pytest.mark.parametrize("end", range(60, 130, 3))
def test_a_match_at_the_end_of_a_line_is_seen_whole(end: int, qtbot: QtBot) -> None:
    line = Line(LONG, most=1, marks=((end - 5, end),))
    view, _model = view_of(qtbot, line)
    layout = layout_of(view, line)
    (piece,) = layout.formats()
    assert layout.text()[piece.start : piece.start + piece.length] == LONG[end - 5 : end]


def test_matches_beyond_all_lines_are_left_out(qtbot: QtBot) -> None:
    text = LONG * 3
    line = Line(text, most=1, marks=((0, 3), (len(text) - 5, len(text) - 1)))
    view, _model = view_of(qtbot, line)
    assert layout_of(view, line).lineCount() == MOST_FOR_MARKS
    assert len(layout_of(view, line).formats()) == 1


def test_matches_count_with_the_width_they_are_drawn_in(qtbot: QtBot) -> None:
    """Bold words can need one line more than plain ones."""
    view, _model = view_of(qtbot, Line("x"))
    for length in range(20, 60):
        text = "match" * (length // 5) + "i" * (length % 5)
        line = Line(text, most=9, marks=((0, length),))
        laid = view.rows.lay(line, 200, view.font())
        assert laid.layout.text() == text
        assert laid.height == sum(
            laid.layout.lineAt(number).height() for number in range(laid.layout.lineCount())
        )
        last = laid.layout.lineAt(laid.layout.lineCount() - 1)
        assert last.textStart() + last.textLength() == length


def test_a_match_that_is_cut_ends_before_the_ellipsis(qtbot: QtBot) -> None:
    line = Line(LONG * 3, most=1, marks=((4, 3 * len(LONG)),))
    view, _model = view_of(qtbot, line)
    layout = layout_of(view, line)
    (piece,) = layout.formats()
    assert layout.text()[piece.start + piece.length :] == "…"


def test_a_row_is_as_high_as_its_lines_at_the_width_of_the_view(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line(LONG, most=9), width=300)
    index, line = model.index(0, 0), view.fontMetrics().height()
    qtbot.waitUntil(lambda: view.rowHeight(index) > 5 * line)
    narrow = view.rowHeight(index)
    view.resize(900, 400)
    qtbot.waitUntil(lambda: view.rowHeight(index) < narrow)


def test_the_tooltip_is_whole_and_wanted_only_where_something_is_cut(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line(LONG), Line("Short"))
    rows = [model.index(row, 0) for row in range(2)]
    assert [view.rows.is_cut(view, index) for index in rows] == [True, False]
    assert rows[0].data(Qt.ItemDataRole.ToolTipRole) == LONG


def test_the_line_under_a_point_is_found(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("Title", Style.TITLE))
    delegate, index = view.rows, model.index(0, 0)
    assert delegate.line_at(view, index, margins(view.font())[1] + 1) == 0
    assert row_width(view, index) == view.viewport().width()


def test_the_row_with_the_keyboard_looks_different(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("One"), Line("Two"))
    view.setCurrentIndex(model.index(0, 0))
    view.set_look(theme("dark"))
    view.clearFocus()
    without = view.grab().toImage()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage() != without


def height_of_the_sign(view: RowsView) -> int:
    """Height of what is drawn beside the first row, in pixels."""
    image = view.viewport().grab().toImage()
    row = view.visualRect(view.model().index(0, 0))
    ground = image.pixelColor(0, row.top())
    return sum(
        any(image.pixelColor(x, y) != ground for x in range(row.left()))
        for y in range(row.top(), row.bottom())
    )


@pytest.mark.parametrize("expanded", [True, False])
def test_the_sign_of_a_branch_grows_with_the_text(qtbot: QtBot, *, expanded: bool) -> None:
    view, model = RowsView(), Rows()
    qtbot.addWidget(view)
    model.setParent(view)
    model.set_tree([Branch(Line("Part"), (Branch(Line("Section")),))])
    view.setModel(model)
    view.set_indent(2)
    view.resize(320, 200)
    view.setExpanded(model.index(0, 0), expanded)
    view.show()
    sizes = []
    for points in (10, 20):
        font = view.font()
        font.setPointSizeF(points)
        view.setFont(font)
        view.doItemsLayout()
        sizes.append(height_of_the_sign(view))
    assert sizes[0] >= 3
    assert sizes[1] > 1.6 * sizes[0]


def test_rows_without_branches_have_no_sign(qtbot: QtBot) -> None:
    view, _model = view_of(qtbot, Line("Alone"))
    view.set_indent(2)
    view.doItemsLayout()
    assert height_of_the_sign(view) == 0


def test_layouts_are_kept_until_the_look_changes(qtbot: QtBot) -> None:
    line = Line("Border Five")
    view, _model = view_of(qtbot, line)
    delegate: LinesDelegate = view.rows
    first = delegate.lay(line, 200, view.font())
    assert delegate.lay(line, 200, view.font()) is first
    delegate.set_look(theme("dark"))
    assert delegate.lay(line, 200, view.font()) is not first


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = Rows()
    qtmodeltester.check(model)
    model.set_tree(
        [Branch(Line("a"), (Branch(Line("b"), (Branch(Line("c")),)),)), Branch(Line("d"))]
    )
    assert [model.value(index) for index in model.indexes()] == [Line(x) for x in "abcd"]


def test_an_index_that_outlived_its_row_gives_nothing() -> None:
    model = Rows()
    model.set_tree([Branch(Line("a")), Branch(Line("b"))])
    old = model.index(1, 0)
    model.set_tree([])
    assert model.value(old) is None
    assert model.data(old) is None
    assert not model.parent(old).isValid()


@pytest.mark.usefixtures("unhurried")
def test_typing_goes_to_the_title_that_begins_so_accents_aside(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("Alpha"), Line("Écoles"), Line("Essais"), Line("Beta"))
    qtbot.keyClicks(view, "ec")
    assert view.currentIndex() == model.index(1, 0)


def test_after_a_pause_another_word_begins(qtbot: QtBot, qapp: QApplication) -> None:
    view, model = view_of(qtbot, Line("Alpha"), Line("Écoles"), Line("Canada"), Line("Beta"))
    before = qapp.keyboardInputInterval()
    # Any time between two letters is a pause then.
    qapp.setKeyboardInputInterval(0)
    qtbot.keyClicks(view, "ec")
    qapp.setKeyboardInputInterval(before)
    assert view.currentIndex() == model.index(2, 0)


@pytest.mark.usefixtures("unhurried")
def test_the_same_letter_again_goes_from_one_to_the_next(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("Alpha"), Line("Écoles"), Line("Essais"), Line("Beta"))
    qtbot.keyClicks(view, "eee")
    assert view.currentIndex() == model.index(1, 0)
    qtbot.keyClicks(view, "e")
    assert view.currentIndex() == model.index(2, 0)


def test_enter_and_a_click_choose_a_row(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("One"), Line("Two"))
    view.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(view.chosen) as by_key:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert by_key.args == [model.index(1, 0)]
    place = view.visualRect(model.index(0, 0)).center()
    with qtbot.waitSignal(view.chosen) as by_mouse:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert by_mouse.args == [model.index(0, 0)]


def test_the_menu_key_asks_at_the_current_row(qtbot: QtBot) -> None:
    view, model = view_of(qtbot, Line("One"), Line("Two"))
    view.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(view.menu_requested) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        view.contextMenuEvent(event)
    index, place = asked.args
    assert index == model.index(1, 0)
    assert view.viewport().mapFromGlobal(place).y() > view.visualRect(model.index(0, 0)).bottom()


@pytest.mark.usefixtures("qapp")
def test_words_of_a_row_are_not_turned_around_and_never_endless() -> None:
    layout = plain_layout("a\u202eb\u202d" + "c" * 3_000_000, QFont())
    assert layout.text().startswith("a\ufffdb\ufffdccc")
    assert len(layout.text()) == 10_000
