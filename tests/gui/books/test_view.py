from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from viewer import messages
from viewer.book.model import Edition
from viewer.book.shelf import Listed
from viewer.errors import Message
from viewer.ui.books.model import BooksModel, MissingBook, rows_of
from viewer.ui.books.view import BooksView
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.roles import Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows_view import RowsView

if TYPE_CHECKING:
    from viewer.ui.elements.rows import Line

Key = Qt.Key


def listed(name: str, edition: str = "2", *, current: bool = True, bundled: bool = False) -> Listed:
    about = Edition(
        name,
        edition,
        "2026-01-01",
        title={"en": name.title(), "fr": f"{name.title()} en français"},
        classification="protected-b",
        languages=("en", "fr"),
    )
    folder = Path("shelf", name, edition)
    return Listed(about, folder, current=current, bundled=bundled, sections=12)


BROKEN = Listed(
    Edition("torn", "", "", title={"en": "torn"}),
    Path("shelf", "torn"),
    problem=Message("no-manifest", {"path": "shelf/torn"}),
)
BOOKS = [
    listed("board"),
    listed("board", "1", current=False),
    listed("guide", bundled=True),
    BROKEN,
]
MISSING = [MissingBook("rivers", "Rivers", marks=7)]


@pytest.fixture
def view(qtbot: QtBot) -> BooksView:
    view = BooksView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.set_books(BOOKS, "en", {"board": 3}, MISSING)
    view.show()
    return view


def list_of(view: BooksView) -> RowsView:
    found = view.findChild(RowsView, "books_list")
    assert isinstance(found, RowsView)
    return found


def shown(view: BooksView) -> list[str]:
    model = list_of(view).model()
    assert isinstance(model, BooksModel)
    return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in model.indexes()]


def button(view: BooksView, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def choose(view: BooksView, title: str) -> None:
    model = list_of(view).model()
    assert isinstance(model, BooksModel)
    (index,) = [one for one in model.indexes() if one.data() == title][:1]
    list_of(view).setCurrentIndex(index)


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = BooksModel()
    qtmodeltester.check(model)
    model.set_books(rows_of(BOOKS, MISSING, "en", {}))
    model.set_books(rows_of(BOOKS, MISSING, "en", {}), "board")


def test_books_are_listed_with_all_that_tells_them_apart(view: BooksView) -> None:
    problem = messages.sentence(Message("no-manifest", {"path": "shelf/torn"}))
    assert shown(view) == [
        "Board, Protected B, edition 2, EN FR, 12 sections, 3 marks",
        "Board, Protected B, edition 1 (superseded), EN FR, 12 sections",
        "Guide, Protected B, edition 2, EN FR, 12 sections",
        f"torn, {BROKEN.folder}, {problem}",
        "Rivers (drive not connected), 7 marks kept",
    ]


def test_earlier_editions_stand_below_the_current_one(view: BooksView) -> None:
    model = list_of(view).model()
    board = model.index(0, 0)
    assert model.rowCount(board) == 1
    assert list_of(view).isExpanded(board)


def test_a_missing_book_is_greyed(view: BooksView) -> None:
    choose(view, "Rivers")
    lines: tuple[Line, ...] = list_of(view).currentIndex().data(Role.LINES)
    assert {line.style for line in lines} == {Style.MUTED}


def test_a_book_whose_folder_is_gone_is_listed_once() -> None:
    gone = Listed(
        Edition("rivers", "", "", title={"en": "rivers"}),
        Path("shelf", "rivers"),
        problem=Message("no-such-folder", {"path": "shelf/rivers"}),
    )
    (row,) = rows_of([gone], MISSING, "en", {})
    assert row.missing
    (alone,) = rows_of([gone], [], "en", {})
    assert alone.missing


def test_enter_opens_a_book(qtbot: QtBot, view: BooksView) -> None:
    choose(view, "Guide")
    with qtbot.waitSignal(view.book_requested) as asked:
        qtbot.keyClick(list_of(view), Key.Key_Return)
    assert asked.args == [str(Path("shelf", "guide", "2"))]


def test_a_missing_book_can_be_sought_and_not_opened(qtbot: QtBot, view: BooksView) -> None:
    choose(view, "Rivers")
    assert not button(view, "books_read").isEnabled()
    with qtbot.waitSignal(view.find_requested) as asked:
        qtbot.mouseClick(button(view, "books_find"), Qt.MouseButton.LeftButton)
    assert asked.args == ["rivers"]
    with qtbot.waitSignal(view.find_requested), qtbot.assertNotEmitted(view.book_requested):
        qtbot.keyClick(list_of(view), Key.Key_Return)


def test_finding_is_not_offered_where_nothing_is_missing(view: BooksView) -> None:
    view.set_books(BOOKS, "en", {})
    assert not button(view, "books_find").isVisible()


def test_a_bundled_book_cannot_be_removed(qtbot: QtBot, view: BooksView) -> None:
    choose(view, "Guide")
    assert not button(view, "books_remove").isEnabled()
    with qtbot.assertNotEmitted(view.remove_requested):
        qtbot.keyClick(list_of(view), Key.Key_Delete)
    choose(view, "Board")
    with qtbot.waitSignal(view.remove_requested) as asked:
        qtbot.mouseClick(button(view, "books_remove"), Qt.MouseButton.LeftButton)
    assert asked.args == [str(Path("shelf", "board", "2"))]


def test_a_book_can_be_chosen_from_elsewhere(qtbot: QtBot, view: BooksView) -> None:
    with qtbot.waitSignal(view.open_requested):
        qtbot.mouseClick(button(view, "books_open"), Qt.MouseButton.LeftButton)


def test_the_menu_offers_what_can_be_done(view: BooksView) -> None:
    offered = {}
    for title in ("Board", "Guide", "Rivers"):
        choose(view, title)
        menu = view.menu_for(list_of(view).currentIndex())
        assert menu is not None
        offered[title] = [action.text() for action in menu.actions() if action.isEnabled()]
    assert offered == {
        "Board": ["&Open", "&Remove from the list", "Remove from this &computer…"],
        "Guide": ["&Open"],
        "Rivers": ["&Find it…", "&Remove from the list", "Remove from this &computer…"],
    }


def test_a_filter_narrows_the_list(qtbot: QtBot, view: BooksView) -> None:
    field = view.findChild(FilterField, "books_filter")
    assert isinstance(field, FilterField)
    qtbot.keyClicks(field, "guide")
    assert len(shown(view)) == 1
    qtbot.keyClicks(field, "x")
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "No book contains “guidex”." in labels


def test_escape_goes_back_to_the_page(qtbot: QtBot, view: BooksView) -> None:
    with qtbot.waitSignal(view.close_requested):
        qtbot.keyClick(list_of(view), Key.Key_Escape)


def dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_dropped_folders_are_opened_and_files_are_not(
    qtbot: QtBot, view: BooksView, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("x", encoding="utf-8")
    how = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for path, accepted in ((tmp_path, True), (file, False)):
        data = dragged(path)
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *how)
        enter.setAccepted(False)
        view.dragEnterEvent(enter)
        assert enter.isAccepted() is accepted
    data = dragged(tmp_path)
    with qtbot.waitSignal(view.folder_dropped) as dropped:
        view.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *how))
    assert dropped.args == [tmp_path.as_posix()]


def test_the_current_book_stays_current_when_the_list_is_filled_anew(view: BooksView) -> None:
    choose(view, "Guide")
    view.set_books(BOOKS, "fr", {}, MISSING)
    assert list_of(view).currentIndex().data() == "Guide en français"


def test_an_empty_shelf_says_so(view: BooksView) -> None:
    view.set_books([], "en", {})
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "There is no book here yet." in labels


def test_words_follow_the_language_of_the_interface(view: BooksView) -> None:
    messages.set_language("fr")
    view.retranslate()
    assert button(view, "books_open").text() == messages.translate("Open a book…")
