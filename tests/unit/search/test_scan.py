"""Phrases in whole editions."""

from pathlib import Path

import pytest

from tests.unit.search.test_index_files import write
from viewer.search import scan
from viewer.search.scan import documents_with

TEXTS = [
    ("a", "en", "The border", ["Of the five.", "It is a border."]),
    ("b", "en", "A border of the", ["five borders"]),
    ("c", "fr", "La frontière", ["à la frontière de l'an"]),
    ("d", "en", "", [""]),
    ("e", "en", "The end", ["of a border"]),
]


@pytest.mark.parametrize("at_once", [1, 3, 8, 1000])
@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the", [0, 1, 4]),
        ("of the", [0, 1]),
        ("the five", [0]),
        ("a border", [0, 1, 4]),
        ("a la", [2]),
        ("a l*", [2]),
        ("b*", [0, 1, 4]),
        ("the e*", [4]),
        ("border of", [1]),
        ("end of", []),
        ("nowhere of", []),
        ("of the five", [0]),
    ],
)
def test_documents_with_a_phrase(
    at_once: int,
    phrase: str,
    expected: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "_AT_ONCE", at_once)
    written = write(tmp_path / "index", TEXTS)
    surfaces, unfinished = phrase.removesuffix("*").split(), phrase.endswith("*")
    found = documents_with(written.texts, written.arrays, surfaces, unfinished=unfinished)
    assert found.tolist() == expected
