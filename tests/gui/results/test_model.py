import dataclasses

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from viewer.search.answers import Answer
from viewer.ui.elements.roles import Role
from viewer.ui.elements.rows import Line, Style
from viewer.ui.results.model import ResultsModel

TITLES = {"key-relationships": "Key relationships", "field-guide": "Field guide"}


def model_of(answer: Answer | None) -> ResultsModel:
    model = ResultsModel()
    model.set_answer(answer, TITLES)
    return model


def test_the_model_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, answer: Answer, two_books: Answer
) -> None:
    model = model_of(answer)
    qtmodeltester.check(model)
    for other in (two_books, None, answer):
        model.set_answer(other, TITLES)


def test_the_sections_of_one_book_have_no_heading(answer: Answer) -> None:
    model = model_of(answer)
    assert [str(index.data()) for index in model.indexes() if not index.parent().isValid()] == [
        "Border Five",
        "Migration Five",
    ]


def test_several_books_head_their_sections_and_cannot_be_chosen(two_books: Answer) -> None:
    model = model_of(two_books)
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    assert [str(head.data()) for head in heads] == ["Key relationships", "Field guide"]
    assert [model.rowCount(head) for head in heads] == [2, 1]
    flags = [model.flags(head) for head in heads]
    assert not any(flag & flag.ItemIsSelectable for flag in flags)


def test_several_parts_of_a_book_head_their_sections_with_counts(answer: Answer) -> None:
    first, second = answer.hits
    other = dataclasses.replace(second, section="mandate", path=("Mandate",))
    model = model_of(Answer("chair", "en", total=3, hits=(first, other, second)))
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    assert [head.data(Role.LINES)[0] for head in heads] == [
        Line("International partners", Style.HEADING, right="2", most=2),
        Line("Mandate", Style.HEADING, right="1", most=2),
    ]
    numbers = [row.number for index in model.hit_indexes() if (row := model.value(index))]
    assert numbers == [1, 2, 3]
    spoken = model.data(heads[0], Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "International partners, 2 sections"


def test_bookmarked_sections_show_it_and_say_it(answer: Answer) -> None:
    model = ResultsModel()
    model.set_answer(answer, TITLES, {("key-relationships", "migration-five")})
    index = model.hit_indexes()[1]
    assert index.data(Role.LINES)[0].right == "☆ EN"
    assert "Bookmarked." in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_row_is_spoken_in_one_sentence_after_the_other(answer: Answer) -> None:
    model = model_of(answer)
    rows = [model.value(index) for index in model.indexes()]
    spoken = [model.spoken(row) for row in rows if row is not None]
    assert spoken[0] == (
        "Border Five, International partners, Multilateral relations, English. "
        "In late 2022 the United Kingdom took the chair. 2 more passages. 1 of 2"
    )
    assert spoken[1] == "The chair changes every year."
    assert spoken[3] == (
        "Migration Five, International partners, Multilateral relations, English. "
        "In late 2022 the United Kingdom took the chair. 2 of 2"
    )


def test_a_row_shows_title_languages_path_passage_and_how_many_more(answer: Answer) -> None:
    model = model_of(answer)
    lines = model.index(0, 0).data(Role.LINES)
    assert lines == (
        Line("Border Five", Style.TITLE, right="EN FR"),
        Line("International partners › Multilateral relations", Style.MUTED),
        Line("In late 2022 the United Kingdom took the chair.", most=3, marks=((41, 46),)),
        Line("2 more passages", Style.LINK),
    )


def test_further_passages_stand_below_with_the_heading_above_them(answer: Answer) -> None:
    model = model_of(answer)
    first, second = (model.index(row, 0, model.index(0, 0)) for row in range(2))
    assert first.data(Role.LINES)[0] == Line("Who chairs it", Style.MUTED)
    assert second.data(Role.LINES) == (
        Line("The chair hosts the meeting.", most=3, marks=((4, 9),)),
    )
