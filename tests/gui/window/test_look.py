"""Theme and size of the text reach everything, and the place stays."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from tests.gui.test_theme import Hints
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle
from viewer.settings import Preferences, Profile, load_preferences, save_preferences
from viewer.ui.companion.note_pane import NoteView
from viewer.ui.explain.bubble import BubbleContent
from viewer.ui.theme import THEMES, theme
from viewer.ui.window.look import SIZES

PARTS = ("toolbar", "contents_panel", "status_line", "left_pane")


def ground(widget: QWidget, x: int, y: int) -> str:
    """Colour of one point of the widget as it is drawn."""
    settle()
    return widget.grab().toImage().pixelColor(x, y).name()


def place(program: Program) -> tuple[str, int]:
    top = program.window.page.position()
    return program.section, top.ordinal


@pytest.mark.parametrize("wanted", THEMES)
def test_a_theme_reaches_the_page_and_everything_around_it(program: Program, wanted: str) -> None:
    program.window.open_section("border-five")
    other = "light" if theme(wanted).dark else "dark"
    program.act(f"view.theme_{other}")
    program.act(f"view.theme_{wanted}")
    chosen = theme(wanted)
    page = program.window.page
    middle = page.viewport().geometry().center().x()
    assert ground(page, middle, 12) == chosen.page
    assert ground(page, 60, 12) == chosen.page
    for name in PARTS:
        drawn = QColor(ground(program.part(name), 1, program.part(name).height() - 2))
        assert (drawn.lightness() < 128) == chosen.dark, name
    text = page.document().find("Border").charFormat().foreground().color()
    assert text.name() in {chosen.heading, chosen.text}


def test_the_theme_is_remembered_and_there_before_the_first_paint(
    program: Program, start: Start
) -> None:
    program.act("view.theme_dark")
    assert load_preferences(program.profile)[0].theme == "dark"
    program.close()
    again = start()
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == theme("dark").window
    page = again.window.page
    assert ground(page, page.viewport().geometry().center().x(), 12) == theme("dark").page


def test_the_button_changes_between_light_and_dark(program: Program) -> None:
    button = program.part("tool_theme")
    click(button)
    assert program.window.look.theme.dark
    assert program.controls.actions["view.theme_dark"].isChecked()
    click(button)
    assert not program.window.look.theme.dark


@pytest.mark.parametrize(
    ("first", "second"),
    [("sepia", "dark"), ("contrast", "contrast_dark"), ("contrast_dark", "contrast")],
)
def test_the_button_keeps_the_contrast(program: Program, first: str, second: str) -> None:
    program.act(f"view.theme_{first}")
    click(program.part("tool_theme"))
    assert program.window.look.theme.name == second


def test_larger_text_reaches_page_and_interface_and_keeps_the_place(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    settle()
    page = program.window.page
    page.verticalScrollBar().setValue(400)
    settle()
    before, height = place(program), program.part("status_line").height()
    letters = page.document().lastBlock().charFormat().font().pointSizeF()
    for _step in range(8):
        program.keys("Ctrl++")
    assert program.window.look.percent == 200
    assert place(program) == before
    assert program.part("status_line").height() > 1.5 * height
    assert QApplication.font().pointSizeF() == pytest.approx(20)
    assert page.document().lastBlock().charFormat().font().pointSizeF() >= letters
    program.keys("Ctrl+0")
    assert program.window.look.percent == 100
    assert place(program) == before


def test_sizes_end_at_70_and_300_percent(program: Program) -> None:
    for _step in range(len(SIZES)):
        program.keys("Ctrl+-")
    assert program.window.look.percent == 70
    for _step in range(len(SIZES)):
        program.keys("Ctrl+=")
    assert program.window.look.percent == 300
    assert QApplication.font().pointSizeF() == pytest.approx(30)


def test_buttons_grow_with_the_text(program: Program) -> None:
    button = program.part("tool_back")
    assert isinstance(button, QToolButton)
    side = button.iconSize().width()
    program.set_text_size(225)
    assert button.iconSize().width() > 1.5 * side


def test_a_size_from_the_settings_is_there_at_the_start(profile: Profile, start: Start) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=150))
    program = start()
    assert program.window.look.percent == 150
    assert QApplication.font().pointSizeF() == pytest.approx(15)


@pytest.mark.parametrize("size", [70, 100, 150, 200, 300])
@pytest.mark.parametrize("width", [1024, 1280])
def test_no_button_of_the_bar_is_cut_off(
    profile: Profile, start: Start, size: int, width: int
) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=size))
    program = start()
    program.window.resize(width, 640)
    settle()
    assert program.window.width() == width
    bar = program.window.toolbar
    shown = [child for child in bar.findChildren(QWidget) if child.isVisible()]
    for child in shown:
        right = child.mapTo(bar, QPoint(child.width(), 0)).x()
        assert right <= bar.width(), child.objectName()
    assert (
        program.window.field.width() >= program.window.field.fontMetrics().averageCharWidth() * 20
    )


def nothing_is_cut_off(program: Program) -> bool:
    """Whether everything in the line above the text has room there, and for itself."""
    line = program.window.breadcrumb
    for child in line.findChildren(QWidget):
        if child.isVisible():
            assert child.mapTo(line, QPoint(child.width(), 0)).x() <= line.width()
            assert child.width() >= child.minimumSizeHint().width(), child.objectName()
    return True


@pytest.mark.parametrize("bar", ["none", "hits", "border", "zzz"])
def test_a_window_can_be_made_narrow_however_large_the_text(program: Program, bar: str) -> None:
    program.window.resize(1280, 800)
    program.set_text_size(225)
    if bar == "hits":
        program.search("who chairs the border five")
    elif bar != "none":
        program.keys("Ctrl+F")
        program.type(bar)
    program.rest()
    program.window.resize(760, 600)
    settle()
    assert program.window.width() == 760
    assert nothing_is_cut_off(program)


@pytest.mark.parametrize("words", ["border", "zzz"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_found_later_has_room_too(program: Program, language: str, words: str) -> None:
    if language == "fr":
        program.keys("Ctrl+Shift+L")
    for width in (760, 800, 900, 1000, 1100):
        program.window.resize(width, 600)
        program.keys("Ctrl+F")
        with program.held():
            program.type(words)
            settle()
        assert nothing_is_cut_off(program)
        program.keys("Ctrl+A", "Del", "Esc", "Ctrl++")


def test_the_bar_folds_when_the_text_grows(program: Program) -> None:
    program.window.resize(900, 640)
    settle()
    assert program.part("tool_theme").isVisible()
    program.set_text_size(225)
    buttons = program.window.toolbar.findChildren(QToolButton)
    assert [one.objectName() for one in buttons if one.isHidden() == one.isVisible()] == []
    assert not program.part("tool_theme").isVisible()
    assert program.part("tool_more").isVisible()
    program.set_text_size(100)
    assert program.part("tool_theme").isVisible()


def test_line_spacing_reaches_what_is_told_beside_the_page(program: Program) -> None:
    """Message line, bubble, what was marked: each kind of label has a test of its own too."""
    window, pane = program.window, program.controls.notes.pane
    program.window.line.tell("Words of a message. " * 20)
    bubble = program.controls.explaining.bubble
    content = BubbleContent("Title", "<p>" + "Words of a bubble. " * 20 + "</p>", "Words")
    bubble.tell(content, QRect(0, 0, 10, 10))
    pane.show_mark(NoteView("Note", "Place", "Words that were marked. " * 20), "A note. " * 30)
    pane.show()
    settle()

    def heights() -> list[int]:
        label, said = (program.part(name) for name in ("message_text", "bubble_text"))
        quote = pane.findChild(QWidget, "note_quote")
        assert quote is not None
        return [one.heightForWidth(300) for one in (label, said, quote)]

    usual = heights()
    window.look.choose(line_spacing=150)
    settle()
    # The bubble closes when the page is built anew.
    bubble.tell(content, QRect(0, 0, 10, 10))
    for before, after in zip(usual, heights(), strict=True):
        assert after > 1.3 * before


def test_the_look_follows_when_the_system_changes_its_colours_or_its_contrast(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.act("view.theme_system")
    program.window.open_section("border-five")
    settle()
    system = QGuiApplication.styleHints()
    middle = program.window.page.viewport().geometry().center().x()
    usual, high = Qt.ContrastPreference.NoPreference, Qt.ContrastPreference.HighContrast
    where = place(program)

    def change(scheme: Qt.ColorScheme, wanted: Qt.ContrastPreference) -> str:
        now = Hints(scheme, wanted)
        with monkeypatch.context() as changed:
            changed.setattr("viewer.ui.theme.QGuiApplication.styleHints", lambda: now)
            if wanted is usual:
                system.colorSchemeChanged.emit(scheme)
            else:
                system.accessibility().contrastPreferenceChanged.emit(wanted)
            program.rest()
            return ground(program.window.page, middle, 12)

    assert change(Qt.ColorScheme.Dark, usual) == theme("dark").page
    assert change(Qt.ColorScheme.Dark, high) == theme("contrast_dark").page
    assert change(Qt.ColorScheme.Light, usual) == theme("light").page
    assert place(program) == where
    # Who has chosen a theme keeps it.
    program.act("view.theme_sepia")
    assert change(Qt.ColorScheme.Dark, usual) == theme("sepia").page
