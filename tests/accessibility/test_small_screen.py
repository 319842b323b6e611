"""Every action of the user guide at 300 % text in a window of 1024 × 640, in French, by keyboard.

The actions come from the table of actions, and what the user guide names is looked up in it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from tests.accessibility.small_screen import SCREEN, cut_off
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.gui.window.system import System
from tests.gui.window.test_marks import select
from viewer.assets import DATA
from viewer.book.book import open_book
from viewer.messages import catalogue
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.actions import ACTIONS, ActionSpec, plain
from viewer.ui.menu_titles import MENUS, SUBMENUS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("looked_through")]

Prepare: TypeAlias = Callable[[Program], None]

MANIFEST = """\
format: 1
id: rivages
edition: "{edition}"
issued: {issued}
title: {{en: Shores, fr: Rivages et frontières maritimes}}
classification: protected-b
languages: [en, fr]
contents:
  - id: rive
    title: {{en: The shore, fr: Rive et installations portuaires}}
    tags: [essential]
    text: {{en: en/shore.md, fr: fr/rive.md}}
  - id: partie
    title: {{en: A part, fr: Une partie}}
    sections:
      - id: mer
        title: {{en: The sea, fr: La mer}}
        text: {{en: en/sea.md, fr: fr/mer.md}}
"""

RIVE = """\
L'ASFC surveille la rive.[^a] Voir [la mer](section:mer).

| Port | Navires |
| --- | ---: |
| Halifax | 1 200 |
| Vancouver | 3 400 |

![Une carte](carte.png "La rive")

::: key-message
Les ports sont ouverts.
:::

## Un intertitre

{words}

[^a]: En été seulement.
"""

GLOSSARY = """\
concepts:
  - id: agence
    label: {en: Border agency, fr: Agence des services frontaliers}
    definition: {en: It guards., fr: Elle garde la frontière.}
    abbreviations: {en: [CBSA], fr: [ASFC]}
"""

MARKED = "Les gardiens de phare notaient chaque navire qui passait au large."
REWORDED = "Les gardiens de phare notent chaque bateau qui passe au large par temps clair."


def write_edition(folder: Path, edition: str, issued: str, words: str) -> Path:
    """Write an edition of the book."""
    made = write_book(
        folder / edition,
        MANIFEST.format(edition=edition, issued=issued),
        {
            "fr/rive.md": RIVE.format(words=words),
            "fr/mer.md": "La mer est calme.\n",
            "en/shore.md": "CBSA watches the shore.\n",
            "en/sea.md": "The sea is calm.\n",
            "glossary.yaml": GLOSSARY,
        },
    )
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("navy"))
    picture.save(str(made / "carte.png"))
    return made


# -- what has to be there before an action can be done ---------------------------------------------


def nothing(_program: Program) -> None:
    """Most actions need nothing."""


def two_tabs(program: Program) -> None:
    program.keys("Ctrl+T")


def closed_tab(program: Program) -> None:
    program.keys("Ctrl+T", "Ctrl+W")


def two_places(program: Program) -> None:
    program.act("go.next")


def gone_back(program: Program) -> None:
    two_places(program)
    program.act("go.back")


def found(program: Program) -> None:
    program.search("ports")


def marked(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3")


def undone(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    program.act("edit.undo")


def in_the_bin(program: Program) -> None:
    marked(program)
    program.keys("Del")
    program.act("marks.bin")
    program.keys("Ctrl+3")


def listed(program: Program) -> None:
    for section in ("rive", "mer", "partie"):
        program.window.open_section(section)
        program.keys("Ctrl+Shift+D")
    program.keys("Ctrl+4", "Down")


def to_check(program: Program) -> None:
    """A mark of the edition before stands on other words now."""
    book = program.window.navigation.book
    assert book is not None
    folder = book.folder
    program.controls.library.open_path(folder.parent / "1")
    program.window.open_section("rive")
    settle()
    select(program, MARKED)
    program.keys("Alt+1")
    program.controls.library.open_path(folder)
    wait_until(lambda: not program.controls.following.busy())
    program.rest()
    program.act("marks.next_check")


NEEDS: dict[str, Prepare] = {
    "file.save_results": found,
    "file.reopen_tab": closed_tab,
    "file.next_tab": two_tabs,
    "file.previous_tab": two_tabs,
    "file.tab_left": two_tabs,
    "file.tab_right": two_tabs,
    "edit.undo": marked,
    "edit.redo": undone,
    "edit.copy_results": found,
    "go.clear_hits": found,
    "go.next_hit": found,
    "go.previous_hit": found,
    "go.back": two_places,
    "go.forward": gone_back,
    "go.previous": two_places,
    "go.parent": two_places,
    "go.next_mark": marked,
    "go.previous_mark": marked,
    "marks.rename": marked,
    "marks.tags": marked,
    "marks.delete": marked,
    "marks.restore": in_the_bin,
    "marks.empty_bin": in_the_bin,
    "marks.list_remove": listed,
    "marks.list_up": listed,
    "marks.list_down": listed,
    "marks.list_next": listed,
    "marks.list_previous": listed,
    "marks.checked_only": to_check,
    "marks.next_check": to_check,
    "marks.keep": to_check,
    "marks.put": to_check,
    "marks.set_aside": to_check,
}
"""What some actions need; the test fails for a new one that can't be done and isn't here."""

ENDING = {"file.quit", "file.close", "file.close_tab"}
"""After these there is no window to look at: it is seen that they can be done."""


@pytest.fixture
def program(
    profile: Profile,
    start: Start,
    tmp_path: Path,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
) -> Program:
    """The program at 300 %, in French, in a small window, with a book that has everything."""
    del system
    shelf = tmp_path / "shelf"
    write_edition(shelf, "1", "2024-01-01", MARKED)
    folder = write_edition(shelf, "2", "2024-06-01", REWORDED)
    save_preferences(profile, Preferences(theme="light", text_size=300, shelf=(str(shelf),)))
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, **_named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")
    made = start(str(folder), "rive")
    made.act("view.interface_fr")
    made.window.navigation.set_language("fr")
    begin_again(made)
    return made


def begin_again(program: Program) -> None:
    """Close what is open, and go back to the text."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog | QMenu) and widget.isVisible():
            widget.close()
    program.window.showNormal()
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    program.window.line.dismiss()
    program.window.bookmark_line.dismiss()
    program.controls.notes.close_pane()
    if program.controls.both.is_on():
        program.act("view.both")
    program.window.navigation.set_language("fr")
    program.act("view.interface_fr")
    program.window.look.choose(text_size=300, theme="light")
    program.window.resize(SCREEN)
    program.window.leave_pane()
    program.window.open_section("rive")
    program.window.page.setFocus()
    program.rest()


def do(program: Program, spec: ActionSpec) -> None:
    """Do an action by its key if it has one, else as the menu does."""
    action = program.controls.actions[spec.id]
    assert action.isEnabled(), f"{spec.id} can't be done"
    keys = action.shortcuts()
    if keys and spec.id not in ENDING:
        program.keys(keys[0].toString())
    elif spec.id not in ENDING:
        action.trigger()
    program.rest()


@pytest.mark.parametrize("menu", MENUS)
def test_what_needs_nothing_can_be_done(program: Program, menu: str) -> None:
    problems: dict[str, list[str]] = {}
    for spec in ACTIONS:
        if spec.menu.partition(".")[0] == menu and spec.id not in NEEDS:
            do(program, spec)
            if found := cut_off(program.window):
                problems[spec.id] = found
            begin_again(program)
    assert problems == {}


@pytest.mark.parametrize("spec", [s for s in ACTIONS if s.id in NEEDS], ids=lambda spec: spec.id)
def test_what_needs_something_can_be_done(program: Program, spec: ActionSpec) -> None:
    NEEDS[spec.id](program)
    assert cut_off(program.window) == []
    do(program, spec)
    assert cut_off(program.window) == []


def test_the_guide_names_only_what_there_is() -> None:
    """Every ‹Menu › Entry› of the guide is in the menus, in both languages."""
    book = open_book(DATA / "user-guide")
    for language in book.edition.languages:
        words = catalogue(language).gettext
        menus = {plain(words(title)) for title in MENUS.values()}
        entries = {plain(words(spec.text)) for spec in ACTIONS}
        entries |= {plain(words(title)) for title in SUBMENUS.values()}
        missing, named = [], 0
        for section in book.order:
            for block in book.text(section, language).blocks if book.languages_of(section) else ():
                for menu, entry in re.findall(r"(\w+) › ([^›.,;:()]+)", block.text):
                    named += menu in menus
                    if menu in menus and not any(entry.startswith(one) for one in entries):
                        missing.append((section, menu, entry))
        assert missing == []
        assert named > 20
