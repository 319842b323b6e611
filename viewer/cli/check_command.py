"""``briefing check``: what is wrong in a book, for its authors."""

import click

from viewer import messages
from viewer.book.check import check_book
from viewer.cli.output import say, warn
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command
from viewer.messages import mark, plural
from viewer.messages import translate as _


@command("check", mark("Print what is wrong in a book, with file and line."))
@click.argument("book")
@with_session
def check_command(session: Session, *, book: str) -> int:
    """Check a book; 1 if there are findings."""
    findings = check_book(session.shelf.find(book))
    for message in findings:
        say(messages.finding(message))
    if not findings:
        warn(_("No findings."))
        return 0
    count = plural("{count} finding.", "{count} findings.", len(findings))
    warn(count.format(count=len(findings)))
    return 1
