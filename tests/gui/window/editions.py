"""A book in two editions, and marks that a reader made on the first."""

from pathlib import Path

from tests.gui.window.program import Program, click, settle, wait_until, write_book
from tests.gui.window.test_marks import select
from viewer.annotations.model import Annotation
from viewer.ui.marks.arranging import Standing

MANIFEST = """\
format: 1
id: harbour
edition: "{edition}"
issued: {issued}
title: {{en: Harbour book, fr: Cahier du port}}
classification: unclassified
languages: [en, fr]
contents:
  - id: port
    title: {{en: The port, fr: Le port}}
    text: {{en: en/port.md, fr: fr/port.md}}
  - id: people
    title: {{en: People, fr: Personnel}}
    sections:
{inner}  - id: ships
    title: {{en: Ships, fr: Navires}}
    text: {{en: en/ships.md, fr: fr/ships.md}}
{outer}"""

PILOTS = """\
{0}  - id: pilots
{0}    title: {{en: Pilots, fr: Pilotes}}
{0}    text: {{en: en/pilots.md, fr: fr/pilots.md}}
"""

KEPT = "The port is open on all days of the year, and at all hours of the day."
REWORDED = (
    "The harbour master decides which ships may enter in fog, and tells them by radio.",
    "The harbour master decides which vessels may enter in dense fog, and tells them by radio.",
)
GONE = "Whales were counted by two volunteers from the village each September."
PILOTED = "Pilots board every ship that is longer than sixty metres."

FIRST = {
    "en/port.md": f"{KEPT}\n\n{REWORDED[0]}\n\nThe quay is 300 metres long.\n",
    "fr/port.md": "Le port est ouvert tous les jours.\n",
    "en/pilots.md": f"{PILOTED}\n\nThere are nine of them.\n",
    "fr/pilots.md": "Les pilotes montent à bord des grands navires.\n",
    "en/ships.md": f"Ships come from all seas.\n\n{GONE}\n\nMost carry grain.\n",
    "fr/ships.md": "Les navires viennent de toutes les mers.\n",
}

SECOND = FIRST | {
    "en/port.md": f"A new light stands on the pier.\n\n{KEPT}\n\n{REWORDED[1]}\n\n"
    "The quay is 340 metres long.\n",
    "en/ships.md": "Ships come from all seas.\n\nMost carry grain.\n",
}


def write_editions(folder: Path) -> tuple[Path, Path]:
    """Write both editions, of which the second has a section in another part; return folders."""
    first = MANIFEST.format(
        edition="first", issued="2024-01-01", inner=PILOTS.format("    "), outer=""
    )
    second = MANIFEST.format(
        edition="second", issued="2024-06-01", inner="", outer=PILOTS.format("")
    ).replace("    sections:\n", "")
    return (
        write_book(folder / "first", first.replace("{{", "{").replace("}}", "}"), FIRST),
        write_book(folder / "second", second.replace("{{", "{").replace("}}", "}"), SECOND),
    )


def mark_first(program: Program) -> None:
    """Mark, in the first edition: a sentence that stays, one that is reworded, one that goes."""
    for section, words in (
        ("port", KEPT),
        ("port", REWORDED[0]),
        ("ships", GONE),
        ("pilots", PILOTED),
    ):
        program.window.open_section(section)
        settle()
        select(program, words)
        program.keys("Ctrl+Shift+M")
        program.type(f"On {words.split()[1]}")
        program.keys("Esc")


def open_edition(program: Program, folder: Path) -> None:
    """Open an edition, and wait until marks have been looked for."""
    program.controls.library.open_path(folder)
    wait_until(lambda: not program.controls.following.busy())
    program.rest()


def by_note(program: Program, note: str) -> Annotation:
    """The mark with a note."""
    return next(one for one in program.controls.store.find() if one.note == note)


def standing(program: Program) -> dict[str, Standing]:
    """What is to be decided, by note."""
    found = program.controls.following.standing()
    return {one.note: found[one.id] for one in program.controls.store.find() if one.id in found}


def press(program: Program, words: str) -> None:
    """Press the button of the line that says so."""
    line = program.window.line
    button = next(one for one, spec in line._specs.items() if one.text() == words)
    assert button.isVisible()
    click(button)
    program.rest()


def buttons(program: Program) -> list[str]:
    """What the line offers."""
    return [one.text() for one in program.window.line._specs]
