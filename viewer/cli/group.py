"""The command ``briefing``: finds the command, and turns whatever goes wrong into one sentence."""

import gettext
import importlib
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from viewer import __version__, messages
from viewer.assets import RESOURCES
from viewer.cli.output import complain, finish, prepare_streams, silence, warn
from viewer.cli.quotes import typographic
from viewer.cli.translated import Command, Option
from viewer.errors import WRONG_USE as WRONG_USE_CODES
from viewer.errors import Message, UsageError, ViewerError
from viewer.messages import mark
from viewer.messages import translate as _
from viewer.options import COMMANDS, COMPLETION, OpenOptions, command_of, value_of
from viewer.settings import Profile, default_profile, load_preferences, profile_at

NAME = "briefing"

DONE, FINDINGS, WRONG_USE, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit status; an interrupted program ends as the shell expects."""

HELP = mark(
    "Read, search and annotate briefing books.\n\n"
    "Without a command, or with a book in its place, the window opens. "
    "BOOK is a book folder, or the id of a book on the shelf."
)


class Program(Command, click.Group):
    """The group of all commands; each is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"viewer.cli.{cmd_name}_command")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


def main(arguments: Sequence[str], open_window: Callable[[OpenOptions], int]) -> int:
    """Run the command line.

    Args:
        arguments: What was typed after the name of the program.
        open_window: Opens the window; the command line itself knows nothing of Qt.

    Returns:
        The exit status.
    """
    prepare_streams()
    # What a person has to know is said in sentences; without a handler, Python would print more.
    logging.getLogger("viewer").addHandler(logging.NullHandler())
    profile = _profile(arguments)
    _choose_language(profile)
    name, rest = command_of(arguments)
    try:
        status = _run([name, *rest] if name else rest, open_window)
        finish()
    except BrokenPipeError:
        silence(sys.stdout)
        return DONE
    except ViewerError as problem:
        complain(problem.message)
        wrong = isinstance(problem, UsageError) or problem.message.code in WRONG_USE_CODES
        return WRONG_USE if wrong else REFUSED
    except Exception:  # noqa: BLE001 - the last resort: a sentence for the person, the rest for the log
        complain(_log_unexpected(profile))
        return REFUSED
    return status


def _run(arguments: Sequence[str], open_window: Callable[[OpenOptions], int]) -> int:
    if COMPLETION in os.environ:
        # Answers the shell and ends the process.
        program.main(list(arguments), prog_name=NAME)
    try:
        with program.make_context(NAME, list(arguments), obj=open_window) as context:
            result = program.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as problem:
        warn(_usage_sentence(problem, arguments))
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return result if isinstance(result, int) else DONE


def _usage_sentence(problem: click.ClickException, arguments: Sequence[str]) -> str:
    # One line; spaces that don't break stay.
    words = re.sub(r"[ \t\r\n]+", " ", typographic(problem.format_message())).strip()
    if not words.endswith((".", "?", "?)")):
        words += "."
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    command = context.command_path if context else " ".join([NAME, *arguments[:1]])
    return _("{problem} See “{command} --help”.").format(problem=words, command=command)


def _profile(arguments: Sequence[str]) -> Profile:
    folder = value_of("--profile", arguments)
    return profile_at(Path(folder)) if folder else default_profile()


def _choose_language(profile: Profile) -> None:
    """Speak the language of the preferences, else of the system, in click's words too."""
    preferences, _findings = load_preferences(profile)
    chosen = preferences.interface_language
    messages.set_language(messages.system_language() if chosen == "system" else chosen)
    os.environ["LANGUAGE"] = messages.language()
    gettext.bindtextdomain(messages.DOMAIN, str(RESOURCES / "translations"))
    gettext.textdomain(messages.DOMAIN)


def _log_unexpected(profile: Profile) -> Message:
    """Write the exception being handled to the log and return what to tell the person."""
    try:
        profile.log_file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(profile.log_file, encoding="utf-8")
    except OSError:
        return Message("unexpected-error", {"problem": repr(sys.exception())})
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("viewer.cli")
    logger.addHandler(handler)
    logger.error("briefing %s, %s", __version__, sys.argv, exc_info=sys.exception())
    logger.removeHandler(handler)
    handler.close()
    return Message("unexpected-error-logged", {"log": profile.log_file})


@click.command(cls=Program, help=HELP, invoke_without_command=False)
@click.version_option(
    __version__,
    message="%(prog)s %(version)s",
    cls=Option,
    help=mark("Show the version and end."),
)
def program() -> None:
    """Everything is in the commands."""
