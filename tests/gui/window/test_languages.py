"""Reading in the other language, and an interface that follows."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from viewer.book import alignment
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.messages import language
from viewer.ui.page.content import Target
from viewer.ui.window.languages import other_language
from viewer.ui.window.opening.navigation import Navigation


def top_block(navigation: Navigation) -> str:
    """Text of the block at the top of the page."""
    place, shown = navigation.place(), navigation.shown
    assert shown is not None
    return shown.content.text.blocks[place.ordinal].text


def block_of(program: Program, text: str) -> int:
    shown = program.window.navigation.shown
    assert shown is not None
    return next(block.ordinal for block in shown.content.text.blocks if block.text == text)


def menu_titles(program: Program) -> list[str]:
    return [action.text().replace("&", "") for action in program.window.menuBar().actions()]


def test_switching_stays_at_the_block_in_both_directions(program: Program) -> None:
    program.window.resize(900, 420)
    program.window.open_section("border-five")
    settle()
    navigation = program.window.navigation
    program.window.page.go_to(Target(block_of(program, "Who chairs it")))
    settle()
    assert top_block(navigation) == "Who chairs it"
    program.keys("Ctrl+Shift+L")
    assert navigation.language == "fr"
    assert top_block(navigation) == "Qui en assure la présidence"
    click(program.part("language_en"))
    assert top_block(navigation) == "Who chairs it"


def test_there_and_back_again_does_not_drift(program: Program) -> None:
    program.window.resize(900, 420)
    program.window.open_section("bargaining-agents")
    settle()
    bar = program.window.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    before = program.window.navigation.place().ordinal
    for _time in range(4):
        program.keys("Ctrl+Shift+L")
    assert program.window.navigation.place().ordinal == before


def test_everything_follows_the_language_of_the_text(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+L")
    window = program.window
    assert language() == "fr"
    assert menu_titles(program) == ["Fichier", "Édition", "Affichage", "Aller", "Repères", "Aide"]
    assert window.windowTitle() == (
        "Relations clés, édition 2023-09 — Visionneuse de cahiers d’information"
    )
    assert [window.left.tabText(tab) for tab in range(3)] == [
        "Sommaire",
        "Résultats",
        "Mes repères",
    ]
    assert window.field.placeholderText() == "Rechercher ou aller à…"
    buttons = window.breadcrumb.findChildren(QToolButton)
    assert [button.text() for button in buttons if button.isVisible()] == [
        "Partenaires internationaux",
        "Relations multilatérales",
    ]
    assert program.part("language_fr").property("checked")
    program.keys("Ctrl+Shift+L")
    assert menu_titles(program)[0] == "File"


def test_a_message_on_the_screen_changes_its_language_too(start: Start) -> None:
    program = start("key-relationships", "no-such-section")
    english = program.message()
    program.keys("Ctrl+Shift+L")
    assert program.message() not in {"", english}
    program.keys("Ctrl+Shift+L")
    assert program.message() == english


def test_the_interface_keeps_a_language_that_was_chosen(program: Program) -> None:
    program.act("view.interface_en")
    program.keys("Ctrl+Shift+L")
    assert program.window.navigation.language == "fr"
    assert menu_titles(program)[0] == "File"
    program.act("view.interface_fr")
    assert menu_titles(program)[0] == "Fichier"
    program.keys("Ctrl+Shift+L")
    assert program.window.navigation.language == "en"
    assert menu_titles(program)[0] == "Fichier"
    program.act("view.interface_system")
    assert menu_titles(program)[0] == "File"


def test_a_section_in_one_language_is_shown_in_it_and_says_so(start: Start, tides: Path) -> None:
    program = start(str(tides), "harbour")
    program.keys("Ctrl+Shift+L")
    words = program.window.page.toPlainText()
    assert "Non disponible en français; texte anglais affiché." in words
    assert "See the log" in words
    program.keys("Alt+PgDown")
    assert program.section == "log"
    assert "Le journal du port." in program.window.page.toPlainText()


def test_a_book_in_one_language_offers_no_switch(start: Start, tides: Path) -> None:
    manifest = tides / "book.yaml"
    text = manifest.read_text(encoding="utf-8").replace("languages: [en, fr]", "languages: [en]")
    manifest.write_text(text, encoding="utf-8")
    program = start(str(tides))
    assert not program.window.toolbar.languages.isVisible()
    assert not program.controls.actions["view.other_language"].isEnabled()


def test_a_book_in_one_language_leaves_the_reader_the_other(program: Program, tides: Path) -> None:
    manifest = tides / "book.yaml"
    english = manifest.read_text("utf-8").replace("languages: [en, fr]", "languages: [en]")
    manifest.write_text(english, encoding="utf-8")
    program.keys("Ctrl+Shift+L")
    library, navigation = program.controls.library, program.window.navigation
    library.open_path(tides)
    program.rest()
    assert (navigation.language, language()) == ("en", "fr")
    library.open_name("user-guide")
    program.rest()
    assert (navigation.language, language()) == ("fr", "fr")


def test_a_reader_of_french_reads_the_french_of_canada(program: Program, tides: Path) -> None:
    manifest = tides / "book.yaml"
    regional = manifest.read_text("utf-8").replace("en,", "en-CA,").replace("en:", "en-CA:")
    regional = regional.replace("fr]", "fr-CA]").replace("fr:", "fr-CA:")
    manifest.write_text(regional, encoding="utf-8")
    program.keys("Ctrl+Shift+L")
    library, navigation = program.controls.library, program.window.navigation
    library.open_path(tides, "spring")
    program.rest()
    assert (navigation.language, language()) == ("fr-CA", "fr")
    assert "Elles suivent la nouvelle lune." in program.window.page.toPlainText()
    program.keys("Ctrl+Shift+L")
    assert (navigation.language, language()) == ("en-CA", "en")
    library.open_name("user-guide")
    program.rest()
    assert navigation.language == "en"


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_section_that_cannot_be_read_leaves_the_rest_alone(
    start: Start, tides: Path, code: str
) -> None:
    (tides / code / "spring.md").write_bytes(b"\xff\xfe broken \xff")
    program = start(str(tides), "spring")
    if code == "fr":
        program.keys("Ctrl+Shift+L")
    words = program.window.page.toPlainText()
    expected = {
        "en": "This section can’t be shown",
        "fr": "Cette section ne peut pas être affichée",
    }
    assert words.startswith(expected[code])
    program.keys("Ctrl+Shift+L")
    assert ("nouvelle lune" if code == "en" else "new moon") in program.window.page.toPlainText()
    program.keys("Alt+PgDown")
    assert program.section == "harbour"


def test_a_defective_section_can_be_left_and_returned_to(start: Start, tides: Path) -> None:
    shutil.rmtree(tides / "fr")
    program = start(str(tides), "log")
    program.keys("Ctrl+Shift+L", "Ctrl+D", "Ctrl+Shift+L")
    assert "The log of the harbour." in program.window.page.toPlainText()
    program.keys("Alt+PgUp", "Alt+Left")
    assert program.section == "log"


def test_search_answers_in_the_language_that_is_read(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("présidence border five")
    wait_until(lambda: program.section == "border-five")
    assert program.window.navigation.language == "fr"


def test_a_notice_of_the_page_follows_a_chosen_interface(start: Start, tides: Path) -> None:
    program = start(str(tides), "harbour")
    program.act("view.interface_en")
    program.keys("Ctrl+Shift+L")
    assert "Not available in French; shown in English." in program.window.page.toPlainText()
    program.act("view.interface_fr")
    words = program.window.page.toPlainText()
    assert "Non disponible en français; texte anglais affiché." in words


def test_the_languages_of_an_open_section_are_aligned_ahead(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    book = program.window.navigation.book
    assert book is not None
    texts = book.text("spring", "en"), book.text("spring", "fr")
    wait_until(
        lambda: any(
            (one.left, one.right) == (texts[0].blocks, texts[1].blocks)
            for one in other_language._aligned
        )
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(other_language, "correspond", None)
        program.keys("Ctrl+Shift+L")
    assert program.window.navigation.language == "fr"


def test_texts_are_aligned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    english = SectionText("a", "en", parse_text("One.\n\nTwo.\n", file="a.md").blocks)
    french = SectionText("a", "fr", parse_text("Un.\n\nDeux.\n", file="a.md").blocks)
    made = []

    def correspond(left: SectionText, right: SectionText) -> alignment.Alignment:
        made.append(left)
        return alignment.correspond(left, right)

    monkeypatch.setattr(other_language, "correspond", correspond)
    assert other_language.pairs_of(english, french) == [(0, 0), (1, 1)]
    assert other_language.pairs_of(french, english) == [(0, 0), (1, 1)]
    assert len(made) == 1
