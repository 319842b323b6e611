import dataclasses

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from viewer.search.answers import Answer
from viewer.ui.elements.roles import Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line
from viewer.ui.results.model import ResultsModel

TITLES = {"key-relationships": "Key relationships", "field-guide": "Field guide"}


def model_of(answer: Answer) -> ResultsModel:
    model = ResultsModel()
    model.set_titles(TITLES)
    model.set_answer(answer)
    return model


def test_the_model_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, answer: Answer, two_books: Answer
) -> None:
    model = model_of(answer)
    qtmodeltester.check(model)
    for other in (two_books, Answer("nothing", "en"), answer):
        model.set_answer(other)


def test_a_book_heads_its_sections_with_edition_and_count(answer: Answer) -> None:
    model = model_of(answer)
    [head] = [model.index(row, 0) for row in range(model.rowCount())]
    assert head.data() == "Key relationships"
    assert head.data(Role.LINES) == (Line("Key relationships · 1", Style.TITLE, right="2", most=2),)
    spoken = head.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Key relationships, edition 1, 2 sections"
    sections = [model.index(row, 0, head).data() for row in range(model.rowCount(head))]
    assert sections == ["Border Five", "Migration Five"]


def test_heads_follow_the_titles_of_the_books(answer: Answer) -> None:
    model = model_of(answer)
    model.set_titles({"key-relationships": "Relations clés"})
    assert model.index(0, 0).data(Role.LINES)[0].text == "Relations clés · 1"


def test_editions_of_a_book_stand_apart(answer: Answer) -> None:
    first, second = answer.hits
    older = dataclasses.replace(second, edition="0")
    model = model_of(Answer("chair", "en", total=2, hits=(first, older)))
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    assert [head.data(Role.LINES)[0].text for head in heads] == [
        "Key relationships · 1",
        "Key relationships · 0",
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
    [book] = [model.index(row, 0) for row in range(model.rowCount())]
    heads = [model.index(row, 0, book) for row in range(model.rowCount(book))]
    assert [head.data(Role.LINES)[0] for head in heads] == [
        Line("International partners", Style.HEADING, right="2", most=2),
        Line("Mandate", Style.HEADING, right="1", most=2),
    ]
    numbers = [row.number for index in model.hit_indexes() if (row := model.value(index))]
    assert numbers == [1, 2, 3]
    spoken = model.data(heads[0], Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "International partners, 2 sections"


def test_bookmarked_sections_show_it_and_say_it(answer: Answer) -> None:
    model = model_of(answer)
    index = model.hit_indexes()[1]
    assert index.data(Role.LINES)[0].right == "EN"
    changed: list[object] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.data()))
    model.set_marked({("key-relationships", "migration-five")})
    assert "Migration Five" in changed
    line = index.data(Role.LINES)[0]
    assert (line.sign, line.right) == ("bookmark-filled", "EN")
    assert "Bookmarked." in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_row_is_spoken_in_one_sentence_after_the_other(answer: Answer) -> None:
    model = model_of(answer)
    rows = [model.value(index) for index in model.indexes()]
    spoken = [model.spoken(row) for row in rows if row is not None and row.hit is not None]
    assert spoken[0] == (
        "Border Five, International partners, Multilateral relations, English; also in: French. "
        "In late 2022 the United Kingdom took the chair. 2 more passages. 1 of 2"
    )
    assert spoken[1] == "The chair changes every year."
    assert spoken[3] == (
        "Migration Five, International partners, Multilateral relations, English. "
        "In late 2022 the United Kingdom took the chair. 2 of 2"
    )


def test_a_row_shows_title_languages_path_passage_and_how_many_more(answer: Answer) -> None:
    model = model_of(answer)
    lines = model.hit_indexes()[0].data(Role.LINES)
    assert lines == (
        Line("Border Five", Style.TITLE, right="EN", link="FR"),
        Line("International partners › Multilateral relations", Style.MUTED, most=2),
        Line("In late 2022 the United Kingdom took the chair.", most=3, marks=((41, 46),)),
        Line("2 more passages", Style.LINK),
    )


def test_further_passages_stand_below_with_the_heading_above_them(answer: Answer) -> None:
    model = model_of(answer)
    first, second = (model.index(row, 0, model.hit_indexes()[0]) for row in range(2))
    assert first.data(Role.LINES)[0] == Line("Who chairs it", Style.MUTED)
    assert second.data(Role.LINES) == (
        Line("The chair hosts the meeting.", most=3, marks=((4, 9),)),
    )
