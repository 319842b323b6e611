"""Click's building blocks with help texts that follow the language of the interface.

Help is declared with ``mark`` where the command is, and translated when it is shown.
"""

from collections.abc import Callable
from typing import Any

import click

from viewer.cli.output import say
from viewer.messages import mark, mark_plural
from viewer.messages import translate as _

CLICK_WORDS = (
    mark("Options"),
    mark("Positional arguments"),
    mark("Commands"),
    mark("Usage:"),
    mark("required"),
    mark("default: {default}"),
    mark("file"),
    mark("directory"),
    mark("path"),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing command."),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("Option {name!r} does not take a value."),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("{name} {filename!r} does not exist."),
    mark("{name} {filename!r} is a file."),
    mark("{name} {filename!r} is a directory."),
    mark("{name} {filename!r} is not readable."),
    mark("{name} {filename!r} is not writable."),
)
"""Words that click itself looks up in our catalogue; a test compares them with click's."""

CLICK_PLURALS = (
    mark_plural(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    ),
    mark_plural(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    mark_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    mark_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""The same, for words with a count."""


def translated(words: str | None) -> str:
    """Return the words of a declaration in the language of the interface."""
    return _(words) if words else ""


class Formatter(click.HelpFormatter):
    """Sets headings as the language does: French has a no-break space before a colon."""

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(_("{heading}:").format(heading=heading) + "\n")


class Context(click.Context):
    """Shows help with our formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is translated when shown, and whose ``--help`` says so in words."""

    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, whole: lists have room for it."""
        del limit
        return translated(self.help).partition("\n")[0].rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help."""
        original, self.help = self.help, translated(self.help)
        super().format_help_text(ctx, formatter)
        self.help = original

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the ``--help`` option with our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help and end.")
            option.callback = _show_help
        return option


def _show_help(ctx: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    if value and not ctx.resilient_parsing:
        say(ctx.get_help())
        ctx.exit()


class Group(Command, click.Group):
    """A command that has commands of its own; alone it is a mistake, in one sentence."""

    def __init__(self, name: str, **settings: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(name, no_args_is_help=False, **settings)


class Option(click.Option):
    """An option whose help is translated when shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its translated help."""
        original, self.help = self.help, translated(self.help)
        record = super().get_help_record(ctx)
        self.help = original
        return record


class WholeNumber(click.IntRange):
    """A number between two others, by its name in the language of the interface."""

    @property
    def name(self) -> str:  # type: ignore[override]  # click's own is a constant
        """Return what has to be given."""
        return _("whole number")


def command(
    name: str, words: str, **settings: object
) -> Callable[[Callable[..., object]], click.Command]:
    """Declare a command.

    Args:
        name: What is typed.
        words: Help, marked for translation; its first line stands in the list of commands.
        settings: More for ``click.command``.
    """
    return click.command(name, cls=Command, help=words, **settings)


def group(name: str, words: str) -> Callable[[Callable[..., object]], click.Group]:
    """Declare a command that has others below it; ``words`` is its help, marked."""
    return click.group(name, cls=Group, help=words)


def option(
    *names: str, words: str, **settings: object
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Declare an option; ``words`` is its help, marked for translation."""
    return click.option(*names, cls=Option, help=words, **settings)


def json_option() -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Declare ``--json``."""
    return option("--json", "as_json", is_flag=True, words=mark("Print JSON, for scripts."))
