"""Index and arrays of a book: Whoosh and the arrays hold the same words."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from tests.unit.search.samples import section
from viewer.search.analysis import analyzer, fold
from viewer.search.analysis import words as words_of
from viewer.search.arrays import EditionArrays, Postings, load, load_postings
from viewer.search.assemble import Assembly
from viewer.search.backend import Untyped
from viewer.search.codec import schema
from viewer.search.collect import Collector
from viewer.search.impacts import Collection, merge
from viewer.search.record import Record, open_reader
from viewer.search.terms import Terms
from viewer.search.texts import TEXTS as TEXTS_FILE
from viewer.search.texts import Texts
from viewer.search.units import encode, units

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


class Written(NamedTuple):
    """An index that was written and read again."""

    arrays: EditionArrays
    postings: Postings
    reader: Untyped
    texts: Texts

    def collection(self) -> Collection:
        return merge([self.arrays], [self.postings])


def write(folder: Path, texts: list[tuple[str, str, str, list[str]]]) -> Written:
    collector = Collector()
    folder.mkdir()
    lines = [0]
    with (folder / TEXTS_FILE).open("wb") as file:
        for name, language, title, blocks in texts:
            found = units(title, section(*blocks, language=language), language)
            collector.add(name, language, found)
            lines.append(lines[-1] + file.write(encode(found)))
    shares: list[float] = []
    Assembly(collector).write(folder, np.array(lines), shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    source = files(folder)
    arrays = load(source)
    return Written(
        arrays, load_postings(source, arrays), open_reader(arrays, source), Texts(source, arrays)
    )


def files(folder: Path) -> dict[str, bytes | Path]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return write(tmp_path / "index", TEXTS)


def docs_of(collection: Collection, term: str) -> list[tuple[str, str]]:
    docs, _ = collection.stems.postings(term)
    return [(TEXTS[int(local)][0], TEXTS[int(local)][1]) for local in collection.locals[docs]]


def test_arrays_come_back_from_disk(written: Written) -> None:
    arrays = written.arrays
    assert arrays.sections == ["a", "a", "b", "c"]
    assert arrays.languages == ["en", "fr", "en", "de"]
    assert list(arrays.stems) == sorted(arrays.stems)
    assert written.postings.lengths.tolist()[0] == [2, 2, 1, 1]


def test_frequencies_are_counted_by_part(written: Written) -> None:
    at = written.arrays.stems.find("en border")
    table = written.postings.stems
    start, end = table.starts[at : at + 2]
    assert table.docs[start:end].tolist() == [0, 2]
    assert table.freqs[:, start:end].tolist() == [[1, 0], [0, 0], [2, 1]]


def test_stems_know_their_forms(written: Written) -> None:
    arrays = written.arrays
    at = arrays.stems.find("en border")
    forms = arrays.forms[arrays.form_starts[at] : arrays.form_starts[at + 1]].tolist()
    assert [arrays.surfaces[form] for form in forms] == ["border", "borders"]


def test_words_of_a_document_lead_to_its_text(written: Written) -> None:
    for document, (_, _, title, _) in enumerate(TEXTS):
        text = "\n".join(unit.text for unit in written.texts.units(document))
        words = written.texts.words(document)
        surfaces = [written.arrays.surfaces[at] for at in words.surfaces.tolist()]
        starts = words.starts.tolist()
        for surface, start in zip(surfaces, starts, strict=True):
            assert fold(text[start:]).startswith(surface)
        sizes = words.sizes.tolist()
        written_so = [text[at : at + size] for at, size in zip(starts, sizes, strict=True)]
        assert ["".join(word.surface for word in words_of(one)) for one in written_so] == surfaces
        assert len(words.units) == len(written.texts.units(document))
        assert words.units[0] == 0
        in_title = words.units.tolist()[1]
        assert sum(start < len(title) for start in starts) == in_title


def test_long_gaps_between_words_are_bridged(tmp_path: Path) -> None:
    far = "alpha " + "… " * 40_000 + "omega"
    written = write(tmp_path / "far", [("s", "en", "", [far])])
    words = written.texts.words(0)
    real = [at for at in words.surfaces.tolist() if at < len(written.arrays.surfaces)]
    assert [written.arrays.surfaces[at] for at in real] == ["alpha", "omega"]
    assert len(words.surfaces) > len(real) + 1
    assert words.starts[-1] == 1 + far.index("omega")


def test_every_unit_has_a_word_even_if_it_stands_for_nothing(tmp_path: Path) -> None:
    written = write(tmp_path / "few", [("s", "en", "", ["the of", "one", "\u2588", "\u2588 two"])])
    words = written.texts.words(0)
    assert len(words.units) == len(written.texts.units(0)) == 5
    begins = [unit.begin for unit in written.texts.units(0)]
    assert words.starts[words.units].tolist() == [*begins[:4], begins[4] + 2]


def test_collection_groups_documents_by_language(written: Written) -> None:
    collection = written.collection()
    assert collection.size == len(TEXTS)
    assert collection.present() == ["en", "fr", "xx"]
    assert docs_of(collection, "en border") == [("a", "en"), ("b", "en")]
    assert docs_of(collection, "xx border") == [("c", "de")]
    assert docs_of(collection, "en unknown") == []
    assert len(set(collection.sections.tolist())) == 3


def test_title_weighs_more_than_body(written: Written) -> None:
    docs, values = written.collection().stems.postings("en chair")
    assert values[docs.tolist().index(1)] > values[docs.tolist().index(0)]


def test_rare_words_weigh_more(written: Written) -> None:
    stems = written.collection().stems
    _, rare = stems.postings("en five")
    _, frequent = stems.postings("en border")
    assert rare[0] > frequent[0]


def test_several_editions_are_one_collection(tmp_path: Path) -> None:
    one = write(tmp_path / "one", TEXTS[:2])
    two = write(tmp_path / "two", TEXTS[2:])
    whole = write(tmp_path / "whole", TEXTS).collection()
    both = merge([one.arrays, two.arrays], [one.postings, two.postings])
    assert both.editions.tolist() == [0, 1, 0, 1]
    for table in ("stems", "surfaces"):
        split, joined = getattr(both, table), getattr(whole, table)
        assert list(split.terms) == list(joined.terms)
        assert split.docs.tolist() == joined.docs.tolist()
        assert np.allclose(split.values, joined.values)


def test_nothing_at_all_is_a_collection_too() -> None:
    empty = merge([], [])
    assert (empty.size, empty.present()) == (0, [])
    assert len(empty.stems.postings("en border")[0]) == 0


def test_whoosh_finds_phrases_in_every_part(written: Written) -> None:
    record = Record([written.reader])
    assert record.phrase("en", ["border", "five"]).tolist() == [0]
    assert record.phrase("en", ["chair", "border"]).tolist() == []
    # Not across blocks: "… the borders." and "Five chairs."
    assert record.phrase("en", ["border", "five", "chair"]).tolist() == []
    assert record.phrase("xx", ["border", "five"]).tolist() == [3]
    assert record.phrase("fr", ["unknown", "words"]).tolist() == []


def test_whoosh_and_arrays_hold_the_same_postings(written: Written) -> None:
    table = written.postings.stems
    for row, part in enumerate(("title", "headings", "body")):
        for at, term in enumerate(written.arrays.stems):
            language, _, text = term.partition(" ")
            start, end = table.starts[at : at + 2]
            pairs = zip(table.docs[start:end], table.freqs[row, start:end], strict=True)
            expected = {int(doc): int(freq) for doc, freq in pairs if freq}
            field = f"{part}_{language}"
            if expected:
                assert postings_of(written.reader.postings(field, text)) == expected
            else:
                assert (field, text) not in written.reader


def postings_of(matcher: Untyped) -> dict[int, int]:
    found = {}
    while matcher.is_active():
        found[matcher.id()] = int(matcher.weight())
        assert len(matcher.value_as("positions")) == found[matcher.id()]
        matcher.next()
    return found


def test_long_posting_lists_are_read_in_blocks(tmp_path: Path) -> None:
    texts = [(f"s{n}", "en", "T", ["alpha beta " * (n % 3 + 1)]) for n in range(1000)]
    record = Record([write(tmp_path / "long", texts).reader])
    assert record.phrase("en", ["alpha", "beta"]).tolist() == list(range(1000))
    assert record.phrase("en", ["beta", "alpha"]).tolist() == [n for n in range(1000) if n % 3]


def test_whoosh_writes_the_same_words_itself() -> None:
    made = schema({"body_en": analyzer("en")})
    items = list(made["body_en"].index("The border five, the borders."))
    assert {(text.decode(), freq) for text, freq, _, _ in items} == {("border", 2), ("five", 1)}


@pytest.mark.parametrize("words", [[], ["a"], ["a", "ab", "b", "été", "été2", "🦆"]])
def test_vocabulary_finds_words_and_beginnings(words: list[str]) -> None:
    terms = Terms.of(words)
    assert list(terms) == words
    assert [terms[at] for at in range(len(terms))] == words
    assert [terms.find(word) for word in words] == list(range(len(words)))
    for start in ("", "a", "é", "ét", "z", "\ud800"):
        first, last = terms.beginning(start)
        assert words[first:last] == [word for word in words if word.startswith(start)]
    assert "aa" not in terms
    assert terms.find("\ud800") == -1


def test_vocabulary_that_was_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="cut"):
        Terms(b"one\ntw")
