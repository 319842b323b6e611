"""What a book holds and refers to, gathered once and kept."""

from pathlib import Path

import pytest

from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.explaining import Explainer
from viewer.book.glossary_file import read_glossary
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.reading import survey
from viewer.reading.survey import Row, Topic, cut, make_survey, open_survey, rows_of

GLOSSARY = """\
concepts:
  - id: a
    label: {en: Border agency, fr: Agence}
    abbreviations: {en: [CBSA]}
"""
MANIFEST = """\
format: 1
id: sample
edition: "1"
issued: 2024-01-01
title: {en: Sample, fr: Exemple}
languages: [en, fr]
contents:
  - id: one
    title: {en: One, fr: Un}
    text: {en: en/one.md, fr: fr/one.md}
  - id: two
    title: {en: Two, fr: Deux}
    text: {en: en/two.md}
"""
TEXTS = {
    "glossary.yaml": GLOSSARY,
    "en/one.md": "The CBSA, see [two](section:two), CBSA.\n",
    "fr/one.md": "Voir [deux](section:two).\n",
    "en/two.md": "::: key-message\nRead [one](section:one) and [two](section:two).\n:::\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A small book with an empty cache."""
    folder = tmp_path / "sample"
    for path, content in {"book.yaml": MANIFEST, **TEXTS}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return open_book(folder, BookCache(tmp_path / "cache"))


def rows(markdown: str, topic: Topic, language: str = "en") -> list[Row]:
    text = SectionText("s", language, tuple(parse_text(markdown, file="s.md").blocks))
    explainer = Explainer(read_glossary(GLOSSARY, ("en", "fr")))
    return [row for kind, row in rows_of(text, explainer) if kind is topic]


def test_a_call_out_is_one_row_with_all_its_blocks() -> None:
    markdown = (
        "Before.\n\n::: question\nWho pays?\n\nThe *agency* pays, []{.redacted act=atia "
        "provision=21}.\n\n- half\n:::\n\n::: key-message\nOne.\n:::\n\n::: note\nNo.\n:::\n"
    )
    (question,) = rows(markdown, Topic.QUESTION)
    assert question == Row("s", 1, text="Who pays?\nThe agency pays, Redacted – ATIA s. 21.\nhalf")
    assert [row.text for row in rows(markdown, Topic.KEY_MESSAGE)] == ["One."]


def test_redactions_have_their_provision_and_the_words_around_them() -> None:
    markdown = (
        "The cost is []{.redacted act=atia provision=21(1)(a)} dollars.\n\n"
        "::: redacted {act=pa provision=26}\n:::\n\n"
        "| a |\n|---|\n| b []{.redacted act=atia provision=21(1)(a)} |\n"
    )
    found = rows(markdown, Topic.REDACTION)
    assert [(row.ordinal, row.group) for row in found] == [
        (0, "Redacted – ATIA s. 21(1)(a)"),
        (1, "Redacted – Privacy Act s. 26"),
        (2, "Redacted – ATIA s. 21(1)(a)"),
    ]
    assert [row.text for row in found] == ["The cost is █ dollars.", "", "a b █"]
    assert (found[0].start, found[0].end) == (12, 13)
    assert rows(markdown, Topic.REDACTION, "fr")[0].group == "Caviardé – LAI, al. 21(1)a)"


def test_tables_figures_terms_and_links_are_found() -> None:
    markdown = (
        "| Year | Cost |\n|--|--|\n| 1 | 2 |\n\n![A map](map.png)\n\n"
        "CBSA and [here](section:t), [there](section:t#x), [self](section:s), the border agency.\n"
    )
    assert [row.text for row in rows(markdown, Topic.TABLE)] == ["Year · Cost"]
    assert [row.text for row in rows(markdown, Topic.FIGURE)] == ["A map"]
    assert rows(markdown, Topic.TERM) == [Row("s", 2, 0, 4, "", "a", 2)]
    assert rows(markdown, Topic.LINK) == [Row("s", 2, 9, 13, "here", "t", 2)]


def test_what_was_found_is_kept_for_the_edition_as_it_is(book: Book) -> None:
    assert open_survey(book, "en") is None
    seen: list[tuple[int, int]] = []
    make_survey(book, "en", lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2)]
    made = open_survey(book, "en")
    assert made is not None
    assert [(row.section, row.group) for row in made.rows(Topic.LINK)] == [
        ("one", "two"),
        ("two", "one"),
    ]
    assert [row.group for row in made.rows(Topic.TERM)] == ["a"]
    assert open_survey(book, "fr") is None
    (book.folder / "en/one.md").write_text("Nothing.\n", encoding="utf-8")
    assert open_survey(open_book(book.folder), "en") is None


def test_a_section_counts_in_the_language_in_which_it_is_shown(book: Book) -> None:
    make_survey(book, "fr", lambda _done, _total: None)
    made = open_survey(book, "fr")
    assert made is not None
    assert [row.text for row in made.rows(Topic.LINK)] == ["deux", "one"]
    assert made.rows(Topic.TERM) == []


def test_many_rows_come_back_from_several_files(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "ROWS_A_FILE", 1)
    make_survey(book, "en", lambda _done, _total: None)
    made = open_survey(book, "en")
    assert made is not None
    assert [row.section for row in made.rows(Topic.LINK)] == ["one", "two"]


def test_where_the_cache_keeps_nothing_it_is_known_all_the_same(book: Book) -> None:
    kept_nowhere = open_book(book.folder)
    made = make_survey(kept_nowhere, "en", lambda _done, _total: None)
    assert [row.section for row in made.rows(Topic.LINK)] == ["one", "two"]
    assert open_survey(kept_nowhere, "en") is None


def test_who_no_longer_waits_ends_it_and_nothing_is_kept(book: Book) -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        make_survey(book, "en", stop)
    assert open_survey(book, "en") is None


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("one", 9) == "one"


def test_a_link_may_bear_the_book_as_well() -> None:
    markdown = "[a](briefing:sample/two?lang=en) [b](briefing:other/two) [c](briefing:sample/s)\n"
    text = SectionText("s", "en", tuple(parse_text(markdown, file="s.md").blocks))
    explainer = Explainer(read_glossary(GLOSSARY, ("en", "fr")))
    found = [row for kind, row in rows_of(text, explainer, "sample") if kind is Topic.LINK]
    assert found == [Row("s", 0, 0, 1, "a", "two")]
