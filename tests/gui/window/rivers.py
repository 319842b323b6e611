"""A book whose section stands in two languages, one paragraph in English alone."""

from pathlib import Path

from tests.gui.window.program import Program, write_book
from viewer.ui.page.view import PageView

MANIFEST = """\
format: 1
id: rivers
edition: "1"
issued: 2024-02-01
title: {en: Rivers, fr: Rivières}
classification: protected-a
languages: [en, fr]
contents:
  - id: ottawa
    title: {en: The Ottawa, fr: L’Outaouais}
    text: {en: en/ottawa.md, fr: fr/ottawa.md}
  - id: english
    title: {en: Only English, fr: Seulement en anglais}
    text: {en: en/english.md}
"""

PARAGRAPH = (
    "The river rises in lake number {n} and flows {n} kilometres to the dam of 19{n:02}. " * 3
)
PARAGRAPHE = (
    "La rivière prend sa source dans le lac numéro {n}, puis coule sur {n} kilomètres jusqu’au "
    "barrage de 19{n:02}, où elle tourne vers le sud et s’élargit. " * 3
)

TEXTS = {
    "en/ottawa.md": "\n\n".join(
        ["Only English, about the name of 1868.", "## Course"]
        + [PARAGRAPH.format(n=n) for n in range(10, 40)]
        + ["| Dam | Height |\n| --- | --- |\n| Carillon | 20 |", "End of 2024."]
    ),
    "fr/ottawa.md": "\n\n".join(
        ["## Cours"]
        + [PARAGRAPHE.format(n=n) for n in range(10, 40)]
        + ["| Barrage | Hauteur |\n| --- | --- |\n| Carillon | 20 |", "Fin de 2024."]
    ),
    "en/english.md": "Nothing in French.\n",
}


def write_rivers(folder: Path) -> Path:
    """Write the book into a folder and return that."""
    return write_book(folder, MANIFEST, TEXTS)


def twin(program: Program) -> PageView:
    """The page beside the one that is read."""
    found = program.controls.both.twin()
    assert found is not None
    return found


def top(page: PageView, ordinal: int) -> float:
    """Where a block stands in the view, in pixels from its top."""
    sheet = page.sheet()
    assert sheet is not None
    return sheet.line(ordinal).top - page.verticalScrollBar().value()


def words(page: PageView) -> str:
    """All text of a page."""
    return page.document().toPlainText()
