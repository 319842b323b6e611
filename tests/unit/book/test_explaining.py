"""What the glossary says of words: all meanings, in the language of the text."""

import pytest

from viewer.book.explaining import Explainer, Explanation, Meaning, OtherName
from viewer.book.glossary_file import read_glossary
from viewer.book.markdown import parse_text
from viewer.book.model import Block

GLOSSARY = """\
concepts:
  - id: agency
    label: {en: Border Agency, fr: Agence des frontières}
    definition: {en: It guards., fr: Elle garde.}
    abbreviations: {en: [BA, BAg], fr: [AF]}
    hidden: {en: [Boarder Agency]}
  - id: account
    label: {en: Bank account, fr: Compte}
    abbreviations: {en: [BA]}
  - id: border
    label: {en: Border, fr: Frontière}
"""
AGENCY = Meaning("Border Agency", "It guards.", (OtherName("fr", "Agence des frontières (AF)"),))
AGENCE = Meaning(
    "Agence des frontières", "Elle garde.", (OtherName("en", "Border Agency (BA, BAg)"),)
)
ACCOUNT = Meaning("Bank account", "", (OtherName("fr", "Compte"),))
BORDER = Meaning("Border", "", (OtherName("fr", "Frontière"),))


@pytest.fixture
def explainer() -> Explainer:
    return Explainer(read_glossary(GLOSSARY, ("en", "fr")))


def block(markdown: str) -> Block:
    return parse_text(markdown, file="one.md").blocks[0]


def explained(
    explainer: Explainer, text: str, word: str, language: str = "en"
) -> Explanation | None:
    start = text.index(word)
    return explainer.explain(block(text), language, start, start + len(word))


def test_an_ambiguous_abbreviation_has_all_its_meanings(explainer: Explainer) -> None:
    made = explained(explainer, "The BA.", "BA")
    assert made is not None
    assert (made.word, made.meanings) == ("BA", (AGENCY, ACCOUNT))
    assert (made.use.start, made.use.end) == (4, 6)


def test_it_is_told_in_the_language_of_the_text(explainer: Explainer) -> None:
    made = explained(explainer, "L'AF veille.", "AF", "fr-CA")
    assert made is not None
    assert made.meanings == (AGENCE,)


def test_it_is_told_in_the_language_of_the_words(explainer: Explainer) -> None:
    made = explainer.explain(block("The [AF]{lang=fr} of it."), "en", 4, 6)
    assert made is not None
    assert made.meanings == (AGENCE,)


@pytest.mark.parametrize("place", [4, 5, 6])
def test_the_caret_can_be_anywhere_in_a_word_and_at_its_edges(
    explainer: Explainer, place: int
) -> None:
    made = explainer.explain(block("The BA."), "en", place, place)
    assert made is not None
    assert made.word == "BA"


@pytest.mark.parametrize(
    ("text", "word", "meaning"),
    [
        ("the border agency does", "agency", AGENCY),
        ("the Boarder Agency does", "Boarder", AGENCY),
        ("the BORDER is", "BORDER", BORDER),
        ("l'agence des frontières", "frontières", AGENCY),
    ],
)
def test_whole_names_are_known_too_the_longest_counts(
    explainer: Explainer, text: str, word: str, meaning: Meaning
) -> None:
    made = explained(explainer, text, word)
    assert made is not None
    assert made.meanings == (meaning,)


@pytest.mark.parametrize(("text", "word"), [("The BA.", "The"), ("a borderline", "borderline")])
def test_other_words_have_no_explanation(explainer: Explainer, text: str, word: str) -> None:
    assert explained(explainer, text, word) is None
