"""The shortcut page of the user guide, generated from the table of actions.

``python3 dev.py texts`` writes the tables below the
last heading of the two files; a test compares them.
"""

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from viewer.assets import DATA
from viewer.messages import catalogue
from viewer.ui.actions import ACTIONS, key_texts, plain
from viewer.ui.menu_titles import MENUS

PAGES = {"en": "en/keyboard.md", "fr": "fr/claviers.md"}
"""Files of the page, relative to the user guide."""

HEADINGS = {"en": ("Menu", "Action", "Keys"), "fr": ("Menu", "Action", "Touches")}

FRENCH_KEYS = {
    "Shift": "Maj",
    "PgUp": "Page préc.",
    "PgDown": "Page suiv.",
    "Left": "Gauche",
    "Right": "Droite",
    "Up": "Haut",
    "Down": "Bas",
    "Del": "Suppr",
}
"""Names of keys on French Canadian keyboards, where they differ."""


def table(language: str) -> str:
    """Return the Markdown table of all actions that have a shortcut, in ``en`` or ``fr``."""
    words = catalogue(language).gettext
    lines = ["| {} | {} | {} |".format(*HEADINGS[language]), "| --- | --- | --- |"]
    for spec in ACTIONS:
        keys = key_texts(spec)
        if keys:
            menu = plain(words(MENUS[spec.menu.partition(".")[0]]))
            shown = ", ".join(_named(key, language) for key in keys)
            lines.append(f"| {menu} | {plain(words(spec.text))} | {shown} |")
    return "\n".join(lines) + "\n"


def page(source: str, language: str) -> str:
    """Return the page ``source`` with the table anew below its last heading."""
    lines = source.splitlines()
    last = max(place for place, line in enumerate(lines) if line.startswith("## "))
    return "\n".join([*lines[: last + 1], "", table(language)])


def write(guide: Path) -> None:
    """Write the tables into the user guide in the folder ``guide``."""
    for language, name in PAGES.items():
        file = guide / name
        file.write_text(page(file.read_text("utf-8"), language), encoding="utf-8")


def _named(keys: str, language: str) -> str:
    """Return a shortcut with the names of its keys; a plus that is itself a key stays."""
    if language != "fr":
        return keys
    last = "+" if keys.endswith("+") else ""
    parts = keys.removesuffix("++").split("+") if last else keys.split("+")
    return "+".join([*(FRENCH_KEYS.get(part, part) for part in parts), *([last] if last else [])])


if __name__ == "__main__":
    # Standard keys ask the platform of the application; "offscreen" is the same everywhere.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    write(DATA / "user-guide")
