"""Any text can be analysed, cut into sentences, parsed as a query, and highlighted."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.search.samples import paragraph, section
from viewer.search.analysis import analyzer, fold, words
from viewer.search.cuts import LONGER
from viewer.search.highlight import matches
from viewer.search.matching import Matcher, Worth, merged
from viewer.search.parser import MAX_CLAUSES, parse
from viewer.search.passages import CUT, best_passages
from viewer.search.plan import plan
from viewer.search.sentences import sentences
from viewer.search.units import StoredUnits, encode, units

LANGUAGES = st.sampled_from(["en", "fr", "de"])
VOCABULARY = """
border Borders l'agence l’été U.S. 14,577 cœur WSÁNEĆ Canada's the of été e\u0301te\u0301 five
Five. “ ” " « » - ( ) -five a … É
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "14\u00a0577", "\n", "\t"])
TYPED = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=12).map(" ".join),
)
PROSE = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=200).map(" ".join),
).map(lambda text: unicodedata.normalize("NFC", text))


@given(TYPED)
def test_words_lie_in_their_text_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.surface
        end = word.end


@given(TYPED)
def test_a_surface_is_its_own_surface(text: str) -> None:
    for word in words(text):
        again = [other.surface for other in words(word.surface)]
        assert "".join(again) == word.surface


@given(TYPED)
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcéèêüñçœÅ'’ -.,", max_size=60))
def test_decomposed_text_has_the_same_words(text: str) -> None:
    composed = [word.surface for word in words(unicodedata.normalize("NFC", text))]
    decomposed = [word.surface for word in words(unicodedata.normalize("NFD", text))]
    assert composed == decomposed


@given(st.text(alphabet="abcéèêüñçœ '’-", max_size=60))
def test_case_changes_no_word(text: str) -> None:
    lower = [word.surface for word in words(text.lower())]
    assert [word.surface for word in words(text.upper())] == lower


@given(PROSE)
def test_sentences_hold_all_but_white_space(text: str) -> None:
    found = sentences(text)
    end = 0
    for start, stop in found:
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert not text[end:].strip()


@given(TYPED, LANGUAGES)
def test_any_text_is_a_query(text: str, language: str) -> None:
    query = parse(text)
    assert query.text == text
    assert len(query.required) <= MAX_CLAUSES
    made = plan(query, language)
    assert set(made.clauses) <= set(range(len(query.required)))


@given(PROSE, TYPED, LANGUAGES)
def test_highlights_lie_on_words_that_match(text: str, typed: str, language: str) -> None:
    query = parse(typed)
    forms = analyzer(language)
    made = plan(query, forms.language)
    wanted = {one.values[0] for one in made.patterns() if len(one.values) == 1}
    starts = tuple(one.values[-1] for one in made.patterns() if one.prefix)
    phrases = {one.values for one in made.patterns() if len(one.values) > 1}
    for _, start, end in matches(section(paragraph(text), language=language), typed):
        assert 0 <= start < end <= len(text)
        surfaces = tuple(word.surface for word in words(text[start:end]))
        # A number typed with spaces may have been taken apart; phrases may overlap.
        loose = any(word.parts for word in query.words)
        hit = {*surfaces, *(forms.term(surface) for surface in surfaces)} & wanted
        begun = any(surface.startswith(starts) for surface in surfaces)
        assert hit or begun or loose or any(phrase[0] in surfaces for phrase in phrases)


@given(st.lists(PROSE, max_size=4), TYPED, LANGUAGES)
def test_passages_hold_their_highlights(texts: list[str], typed: str, language: str) -> None:
    text = section(*texts, language=language)
    made = plan(parse(typed), analyzer(language).language)
    matcher = Matcher(made.patterns(), analyzer(language))
    worth = Worth(dict.fromkeys(made.clauses, 1.0))
    for passage in best_passages(units("Title", text, language), matcher, worth):
        block = text.blocks[passage.ordinal]
        assert passage.text.strip(CUT).strip()
        assert (
            len(passage.text) <= max(LONGER, *(end - start for start, end in passage.matches)) + 2
        )
        assert len(passage.highlights) == len(passage.matches) > 0
        for (start, end), (first, last) in zip(passage.highlights, passage.matches, strict=True):
            assert 0 <= start < end <= len(passage.text)
            shown = passage.text[start:end]
            assert shown == block.text[first:last].replace("\n", " ").replace("\t", " ")
        places = merged(matcher.spans(block.text))
        assert set(passage.matches) <= set(places)


@given(st.lists(PROSE, max_size=4), LANGUAGES)
def test_units_come_back_from_their_line(texts: list[str], language: str) -> None:
    found = units("Title", section(*texts, language=language), language)
    assert list(StoredUnits(encode(found))) == found
