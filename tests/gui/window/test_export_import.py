"""Marks leave the window in a file, and come back from one: whole, chosen, undone."""

import json
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tests.accessibility.walk import unnamed
from tests.gui.window.carried import (
    confirm,
    counts,
    everything,
    export,
    export_dialog,
    import_dialog,
    make_many,
    press,
)
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.system import System
from tests.gui.window.test_marks import marks
from tests.gui.window.test_marks_list import make_three
from viewer.annotations.reading_list import ReadingList
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.carrying import errand
from viewer.ui.carrying.export_dialog import ExportChoice


def rename_all(file: Path) -> None:
    """Give the marks in a file other ids, as if somebody else had made them."""
    text = file.read_text("utf-8")
    for number, item in enumerate(json.loads(text)["items"]):
        text = text.replace(item["id"], f"urn:uuid:00000000-0000-4000-8000-00000000000{number}")
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("form", ["json", "md", "html"])
def test_export_wipe_import_gives_an_equal_store(start: Start, tmp_path: Path, form: str) -> None:
    program = start()
    make_many(program)
    before = everything(program)
    file = tmp_path / f"marks.{form}"
    export(program, file, with_bin=True)
    assert program.message() == f"Saved as {file}"
    program.close()
    for path in (program.profile.store_file, *program.profile.folder.glob("snapshots/*")):
        path.unlink()
    again = start()
    assert everything(again) == ([], [], [], {})
    dialog = import_dialog(again, file)
    assert counts(dialog) == f"{file.name}: 3 to be added"
    confirm(again, dialog)
    assert counts(dialog) == "3 marks imported."
    assert everything(again) == before
    dialog.reject()
    settle()
    again.act("edit.undo")
    assert marks(again) == []
    again.act("edit.redo")
    assert [mark.title for mark in marks(again)] == [
        "Border Five",
        "Border Five — international discussion",
    ]
    assert len(ReadingList(again.controls.database).order()) == 2


def test_the_folder_of_an_export_opens(program: Program, tmp_path: Path, system: System) -> None:
    make_three(program)
    export(program, tmp_path / "marks.html")
    (button,) = program.window.line.findChildren(QPushButton)
    assert button.text() == "Open folder"
    click(button)
    assert [Path(url.toLocalFile()) for url in system.opened] == [tmp_path]


def test_only_what_is_chosen(program: Program, tmp_path: Path) -> None:
    make_three(program)
    program.controls.marks_panel._list.selectAll()
    dialog = export_dialog(program)
    assert dialog.choice().which == "chosen"
    dialog.reject()
    program.controls.marks_panel.select(marks(program)[1].id)
    file = tmp_path / "marks.json"
    export(program, file, "chosen")
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    assert [item["title"] for item in items] == ["Border Five — international discussion"]


def test_the_reading_list_is_exported_in_its_order(program: Program, tmp_path: Path) -> None:
    make_three(program)
    first, second, third = marks(program)
    for mark in (third, first):
        ReadingList(program.controls.database).add(mark.id)
    file = tmp_path / "list.md"
    export(program, file, "listed")
    text = file.read_text(encoding="utf-8")
    assert 0 < text.index("**Highlight · Pink**") < text.index("**Bookmark** Border Five")
    assert second.id not in text


def test_a_classified_text_is_asked_about(start: Start, tides: Path, tmp_path: Path) -> None:
    program = start(str(tides), "log")
    program.keys("Ctrl+D", "Return")
    dialog = export_dialog(program)
    assert dialog._handling.text() == "1 mark, to be marked Protected B / Protégé B."
    dialog.reject()
    file = tmp_path / "marks.html"
    export(program, file)
    assert program.message().startswith("This text is marked Protected B.")
    assert not file.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        click(program.window.line.findChildren(QPushButton)[-1])
    wait_until(file.exists)
    assert "Protected B / Protégé B" in file.read_text(encoding="utf-8")
    program.rest()
    wait_until(lambda: program.message() == f"Saved as {file}")


def test_a_passage_of_a_book_that_is_away_is_asked_about(
    start: Start, tides: Path, tmp_path: Path
) -> None:
    program = start(str(tides), "log")
    program.keys("Ctrl+D", "Return")
    program.controls.library.open_name("key-relationships")
    program.controls.library.remove(tides)
    settle()
    export(program, tmp_path / "marks.html")
    assert program.message().startswith("The classification of 1 passage isn’t known")
    assert not (tmp_path / "marks.html").exists()


def test_some_of_a_file_are_left_out(start: Start, tmp_path: Path) -> None:
    program = start()
    make_three(program)
    file = tmp_path / "marks.json"
    export(program, file)
    program.controls.marks.delete(*(mark.id for mark in marks(program)))
    program.controls.store.empty_bin()
    rename_all(file)
    dialog = import_dialog(program, file)
    view = dialog.findChild(QTableView)
    assert view is not None
    view.setCurrentIndex(dialog.model.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert dialog._go.text() == "&Import 2 marks"
    assert dialog.model.what(1) == "left out"
    confirm(program, dialog)
    assert [mark.title for mark in marks(program)] == ["Border Five", "Migration Five — forum"]
    press(dialog, "import_copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "marks.json: 2 marks imported."
    assert copied[1].startswith("added\tKey relationships › ")
    assert copied[2].startswith("left out\t")
    press(dialog, "import_undo")
    assert marks(program) == []


def test_newer_here_and_newer_there(program: Program, tmp_path: Path) -> None:
    make_three(program)
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    export(program, old)
    first = marks(program)[0]
    program.controls.marks.rename(first.id, "Renamed")
    export(program, new)
    dialog = import_dialog(program, old)
    assert counts(dialog) == "old.json: 2 already here · 1 unchanged, as yours is newer"
    assert not dialog._go.isEnabled()
    dialog.reject()
    settle()
    text = new.read_text("utf-8").replace('"revision": 2', '"revision": 3')
    new.write_text(text.replace('"Renamed"', '"Renamed there"'), "utf-8")
    dialog = import_dialog(program, new)
    assert counts(dialog) == "new.json: 2 already here · 1 to be replaced by the newer one"
    confirm(program, dialog)
    assert dialog.model.what(0) == "replaced by the newer one"
    assert marks(program)[0].title == "Renamed there"
    press(dialog, "import_undo")
    assert marks(program)[0].title == "Renamed"


FOREIGN_QUOTE = (
    "This high-level forum shapes the international discussion of border management among "
    "advanced and trusted partners."
)

FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "AnnotationSet",
    "items": [
        {
            "type": "Annotation",
            "id": "https://example.org/1",
            "target": {
                "source": "https://example.org/book",
                "selector": {"type": "TextQuoteSelector", "exact": FOREIGN_QUOTE},
            },
        },
        {"type": "Annotation", "id": "https://example.org/2"},
    ],
}


def test_what_is_foreign_is_asked_about_and_what_is_broken_is_told(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "foreign.jsonld"
    file.write_text(json.dumps(FOREIGN), encoding="utf-8")
    dialog = import_dialog(program, file)
    assert counts(dialog) == "foreign.jsonld: 2 could not be read"
    book = dialog._book
    assert book.isVisible()
    book.setCurrentIndex(book.findData("key-relationships"))
    book.activated.emit(book.currentIndex())
    wait_until(lambda: not program.controls.commands.carrying.importing.errand.busy())
    settle()
    assert counts(dialog) == (
        "foreign.jsonld: 1 to be added · 1 without a place in the book as it is now · "
        "1 could not be read"
    )
    assert dialog.model.report()[0] == (
        "could not be read\tEntry 2 isn’t an annotation and was left out."
    )
    confirm(program, dialog)
    assert [mark.anchor.quote for mark in marks(program)] == [FOREIGN_QUOTE]
    assert [mark.id for mark in marks(program)] == ["https://example.org/1"]
    dialog.reject()


def test_a_file_without_marks_says_so(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "other.html"
    file.write_text("<p>Nothing of the kind</p>", encoding="utf-8")
    program.controls.commands.carrying.importing.open(file)
    wait_until(lambda: "There are no annotations in this file" in program.message())


def imported_twice(program: Program, tmp_path: Path) -> None:
    """Make three marks, and import three more."""
    make_three(program)
    file = tmp_path / "marks.json"
    export(program, file)
    rename_all(file)
    dialog = import_dialog(program, file)
    confirm(program, dialog)
    dialog.reject()
    settle()


def test_an_import_is_undone_and_made_again(program: Program, tmp_path: Path) -> None:
    imported_twice(program, tmp_path)
    assert len(marks(program)) == 6
    program.act("edit.undo")
    assert len(marks(program)) == 3
    assert program.message() == "The import was undone. What you have changed since then stays."
    program.act("edit.redo")
    assert len(marks(program)) == 6
    assert program.message() == "The import was made again."


def test_a_long_undo_shows_how_far_it_is_and_can_be_stopped(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported_twice(program, tmp_path)
    monkeypatch.setattr(errand, "PATIENCE_MS", 1)
    held, looks = threading.Event(), QTimer()

    def hold(work: Callable[..., object], *arguments: object) -> None:
        held.wait(30)
        work(*arguments)

    step = program.controls.marks.changes._done[-1].undo.__self__  # type: ignore[attr-defined]
    monkeypatch.setattr(step._done, "undo", partial(hold, step._done.undo))
    seen: list[list[str]] = []

    def stop() -> None:
        dialog = program.window.findChild(QWidget, "errand_dialog")
        if dialog is not None and dialog.isVisible() and not seen:
            seen.append(unnamed(dialog))
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            held.set()

    looks.timeout.connect(stop)
    looks.start(5)
    program.act("edit.undo")
    looks.stop()
    assert seen == [[]]
    assert len(marks(program)) == 6
    assert program.controls.marks.changes.undo_name() == "Import marks"
    monkeypatch.undo()
    program.act("edit.undo")
    assert len(marks(program)) == 3


def test_changes_between_are_undone_one_after_the_other(program: Program, tmp_path: Path) -> None:
    make_three(program)
    file = tmp_path / "marks.json"
    export(program, file)
    rename_all(file)
    dialog = import_dialog(program, file)
    confirm(program, dialog)
    dialog.reject()
    settle()
    program.controls.marks.rename("00000000-0000-4000-8000-000000000000", "Other")
    program.act("edit.undo")
    program.act("edit.undo")
    assert len(marks(program)) == 3


def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    program: Program, tmp_path: Path
) -> None:
    make_three(program)
    file = tmp_path / "marks.json"
    exporting = program.controls.commands.carrying.exporting
    background = program.controls.commands.carrying.background
    gate = threading.Event()
    background._executor.submit(gate.wait)
    exporting.write(ExportChoice("all", "json", deleted=False), file)
    exporting.errand.show_progress()
    progress = exporting.errand.dialog
    assert progress is not None
    assert unnamed(progress) == []
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    gate.set()
    wait_until(lambda: not exporting.errand.busy())
    settle()
    assert not file.exists()
    assert exporting.errand.dialog is None


def test_both_dialogs_are_named(program: Program, tmp_path: Path) -> None:
    make_three(program)
    dialog = export_dialog(program)
    assert unnamed(dialog) == []
    dialog.reject()
    settle()
    export(program, tmp_path / "marks.json")
    shown = import_dialog(program, tmp_path / "marks.json")
    assert unnamed(shown) == []
    shown.reject()


def test_the_list_of_an_import_is_seen_whole_in_large_text(
    profile: Profile, start: Start, tmp_path: Path
) -> None:
    save_preferences(profile, Preferences(text_size=200))
    program = start()
    make_three(program)
    file = tmp_path / "marks.json"
    export(program, file)
    dialog = import_dialog(program, file)
    table = dialog.findChild(QTableView, "import_list")
    assert table is not None
    header = table.horizontalHeader()
    width = table.viewport().width()
    assert header.length() <= width
    assert min(header.sectionSize(column) for column in range(header.count())) > width // 5
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    assert table.style().subElementRect(part, option, table).width() >= 24
