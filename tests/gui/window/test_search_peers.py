"""What readers know from other programs, and miss there; what the staff asks: each in the window.

The same is tested on the command line, in ``tests/unit/cli/test_search_peers.py``.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, wait_until, write_book
from tests.unit.cli.test_search_peers import ROWS
from viewer.messages import sentence
from viewer.search.answers import Answer, Hit
from viewer.settings import Preferences, Profile, save_preferences


def search(program: Program, text: str) -> Answer:
    """Search for all results from the field; return what the pane shows."""
    results = program.controls.results
    program.keys("Ctrl+K")
    program.window.field.setText(text)
    program.keys("Ctrl+Return")
    wait_until(lambda: results.query == text)
    program.rest()
    assert results.answer is not None
    assert [index.data() for index in results._model.hit_indexes()] == [
        hit.title for hit in listed(results.answer)
    ]
    return results.answer


def listed(answer: Answer) -> list[Hit]:
    """The hits as the list has them: by book and part, the group of the best first."""
    groups: dict[tuple[str, str], dict[str, list[Hit]]] = {}
    for hit in answer.hits:
        part = hit.path[0] if hit.path else hit.title
        groups.setdefault((hit.book, hit.edition), {}).setdefault(part, []).append(hit)
    return [hit for parts in groups.values() for hits in parts.values() for hit in hits]


def sections(program: Program, text: str) -> list[str]:
    return [hit.section for hit in search(program, text).hits]


def marked(answer: Answer) -> set[str]:
    """What is highlighted in the list, in lower case."""
    return {hit.passage[start:end].lower() for hit in answer.hits for start, end in hit.highlights}


@pytest.fixture
def french(program: Program) -> Program:
    """The program of a reader of French."""
    program.await_search()
    program.keys("Ctrl+Shift+L")
    program.rest()
    return program


def test_accents_case_and_apostrophes_change_nothing(french: Program) -> None:
    pairs = [("sécurité", "securite"), ("Frontière", "Frontiere"), ("FRONTIÈRE", "frontiere")]
    for one, other in [*pairs, ("l'Agence", "agence"), ("l’agence", "l'agence")]:
        first = sections(french, one)
        assert first
        assert first == sections(french, other)


def test_forms_of_an_english_word_are_found(program: Program) -> None:
    program.await_search()
    one, other = sections(program, "borders"), sections(program, "border")
    assert one[:20] == other[:20] != []
    assert set(one) == set(other)


def test_forms_of_a_french_word_are_found(french: Program) -> None:
    for one, other in (("négocier", "négociations"), ("organismes", "organisme")):
        assert set(sections(french, one)) & set(sections(french, other))


def test_operators(program: Program) -> None:
    program.await_search()
    assert "border-five" in sections(program, '"border five"')
    assert search(program, '"five border"').total == 0
    assert program.controls.results.count_words() == 'Nothing found for “"five border"”.'
    every, without = set(sections(program, "border")), set(sections(program, "border NOT five"))
    assert without
    assert without < every
    assert without == set(sections(program, "border -five"))
    begun = search(program, "agreem*")
    assert begun.total > 0
    assert all(word.startswith("agreem") for word in marked(begun))


def test_a_misspelt_word_is_corrected_and_said(program: Program) -> None:
    program.await_search()
    right = sections(program, "fentanyl")
    answer = search(program, "fentanil")
    assert [hit.section for hit in answer.hits] == right
    said = [label.text() for label in program.controls.results._notes.findChildren(QLabel)]
    assert said == [sentence(note) for note in answer.notes]
    assert "fentanil" in said[0]
    assert "fentanyl" in said[0]


def test_all_matches_are_marked_in_the_list_and_on_the_page(program: Program) -> None:
    program.await_search()
    answer = search(program, "united kingdom chair")
    assert answer.hits[0].section == "border-five"
    assert marked(answer) >= {"united", "kingdom", "chair"}
    program.controls.results.open_best()
    wait_until(lambda: program.hit()[0] > 0)
    program.rest()
    shown = {
        selection.cursor.selectedText().lower()
        for selection in program.window.page.extraSelections()
    }
    assert shown >= {"united", "kingdom", "chair"}


def test_every_key_has_results(program: Program) -> None:
    program.await_search()
    program.keys("Ctrl+K")
    field, text = program.window.field, ""
    for letter in "united kingdom ch":
        program.type(letter)
        text += letter
        wait_until(lambda: field._answer is not None and field._answer.query == text)  # noqa: B023
        assert field._answer is not None
        assert field._answer.total > 0


def test_several_books_are_searched_at_once(start: Start, profile: Profile, tmp_path: Path) -> None:
    for name in ("one", "two"):
        manifest = (
            f'format: 1\nid: {name}\nedition: "1"\nissued: 2026-01-01\n'
            f"title: {{fr: {name}}}\nlanguages: [fr]\ncontents:\n"
            "  - {id: tide, title: {fr: Marée}, text: {fr: tide.md}}\n"
        )
        text = f"Le réseau de {name}.\n"
        write_book(tmp_path / "shelf" / name, manifest, {"tide.md": text})
    save_preferences(profile, Preferences(theme="light", shelf=(str(tmp_path / "shelf"),)))
    program = start()

    def ready() -> bool:
        engine = program.controls.search._indexes.engine
        both = engine is not None and {"one", "two"} <= set(engine.books)
        return both and program.search_is_ready()

    program.await_search()
    wait_until(ready)
    for query in ("réseau", "reseau", "RÉSEAUX"):
        answer = search(program, query)
        assert {hit.book for hit in answer.hits} == {"one", "two"}
        assert marked(answer) == {"réseau"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_questions_of_the_staff_have_their_section_first(program: Program, language: str) -> None:
    program.await_search()
    if language == "fr":
        program.keys("Ctrl+Shift+L")
        program.rest()
    questions = [(query, section) for code, query, section in ROWS if code == language]
    assert len(questions) >= 10
    results = program.controls.results
    for query, section in questions:
        search(program, query)
        row = results._model.value(results._model.hit_indexes()[0])
        assert row is not None
        assert row.hit is not None
        assert row.hit.section == section, query
