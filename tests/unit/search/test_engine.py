"""Searching opened books, from what was typed to hits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, GLOSSARY, Sections, indexed, write_book
from viewer.search import lookup
from viewer.search.engine import Answer, SearchEngine

GUIDE: Sections = {
    "search": {"en": ("Searching", "Type words to search for a border.\n")},
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("engine")
    sample = write_book(folder / "sample", BORDERS, glossary=GLOSSARY)
    guide = write_book(folder / "guide", GUIDE, book="user-guide")
    made, _ = indexed(folder / "cache", [sample, guide])
    yield made
    made.close()


def sections(answer: Answer) -> list[str]:
    return [hit.section for hit in answer.hits]


def codes(answer: Answer) -> list[str]:
    return [note.code for note in answer.notes]


def test_hit_has_all_that_a_result_shows(engine: SearchEngine) -> None:
    answer = engine.search("united kingdom chair")
    assert (answer.total, answer.language, answer.query) == (1, "en", "united kingdom chair")
    assert answer.took_ms > 0
    [hit] = answer.hits
    assert (hit.rank, hit.book, hit.edition, hit.section) == (1, "sample", "1", "five")
    assert (hit.language, hit.title, hit.path) == ("en", "Border Five", ())
    assert hit.passage.startswith("In late 2022 the United Kingdom")
    assert [hit.passage[start:end] for start, end in hit.highlights] == [
        "United", "Kingdom", "chair",
    ]  # fmt: skip
    assert hit.heading == "Who chairs it"
    assert hit.ordinal == 2
    assert "Who chairs it" in [passage.text for passage in hit.more]


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ("borders", "en", ["five", "crisis"]),
        ("PRESIDENCE", "fr", ["five"]),
        ("presidence", "en", ["five"]),
        ("frontalier", "fr", ["five"]),
        ("14577", "en", ["agents"]),
        ("14 577", "fr", ["agents"]),
        ("14,577 psac", "en", ["agents"]),
        ('"14 577"', "fr", ["agents"]),
        ("l'effectif", "fr", ["agents"]),
        ("opioids", "fr", ["crisis"]),
        ("who chairs the Border Five", "en", ["five"]),
        ("annexes", "en", ["group"]),
    ],
)
def test_words_match_whatever_their_form(
    engine: SearchEngine, query: str, language: str, expected: list[str]
) -> None:
    answer = engine.search(query, language=language)
    assert sorted(sections(answer)) == sorted(expected)
    assert answer.total == len(expected)


@pytest.mark.parametrize(("one", "other"), [("réseau", "reseau"), ("Présidence", "presidence")])
def test_case_and_accents_change_nothing(engine: SearchEngine, one: str, other: str) -> None:
    assert engine.search(one).hits == engine.search(other).hits


def test_phrases_are_exact(engine: SearchEngine) -> None:
    assert sections(engine.search('"Border Five"')) == ["five"]
    assert sections(engine.search('"border  FIVE"')) == ["five"]
    assert engine.search('"five border"').total == 0
    assert engine.search('"borders five"').total == 0
    assert engine.search('"brings heads"').total == 0
    assert sections(engine.search('"the chair of the"')) == ["five"]


def test_phrase_of_function_words_is_looked_up_in_the_texts(engine: SearchEngine) -> None:
    assert sections(engine.search('"of the"')) == ["five", "agents"]
    assert engine.search('"the the"').total == 0


def test_exclusions_leave_out(engine: SearchEngine) -> None:
    assert sections(engine.search("border -five")) == ["crisis"]
    assert sections(engine.search('border -"chair of the"')) == ["crisis"]
    assert sections(engine.search("border -fives")) == ["crisis"]
    assert codes(engine.search("-border")) == ["search-only-exclusions"]


def test_exclusions_count_in_the_language_of_the_reader(tmp_path: Path) -> None:
    texts = {
        "both": {"en": ("One", "The border of five.\n"), "fr": ("Un", "Le groupe Border.\n")},
        "shark": {"en": ("Two", "A border.\n"), "fr": ("Deux", "La fin du groupe Border.\n")},
    }
    made, _ = indexed(tmp_path / "cache", [write_book(tmp_path / "sample", texts)])
    assert sections(made.search("border -five")) == ["shark"]
    assert sorted(sections(made.search("border -five", language="fr"))) == ["both", "shark"]
    assert sorted(sections(made.search("border -fin"))) == ["both", "shark"]
    assert sections(made.search("border -fin", language="fr")) == ["both"]
    made.close()


def test_words_left_out_in_one_language_are_not_unknown(engine: SearchEngine) -> None:
    answer = engine.search("qui réunit l'effectif fentanil", language="fr")
    assert [note.parameters["typed"] for note in answer.notes if "typed" in note.parameters] == [
        "fentanil"
    ]


def test_most_words_are_enough_when_not_all_are_there(engine: SearchEngine) -> None:
    answer = engine.search("united kingdom chair opium")
    assert sections(answer) == ["five"]
    assert codes(answer) == ["search-most-words", "search-unknown-words"]
    assert answer.notes[1].parameters["words"] == "opium"


def test_phrases_and_exclusions_are_never_given_up(engine: SearchEngine) -> None:
    assert engine.search('"five border" chair').total == 0
    assert engine.search("border chair opium -united").total == 1
    assert sections(engine.search("border chair opium -united")) == ["crisis"]


def test_nothing_found_says_which_words_are_nowhere(engine: SearchEngine) -> None:
    answer = engine.search("zzzzzz")
    assert (answer.total, answer.hits) == (0, ())
    assert codes(answer) == ["search-unknown-words"]
    assert codes(engine.search("the of")) == ["search-common-words"]


def test_misspelt_word_is_corrected_and_said(engine: SearchEngine) -> None:
    answer = engine.search("fentanil comittee")
    assert sections(answer) == ["crisis"]
    assert codes(answer) == ["search-corrected", "search-corrected"]
    first, second = answer.notes
    assert first.parameters["typed"] == "fentanil"
    assert str(first.parameters["used"]).lower() == "fentanyl"
    assert first.parameters["instead"] == "+fentanil comittee"
    assert second.parameters["instead"] == "fentanil +comittee"
    assert engine.search("+fentanil comittee").total == 0


def test_answer_tells_what_was_really_searched_for(engine: SearchEngine) -> None:
    assert engine.search("borders five").searched == "borders five"
    assert engine.search("border fentanil").searched.lower() == "border fentanyl"
    assert engine.search("border contr").searched == "border contr*"
    assert engine.search("border fi", typing=True).searched == "border fi*"
    query = '"border five" near:3(a b) title:five chair OR kingdom unit* +took -x lang:en'
    assert engine.search(query).searched == query.removesuffix(" -x lang:en")


def test_question_that_few_sections_answer_brings_those_with_most_words(
    engine: SearchEngine,
) -> None:
    question = "what did the heads of agencies do with the Border Five"
    answer = engine.search(question)
    assert sections(answer)[0] == "five"
    assert set(sections(answer)) > {"five"}
    assert codes(answer) == ["search-most-words-too"]
    assert sections(engine.search("heads agencies Border Five")) == ["five"]
    assert sections(engine.search(str(answer.notes[0].parameters["instead"]))) == ["five"]


def test_correction_is_written_as_in_the_text(engine: SearchEngine) -> None:
    answer = engine.search("negociatuers", language="fr")
    assert answer.notes[0].parameters["used"] == "négociateurs"
    assert sections(answer) == ["agents"]


def test_last_word_may_be_the_beginning_of_one(engine: SearchEngine) -> None:
    answer = engine.search("border contr")
    assert sections(answer) == ["crisis"]
    assert codes(answer) == ["search-beginning"]
    assert answer.notes[0].parameters["instead"] == "border +contr"
    assert codes(engine.search("border +contr")) == ["search-unknown-words"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("b", ["five", "agents", "crisis"]),
        ("bord", ["five", "crisis"]),
        ("border fi", ["five"]),
        ("border five", ["five"]),
        ("border five ", ["five"]),
        ("the border o", ["crisis"]),
        ('"border fi', ["five"]),
        ('"five bo', []),
        ("agents négo", ["agents"]),
        ("AFP", ["agents"]),
    ],
)
def test_results_come_while_one_types(
    engine: SearchEngine, typed: str, expected: list[str]
) -> None:
    answer = engine.search(typed, typing=True)
    assert sorted(sections(answer)) == sorted(expected)
    for hit in answer.hits:
        assert hit.highlights or hit.more or typed == "b"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kingdom OR fentanyl", ["five", "crisis"]),
        ('opioids OR "border five"', ["five", "crisis"]),
        ("united OR opioids border", ["five", "crisis"]),
        ("border NOT united", ["crisis"]),
        ("kingd*", ["five"]),
        ("opio* bord*", ["crisis"]),
        ("near:2(kingdom chair)", ["five"]),
        ("near:1(kingdom chair)", []),
        ("near(united five)", ["five"]),
        ("title:border", ["five"]),
        ('title:"Border Five"', ["five"]),
        ('title:"five border"', []),
        ("title:bord*", ["five"]),
        ("border -title:five", ["crisis"]),
        ("lang:fr présidence", ["five"]),
        ("lang:en présidence", []),
        ("in:five border", ["five"]),
        ("-in:five border", ["crisis"]),
        ('in:"Bargaining agents" agency', ["agents"]),
        ("in:bargaining agents represent", ["agents"]),
        ('in:"" opioids', []),
        ("dans:négociateurs agency", ["agents"]),
        ("book:sample opioids", ["crisis"]),
        ("book:user-guide opioids", []),
        ("edition:1 opioids", ["crisis"]),
        ("edition:9 opioids", []),
    ],
)
def test_operators_and_filters(engine: SearchEngine, query: str, expected: list[str]) -> None:
    assert sorted(sections(engine.search(query))) == sorted(expected)


def test_filter_that_fits_nothing_is_said(engine: SearchEngine) -> None:
    answer = engine.search("tag:nowhere border")
    assert answer.total == 0
    assert answer.notes[0].code == "search-filter-unknown"
    assert answer.notes[0].parameters["filter"] == "tag:nowhere"


def test_states_are_told_from_outside(engine: SearchEngine) -> None:
    states = {"bookmarked": lambda _, section: section == "crisis"}
    assert sections(engine.search("is:bookmarked border", states=states)) == ["crisis"]
    assert sections(engine.search("border -is:signet", states=states)) == ["five"]
    assert codes(engine.search("is:bookmarked border"))[:1] == ["search-filter-unknown"]


def test_section_is_one_hit_in_the_language_of_the_reader(engine: SearchEngine) -> None:
    for language, title in (("en", "Bargaining agents"), ("fr", "Agents négociateurs")):
        [hit] = engine.search("14 577", language=language).hits
        assert (hit.language, hit.title) == (language, title)
        assert sorted(hit.languages) == ["en", "fr"]
    [hit] = engine.search("Bargaining 14 577", language="fr").hits
    assert (hit.language, hit.languages) == ("en", ("en",))


def test_row_of_a_table_is_shown_as_pairs(engine: SearchEngine) -> None:
    [hit] = engine.search("psac employees").hits
    assert hit.passage == "Agent: PSAC · Employees: 14,577"
    [hit] = engine.search("effectif AFPC", language="fr").hits
    assert hit.passage == "Agent\u00a0: AFPC · Effectif\u00a0: 14\u00a0577"


def test_glossary_finds_other_names_in_both_languages(engine: SearchEngine) -> None:
    for query in ("AFPC", "PSAC", "Public Service Alliance of Canada", "public service aliance"):
        answer = engine.search(query)
        assert sections(answer) == ["agents"]
        assert answer.hits[0].language == "en"
        assert answer.hits[0].highlights
    answer = engine.search("AFPC")
    assert codes(answer) == ["search-other-names"]
    assert answer.notes[0].parameters["names"] == "PSAC"


def test_hit_in_the_title_alone_shows_how_the_section_begins(engine: SearchEngine) -> None:
    [hit] = engine.search("bargaining").hits
    assert hit.passage == "Five agents represent the staff of the agency."
    assert hit.highlights == ()
    [group] = engine.search("annexes").hits
    assert (group.passage, group.block, group.ordinal) == ("", "", -1)


def test_guide_is_searched_only_when_it_is_asked_for(engine: SearchEngine) -> None:
    assert engine.search("+type +words").total == 0
    assert sections(engine.search("type words", books=["user-guide"])) == ["search"]
    assert engine.search("border", books=["sample", "user-guide"]).total == 3
    assert engine.search("border", books=["elsewhere"]).total == 0
    named = engine.search("wrds book:user-guide")
    assert sections(named) == ["search"]
    assert named.notes[0].parameters["used"] == "words"
    assert sections(engine.search("+type +words -book:sample")) == []


def test_guide_is_searched_when_it_is_the_only_book(tmp_path: Path) -> None:
    engine, _ = indexed(tmp_path / "cache", [write_book(tmp_path / "g", GUIDE, book="user-guide")])
    assert sections(engine.search("type words")) == ["search"]
    engine.close()


def test_filter_decides_what_may_be_found(engine: SearchEngine) -> None:
    asked = []

    def accept(book: str, section: str) -> bool:
        asked.append((book, section))
        return section == "crisis"

    answer = engine.search("border", accept=accept)
    assert (answer.total, sections(answer)) == (1, ["crisis"])
    assert sorted(asked) == [("sample", "crisis"), ("sample", "five")]


def test_limit_cuts_the_hits_but_not_the_count(engine: SearchEngine) -> None:
    answer = engine.search("border", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)


@pytest.mark.parametrize("query", ["", " ", '"', "-", "\x00", "\ud800", "(((", "'", "* ? ~ ^2"])
def test_any_text_has_an_answer(engine: SearchEngine, query: str) -> None:
    assert engine.search(query).hits == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"the chair of the border five"', ["five"]),
        ('"of the border"', ["five"]),
        ('"of border"', []),
        ('"heads of agencies"', ["five"]),
        ('"heads agencies"', []),
        ('"the heads of agencies"', []),
        ('"chairs it"', ["five"]),
        ('"it in late"', []),
        ('"PSAC employees"', []),
        ('"agent psac"', []),
        ('"effectif AFPC"', []),
        ('"fin de 2022 le royaume"', ["five"]),
        ('"la fin de 2022"', ["five"]),
        ("\"l'effectif de l'agence\"", ["agents"]),
        ('"of the staff"', []),
        ('"the staff of the"', ["agents"]),
    ],
)
def test_phrases_with_words_that_are_not_indexed(
    engine: SearchEngine, query: str, expected: list[str]
) -> None:
    assert sections(engine.search(query)) == expected
    assert sections(engine.search(f"{query} -zzz")) == expected


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"border five"', ["five"]),
        ('"of the"', ["five", "agents"]),
        ('"the border"', ["five"]),
        ('"the"', ["five", "agents", "crisis"]),
        ('"works against" committee', ["crisis"]),
        ('-"border five" border', ["crisis"]),
    ],
)
def test_phrases_are_the_same_looked_for_one_by_one_or_in_all(
    few: int, query: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "_FEW", few)
    made, _ = indexed(tmp_path / "cache", [write_book(tmp_path / "sample", BORDERS)])
    assert sorted(sections(made.search(query))) == sorted(expected)
    made.close()
