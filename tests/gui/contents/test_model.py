import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from viewer.book.book import Book
from viewer.ui.contents.model import ContentsModel
from viewer.ui.contents.titles import TitleIndex
from viewer.ui.elements.roles import NOWHERE

Role = Qt.ItemDataRole


def titles(model: ContentsModel, parent: QModelIndex = NOWHERE) -> list[str]:
    """Titles of all rows, in the order shown."""
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [str(index.data()), *titles(model, index)]
    return found


def model_of(book: Book, language: str = "en") -> ContentsModel:
    model = ContentsModel()
    model.set_book(book, language)
    return model


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester, briefing: Book) -> None:
    model = model_of(briefing)
    qtmodeltester.check(model)
    index = TitleIndex(briefing)
    index.fill(60)
    model.show_only(index.find("partners"))
    model.set_current(briefing.first())
    model.show_only(None)
    model.set_language("fr")


def test_an_empty_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(ContentsModel())


def test_all_sections_stand_in_reading_order(briefing: Book) -> None:
    expected = [briefing.section(name).title["en"] for name in briefing.order]
    assert titles(model_of(briefing)) == expected


def test_a_section_is_found_before_its_branch_was_opened(briefing: Book) -> None:
    model = model_of(briefing)
    for section in reversed(briefing.order):
        index = model.index_of(section)
        assert model.section_at(index) == section
        above = briefing.section(section).parent
        assert model.section_at(model.parent(index)) == above


def test_unknown_sections_have_no_index(rivers: Book) -> None:
    model = model_of(rivers)
    assert not model.index_of("amazon").isValid()
    assert not model.index_of("").isValid()


def test_titles_follow_the_language(rivers: Book) -> None:
    model = model_of(rivers)
    model.set_language("fr")
    assert titles(model)[:2] == ["Nord", "Fleuve Yukon"]


def test_the_current_section_says_so_to_a_screen_reader(rivers: Book) -> None:
    model = model_of(rivers)
    model.set_current("yukon")
    said = [
        model.index_of(name).data(Role.AccessibleDescriptionRole) for name in ("yukon", "mackenzie")
    ]
    assert said == ["current", ""]
    model.set_current("mackenzie")
    assert model.index_of("yukon").data(Role.AccessibleDescriptionRole) == ""


@pytest.mark.parametrize("role", [Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole])
def test_long_titles_are_whole_for_tooltip_and_screen_reader(rivers: Book, role: Role) -> None:
    assert model_of(rivers).index_of("long").data(role) == rivers.section("long").title["en"]


def test_an_index_that_outlived_its_book_gives_nothing(rivers: Book) -> None:
    model = model_of(rivers)
    old = model.index_of("tides")
    model.set_book(None, "en")
    assert model.data(old) is None
    assert model.section_at(old) == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("marees", ["East", "Saint Lawrence", "Tides"]),
        ("TIDES", ["East", "Saint Lawrence", "Tides"]),
        ("nord", ["North"]),
        ("fleuve yuk", ["North", "Yukon"]),
        ("saint", ["East", "Saint Lawrence"]),
        ("nothing", []),
    ],
)
def test_a_filter_leaves_matches_in_any_language_and_those_above(
    rivers: Book, typed: str, expected: list[str]
) -> None:
    model = model_of(rivers)
    index = TitleIndex(rivers)
    index.fill(60)
    model.show_only(index.find(typed))
    assert titles(model) == expected


def test_a_section_that_the_filter_hides_has_no_index(rivers: Book) -> None:
    model = model_of(rivers)
    index = TitleIndex(rivers)
    index.fill(60)
    model.show_only(index.find("tides"))
    assert not model.index_of("yukon").isValid()
    assert model.section_at(model.index_of("tides")) == "tides"


def test_titles_are_taken_in_step_by_step(big: Book) -> None:
    index = TitleIndex(big)
    steps = 1
    while not index.fill(0):
        steps += 1
    assert steps == len(big.order)
    assert index.find("chapter 59.").count == 60
