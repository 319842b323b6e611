"""States of the window that are empty, narrow or wrong, and how one gets into them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.gui.window.conftest import MANIFEST, TEXTS
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.visual import beside, followed, listed
from tests.visual.gathered import collected, glossary, referred
from tests.visual.told import explained, footnote, previewed
from viewer.settings import Profile
from viewer.ui.companion.note_editor import NoteEditor
from viewer.ui.marks.arranging import Grouping
from viewer.ui.page.content import Target


@dataclass(frozen=True, slots=True)
class State:
    """One state.

    Attributes:
        name: For the file of the picture.
        prepare: What is done to the profile before the start; may return the book to open.
        reach: What is done in the window.
    """

    name: str
    prepare: Callable[[Profile], Path | None] | None = None
    reach: Callable[[Program], None] | None = None


def small_book(profile: Profile) -> Path:
    """A book of which one section is in English only, and one can't be read."""
    folder = profile.folder.parent / f"{profile.folder.name}-books" / "tides"
    shutil.rmtree(folder, ignore_errors=True)
    write_book(folder, MANIFEST, TEXTS)
    for code in ("en", "fr"):
        (folder / code / "log.md").write_bytes(b"\xff\xfe")
    return folder


def no_indexes(profile: Profile) -> None:
    """A first start: the search is prepared while one reads."""
    shutil.rmtree(profile.cache / "indexes", ignore_errors=True)


def unreadable_store(profile: Profile) -> None:
    """A store that is no database."""
    profile.store_file.write_bytes(b"this was a database once " * 50)


def ask(program: Program, words: str) -> None:
    """Type words into the search field, and wait for what is found."""
    program.await_search()
    program.keys("Ctrl+K")
    program.type(words)
    wait_until(lambda: program.window.field._answer is not None)


def nothing_found(program: Program) -> None:
    ask(program, "zzzyx")
    program.keys("Ctrl+Return")
    wait_until(lambda: program.window.left.tab() == "results")


def nothing_found_yet(program: Program) -> None:
    ask(program, "zzzyx")


def preparing(program: Program) -> None:
    program.keys("Ctrl+2")
    progress = program.part("search_progress")
    wait_until(progress.isVisible)
    program.keys("Ctrl+K")
    program.type("fentanyl")


def recent(program: Program) -> None:
    for words in ("fentanyl", "14 577", "agents"):
        program.controls.places.add_search(words)
    program.controls.finding.recent.show()
    program.keys("Ctrl+K")


def find_here(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+F")
    program.type("chair")


def missing_book(program: Program) -> None:
    folder = small_book(program.profile)
    program.controls.library.open_path(folder)
    program.keys("Ctrl+D", "Return")
    program.controls.library.open_name("key-relationships")
    folder.rename(folder.with_name("gone"))
    program.keys("Ctrl+Shift+B")


def no_such_book(program: Program) -> None:
    """A book is asked for that isn't on the shelf."""
    program.controls.library.open_name("atlas")


def deleted(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3", "Del")


def highlighted(program: Program) -> None:
    """A passage in each colour, one across paragraphs and one over another, and what was found."""
    program.window.open_section("bargaining-agents")
    settle()
    page, shown = program.window.page, program.window.navigation.shown
    sheet = page._sheet
    assert sheet is not None
    assert shown is not None
    page.setFocus()
    long = [block for block in shown.content.text.blocks if len(block.text) > 60]
    for number, block in enumerate(long[:5], start=1):
        first, last = sheet.builder.map.span(block.ordinal, 3, 50)
        page.setTextCursor(sheet.cursor(first, last))
        program.keys(f"Alt+{number}")
    first = sheet.builder.map.position(long[0].ordinal, 40)
    page.setTextCursor(sheet.cursor(first, sheet.builder.map.position(long[1].ordinal, 20)))
    program.keys("Alt+2")
    page.set_hits([(long[1].ordinal, 10, 30), (long[2].ordinal, 10, 30)])


def selected(program: Program) -> None:
    """The bar above words that were selected with the mouse."""
    program.window.open_section("border-five")
    page = program.window.page
    found = page.document().find("Border Five", page.document().find("Border Five"))
    page.setFocus()
    page.setTextCursor(found)
    page.selected.emit(page.selected_area())


def noted(program: Program) -> None:
    """A note beside the text, among highlights."""
    highlighted(program)
    page, shown = program.window.page, program.window.navigation.shown
    sheet = page._sheet
    assert sheet is not None
    assert shown is not None
    long = [block for block in shown.content.text.blocks if len(block.text) > 60]
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(long[1].ordinal, 60, 90)))
    program.keys("Ctrl+Shift+M")
    program.type("Ask **why**, and until when.")
    saved = {"Saved", "Enregistré"}
    wait_until(lambda: program.part("note_state").property("text") in saved)


def note_read(program: Program) -> None:
    """A note as one reads it: the keyboard is elsewhere."""
    noted(program)
    editor = program.part("note_editor")
    assert isinstance(editor, NoteEditor)
    editor.setPlainText(
        "Ask **why**, and *until when*.\n\n1. PSAC\n2. CIU\n\n| Who | When |\n| --- | --- |\n"
        "| Minister | Monday |\n\nSee briefing:key-relationships/border-five, `s. 21`."
    )
    program.keys("Tab")


def my_marks(program: Program) -> None:
    """Marks of several kinds, grouped by colour."""
    highlighted(program)
    program.window.open_section("border-five")
    program.keys("Ctrl+D", "Return")
    program.act("marks.group_colour")
    program.keys("Ctrl+3")


def tags(program: Program) -> None:
    my_marks(program)
    program.controls.marks.set_tags(program.controls.store.find()[0].id, ("cabinet", "urgent"))
    program.keys("Ctrl+A")
    program.act("marks.tags")


def in_bin(program: Program) -> None:
    my_marks(program)
    program.keys("Ctrl+A", "Del")
    program.act("marks.bin")


def pane_over(program: Program) -> None:
    program.window.resize(640, 640)
    settle()
    program.keys("F9")


def narrow(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    program.window.resize(480, 640)


def both(program: Program) -> None:
    """Two languages side by side, one pair marked."""
    program.window.open_section("border-five")
    program.window.resize(1440, 820)
    settle()
    program.keys("Ctrl+Shift+S", "F7")
    program.window.page.setFocus()
    program.window.page.go_to(Target(2))
    program.window.page.verticalScrollBar().setValue(0)


def both_marked(program: Program) -> None:
    """Two languages with the reader's marks and what was found on both sides."""
    program.window.resize(1440, 820)
    settle()
    noted(program)
    program.controls.notes.close_pane()
    program.keys("Ctrl+Shift+S", "Ctrl+F")
    program.type("agents")
    program.rest()
    program.window.page.verticalScrollBar().setValue(0)


def both_noted(program: Program) -> None:
    """Two languages and a note beside them."""
    program.window.resize(1800, 820)
    settle()
    program.keys("Ctrl+Shift+S")
    noted(program)


def both_large(program: Program) -> None:
    """Two languages at 200 % on a large screen."""
    program.window.look.choose(text_size=200)
    program.window.resize(2560, 1300)
    settle()
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+Shift+S", "F9")


def both_narrow(program: Program) -> None:
    """Two languages, one under the other."""
    narrow(program)
    settle()
    program.keys("Ctrl+Shift+S")


def paragraph(program: Program) -> None:
    """One paragraph in the other language too."""
    program.window.open_section("border-five")
    settle()
    program.keys("Ctrl+Shift+P")


def classified(program: Program) -> None:
    """Classified words are to be copied."""
    settle()
    program.window.page.setFocus()
    program.keys("Ctrl+A", "Ctrl+C")


def cited(program: Program) -> None:
    """A paragraph was copied with its citation."""
    program.window.open_section("border-five")
    settle()
    program.window.page.setFocus()
    program.keys("Ctrl+Shift+C")


def no_such_passage(program: Program) -> None:
    """A link leads to a passage that has changed."""
    program.controls.library.open_name("briefing:key-relationships/border-five#0123456789")


def preferences(page: int) -> Callable[[Program], None]:
    """One page of the preferences."""

    def reach(program: Program) -> None:
        program.keys("Ctrl+,")
        dialog = program.controls.commands.preferences.dialog
        assert dialog is not None
        dialog._tabs.setCurrentIndex(page)

    return reach


def printing(program: Program) -> None:
    """The print preview, all pages laid out."""
    program.window.open_section("bargaining-agents")
    program.act("file.print")
    dialog = program.controls.commands.printing.dialog
    assert dialog is not None
    wait_until(lambda: dialog._paper.done)


STATES = (
    State("nothing-found", reach=nothing_found),
    State("nothing-found-yet", reach=nothing_found_yet),
    State("no-results-yet", reach=lambda program: program.keys("Ctrl+2")),
    State("no-marks", reach=lambda program: program.keys("Ctrl+3")),
    State("preparing", prepare=no_indexes, reach=preparing),
    State("recent", reach=recent),
    State("find-here", reach=find_here),
    State("one-language", small_book, lambda program: program.window.open_section("harbour")),
    State("defective", small_book, lambda program: program.window.open_section("log")),
    State("group", small_book, lambda program: program.window.open_section("basics")),
    State("missing-book", reach=missing_book),
    State("store-set-aside", prepare=unreadable_store),
    State("no-such-book", reach=no_such_book),
    State("deleted", reach=deleted),
    State("highlighted", reach=highlighted),
    State("selected", reach=selected),
    State("explained", reach=explained),
    State("link-previewed", reach=previewed),
    State("footnote", reach=footnote),
    State("glossary", reach=glossary),
    State("collected", reach=collected),
    State("referred-to", reach=referred),
    State("colours", reach=lambda program: program.act("marks.name_colours")),
    State("noted", reach=noted),
    State("note-read", reach=note_read),
    State("my-marks", reach=my_marks),
    State("marks-by-book", reach=listed.grouped(Grouping.BOOK)),
    State("marks-by-section", reach=listed.grouped(Grouping.SECTION)),
    State("marks-by-tag", reach=listed.grouped(Grouping.TAG)),
    State("marks-by-date", reach=listed.grouped(Grouping.DATE)),
    State("marks-chosen", reach=listed.several),
    State("reading-list", reach=listed.reading_list),
    State("followed", followed.editions, followed.followed),
    State("mark-moved", followed.editions, followed.to_check),
    State("mark-moved-dark", followed.editions, followed.to_check_dark),
    State("mark-moved-200", followed.editions, followed.to_check_large),
    State("mark-carried", followed.editions, followed.carried),
    State("mark-lost", followed.editions, followed.lost),
    State("marks-to-check", followed.editions, followed.listed),
    State("marks-to-check-dark", followed.editions, followed.listed_dark),
    State("tags", reach=tags),
    State("bin", reach=in_bin),
    State("pane-over", reach=pane_over),
    State("narrow", reach=narrow),
    State("both", reach=both),
    State("both-marked", reach=both_marked),
    State("both-noted", reach=both_noted),
    State("both-large", reach=both_large),
    State("both-narrow", reach=both_narrow),
    State("both-explained", reach=beside.looking(beside.explained)),
    State("both-explained-dark", reach=beside.looking(beside.explained, "dark")),
    State("both-explained-200", reach=beside.looking(beside.explained, percent=200)),
    State("both-previewed", reach=beside.looking(beside.previewed)),
    State("both-previewed-300", reach=beside.looking(beside.previewed, "dark", 300)),
    State("both-footnote", reach=beside.looking(beside.footnote)),
    State("both-footnote-dark", reach=beside.looking(beside.footnote, "dark")),
    State("both-found", reach=beside.looking(beside.found)),
    State("both-found-dark", reach=beside.looking(beside.found, "dark")),
    State("both-beneath", reach=beside.stacked(beside.beneath)),
    State("both-beneath-dark", reach=beside.stacked(beside.beneath, "dark")),
    State("both-beneath-200", reach=beside.stacked(beside.beneath, percent=200)),
    State("both-beneath-300", reach=beside.stacked(beside.beneath, "dark", 300)),
    State("both-printed", reach=beside.printed),
    State("lines-apart", reach=beside.looking(beside.wide_lines)),
    State("lines-apart-dark-200", reach=beside.looking(beside.wide_lines, "dark", 200)),
    State("lines-apart-table", reach=beside.looking(beside.wide_table)),
    State("lines-apart-dialog", reach=beside.looking(beside.wide_dialog)),
    State("paragraph", reach=paragraph),
    State("classified", small_book, classified),
    State("cited", reach=cited),
    State("no-such-passage", reach=no_such_passage),
    State("shortcuts", reach=lambda program: program.act("help.shortcuts")),
    State("print-preview", reach=printing),
    State("preferences-appearance", reach=preferences(0)),
    State("preferences-keyboard", reach=preferences(1)),
    State("preferences-general", reach=preferences(2)),
    State("log", reach=lambda program: program.act("help.log")),
    State("about", reach=lambda program: program.act("help.about")),
)
"""All of them; each is taken in both languages."""
