"""Any text has an answer, and what it highlights is what was asked for."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.search.samples import BORDERS, GLOSSARY, indexed, write_book
from viewer.search.analysis import analyzer, words
from viewer.search.engine import SearchEngine

VOCABULARY = """
the border Five five borders chair « présidence » -chair "border five" PSAC AFPC 14 577 14,577 1 207
l'agence agents who qui États opioids - " ( ) 2022 fin, "chair of" Public Service Alliance of Canada
-"Border Five" committee OR bord* near:3( title:border lang:fr in:five NOT
"""
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(VOCABULARY.split()), st.text(max_size=4)), max_size=8).map(
        " ".join
    ),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("any")
    sample = write_book(folder / "sample", BORDERS, glossary=GLOSSARY)
    made, _ = indexed(folder / "cache", [sample])
    yield made
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TYPED, st.sampled_from(["en", "fr", "de"]), st.integers(1, 30), st.booleans())
def test_any_text_has_an_answer(
    engine: SearchEngine,
    typed: str,
    language: str,
    limit: int,
    typing: bool,  # noqa: FBT001
) -> None:
    answer = engine.search(typed, language=language, limit=limit, typing=typing)
    assert len(answer.hits) == min(limit, answer.total)
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert len({hit.section for hit in answer.hits}) == len(answer.hits)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert bool(answer.hits) or answer.total == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=TYPED)
def test_highlights_are_words_that_were_asked_for(engine: SearchEngine, typed: str) -> None:
    names = {"psac", "afpc", "public", "service", "alliance", "canada", "fonction", "publique"}
    # Numbers typed with spaces may be taken together or apart.
    pieces = [typed, *typed.split()]
    typed_words = {word.surface for piece in pieces for word in words(piece)}
    answer = engine.search(typed)
    for note in answer.notes:
        typed_words |= {word.surface for word in words(str(note.parameters.get("used", "")))}
    beginning = any(note.code == "search-beginning" for note in answer.notes)
    starts = tuple(typed_words) if beginning or "*" in typed else ()
    for hit in answer.hits:
        forms = analyzer(hit.language)
        wanted = {forms.term(surface) for surface in typed_words}
        shown = [(hit.passage, hit.highlights)]
        shown += [(passage.text, passage.highlights) for passage in hit.more]
        for text, highlights in shown:
            for start, end in highlights:
                assert 0 <= start < end <= len(text)
                found = {word.surface for word in words(text[start:end])}
                begun = any(one.startswith(starts) for one in found)
                assert begun or found & names or {forms.term(one) for one in found} & wanted
