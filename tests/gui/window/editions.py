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

KEPT_FR = "Le port est ouvert tous les jours de l'année, et à toute heure."
REWORDED_FR = (
    "Le capitaine décide quels navires entrent par brouillard, et les avise par radio.",
    "Le capitaine décide quels bateaux entrent par brouillard épais, et les avise par radio.",
)
GONE_FR = "Deux bénévoles du village comptaient les baleines chaque année en septembre."
PILOTED_FR = "Les pilotes montent à bord de tout navire de plus de soixante mètres."

FIRST = {
    "en/port.md": f"{KEPT}\n\n{REWORDED[0]}\n\nThe quay is 300 metres long.\n",
    "fr/port.md": f"{KEPT_FR}\n\n{REWORDED_FR[0]}\n\nLe quai mesure 300 mètres.\n",
    "en/pilots.md": f"{PILOTED}\n\nThere are nine of them.\n",
    "fr/pilots.md": f"{PILOTED_FR}\n\nIls sont neuf.\n",
    "en/ships.md": f"Ships come from all seas.\n\n{GONE}\n\nMost carry grain.\n",
    "fr/ships.md": f"Les navires viennent de loin.\n\n{GONE_FR}\n\nLa plupart portent du grain.\n",
}

SECOND = FIRST | {
    "en/port.md": f"A new light stands on the pier.\n\n{KEPT}\n\n{REWORDED[1]}\n\n"
    "The quay is 340 metres long.\n",
    "fr/port.md": f"Un nouveau feu se dresse sur la jetée.\n\n{KEPT_FR}\n\n{REWORDED_FR[1]}\n\n"
    "Le quai mesure 340 mètres.\n",
    "en/ships.md": "Ships come from all seas.\n\nMost carry grain.\n",
    "fr/ships.md": "Les navires viennent de loin.\n\nLa plupart portent du grain.\n",
}

MARKED = {
    "en": (("port", KEPT), ("port", REWORDED[0]), ("ships", GONE), ("pilots", PILOTED)),
    "fr": (
        ("port", KEPT_FR),
        ("port", REWORDED_FR[0]),
        ("ships", GONE_FR),
        ("pilots", PILOTED_FR),
    ),
}
"""What is marked, by language: what stays, is reworded, goes, and moves with its section."""


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
    """Mark passages in the first edition, in the language that is read."""
    for section, words in MARKED[program.window.navigation.language]:
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
