"""Small texts and anchors for tests of annotations."""

from collections.abc import Sequence

from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.book.anchor import Anchor
from viewer.book.canonical import block_hash, numbered
from viewer.book.model import Block, Edition, Kind, SectionText

EDITION = Edition("key-relationships", "2023-09", "2023-09-01")
LATER = Edition("key-relationships", "2024-01", "2024-01-15")

PARAGRAPHS = (
    "Border Five",
    "The Border Five brings together the heads of five border agencies. 🛂 Each chairs in turn.",
    "Repealed",
    "In late 2022 the United Kingdom took the chair of the Border Five.",
    "Repealed",
    "",
    "Région de la capitale nationale : 14\u202f577 employés 👩\u200d💼.",
)


def section_text(
    texts: Sequence[str] = PARAGRAPHS, section: str = "border-five", language: str = "en"
) -> SectionText:
    """Return a section of paragraphs, with ids as the parser gives them."""
    ids: dict[str, int] = {}
    blocks = tuple(
        Block(numbered(block_hash(text), ids, "."), Kind.PARAGRAPH, ordinal, text)
        for ordinal, text in enumerate(texts)
    )
    return SectionText(section, language, blocks)


def passage(quote: str = "Border Five", ordinal: int = 1, start: int = 4) -> Anchor:
    """Return an anchor without context, for tests of the store."""
    return Anchor(
        "key-relationships",
        "2023-09",
        "border-five",
        "en",
        block=f"block{ordinal}",
        ordinal=ordinal,
        start=start,
        end=start + len(quote),
        quote=quote,
        prefix="The ",
        suffix=" brings",
    )


def bookmark(title: str = "Who chairs it", anchor: Anchor | None = None) -> Annotation:
    """Return a bookmark that is in no store yet."""
    return new_annotation(Motivation.BOOKMARKING, anchor or passage(), title)
