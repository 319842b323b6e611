from pytestqt.modeltest import ModelTester

from viewer.search.answers import Answer
from viewer.ui.elements.roles import Role
from viewer.ui.elements.row_look import Style
from viewer.ui.search_field.choices import ChoiceKind, Known, choices
from viewer.ui.search_field.model import ChoicesModel
from viewer.ui.search_field.places import PlaceItem, PlaceKind

PLACE = PlaceItem(PlaceKind.SECTION, "Border Five", ("International partners", "Multilateral"))


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester, answer: Answer) -> None:
    model = ChoicesModel()
    qtmodeltester.check(model)
    model.set_choices(choices(Known("border", [PLACE], answer)))
    model.set_choices(choices(Known(recent=["fentanyl"])))


def test_rows_are_spoken_with_all_that_they_show(answer: Answer) -> None:
    known = Known("border", [PLACE], answer, book="key-relationships")
    spoken = [choice.spoken() for choice in choices(known)]
    assert spoken[1] == "Border Five, International partners › Multilateral"
    assert spoken[3] == (
        "Border Five — Who chairs it, + 1 more passage, "
        "In late 2022 the United Kingdom took the chair., EN"
    )


def test_a_passage_of_another_book_names_it(answer: Answer) -> None:
    titles = {"key-relationships": "Key relationships"}
    known = Known("border", (), answer, titles=titles, book="field-guide")
    assert [choice.right for choice in choices(known) if choice.passage] == [
        "Key relationships   EN",
        "Key relationships   FR",
    ]


def test_headings_and_notes_cannot_be_chosen(answer: Answer) -> None:
    model = ChoicesModel()
    model.set_choices(choices(Known("border", [PLACE], answer, percent=40)))
    chosen = [model.index(row, 0).data() for row in model.rows()]
    assert "IN THE TEXT" not in chosen
    assert "Preparing search: 40 %" not in chosen
    assert "Border Five" in chosen


def test_matches_are_set_off_in_passages(answer: Answer) -> None:
    model = ChoicesModel()
    model.set_choices(choices(Known("border", (), answer)))
    title, passage, detail = model.index(1, 0).data(Role.LINES)
    assert title.style is Style.TITLE
    assert passage.marks == ((41, 46),)
    assert detail.style is Style.MUTED


def test_an_answer_that_holds_only_the_best_does_not_promise_a_number(answer: Answer) -> None:
    many = Answer("border", "en", total=900, hits=answer.hits)
    rows = [choice.text for choice in choices(Known("border", (), many))]
    assert "Show all results (in the left pane)" in rows


def test_where_nothing_is_found_nothing_is_promised(answer: Answer) -> None:
    def kinds(known: Known) -> list[ChoiceKind]:
        return [choice.kind for choice in choices(known)]

    nothing = Answer("zzzyx", "en")
    assert ChoiceKind.SHOW_ALL not in kinds(Known("zzzyx", (), nothing))
    assert ChoiceKind.SHOW_ALL in kinds(Known("zzzyx", (), nothing, percent=40))
    assert ChoiceKind.SHOW_ALL in kinds(Known("zzzyx", (), None))
    assert ChoiceKind.SHOW_ALL in kinds(Known("border", (), answer))
