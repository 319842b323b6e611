"""The quick ways to the best part of a text find what looking at everything finds."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.search.cuts import _ROOM, _by_sentence, _densest, _window
from viewer.search.matching import Span, Spans, Worth

WEIGHTS = Worth({0: 1.0, 1: 0.5, 2: 0.25})


@st.composite
def places(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[Span]]:
    """Draw sentences, and matches that don't overlap and lie in them."""
    sentences, spans, at = [], [], 0
    keys = st.sampled_from(draw(st.sampled_from([[1], [2], [1, 2], [1, 2, 4, 3]])))
    for words in draw(st.lists(st.lists(st.integers(0, 80), max_size=12), min_size=1, max_size=4)):
        start = at
        for gap in words:
            spans.append(Span(at + gap, at + gap + 3, draw(keys)))
            at += gap + 4
        sentences.append((start, at + 1))
        at += 2
    return sentences, spans


@given(places())
def test_the_densest_part_is_found(drawn: tuple[list[tuple[int, int]], list[Span]]) -> None:
    spans = drawn[1]
    if not spans:
        return

    def value(first: int) -> float:
        inside = [one for one in spans[first:] if one.end <= spans[first].start + _ROOM]
        return WEIGHTS.of(Spans.of(inside).together) + 0.001 * len(inside)

    best = max(range(len(spans)), key=value)
    assert _densest(Spans.of(spans), WEIGHTS)[0] == spans[best]


@given(places())
def test_the_sentence_with_most_matches_is_found(
    drawn: tuple[list[tuple[int, int]], list[Span]],
) -> None:
    sentences, spans = drawn[0], [one._replace(keys=1) for one in drawn[1]]
    if not spans:
        return
    counts = [sum(start <= one.start < end for one in spans) for start, end in sentences]
    assert _by_sentence(sentences, Spans.of(spans))[1] == counts
    assert _window(sentences, Spans.of(spans), WEIGHTS) == sentences[counts.index(max(counts))]


@given(places(), st.integers(0, 400), st.integers(0, 400))
def test_within_leaves_out_what_is_not_inside(
    drawn: tuple[list[tuple[int, int]], list[Span]], start: int, end: int
) -> None:
    spans = sorted([*drawn[1], *(one._replace(end=one.end + 40) for one in drawn[1][::3])])
    found = Spans.of(spans).within(start, end)
    assert list(found.each()) == [one for one in spans if start <= one.start and one.end <= end]
