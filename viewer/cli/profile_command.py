"""``briefing profile``: everything of yours in one file, to move to another computer."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from viewer.cli.editions import Editions
from viewer.cli.output import complain, say
from viewer.cli.session import Session, with_session
from viewer.cli.translated import Command, group, option
from viewer.errors import ExchangeError, reason_of
from viewer.messages import mark
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.annotations.moving import Arrived, Packed

DESCRIPTION = mark("Move your notes, places and preferences to another computer, in one file.")


@group("profile", DESCRIPTION)
def profile_command() -> None:
    """Everything is in the commands below."""


@profile_command.command("export", cls=Command, help=mark("Write everything of yours to one file."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@option("--lock", is_flag=True, words=mark("Ask for a passphrase, and lock the file with it."))
@option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    words=mark("Lock the file with the first line of this one."),
)
@with_session
def profile_export(
    session: Session, *, file: Path, lock: bool, passphrase_file: Path | None
) -> int:
    """Pack the profile."""
    from viewer.annotations.exchange import write_file
    from viewer.annotations.moving import pack

    passphrase = _first_line(passphrase_file)
    # An empty line locks nothing: whoever names a file wants a lock.
    if (lock or passphrase_file is not None) and not passphrase:
        words = _("Passphrase")
        again = _("Once more")
        passphrase = click.prompt(words, hide_input=True, confirmation_prompt=again, err=True)
    write_file(file, pack(session.profile, passphrase))
    say(_("Everything is in {file}.").format(file=file))
    return 0


@profile_command.command(
    "import", cls=Command, help=mark("Add everything in such a file to what is here.")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--dry-run", is_flag=True, words=mark("Only say what would be done."))
@option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    words=mark("Unlock the file with the first line of this one."),
)
@with_session
def profile_import(
    session: Session, *, file: Path, dry_run: bool, passphrase_file: Path | None
) -> int:
    """Take over a packed profile."""
    from viewer.annotations.moving import bring
    from viewer.storage.opening import open_database

    packed = _packed(file, _first_line(passphrase_file))
    session.profile.ensure()
    database = open_database(session.profile.store_file)
    if database.problem is not None:
        complain(database.problem)
    with closing(database):
        editions = Editions(session)
        arrived = bring(session.profile, database, packed, editions.of, dry_run=dry_run)
    _report(arrived, dry_run=dry_run)
    return 0


def _packed(file: Path, passphrase: str) -> "Packed":
    """Return what a file holds; a passphrase is asked for if one is needed."""
    from viewer.annotations.exchange import read_file
    from viewer.annotations.moving import unpack
    from viewer.storage.locked import is_locked

    data = read_file(file)
    if is_locked(data) and not passphrase:
        passphrase = click.prompt(_("Passphrase"), hide_input=True, err=True)
    return unpack(data, passphrase, file=str(file))


def _first_line(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise ExchangeError("unreadable-file", path=str(path), reason=reason_of(error)) from error


def _report(arrived: "Arrived", *, dry_run: bool) -> None:
    from viewer.cli.annotations_exchange import say_counts

    say_counts(arrived.planned)
    if arrived.places:
        words = _("books with the place where you were reading")
        say(f"{arrived.places:6} {words}")
    if arrived.read:
        words = _("sections that you have read, wholly or in part")
        say(f"{arrived.read:6} {words}")
    for name in arrived.taken:
        say(_("{name}: taken over").format(name=name))
    for name in arrived.kept:
        say(_("{name}: the one here stays").format(name=name))
    if dry_run:
        say(_("Nothing was changed: this was a dry run."))
