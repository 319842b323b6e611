"""What the window is opened with, and how a command line is told from a book."""

import os
from pathlib import Path

import pytest

from viewer import __main__ as entry
from viewer.options import COMMANDS, OpenOptions, command_of, open_options, value_of


@pytest.mark.parametrize(
    ("arguments", "command", "rest"),
    [
        ([], "open", []),
        (["open"], "open", []),
        (["tides"], "open", ["tides"]),
        (["open", "list"], "open", ["list"]),
        (["list"], "list", []),
        (["search", "open"], "search", ["open"]),
        (["--smoke"], "open", ["--smoke"]),
        (["--profile", "list"], "open", ["--profile", "list"]),
        (["--profile", "p", "list"], "list", ["--profile", "p"]),
        (["--profile=p", "list", "--json"], "list", ["--profile=p", "--json"]),
        (["tides", "list"], "open", ["tides", "list"]),
        (["--help"], "", ["--help"]),
        (["--version"], "", ["--version"]),
        (["--help", "list"], "list", ["--help"]),
        (["--profile", "p", "annotations", "list"], "annotations", ["list", "--profile", "p"]),
        (["annotations", "--profile=p", "list"], "annotations", ["list", "--profile=p"]),
        (["annotations", "--profile", "p", "list"], "annotations", ["list", "--profile", "p"]),
        (["profile", "--profile", "p", "export"], "profile", ["export", "--profile", "p"]),
        (["profile", "export", "--profile", "p"], "profile", ["export", "--profile", "p"]),
        (["annotations", "--help"], "annotations", ["--help"]),
        (["--profile", "p", "annotations", "--help"], "annotations", ["--help"]),
        (["--profile", "p", "annotations"], "annotations", []),
        (["--profile", "p", "--help"], "", ["--help"]),
        (["--profile=p", "--version"], "", ["--version"]),
        (["tides", "--help"], "open", ["tides", "--help"]),
    ],
)
def test_command_of(arguments: list[str], command: str, rest: list[str]) -> None:
    assert command_of(arguments) == (command, rest)


def test_open_without_arguments_resumes() -> None:
    assert open_options([]) == OpenOptions()


def test_every_option_of_open(tmp_path: Path) -> None:
    folder = str(tmp_path)
    arguments = ["tides", "--section", "spring", "--lang=fr", "--smoke"]
    arguments += ["--profile", folder, "--shelf", folder, f"--shelf={folder}"]
    assert open_options(arguments) == OpenOptions(
        book="tides",
        section="spring",
        language="fr",
        smoke=True,
        profile=tmp_path,
        shelf=(tmp_path, tmp_path),
    )


def test_a_book_may_have_an_equals_sign() -> None:
    options = open_options(["a=b"])
    assert options is not None
    assert options.book == "a=b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--bogus"],
        ["--section"],
        ["--smoke=yes"],
        ["one", "two"],
        ["--lang", "de"],
        ["--shelf", "/no/such/folder"],
        ["--profile", __file__],
        ["--profile", os.devnull],
        ["--profile", ""],
        ["--profile="],
        ["--shelf", ""],
        ["--", "tides"],
    ],
)
def test_whatever_is_not_plain_is_left_to_the_command_line(arguments: list[str]) -> None:
    assert open_options(arguments) is None


def test_value_of_takes_the_last_one_before_two_dashes() -> None:
    arguments = ["list", "--profile", "a", "--profile=b", "--", "--profile", "c"]
    assert value_of("--profile", arguments) == "b"
    assert value_of("--shelf", arguments) is None


def test_open_has_the_same_options_on_both_ways() -> None:
    """The hand-made parser, and click's, which knows help and mistakes."""
    from viewer.cli.open_command import open_command

    declared = {name for parameter in open_command.params for name in parameter.opts}
    flags = {"--smoke", "--new-window"}
    valued = {"--section", "--lang", "--profile", "--shelf"}
    assert declared == {"book", *flags, *valued}
    for name in flags:
        assert open_options([name]) is not None
    for name in valued:
        assert open_options([name, "en" if name == "--lang" else "."]) is not None


def test_every_command_has_its_module() -> None:
    folder = Path(entry.__file__).parent / "cli"
    modules = {path.stem.removesuffix("_command") for path in folder.glob("*_command.py")}
    assert modules == set(COMMANDS)


def test_two_dashes_reach_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[OpenOptions] = []

    def open_window(options: OpenOptions) -> int:
        opened.append(options)
        return 0

    monkeypatch.setattr(entry, "open_window", open_window)
    assert entry.main(["--", "--strange-name"]) == 0
    assert opened == [OpenOptions(book="--strange-name")]


def test_without_a_display_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert entry.main(["open"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("There is no display")
    assert error.count("\n") == 1
