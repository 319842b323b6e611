"""``briefing search``: find passages, one query or a whole file of them."""

from pathlib import Path

import click

from viewer import messages
from viewer.cli import batch
from viewer.cli.engines import Engines
from viewer.cli.output import say, say_json
from viewer.cli.results import answer_lines, answer_record
from viewer.cli.session import Session, with_session
from viewer.cli.translated import WholeNumber, command, json_option, option
from viewer.errors import UsageError
from viewer.messages import mark

LIMIT = 20


@command(
    "search",
    mark("Find passages in the books, in both languages."),
    # A word after a single hyphen is one to leave out.
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1)
@option("--book", metavar="BOOK", words=mark("Search this book only."))
@option("--lang", type=click.Choice(["en", "fr"]), words=mark("Language to prefer in the results."))
@option(
    "--limit",
    metavar="N",
    type=WholeNumber(1, 1000),
    default=LIMIT,
    words=mark("Most sections to print."),
)
@json_option()
@option(
    "--batch",
    "batch_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    words=mark("Read queries from FILE, one a line, with or without an id and a TAB before it."),
)
@option("--typed", is_flag=True, words=mark("With --batch: replay each query key by key."))
@with_session
def search_command(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    query: tuple[str, ...],
    book: str | None,
    lang: str | None,
    limit: int,
    as_json: bool,
    batch_file: Path | None,
    typed: bool,
) -> int:
    """Search; 1 if nothing was found."""
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word, ctx=click.get_current_context())
    text = " ".join(query)
    if bool(text.strip()) == (batch_file is not None):
        raise UsageError("query-or-batch")
    if typed and batch_file is None:
        raise UsageError("typed-without-batch")
    language = lang or messages.language()
    engines = Engines(session, book)
    if batch_file is not None:
        settings = batch.Settings(language=language, limit=limit, typed=typed)
        return batch.run(engines, batch_file, settings)
    answer = engines.search(text, language=language, limit=limit)
    if as_json:
        say_json(answer_record(answer))
    else:
        for line in answer_lines(answer):
            say(line)
    return 0 if answer.hits or answer.own else 1
