"""Sets of documents with scores."""

import numpy as np
import pytest

from viewer.search.scoring import (
    NOTHING,
    Dense,
    Found,
    added,
    best_of,
    best_places,
    both,
    within,
    without,
)


def found(**scores: float) -> Found:
    docs = sorted(int(name[1:]) for name in scores)
    values = [scores[f"d{doc}"] for doc in docs]
    return Found(np.array(docs, np.int32), np.array(values, np.float32))


def plain(one: Found) -> dict[int, float]:
    return dict(zip(one.docs.tolist(), one.scores.tolist(), strict=True))


ONE = found(d1=1, d3=3, d5=5)
TWO = found(d3=10, d5=20, d9=30)


def test_both_adds_scores_of_common_documents() -> None:
    assert plain(both([ONE, TWO])) == {3: 13, 5: 25}
    assert plain(both([TWO, ONE, found(d5=100)])) == {5: 125}
    assert plain(both([ONE])) == plain(ONE)
    assert plain(both([])) == {}
    assert plain(both([ONE, NOTHING])) == {}


def test_a_table_is_like_a_list() -> None:
    values = np.array([0, 2, 0, 4, 0, 0, 6, 0, 0, 8], np.uint16)
    table = Dense(values, 0.5, 1, 9)
    assert table.size == 3
    assert plain(table.found()) == {1: 1, 3: 2, 6: 3}
    assert plain(both([ONE, table])) == plain(both([ONE, table.found()])) == {1: 2, 3: 5}
    assert plain(both([table])) == plain(table.found())
    assert plain(both([table, Dense(values, 1.0, 1, 9)])) == {1: 3, 3: 6, 6: 9}
    assert plain(both([table.times(2), TWO])) == {3: 14}


def test_best_of_takes_each_documents_best_score() -> None:
    assert plain(best_of([ONE, TWO])) == {1: 1, 3: 10, 5: 20, 9: 30}
    assert plain(best_of([NOTHING, ONE])) == plain(ONE)
    assert plain(best_of([])) == {}


def test_added_counts_in_how_many_lists_a_document_is() -> None:
    every, counts = added([ONE, TWO], 0, 10)
    assert plain(every) == {1: 1, 3: 13, 5: 25, 9: 30}
    assert counts.tolist() == [1, 2, 2, 1]


def test_without_and_within_are_opposites() -> None:
    docs = np.array([3, 4, 9])
    assert plain(without(ONE, docs)) == {1: 1, 5: 5}
    assert plain(within(ONE, docs)) == {3: 3}


def test_best_places_are_ordered_and_stable() -> None:
    scores = np.array([1, 5, 5, 3, 5, 0], np.float32)
    assert best_places(scores, 2).tolist() == [1, 2]
    assert best_places(scores, 4).tolist() == [1, 2, 4, 3]
    assert best_places(scores, 99).tolist() == [1, 2, 4, 3, 0, 5]


@pytest.mark.parametrize("size", [0, 1, 64, 700, 20_000])
@pytest.mark.parametrize("kinds", [2, 100, 1_000_000])
def test_best_places_are_those_of_a_stable_sort(size: int, kinds: int) -> None:
    scores = np.random.default_rng(size).integers(0, kinds, size).astype(np.float32)
    for count in (1, 8, 50):
        expected = np.argsort(-scores, kind="stable")[:count]
        assert best_places(scores, count).tolist() == expected.tolist()
