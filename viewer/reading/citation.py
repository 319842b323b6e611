"""Where a passage stands, as it is cited: book, edition, path, handling level, and a link."""

from html import escape
from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.classification import label, with_caveat
from viewer.book.model import Kind, SectionText, pick
from viewer.book.paths import PATH_SIGN
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import fragment, inline

_QUOTES = {"en": "“{}”", "fr": "«\u00a0{}\u00a0»"}
_EDITION = {"en": "edition {}", "fr": "édition {}"}
_CLAUSE = "{title}, {edition}, {path} ({level})"


class Citation(NamedTuple):
    """What is told of a passage, in the language of its text.

    Attributes:
        title: Title of the book.
        edition: Its edition, ``edition 2023-09``.
        path: Titles of the sections from the top down to the one with the passage.
        level: Handling level, and the caveat if there is one.
        link: Address of the passage; empty for none.
    """

    title: str
    edition: str
    path: str
    level: str
    link: str = ""

    def clause(self) -> str:
        """Return all but the link on one line."""
        return _CLAUSE.format(**self._asdict())


def citation_of(book: Book, section: str, language: str, level: str, link: str = "") -> Citation:
    """Return what is told of a passage.

    Args:
        book: The book.
        section: Id of its section.
        language: Language of the text, in which everything is told.
        level: Handling level.
        link: Address of the passage; empty for none.
    """
    edition = book.edition
    sections = [*book.ancestors(section), book.section(section)]
    caveat = pick(edition.caveat, language)
    marking = pick(label(level), language)
    return Citation(
        pick(edition.title, language),
        _of(_EDITION, language).format(edition.edition),
        PATH_SIGN.join(pick(one.title, language) for one in sections),
        with_caveat(marking, caveat),
        link,
    )


def cited_text(text: SectionText, citation: Citation) -> str:
    """Return a passage in quotes, and under it where it stands, as plain text."""
    quoted = _of(_QUOTES, text.language).format(plain_text(text).strip())
    lines = [quoted, f"— {citation.clause()}", citation.link]
    return "\n".join(line for line in lines if line)


def cited_html(text: SectionText, citation: Citation, book: Book) -> str:
    """Return the same with its structure: in a paragraph, or as a block quotation."""
    language, blocks = escape(text.language), text.blocks
    if len(blocks) == 1 and blocks[0].kind is Kind.PARAGRAPH:
        quoted = _of(_QUOTES, text.language).format(inline(text, book.resource))
        quoted = f'<p lang="{language}">{quoted}</p>'
    else:
        quoted = f'<blockquote lang="{language}">{fragment(text, book.resource)}</blockquote>'
    named = citation._asdict() | {"title": "\0"}
    clause = escape(_CLAUSE.format(**named)).replace("\0", f"<cite>{escape(citation.title)}</cite>")
    link = escape(citation.link)
    below = f'<br><a href="{link}">{link}</a>' if link else ""
    return f'{quoted}\n<p lang="{language}">— {clause}{below}</p>'


def _of(words: dict[str, str], language: str) -> str:
    return words.get(language[:2].lower(), words["en"])
