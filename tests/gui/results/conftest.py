"""Answers for the list of results."""

import pytest

from viewer.search.answers import Answer, Hit, Passage


def hit(
    section: str,
    *,
    book: str = "key-relationships",
    language: str = "en",
    more: tuple[Passage, ...] = (),
    languages: tuple[str, ...] = (),
) -> Hit:
    """A section found; its passage is about a chair."""
    return Hit(
        rank=1,
        score=1.0,
        book=book,
        edition="1",
        section=section,
        language=language,
        title=section.replace("-", " ").title(),
        path=("International partners", "Multilateral relations"),
        block="b1",
        ordinal=1,
        passage="In late 2022 the United Kingdom took the chair.",
        highlights=((41, 46),),
        more=more,
        languages=languages or (language,),
    )


MORE = (
    Passage("b2", 2, "The chair changes every year.", 0, ((4, 9),), heading="Who chairs it"),
    Passage("b3", 3, "The chair hosts the meeting.", 0, ((4, 9),)),
)


@pytest.fixture
def answer() -> Answer:
    """Three passages of one section and one of another, in one book."""
    hits = (
        hit("border-five", more=MORE, languages=("en", "fr")),
        hit("migration-five"),
    )
    return Answer("chair", "en", total=2, hits=hits)


@pytest.fixture
def two_books(answer: Answer) -> Answer:
    """The same, and one passage in another book."""
    other = hit("rivers", book="field-guide", language="fr")
    return Answer("chair", "en", total=3, hits=(*answer.hits, other))
