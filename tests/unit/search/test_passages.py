"""Passages: whole sentences of one block, everything that matches highlighted."""

import pytest

from tests.unit.search.samples import section, table
from viewer.book.model import SectionText
from viewer.search.analysis import analyzer
from viewer.search.cuts import LONGER, LONGEST
from viewer.search.matching import Matcher, Worth
from viewer.search.parser import parse
from viewer.search.passages import CUT, Passage, Passages, best_passages, opening
from viewer.search.plan import plan
from viewer.search.units import units


def passages(text: SectionText, query: str, title: str = "") -> list[Passage]:
    asked = plan(parse(query), text.language)
    matcher = Matcher(asked.patterns(), analyzer(text.language))
    worth = Worth(dict.fromkeys(asked.clauses, 1.0))
    return list(best_passages(units(title, text, text.language), matcher, worth))


def lit(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.highlights]


def test_passage_is_the_sentence_that_answers() -> None:
    text = section(
        "The group meets often. In late 2022 the United Kingdom took the chair of the Border "
        "Five. The United States is to follow."
    )
    [best] = passages(text, "chair border five")
    assert best.text.startswith("In late 2022")
    assert best.text.endswith("Border Five.")
    assert lit(best) == ["chair", "Border", "Five"]
    block = text.blocks[0].text
    assert block[best.start :].startswith(best.text)
    assert [block[start:end] for start, end in best.matches] == lit(best)


def test_passage_takes_two_sentences_where_they_answer_more() -> None:
    [best] = passages(section("Alpha here. Beta there. Gamma."), "alpha beta")
    assert best.text == "Alpha here. Beta there."


def test_passage_never_joins_two_blocks() -> None:
    found = passages(section("Alpha and beta.", "Gamma and alpha."), "beta gamma")
    assert sorted(passage.text for passage in found) == ["Alpha and beta.", "Gamma and alpha."]


def test_block_gives_one_passage_with_the_sentence_that_answers_best() -> None:
    filler = "Nothing to see in this sentence at all. " * 12
    [best] = passages(section(f"Alpha one. {filler}Alpha with beta."), "alpha beta")
    assert best.text == "Alpha with beta."


def test_passages_are_counted_before_they_are_cut() -> None:
    text = section("Alpha.", "No.", "Alpha and beta.")
    worth = Worth({0: 1.0, 1: 1.0})
    asked = plan(parse("alpha beta"), "en")
    matcher = Matcher(asked.patterns(), analyzer("en"))
    found = best_passages(units("", text, "en"), matcher, worth)
    assert len(found) == 2
    assert found._made == {}
    assert found[0].text == "Alpha and beta."
    assert found[-1].text == "Alpha."
    assert [passage.text for passage in found.after_first()] == ["Alpha."]
    assert found[:1] == (found[0],)
    assert found == best_passages(units("", text, "en"), matcher, worth)
    assert Passages() == Passages()
    with pytest.raises(IndexError):
        found[2]


def test_long_sentence_is_cut_between_words() -> None:
    text = section("word " * 100 + "needle " + "word " * 100 + "end.")
    [best] = passages(text, "needle")
    assert best.text.startswith(CUT)
    assert best.text.endswith(CUT)
    assert set(best.text.strip(CUT).split()) == {"word", "needle"}
    assert len(best.text) <= LONGEST + 2
    assert lit(best) == ["needle"]
    assert text.blocks[0].text[best.start :].startswith(best.text.strip(CUT))


def test_long_sentence_is_cut_where_most_of_the_query_stands() -> None:
    far = "word " * 150
    [best] = passages(
        section(f"alpha {far}alpha alpha {far}beta and alpha {far}end."), "alpha beta"
    )
    assert lit(best) == ["beta", "alpha"]
    assert best.text.startswith(f"{CUT}word")
    assert best.text.endswith(f"word{CUT}")


def test_of_equal_cuts_the_one_with_most_matches_is_shown() -> None:
    far = "word " * 150
    [best] = passages(section(f"one alpha {far}two alpha and alpha {far}three alpha."), "alpha")
    assert lit(best) == ["alpha", "alpha"]
    assert "two alpha and alpha" in best.text


def test_of_equal_cuts_with_as_many_matches_the_first_is_shown() -> None:
    far = "word " * 150
    [best] = passages(section(f"{far}first alpha {far}then alpha {far}end."), "alpha")
    assert "first alpha" in best.text


def test_what_lies_outside_a_cut_does_not_count_for_it() -> None:
    far = "word " * 150
    [best] = passages(section(f"alpha alpha alpha {far}beta {far}end."), "alpha beta")
    assert lit(best) == ["alpha"] * 3


def test_a_cut_begins_before_its_match_and_ends_after_what_it_has_room_for() -> None:
    [best] = passages(section("word " * 100 + "needle " + "word " * 100 + "end."), "needle")
    before, after = best.text.strip(CUT).split("needle")
    assert 50 <= len(before) <= 60
    assert LONGEST - 65 <= len(before + "needle" + after) <= LONGEST


def test_a_sentence_is_not_cut_at_an_end_that_fits() -> None:
    [start] = passages(section("First needle " + "word " * 100 + "end."), "needle")
    assert start.text.startswith("First needle word")
    assert start.text.endswith(f"word{CUT}")
    [end] = passages(section("word " * 100 + "needle end."), "needle")
    assert end.text.startswith(f"{CUT}word")
    assert end.text.endswith("needle end.")
    assert len(end.text) > LONGEST - 10


def test_no_break_spaces_are_ends_of_words_as_well() -> None:
    word = "word\u00a0"
    [best] = passages(section(word * 100 + "needle" + "\u00a0" + word * 100 + "end."), "needle")
    assert set(best.text.strip(CUT).split("\u00a0")) == {"word", "needle"}


def test_text_without_spaces_is_cut_at_its_match() -> None:
    signs = "-" * 400
    [best] = passages(section(f"{signs}needle{signs}"), "needle")
    assert best.text.startswith(f"{CUT}needle-")
    assert best.text.endswith(f"-{CUT}")
    assert lit(best) == ["needle"]


@pytest.mark.parametrize(("words", "seen"), [(50, True), (80, True), (130, False)])
def test_all_that_a_sentence_has_of_the_query_is_shown_if_that_is_possible(
    words: int, *, seen: bool
) -> None:
    near, far = "word " * words, "word " * 140
    text = section(f"{far}alpha {near}beta {far}alpha {far}end.")
    [best] = passages(text, "alpha beta")
    assert ({"alpha", "beta"} == set(lit(best))) == seen
    assert len(best.text) <= LONGER + 2
    assert text.blocks[0].text[best.start :].startswith(best.text.strip(CUT))


def test_the_shortest_stretch_with_all_of_the_query_is_shown() -> None:
    gap, far = "word " * 60, "word " * 140
    [best] = passages(section(f"{far}alpha {gap}{gap[:50]}beta {gap}alpha {far}end."), "alpha beta")
    assert lit(best) == ["beta", "alpha"]


def test_long_word_without_spaces_is_shown_whole() -> None:
    word = "x" * 2 * LONGEST
    [best] = passages(section(f"before {word} after"), word)
    assert lit(best) == [word]


def test_heading_counts_less_than_a_sentence_and_is_named_above() -> None:
    found = passages(section("# Who chairs it", "The chair is Canada."), "chair")
    assert [(passage.text, passage.heading) for passage in found] == [
        ("The chair is Canada.", "Who chairs it"),
        ("Who chairs it", ""),
    ]


def test_row_is_shown_as_pairs() -> None:
    agents = table([["Agent", "Employees"], ["PSAC", "14,577"], ["PIPSC", "1,207"]])
    [best] = passages(section(agents), "14577")
    assert best.text == "Agent: PSAC · Employees: 14,577"
    assert lit(best) == ["14,577"]
    assert [agents.text[start:end] for start, end in best.matches] == ["14,577"]
    assert agents.text[best.start :].startswith("PSAC")


def test_head_of_a_column_is_no_match_of_every_row() -> None:
    agents = table([["Agent", "Employees"], ["PSAC", "14,577"], ["PIPSC", "1,207"]])
    found = passages(section(agents), "employees")
    assert [passage.text for passage in found] == ["Agent · Employees"]
    assert [passage.text for passage in passages(section(agents), "psac employees")] == [
        "Agent: PSAC · Employees: 14,577",
        "Agent · Employees",
    ]


def test_phrase_is_not_found_across_cells() -> None:
    agents = table([["Agent", "Employees"], ["PSAC", "Employees"]])
    assert passages(section(agents), '"psac employees"') == []


def test_line_ends_become_spaces() -> None:
    [best] = passages(section(table([["a"], ["one\ntwo"]])), "two")
    assert best.text == "a: one two"


def test_title_gives_no_passage_but_the_opening_sentence() -> None:
    text = section("# Heading", "First sentence. Second one.")
    assert passages(text, "title", title="Title") == []
    first = opening(units("Title", text, "en"))
    assert first is not None
    assert (first.text, first.ordinal, first.highlights) == ("First sentence.", 1, ())
    assert opening(units("Title", None, "en")) is None
