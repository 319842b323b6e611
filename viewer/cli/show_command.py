"""``briefing show``: one section, for people or for scripts."""

from typing import Any

import click

from viewer.book.book import Book
from viewer.book.language_tags import closest
from viewer.book.model import SectionText, pick
from viewer.cli.output import complain, say, say_json
from viewer.cli.plain import plain_lines
from viewer.cli.session import Session, section_in, with_session
from viewer.cli.translated import command, option
from viewer.errors import Message, Severity, UsageError
from viewer.messages import mark

FORMATS = ("text", "json", "md", "html")


@command("show", mark("Print one section of a book."))
@click.argument("book")
@click.argument("section")
@option("--lang", metavar="LANG", words=mark("Language of the text, for example fr."))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    words=mark("Text for people, or JSON with the blocks and their ids."),
)
@with_session
def show_command(session: Session, *, book: str, section: str, lang: str | None, form: str) -> int:
    """Print a section."""
    if form not in {"text", "json"}:
        raise UsageError("format-not-yet", format=form)
    opened = session.book(book)
    section_in(opened, section)
    wanted = session.language(lang, opened)
    languages = opened.languages_of(section)
    if not languages:
        code = "section-without-text" if opened.children(section) else "section-empty"
        raise UsageError(code, section=section)
    language = closest(wanted, languages) or languages[0]
    if language != wanted:
        # Standard output holds the section and nothing else.
        parameters = {"section": section, "wanted": wanted, "language": language}
        complain(Message("shown-in-other-language", parameters, Severity.INFO))
    text = opened.text(section, language)
    if form == "json":
        say_json(section_record(opened, text))
        return 0
    say(pick(opened.section(section).title, language))
    for line in plain_lines(text):
        say(line)
    return 0


def section_record(book: Book, text: SectionText) -> dict[str, Any]:
    """Return a section with its blocks as JSON holds it; offsets count code points of ``text``."""
    section = book.section(text.section)
    return {
        "book": book.edition.book,
        "edition": book.edition.edition,
        "section": text.section,
        "language": text.language,
        "title": pick(section.title, text.language),
        "classification": section.classification,
        "path": [pick(above.title, text.language) for above in book.ancestors(text.section)],
        "blocks": [
            {
                "id": block.id,
                "kind": block.kind.value,
                "ordinal": block.ordinal,
                "text": block.text,
                **({"data": dict(block.data)} if block.data else {}),
            }
            for block in text.blocks
        ],
    }
