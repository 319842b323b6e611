"""What the window is to be opened with, and how a command line is told from a book.

``open`` is recognised here by hand, so that the window starts without the command-line library.
Whatever is not a plain, correct ``open`` is left to ``viewer.cli``, which knows help and every
mistake.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.storage.files import is_folder, is_there

COMMANDS = (
    "open",
    "list",
    "contents",
    "show",
    "search",
    "index",
    "annotations",
    "profile",
    "align",
    "check",
    "doctor",
)
"""Commands, in the order in which help lists them; any other first argument is a book to open."""

GROUPS = ("annotations", "profile")
"""Those of them that have commands of their own."""

WORKER = "_index"
"""Hidden command: the child process that reads books and builds indexes."""

ADDRESS = "briefing:"
"""What the address of a place in a book begins with; it can stand for the book to open."""

COMPLETION = "_BRIEFING_COMPLETE"
"""Variable that the shell sets when it asks for completions."""

BESIDE = "--beside"
"""Hidden option of ``open``: what a further window takes up of the one that opens it, as JSON."""

NEW_WINDOW = "--new-window"
"""Option of ``open``: open a further window, whatever windows there are."""

_VALUES = ("--section", "--lang", "--profile", "--shelf", BESIDE)
_SWITCHES = ("--smoke", NEW_WINDOW)


class OpenOptions(NamedTuple):
    """What the window is to be opened with.

    Attributes:
        book: A book folder, the id of a book on the shelf, or the address of a place in one; None
            to resume where the reader stopped.
        section: Id of the section to show.
        language: Language to read in, ``en`` or ``fr``.
        smoke: Whether to paint the page, print one JSON line and end.
        profile: Folder that holds all state; None for the reader's own.
        shelf: Folders in which books lie, in place of the reader's own list; empty for that list.
        new_window: Whether to open a further window, if there is one.
        beside: What a further window takes up of the one that opens it, as JSON holds the state;
            None if no window opens it.
    """

    book: str | None = None
    section: str | None = None
    language: str | None = None
    smoke: bool = False
    profile: Path | None = None
    shelf: tuple[Path, ...] = ()
    new_window: bool = False
    beside: str | None = None


def command_of(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command that ``arguments`` mean, and what is left for it.

    Options may stand before the command, and before the one of a group, which then comes first in
    what is left. Without a command, or with a book in its place, it is ``open``. Help and the
    version alone mean no command: then the name is empty.
    """
    words = _words(arguments)
    if words and arguments[words[0]] in COMMANDS:
        command, *below = [arguments[word] for word in words]
        if command in GROUPS and not below:
            # Help of a group, or a command that is missing: common options don't matter there.
            return command, [given for given in arguments if given == "--help"]
        moved = words[: 2 if command in GROUPS else 1]
        rest = [given for position, given in enumerate(arguments) if position not in moved]
        return command, [*below[: len(moved) - 1], *rest]
    asked = [given for given in arguments if given in ("--help", "--version")]
    if asked and not words:
        return "", asked
    return "open", list(arguments)


def _words(arguments: Sequence[str]) -> list[int]:
    """Return the positions of what is neither an option nor the value of a common one."""
    words = []
    value = False
    for position, argument in enumerate(arguments):
        option = argument.startswith("-") and not value
        if not (option or value):
            words.append(position)
        value = option and argument in _VALUES
    return words


def open_options(arguments: Sequence[str]) -> OpenOptions | None:
    """Return the options of ``open``, or None where ``arguments`` need help or correction.

    Args:
        arguments: What was typed, without the word ``open``.
    """
    books: list[str] = []
    single: dict[str, str] = {}
    shelf: list[str] = []
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in _SWITCHES and not equals:
            single[name] = name
        elif not name.startswith("-"):
            books.append(name + equals + value)
        elif name not in _VALUES or not (equals or rest):
            return None
        elif name == "--shelf":
            shelf.append(value if equals else rest.pop(0))
        else:
            single[name] = value if equals else rest.pop(0)
    if not _correct(books, single, shelf):
        return None
    return OpenOptions(
        book=books[0] if books else None,
        section=single.get("--section"),
        language=single.get("--lang"),
        smoke="--smoke" in single,
        profile=Path(single["--profile"]) if "--profile" in single else None,
        shelf=tuple(Path(folder) for folder in shelf),
        new_window=NEW_WINDOW in single,
        beside=single.get(BESIDE),
    )


def value_of(name: str, arguments: Sequence[str]) -> str | None:
    """Return the value of option ``name`` as far as it can be told without knowing the command."""
    value = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{name}="):
            value = argument.partition("=")[2]
        elif argument == name and position + 1 < len(arguments):
            value = arguments[position + 1]
    return value


def _correct(books: list[str], single: dict[str, str], shelf: list[str]) -> bool:
    given = all([*single.values(), *shelf])
    languages = single.get("--lang", "en") in ("en", "fr")
    place = Path(single.get("--profile", "."))
    profile = is_folder(place) or not is_there(place)
    folders = all(is_folder(folder) for folder in shelf)
    return len(books) <= 1 and given and languages and profile and folders
