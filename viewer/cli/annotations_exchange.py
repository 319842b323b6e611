"""``briefing annotations export`` and ``import``: files of annotations, in and out."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from viewer.cli.editions import Editions
from viewer.cli.output import complain, say, say_json, say_table
from viewer.cli.session import Session, with_session
from viewer.cli.translated import command, json_option, option
from viewer.errors import Message
from viewer.messages import mark, plural, sentence
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.annotations.merging import Plan
    from viewer.storage.database import Database

FORMATS = ("json", "md", "html")

VERDICTS = {
    "new": mark("new"),
    "same": mark("the same"),
    "newer-here": mark("newer here, kept"),
    "newer-there": mark("newer there, taken over"),
    "both": mark("changed here and there, both kept"),
    "deleted-here": mark("deleted here, left so"),
    "brought-back": mark("brought back"),
}
UNPLACED = "unplaced"

WIDTH = 50
"""Characters of a quote that a line shows."""


@command("export", mark("Write your bookmarks, highlights and notes to a file."))
@option("--book", metavar="BOOK", words=mark("Those of this book only."))
@option("--id", "only", metavar="ID", multiple=True, words=mark("Only this one; can be repeated."))
@option(
    "--format",
    "wanted",
    type=click.Choice(FORMATS),
    words=mark("json to be read in again; md and html to be read by people, with the json in it."),
)
@option("--deleted", is_flag=True, words=mark("With the records of what you deleted."))
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    words=mark("File to write; its ending tells the format."),
)
@with_session
def annotations_export(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    book: str | None,
    only: tuple[str, ...],
    wanted: str | None,
    deleted: bool,
    output: Path | None,
) -> int:
    """Export annotations."""
    from viewer.annotations.exchange import write_file
    from viewer.annotations.gathering import Wanted, gather
    from viewer.annotations.report import written

    editions = Editions(session)
    selected = Wanted(editions.identifier(book), frozenset(only) if only else None, deleted=deleted)
    with closing(_database(session)) as database:
        gathered = gather(database, editions.of, selected)
    if book is not None and not gathered.annotations:
        # Annotations may outlive their book; a name without any must be that of a book.
        session.shelf.find(book)
    ending = output.suffix.lstrip(".").lower() if output else ""
    text = written(gathered, wanted or (ending if ending in FORMATS else FORMATS[0]))
    if output is None:
        say(text.rstrip("\n"))
        return 0
    write_file(output, text.encode())
    count = len(gathered.annotations)
    words = plural("{count} annotation written.", "{count} annotations written.", count)
    say(words.format(count=count))
    return 0


@command("import", mark("Add the bookmarks, highlights and notes of a file to yours."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--dry-run", is_flag=True, words=mark("Only say what would be done."))
@option("--book", metavar="BOOK", words=mark("The book that is meant where the file names none."))
@option("--bring-back", is_flag=True, words=mark("Bring back what you deleted here, too."))
@json_option()
@with_session
def annotations_import(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    file: Path,
    dry_run: bool,
    book: str | None,
    bring_back: bool,
    as_json: bool,
) -> int:
    """Import annotations; 1 if some could not be read."""
    from viewer.annotations.exchange import read_file, read_set
    from viewer.annotations.merging import carry_out, plan
    from viewer.annotations.store import AnnotationStore

    editions = Editions(session)
    read = read_set(read_file(file), file=str(file), book=editions.identifier(book) or "")
    with closing(_database(session)) as database:
        planned = plan(AnnotationStore(database), read, editions.of)
        if bring_back:
            planned = planned.whole()
        if not dry_run:
            carry_out(database, planned)
    _report(planned, read.problems, dry_run=dry_run, as_json=as_json)
    return 1 if read.problems else 0


def _database(session: Session) -> "Database":
    from viewer.storage.opening import open_database

    session.profile.ensure()
    database = open_database(session.profile.store_file)
    if database.problem is not None:
        complain(database.problem)
    return database


def _report(
    planned: "Plan", problems: tuple[Message, ...], *, dry_run: bool, as_json: bool
) -> None:
    if as_json:
        record: dict[str, Any] = {
            "dry_run": dry_run,
            "counts": dict(planned.counts()),
            "items": _records(planned),
            "problems": [{"code": one.code, "sentence": sentence(one)} for one in problems],
        }
        say_json(record)
        return
    for problem in problems:
        complain(problem)
    say_table(map(_row, _records(planned)))
    say_counts(planned)
    if dry_run:
        say(_("Nothing was changed: this was a dry run."))


def say_counts(planned: "Plan") -> None:
    """Print how many annotations are taken over, and how many stay as they are."""
    counts = planned.counts()
    for verdict, words in VERDICTS.items():
        if counts[verdict]:
            say(f"{counts[verdict]:6} {_(words)}")
    if counts["unplaceable"]:
        words = _("without a place in the book as it is now")
        say(f"{counts['unplaceable']:6} {words}")


def _row(record: dict[str, Any]) -> tuple[str, ...]:
    words = VERDICTS[record["verdict"]]
    place = _("unplaced") if record["state"] == UNPLACED else ""
    shown = _short(record["quote"] or record["title"] or record["note"])
    return _(words), record["book"], record["section"], shown, place


def _records(planned: "Plan") -> list[dict[str, Any]]:
    return [
        {
            "id": item.annotation.id,
            "verdict": item.verdict.value,
            "state": item.state.value,
            "motivation": item.annotation.motivation.value,
            "book": item.annotation.anchor.book,
            "section": item.annotation.anchor.section,
            "quote": item.annotation.anchor.quote,
            "title": item.annotation.title,
            "note": item.annotation.note,
        }
        for item in planned.items
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
