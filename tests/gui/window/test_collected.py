"""The windows over a whole book: the glossary, and each kind of thing seen together."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, settle, wait_until
from viewer.reading.survey import Row, Topic
from viewer.ui.collected.dialog import PlacesDialog
from viewer.ui.collected.glossary import GlossaryDialog
from viewer.ui.collected.model import BATCH, EntriesModel, Entry
from viewer.ui.collected.window import CollectedDialog, Extent

pytestmark = pytest.mark.usefixtures("looked_through")

GLOSSARY = """\
concepts:
  - id: agency
    label: {en: Border agency, fr: Agence frontalière}
    definition: {en: It guards., fr: Elle garde.}
    abbreviations: {en: [CBSA], fr: [ASFC]}
  - id: account
    label: {en: Account, fr: Compte}
"""
TEXTS = {
    "glossary.yaml": GLOSSARY,
    "en/one.md": (
        "CBSA here.\n\n::: key-message\nFirst *message*.\n:::\n\n::: question\nWho?\n\nWe.\n:::\n"
    ),
    "en/two.md": "CBSA and the border agency. []{.redacted act=atia provision=21(1)(a)} it is.\n",
    "fr/two.md": "L'ASFC. []{.redacted act=atia provision=21(1)(a)} ici.\n",
    "en/other.md": (
        "::: key-message\nSecond message.\n:::\n\n| Year | Cost |\n|--|--|\n| 1 | 2 |\n\n"
        "Cost []{.redacted act=pa provision=26} and []{.redacted act=atia provision=21(1)(a)}.\n"
    ),
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with a small book of everything."""
    return start(
        str(write_harbour(tmp_path, TEXTS, part=("one", "two"), protected=("other",))), "one"
    )


def filled(program: Program) -> None:
    """Wait until the open window shows what the child found."""
    dialog = program.controls.collected.dialog
    assert dialog is not None
    wait_until(dialog._waiting.isHidden)
    program.rest()


def views(program: Program) -> CollectedDialog:
    program.act("go.collected")
    dialog = program.controls.collected.dialog
    assert isinstance(dialog, CollectedDialog)
    filled(program)
    return dialog


def glossary(program: Program) -> GlossaryDialog:
    program.act("go.glossary")
    dialog = program.controls.collected.dialog
    assert isinstance(dialog, GlossaryDialog)
    filled(program)
    return dialog


def rows(dialog: PlacesDialog, parent: QModelIndex | None = None) -> list[str]:
    model, above = dialog._model, parent or QModelIndex()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0, above).data(role)) for row in range(model.rowCount(above))]


def choose(dialog: CollectedDialog, topic: Topic, extent: Extent) -> None:
    dialog._topics.setCurrentIndex(dialog._topics.findData(topic))
    dialog._scopes.setCurrentIndex(dialog._scopes.findData(extent))
    settle()


def test_each_kind_is_listed_with_its_number_in_every_extent(harbour: Program) -> None:
    dialog = views(harbour)
    assert unnamed(dialog) == []
    assert rows(dialog) == ["First message. Part › One", "Second message. Other"]
    titles = [dialog._topics.itemText(place) for place in range(dialog._topics.count())]
    assert titles[:5] == [
        "Key messages (2)",
        "Questions and answers (1)",
        "Redactions by provision (3)",
        "Tables (1)",
        "Figures (0)",
    ]
    choose(dialog, Topic.KEY_MESSAGE, Extent.SECTION)
    assert rows(dialog) == ["First message. Part › One"]
    choose(dialog, Topic.REDACTION, Extent.PART)
    assert rows(dialog) == ["Redacted – ATIA s. 21(1)(a) (1)", rows(dialog)[1]]
    choose(dialog, Topic.REDACTION, Extent.BOOK)
    assert [row for row in rows(dialog) if row.startswith("Redacted")] == [
        "Redacted – ATIA s. 21(1)(a) (2)",
        "Redacted – Privacy Act s. 26 (1)",
    ]
    choose(dialog, Topic.FIGURE, Extent.BOOK)
    assert dialog._empty.text()


def test_the_strip_tells_the_highest_level_of_what_is_listed(harbour: Program) -> None:
    dialog = views(harbour)
    strip = harbour.controls.collected._strip
    assert strip is not None
    assert strip.words() == "PROTECTED A / PROTÉGÉ A"
    choose(dialog, Topic.KEY_MESSAGE, Extent.SECTION)
    assert strip.words() == "UNCLASSIFIED / NON CLASSIFIÉ"


def test_a_row_leads_to_its_place_and_the_choice_is_kept(harbour: Program) -> None:
    dialog = views(harbour)
    choose(dialog, Topic.REDACTION, Extent.BOOK)
    dialog._filter.setText("other")
    dialog._filter.setFocus()
    harbour.keys("Down", "Return")
    assert harbour.section == "other"
    assert harbour.window.page.caret().ordinal == 2
    assert harbour.window.focusWidget() is harbour.window.page
    again = views(harbour)
    assert again.choice() == (Topic.REDACTION, Extent.BOOK)
    again.reject()
    harbour.act("go.back")
    assert harbour.section == "one"


def test_the_list_is_copied_with_its_classification_after_a_question(harbour: Program) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    dialog = views(harbour)
    choose(dialog, Topic.KEY_MESSAGE, Extent.SECTION)
    dialog._copy.click()
    assert clipboard.text() == "First message.\tPart › One"
    choose(dialog, Topic.KEY_MESSAGE, Extent.BOOK)
    clipboard.clear()
    dialog._copy.click()
    assert clipboard.text() == ""
    assert harbour.controls.collected.dialog is None
    agree = harbour.window.focusWidget()
    assert isinstance(agree, QPushButton)
    QTest.keyClick(agree, Qt.Key.Key_Space)
    harbour.rest()
    assert clipboard.text().split("\n") == [
        "PROTECTED A / PROTÉGÉ A",
        "First message.\tPart › One",
        "Second message.\tOther",
        "PROTECTED A / PROTÉGÉ A",
    ]


def test_the_glossary_lists_terms_with_their_places(harbour: Program) -> None:
    dialog = glossary(harbour)
    assert unnamed(dialog) == []
    assert rows(dialog) == [
        "Account. Français: Compte. Not used in the text",
        "CBSA – Border agency. It guards. Français: Agence frontalière (ASFC). Used in 2 sections",
    ]
    dialog._filter.setText("ASFC")
    dialog._filter.setFocus()
    harbour.keys("Down", "Return")
    term = dialog._model.index(0, 0)
    assert rows(dialog, term) == ["Part › One", "Part › Two. 2 times"]
    harbour.keys("Down", "Down", "Return")
    assert harbour.section == "two"
    assert harbour.window.page.caret().ordinal == 0


def test_the_glossary_speaks_the_language_of_reading(harbour: Program) -> None:
    harbour.window.open_section("two")
    harbour.keys("Ctrl+Shift+L")
    dialog = glossary(harbour)
    assert dialog.windowTitle() == "Glossaire"
    assert rows(dialog)[0].startswith("ASFC – Agence frontalière. Elle garde.")


def test_it_can_be_left_while_the_book_is_looked_through(harbour: Program) -> None:
    with harbour.held():
        harbour.keys("Ctrl+Shift+J")
        dialog = harbour.controls.collected.dialog
        assert dialog is not None
        assert dialog._waiting.isVisible()
        dialog.tell_progress(1, 4)
        assert "25" in dialog._progress.text()
        dialog._cancel.click()
        assert harbour.controls.collected.dialog is None
    assert QApplication.activeModalWidget() is None


def test_many_rows_come_as_they_are_looked_at() -> None:
    places = tuple(Entry("", Row("one", 0)) for _place in range(3 * BATCH))
    model = EntriesModel(lambda row: row.section)
    model.set_entries([Entry("Term", None, "", ("below",), places)] * (BATCH + 1))
    assert model.rowCount() == BATCH
    model.fetchMore(QModelIndex())
    assert (model.rowCount(), model.canFetchMore(QModelIndex())) == (BATCH + 1, False)
    term = model.index(BATCH, 0)
    model.fetchMore(term)
    assert (model.rowCount(term), model.canFetchMore(term)) == (2 * BATCH, True)
    place = model.index(2 * BATCH - 1, 0, term)
    assert model.parent(place) == term
    assert model.rowCount(place) == 0
