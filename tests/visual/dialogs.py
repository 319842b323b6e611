"""States in which the program asks or tells something: dialogs, questions, menus of the page."""

import shutil
import traceback
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QMenu

from tests.gui.window.carried import confirm, export, export_dialog, import_dialog, press, tick
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.visual import states
from tests.visual.listed import grouped
from tests.visual.states import State
from viewer.annotations.store import AnnotationStore
from viewer.errors import Message, Severity
from viewer.messages import translate
from viewer.settings import Profile, load_preferences, save_preferences
from viewer.ui.carrying.errand import ProgressDialog
from viewer.ui.carrying.passphrase import PassphraseDialog
from viewer.ui.dialogs.changes import ChangesDialog
from viewer.ui.dialogs.crash import CrashDialog
from viewer.ui.marks.arranging import Grouping

MANIFEST = """\
format: 1
id: coasts
edition: "{edition}"
issued: {issued}
{more}title:
  en: Coasts and maritime borders
  fr: Rivages et frontières maritimes
classification: protected-b
caveat: {{en: Cabinet confidence, fr: Document confidentiel du Cabinet}}
languages: [en, fr]
contents:
  - id: shore
    title:
      en: The shore and its harbours
      fr: Le rivage et ses installations portuaires
    tags: [essential]
    text: {{en: en/shore.md, fr: fr/rivage.md}}
  - id: waters
    title: {{en: The waters, fr: Les eaux}}
    sections:
      - id: sea
        title: {{en: The sea, fr: La mer}}
        text: {{en: en/sea.md, fr: fr/mer.md}}
      - id: {last}
        title: {{en: The rivers, fr: Les fleuves et les rivières}}
        text: {{en: en/rivers.md, fr: fr/fleuves.md}}
"""

SHORE = """\
{words} [The sea](section:sea), [a page](https://example.org/), [tables](attachments/tables.csv).

| {port} | {ships} | {state} |
| --- | ---: | --- |
| Halifax | 1 200 | {open} |
| Vancouver | 3 400 | {open} |

![{map}](map.png "{map}")

## {heading}

{words}
"""

WORDS = {
    "en": {
        "words": "The agency watches the shore.",
        "port": "Harbour",
        "ships": "Ships in a year",
        "state": "State of its agreement with the agency",
        "open": "in force until it is renegotiated",
        "map": "Map of the coast",
        "heading": "What is to be decided",
    },
    "fr": {
        "words": "L’Agence surveille le rivage.",
        "port": "Port",
        "ships": "Navires par année",
        "state": "État de l’entente conclue avec l’Agence",
        "open": "en vigueur jusqu’à sa renégociation",
        "map": "Carte de la côte",
        "heading": "Ce qui reste à décider",
    },
}


def _edition(folder: Path, edition: str, issued: str, **values: str) -> Path:
    """Write an edition of a book with a table, a figure, an attachment and a link to the web."""
    manifest = MANIFEST.format(edition=edition, issued=issued, **values)
    sea = f"La mer est calme en {edition}.\n"
    made = write_book(
        folder / edition,
        manifest,
        {
            "en/shore.md": SHORE.format(**WORDS["en"]),
            "fr/rivage.md": SHORE.format(**WORDS["fr"]),
            "en/sea.md": "The sea is calm.\n",
            "fr/mer.md": sea,
            "en/rivers.md": "Rivers run.\n",
            "fr/fleuves.md": "Les fleuves coulent.\n",
            "attachments/tables.csv": "a,b\n" * 1000,
        },
    )
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    image.save(str(made / "map.png"))
    return made


def coasts(profile: Profile) -> Path:
    """A shelf with two editions of a classified book; the older one is opened."""
    shelf = profile.folder.parent / f"{profile.folder.name}-shelf"
    shutil.rmtree(shelf, ignore_errors=True)
    older = _edition(shelf, "2024-01", "2024-01-31", more="", last="rivers")
    _edition(shelf, "2024-06", "2024-06-30", more='replaces: "2024-01"\n', last="streams")
    chosen, _problems = load_preferences(profile)
    save_preferences(profile, chosen._replace(shelf=(str(shelf),)))
    return older


def newer(profile: Profile) -> Path:
    """The same, and the newer one is opened."""
    return coasts(profile).parent / "2024-06"


def expired(profile: Profile) -> Path:
    """A classified book that is no longer valid."""
    shelf = profile.folder.parent / f"{profile.folder.name}-expired"
    shutil.rmtree(shelf, ignore_errors=True)
    return _edition(shelf, "2024-01", "2024-01-31", more="expires: 2024-03-31\n", last="rivers")


# -- marks that leave, and come --------------------------------------------------------------------

_marks = grouped(Grouping.SECTION)


def exporting(program: Program) -> None:
    """Marks are to be exported."""
    _marks(program)
    export_dialog(program)


def _exported(program: Program) -> Path:
    file = program.profile.folder / "Mes repères.json"
    _marks(program)
    export(program, file)
    text = file.read_text(encoding="utf-8")
    for mark in program.controls.store.find():
        other = f"{mark.id[:-4]}ffff"
        text = text.replace(mark.id, other)
    file.write_text(text, encoding="utf-8")
    program.window.line.dismiss()
    return file


def importing(program: Program) -> None:
    """What an import would do."""
    import_dialog(program, _exported(program))


def imported(program: Program) -> None:
    """What an import did."""
    confirm(program, import_dialog(program, _exported(program)))


def taking(program: Program) -> None:
    """Everything is to be taken along, under a passphrase that is typed the first time."""
    _marks(program)
    program.act("file.take_along")
    dialog = program.controls.commands.carrying.taking.dialog
    assert dialog is not None
    wait_until(lambda: dialog.marking is not None)
    field = dialog.findChild(QLineEdit, "passphrase_first")
    assert field is not None
    field.setText("phare")
    field.textEdited.emit("phare")


def passphrase(program: Program) -> None:
    """A locked file asks for its passphrase."""
    PassphraseDialog("Mes notes, 24 novembre 2026.briefing-profile", "", program.window).open()


def waiting(program: Program) -> None:
    """Something takes longer than a second, and can be stopped."""

    dialog = ProgressDialog(translate("Looking at the file"), program.window)
    dialog.show_step(4321, 10000)
    dialog.open()


def keeping(program: Program) -> None:
    """Notes can't be saved here."""
    with mock.patch.object(AnnotationStore, "read_only", new=True):
        program.controls.tell(Message("store-read-only", severity=Severity.WARNING))


# -- books -----------------------------------------------------------------------------------------


def books(program: Program) -> None:
    """The books, two editions among them; what was told of the newer one was closed."""
    wait_until(lambda: bool(program.message()))
    program.window.line.dismiss()
    program.act("file.books")


def removing(program: Program) -> None:
    """A book is to be removed, with the marks in it."""
    program.window.open_section("sea")
    program.keys("Ctrl+D", "Return")
    program.act("file.books")
    book = program.window.navigation.book
    assert book is not None
    view = program.part("books_view")
    view.select(str(book.folder))  # type: ignore[attr-defined]  # the view of the books
    press(view, "books_removal")
    dialog = program.controls.commands.carrying.removing.dialog
    assert dialog is not None
    wait_until(lambda: dialog.marking is not None)
    tick(dialog, "remove_notes_export")


def removed(program: Program) -> None:
    """A book was removed."""
    removing(program)
    control = program.controls.commands.carrying.removing
    dialog = control.dialog
    assert dialog is not None
    tick(dialog, "remove_notes_keep")
    press(dialog, "remove_go")
    wait_until(lambda: control.done is not None)


def corrected(program: Program) -> None:
    """A corrected edition has arrived."""
    wait_until(lambda: bool(program.message()))


def changes(program: Program) -> None:
    """What changed between two editions."""
    program.act("go.changes")
    wait_until(lambda: program.window.findChild(ChangesDialog) is not None)


# -- parts of a section ----------------------------------------------------------------------------


def in_shore(action: str) -> Callable[[Program], None]:
    """An action in the section that has a bit of everything."""

    def reach(program: Program) -> None:
        program.window.open_section("shore")
        settle()
        program.window.line.dismiss()
        program.window.page.setFocus()
        program.act(action)

    return reach


def link(target: str) -> Callable[[Program], None]:
    """A link out of the book was chosen."""

    def reach(program: Program) -> None:
        program.window.open_section("shore")
        settle()
        program.window.line.dismiss()
        program.window.page.link_requested.emit(target)
        wait_until(lambda: bool(program.message()))

    return reach


def attachment(program: Program) -> None:
    """A link to a file that came with the book was chosen."""
    program.window.open_section("shore")
    settle()
    program.window.line.dismiss()
    program.window.page.link_requested.emit("attachments/tables.csv")
    wait_until(lambda: program.controls.commands.view.attachments.dialog is not None)


def emptying(program: Program) -> None:
    """The bin is to be emptied."""
    _marks(program)
    program.keys("Ctrl+A", "Del")
    program.act("marks.bin")
    program.act("marks.empty_bin")


def bookmarking(program: Program) -> None:
    """The line that names a bookmark."""
    program.window.open_section("border-five")
    program.keys("Ctrl+D")


def found(program: Program) -> None:
    """Results, the options of the search open beside them."""
    program.await_search()
    program.keys("Ctrl+K")
    program.type("frontiere")
    program.keys("Ctrl+Return")
    wait_until(lambda: program.window.left.tab() == "results")


def typed(program: Program) -> None:
    """The list under the search field."""
    states.ask(program, "frontiere")


def more(program: Program) -> None:
    """The menu of the last button of the bar."""
    show_menu(program.window.findChild(QMenu, "more_menu"))


def show_menu(menu: QMenu | None) -> None:
    """Open a menu without waiting for what is chosen."""
    assert menu is not None
    menu.popup(menu.parentWidget().mapToGlobal(menu.parentWidget().rect().bottomLeft()))  # type: ignore[union-attr]


def crash(program: Program) -> None:
    """The program ran into an error that nobody foresaw."""
    trace = "Traceback (most recent call last):\n" + "".join(traceback.format_stack())
    CrashDialog(trace, program.profile.folder / "briefing.log", program.window).open()


DIALOGS = (
    State("exporting", reach=exporting),
    State("importing", reach=importing),
    State("imported", reach=imported),
    State("taking", reach=taking),
    State("passphrase", reach=passphrase),
    State("waiting", reach=waiting),
    State("keeping", reach=keeping),
    State("books", coasts, books),
    State("removing", newer, removing),
    State("removed", newer, removed),
    State("corrected", coasts, corrected),
    State("changes", newer, changes),
    State("expired", expired),
    State("outline", newer, in_shore("go.outline")),
    State("table", newer, in_shore("view.table")),
    State("figure", newer, in_shore("view.figure")),
    State("attachment", newer, attachment),
    State("web-link", newer, link("https://example.org/a/page/with/a/long/address?and=a&query")),
    State("web-page", newer, in_shore("file.web_page")),
    State("to-print", newer, in_shore("file.print")),
    State("emptying", reach=emptying),
    State("bookmarking", reach=bookmarking),
    State("found", reach=found),
    State("typed", reach=typed),
    State("more", reach=more),
    State("crash", reach=crash),
    State("second-copy", reach=states.preferences(3)),
)
"""All of them."""

_ALSO = {"no-marks", "find-here", "missing-book", "store-set-aside"}
_ALSO |= {"deleted", "explained", "link-previewed", "footnote", "glossary", "collected"}
_ALSO |= {"referred-to", "colours", "noted", "note-read", "marks-by-section", "reading-list"}
_ALSO |= {"followed", "mark-lost", "marks-to-check", "tags", "bin"}
_ALSO |= {"shortcuts", "print-preview", "preferences-appearance", "preferences-keyboard"}
_ALSO |= {"preferences-general", "about", "preparing"}

SEEN_LARGE = (*DIALOGS, *(state for state in states.STATES if state.name in _ALSO))
"""What is looked at in large text as well: all dialogs, and what lies above or beside the page."""
