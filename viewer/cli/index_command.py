"""``briefing index``: build what is missing for searching."""

import click

from viewer.cli.indexing import make_ready, open_engine
from viewer.cli.output import warn
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command, option
from viewer.messages import mark
from viewer.messages import translate as _


@command("index", mark("Build the search index of a book, or of all books that lack one."))
@click.argument("book", required=False)
@option("--rebuild", is_flag=True, words=mark("Build it again even if it is there."))
@with_session
def index_command(session: Session, *, book: str | None, rebuild: bool) -> int:
    """Build indexes."""
    books = [session.book(book)] if book else session.books()
    if rebuild:
        for opened in books:
            session.indexes.remove(opened)
    built = make_ready(session, books)
    open_engine(session, books).close()
    if not built:
        warn(_("Every index is there already; --rebuild builds it again."))
    return 0
