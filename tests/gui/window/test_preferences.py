"""The preferences: what is changed there is seen at once, in everything, and can be reset."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QKeySequenceEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, focused, settle
from viewer.messages import set_language
from viewer.settings import Preferences, Profile, load_preferences, save_preferences
from viewer.ui.elements.rows import LEAST_TARGET
from viewer.ui.fonts import SANS, SERIF
from viewer.ui.page.look import Role
from viewer.ui.preferences.dialog import PreferencesDialog
from viewer.ui.theme import theme


@pytest.fixture
def dialog(program: Program) -> PreferencesDialog:
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+,")
    made = program.controls.commands.preferences.dialog
    assert made is not None
    return made


def radio(dialog: QWidget, name: str) -> QRadioButton:
    found = dialog.findChild(QRadioButton, name)
    assert isinstance(found, QRadioButton)
    return found


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    assert found.isEnabled(), name
    click(found)


def lines_apart(program: Program) -> float:
    """Height of a line of the first paragraph, in pixels."""
    block = program.window.page.document().begin()
    while block.isValid() and block.blockFormat().headingLevel():
        block = block.next()
    return block.blockFormat().doubleProperty(QTextFormat.Property.LineHeight.value)


def test_a_theme_is_seen_at_once_and_kept(program: Program, dialog: PreferencesDialog) -> None:
    click(radio(dialog, "pref_theme_sepia"))
    assert program.window.look.theme.name == "sepia"
    page = program.window.page.palette()
    assert page.color(page.ColorRole.Base).name() == theme("sepia").page
    sample = dialog.appearance.preview.palette()
    assert sample.color(sample.ColorRole.Base).name() == theme("sepia").page
    assert load_preferences(program.profile)[0].theme == "sepia"
    assert program.controls.actions["view.theme_sepia"].isChecked()


def test_sizes_of_text_and_interface_can_be_apart(
    program: Program, dialog: PreferencesDialog
) -> None:
    dialog.appearance.text_size.box.setValue(200)
    assert QApplication.font().pointSizeF() == pytest.approx(20)
    assert not dialog.appearance.interface.isEnabled()
    click(radio(dialog, "pref_same_size_own"))
    dialog.appearance.interface.box.setValue(120)
    assert QApplication.font().pointSizeF() == pytest.approx(12)
    assert program.window.look.percent == 200
    assert load_preferences(program.profile)[0].interface_size == 120
    click(radio(dialog, "pref_same_size_same"))
    assert QApplication.font().pointSizeF() == pytest.approx(20)


def test_lines_are_spaced_on_the_page_and_in_lists(
    program: Program, dialog: PreferencesDialog
) -> None:
    tree = program.window.contents._tree
    index = tree.model().index(0, 0)
    before, row = lines_apart(program), tree.sizeHintForIndex(index).height()
    dialog.appearance.spacing.box.setValue(150)
    settle()
    assert lines_apart(program) == pytest.approx(1.5 * before, abs=1)
    assert tree.sizeHintForIndex(index).height() > 1.2 * row


def test_the_column_is_as_wide_as_is_wished(program: Program, dialog: PreferencesDialog) -> None:
    program.window.resize(1280, 640)
    settle()
    page = program.window.page
    before = page.viewport().width()
    dialog.appearance.column.box.setValue(48)
    settle()
    assert page.viewport().width() == pytest.approx(before * 48 / 68, abs=2)


@pytest.mark.parametrize(
    ("name", "text", "others"),
    [("mixed", SERIF, SANS), ("serif", SERIF, SERIF), ("sans", SANS, SANS)],
)
def test_a_font_reaches_text_headings_tables_and_lists(
    program: Program, dialog: PreferencesDialog, name: str, text: str, others: str
) -> None:
    click(radio(dialog, "pref_font_sans"))
    click(radio(dialog, f"pref_font_{name}"))
    look = program.window.page._look
    assert look.font(Role.BODY).families()[0] == text
    for role in (Role.TITLE, Role.CELL, Role.CALLOUT):
        assert look.font(role).families()[0] == others
    assert program.window.contents._tree.font().families()[0] == others
    assert dialog.font().families()[0] == others


def test_the_place_stays_whatever_is_changed(program: Program, dialog: PreferencesDialog) -> None:
    page = program.window.page
    page.verticalScrollBar().setValue(400)
    settle()
    before = page.position()
    dialog.appearance.spacing.box.setValue(130)
    click(radio(dialog, "pref_font_sans"))
    dialog.appearance.column.box.setValue(80)
    settle()
    assert page.position()[:2] == before[:2]


def test_the_appearance_can_be_reset_and_nothing_else(
    program: Program, dialog: PreferencesDialog
) -> None:
    program.window.services.prefer(keys={"go.next": ("Alt+N",)})
    dialog.appearance.text_size.box.setValue(150)
    click(radio(dialog, "pref_theme_dark"))
    press(dialog, "preferences_reset")
    kept = load_preferences(program.profile)[0]
    assert kept == Preferences(keys={"go.next": ("Alt+N",)})
    assert program.window.look.percent == 100


def choose(dialog: PreferencesDialog, action: str) -> QKeySequenceEdit:
    """Choose an action on the page of keys, and return the field for new ones."""
    page = dialog.keys
    dialog._tabs.setCurrentIndex(1)
    for index in page._model.indexes():
        row = page._model.value(index)
        if row is not None and row.id == action:
            page._list.setCurrentIndex(index)
    page._list.setFocus()
    QTest.keyClick(page._list, Qt.Key.Key_Return)
    return page._field


def test_keys_are_changed_and_work_at_once(program: Program, dialog: PreferencesDialog) -> None:
    field = choose(dialog, "marks.bookmark")
    QTest.keyClick(field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(dialog, "keys_use")
    dialog.close()
    program.window.activateWindow()
    program.window.page.setFocus()
    program.keys("Ctrl+D")
    assert not program.window.bookmark_line.isVisible()
    program.keys("Ctrl+B")
    assert program.window.bookmark_line.isVisible()
    assert load_preferences(program.profile)[0].keys == {"marks.bookmark": ("Ctrl+B",)}
    assert "Ctrl+B" in program.part("tool_bookmark").toolTip()


def test_changed_keys_are_there_after_a_start(program: Program, start: Start) -> None:
    program.window.services.prefer(keys={"view.left": ("Ctrl+B",), "no.such": ("F9",)})
    program.close()
    again = start()
    shows = again.window.reading.pane_shows()
    again.keys("F9")
    assert again.window.reading.pane_shows() is shows
    again.keys("Ctrl+B")
    assert again.window.reading.pane_shows() is not shows


def test_keys_of_another_action_are_named_before_they_are_taken(
    program: Program, dialog: PreferencesDialog
) -> None:
    field = choose(dialog, "go.next")
    field.setKeySequence(QKeySequence("Ctrl+D"))
    assert dialog.keys._said.text() == (
        "Ctrl+D belongs to “Bookmark this place”, which would lose it."
    )
    press(dialog, "keys_also")
    actions = program.controls.actions
    assert actions.native_keys("go.next") == ["Alt+PgDown", "Ctrl+D"]
    assert actions.native_keys("marks.bookmark") == []
    choose(dialog, "go.next")
    press(dialog, "keys_usual")
    assert actions.native_keys("marks.bookmark") == ["Ctrl+D"]
    assert load_preferences(program.profile)[0].keys == {}


def test_a_letter_alone_is_refused(dialog: PreferencesDialog) -> None:
    field = choose(dialog, "go.next")
    field.setKeySequence(QKeySequence("H"))
    assert "would be typed" in dialog.keys._said.text()
    assert not dialog.keys._use.isEnabled()


def test_all_keys_can_be_reset(program: Program, dialog: PreferencesDialog) -> None:
    choose(dialog, "go.search")
    press(dialog, "keys_none")
    assert program.controls.actions.native_keys("go.search") == []
    press(dialog, "preferences_reset")
    assert program.controls.actions.native_keys("go.search")[0] == "Ctrl+K"


def test_every_action_can_be_given_keys(dialog: PreferencesDialog, program: Program) -> None:
    page = dialog.keys
    rows = [page._model.value(index) for index in page._model.indexes()]
    assert {row.id for row in rows if row is not None and row.id} == set(program.controls.actions)


def test_language_and_searches_are_the_same_as_in_the_menus(
    program: Program, dialog: PreferencesDialog
) -> None:
    dialog._tabs.setCurrentIndex(2)
    click(radio(dialog, "pref_interface_fr"))
    assert dialog.windowTitle() == "Préférences"
    click(radio(dialog, "pref_recent_searches_no"))
    assert not program.controls.places.keep_searches
    assert not program.controls.actions["edit.keep_searches"].isChecked()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_control_has_a_name_and_is_large_enough(
    program: Program, dialog: PreferencesDialog, language: str
) -> None:
    dialog.appearance.text_size.box.setValue(70)
    set_language(language)
    program.window.retranslate()
    for page in range(3):
        dialog._tabs.setCurrentIndex(page)
        settle()
        assert unnamed(dialog) == []
        small = [
            widget.objectName()
            for widget in dialog.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not isinstance(widget.parent(), QSpinBox)
            and min(widget.width(), widget.height()) < LEAST_TARGET
        ]
        assert small == []


@pytest.mark.parametrize(
    ("page", "wanted"), [(0, "pref_font_mixed"), (1, "keys_field"), (2, "pref_interface_system")]
)
def test_tab_goes_through_everything_and_comes_back(
    dialog: PreferencesDialog, page: int, wanted: str
) -> None:
    choose(dialog, "go.next")
    dialog._tabs.setCurrentIndex(page)
    first = dialog._tabs.tabBar()
    first.setFocus()
    visited: set[str] = set()
    for _step in range(60):
        here = focused()
        assert here is not None
        visited.add(here.objectName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if focused() is first:
            break
    assert focused() is first
    assert {"preferences_reset", "preferences_close", wanted} <= visited


@pytest.mark.parametrize("percent", [100, 300])
def test_everything_can_be_reached_in_a_small_window_in_french(
    profile: Profile, start: Start, percent: int
) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=percent))
    program = start()
    program.keys("Ctrl+Shift+L", "Ctrl+,")
    dialog = program.controls.commands.preferences.dialog
    assert dialog is not None
    dialog.resize(1024, 640)
    settle()
    assert (dialog.width(), dialog.height()) == (1024, 640)
    inner = dialog.appearance
    room = inner.visibleRegion().boundingRect().width()
    for part in inner.findChildren(QRadioButton):
        assert part.mapTo(inner, part.rect().topRight()).x() <= room, part.text()
        assert part.width() >= part.sizeHint().width()


def test_a_dialog_that_was_replaced_takes_no_part_in_a_change_of_theme(program: Program) -> None:
    for _time in range(2):
        program.act("help.shortcuts")
        settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.act("view.theme_dark")
    assert program.window.look.theme.name == "dark"
