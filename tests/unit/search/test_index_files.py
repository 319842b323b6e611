"""Index and arrays of a book: Whoosh and the arrays hold the same words."""

from pathlib import Path

import numpy as np
import pytest

from tests.unit.search.samples import section
from viewer.search.analysis import analyzer
from viewer.search.arrays import EditionArrays, load
from viewer.search.backend import Untyped
from viewer.search.collect import Collector
from viewer.search.impacts import Collection, merge
from viewer.search.record import Record, open_reader
from viewer.search.units import units

TEXTS = [
    (
        "a",
        "en",
        "Border Five",
        ["# Who chairs it", "The border five, the borders.", "Five chairs."],
    ),
    ("a", "fr", "Groupe des cinq", ["Le groupe de la frontière."]),
    ("b", "en", "Chairs", ["A chair is no border."]),
    ("c", "de", "Grenze", ["Die Grenze der Border Five."]),
]


def write(folder: Path, texts: list[tuple[str, str, str, list[str]]]) -> EditionArrays:
    collector = Collector()
    for name, language, title, blocks in texts:
        found = units(title, section(*blocks, language=language), language)
        collector.add(name, language, found)
    folder.mkdir()
    shares: list[float] = []
    collector.write(folder, np.arange(len(texts) + 1), shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    return load(files(folder))


def files(folder: Path) -> dict[str, bytes | Path]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def arrays(tmp_path: Path) -> EditionArrays:
    return write(tmp_path / "index", TEXTS)


def docs_of(collection: Collection, term: str) -> list[tuple[str, str]]:
    docs, _ = collection.stems.postings(term)
    return [(TEXTS[int(local)][0], TEXTS[int(local)][1]) for local in collection.locals[docs]]


def test_arrays_come_back_from_disk(arrays: EditionArrays) -> None:
    assert arrays.sections == ["a", "a", "b", "c"]
    assert arrays.languages == ["en", "fr", "en", "de"]
    assert arrays.stems.terms == sorted(arrays.stems.terms)
    assert arrays.lengths.tolist()[0] == [2, 2, 1, 1]


def test_frequencies_are_counted_by_part(arrays: EditionArrays) -> None:
    at = arrays.stems.terms.index("en border")
    start, end = arrays.stems.starts[at : at + 2]
    assert arrays.stems.docs[start:end].tolist() == [0, 2]
    assert arrays.stems.freqs[:, start:end].tolist() == [[1, 0], [0, 0], [2, 1]]


def test_collection_groups_documents_by_language(arrays: EditionArrays) -> None:
    collection = merge([arrays])
    assert collection.size == len(TEXTS)
    assert collection.present() == ["en", "fr", "xx"]
    assert docs_of(collection, "en border") == [("a", "en"), ("b", "en")]
    assert docs_of(collection, "xx border") == [("c", "de")]
    assert docs_of(collection, "en unknown") == []
    assert len(set(collection.sections.tolist())) == 3


def test_title_weighs_more_than_body(arrays: EditionArrays) -> None:
    docs, values = merge([arrays]).stems.postings("en chair")
    assert values[docs.tolist().index(1)] > values[docs.tolist().index(0)]


def test_rare_words_weigh_more(arrays: EditionArrays) -> None:
    stems = merge([arrays]).stems
    _, rare = stems.postings("en five")
    _, frequent = stems.postings("en border")
    assert rare[0] > frequent[0]


def test_several_editions_are_one_collection(tmp_path: Path) -> None:
    one = write(tmp_path / "one", TEXTS[:2])
    two = write(tmp_path / "two", TEXTS[2:])
    whole = merge([write(tmp_path / "whole", TEXTS)])
    both = merge([one, two])
    assert both.editions.tolist() == [0, 1, 0, 1]
    for table in ("stems", "surfaces"):
        split, joined = getattr(both, table), getattr(whole, table)
        assert split.terms == joined.terms
        assert split.docs.tolist() == joined.docs.tolist()
        assert np.allclose(split.values, joined.values)


def test_nothing_at_all_is_a_collection_too() -> None:
    empty = merge([])
    assert (empty.size, empty.present()) == (0, [])
    assert len(empty.stems.postings("en border")[0]) == 0


def test_whoosh_finds_phrases_in_every_part(tmp_path: Path, arrays: EditionArrays) -> None:
    record = Record([open_reader(arrays, files(tmp_path / "index"))])
    assert record.phrase("en", ["border", "five"]).tolist() == [0]
    assert record.phrase("en", ["chair", "border"]).tolist() == []
    # Not across blocks: "… the borders." and "Five chairs."
    assert record.phrase("en", ["border", "five", "chair"]).tolist() == []
    assert record.phrase("xx", ["border", "five"]).tolist() == [3]
    assert record.phrase("fr", ["unknown", "words"]).tolist() == []


def test_whoosh_and_arrays_hold_the_same_postings(tmp_path: Path, arrays: EditionArrays) -> None:
    record = Record([open_reader(arrays, files(tmp_path / "index"))])
    reader = record._readers[0]
    for part in ("title", "headings", "body"):
        row = ("title", "headings", "body").index(part)
        for at, term in enumerate(arrays.stems.terms):
            language, _, text = term.partition(" ")
            start, end = arrays.stems.starts[at : at + 2]
            counted = arrays.stems.freqs[row, start:end]
            expected = {
                int(doc): int(freq)
                for doc, freq in zip(arrays.stems.docs[start:end], counted, strict=True)
                if freq
            }
            field = f"{part}_{language}"
            if expected:
                assert postings_of(reader.postings(field, text)) == expected
            else:
                assert (field, text) not in reader


def postings_of(matcher: Untyped) -> dict[int, int]:
    found = {}
    while matcher.is_active():
        found[matcher.id()] = int(matcher.weight())
        assert len(matcher.value_as("positions")) == found[matcher.id()]
        matcher.next()
    return found


def test_long_posting_lists_are_read_in_blocks(tmp_path: Path) -> None:
    texts = [(f"s{n}", "en", "T", ["alpha beta " * (n % 3 + 1)]) for n in range(1000)]
    arrays = write(tmp_path / "long", texts)
    record = Record([open_reader(arrays, files(tmp_path / "long"))])
    assert record.phrase("en", ["alpha", "beta"]).tolist() == list(range(1000))
    assert record.phrase("en", ["beta", "alpha"]).tolist() == [n for n in range(1000) if n % 3]


def test_whoosh_writes_the_same_words_itself() -> None:
    from viewer.search.codec import schema

    made = schema({"body_en": analyzer("en")})
    items = list(made["body_en"].index("The border five, the borders."))
    assert {(text.decode(), freq) for text, freq, _, _ in items} == {("border", 2), ("five", 1)}
