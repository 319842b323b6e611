"""``briefing open``: help and the mistakes; a plain, correct call never comes here."""

from collections.abc import Callable
from pathlib import Path

import click

from viewer.cli.session import profile_options
from viewer.cli.translated import command, option
from viewer.messages import mark
from viewer.options import OpenOptions


@command("open", mark("Open the window, where you stopped reading or at a book."))
@click.argument("book", required=False)
@option("--section", metavar="ID", words=mark("Section to show."))
@option("--lang", type=click.Choice(["en", "fr"]), words=mark("Language to read in."))
@option("--smoke", is_flag=True, words=mark("Paint the page, print one JSON line, and end."))
@option(
    "--new-window", is_flag=True, words=mark("Open a further window, even if there is one already.")
)
@profile_options
@click.pass_obj
def open_command(  # noqa: PLR0913 - one parameter an option
    opener: Callable[[OpenOptions], int],
    *,
    book: str | None,
    section: str | None,
    lang: str | None,
    smoke: bool,
    new_window: bool,
    profile: Path | None,
    shelf: tuple[Path, ...],
) -> int:
    """Open the window."""
    return opener(OpenOptions(book, section, lang, smoke, profile, shelf, new_window))
