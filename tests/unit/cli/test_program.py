"""Help, languages, mistakes, and what happens when everything goes wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from tests.unit.cli.conftest import Run
from viewer import messages
from viewer.__main__ import main
from viewer.cli.translated import CLICK_PLURALS, CLICK_WORDS
from viewer.options import COMMANDS

GROUPS = {"annotations": ("list", "export", "import"), "profile": ("export", "import")}
ALL = [*COMMANDS, *(f"{group} {name}" for group, names in GROUPS.items() for name in names)]


def command(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ALL)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name.split(), "--help"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"Usage: briefing {name}")
    assert "--help" in captured.out
    assert captured.err == ""
    if name not in GROUPS:
        assert "--profile DIR" in captured.out
        assert "--shelf DIR" in captured.out


@pytest.mark.parametrize("name", ["", *ALL])
def test_help_is_wholly_in_french(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {}
    for language in ("fr", "en"):
        monkeypatch.setenv("LANGUAGE", language)
        assert main([*name.split(), "--help"]) == 0
        shown[language] = capsys.readouterr().out
    french, english = shown["fr"], shown["en"]
    assert french.startswith("Utilisation")
    # Whole sentences that stand in both were not translated; names of options are the same.
    prose = re.compile(r"(?:[A-Za-zé]+ ){3,}[A-Za-zé]+")
    assert not set(prose.findall(french)) & set(prose.findall(english))


def test_help_of_the_program_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = re.findall(r"^  (\w+)  ", capsys.readouterr().out, re.MULTILINE)
    assert listed == list(COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"briefing \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_words_of_click_are_those_of_the_installed_click() -> None:
    folder = Path(click.__file__).parent
    used = {message for *_, message, _comments, _context in extract_from_dir(folder)}
    assert not {*CLICK_WORDS, *CLICK_PLURALS} - used


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--bogus"],
        ["list", "surplus"],
        ["show"],
        ["show", "tides"],
        ["show", "tides", "nowhere"],
        ["show", "nowhere", "spring"],
        ["show", "tides", "spring", "--lang", "de"],
        ["show", "tides", "spring", "--format", "pdf"],
        ["search"],
        ["search", "--limit", "0", "moon"],
        ["search", "--limit", "x", "moon"],
        ["search", "--typed", "moon"],
        ["search", "--batch", "/no/such/file"],
        ["search", "moon", "--batch", __file__],
        ["search", "--moon"],
        ["open", "one", "two"],
        ["open", "--lang", "de"],
        ["annotations"],
        ["annotations", "burn"],
        ["check"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence_and_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err


@pytest.mark.parametrize("arguments", [["list", "surplus"], ["search", "--limit", "x", "moon"]])
def test_wrong_use_ends_its_sentence(run: Run, arguments: list[str]) -> None:
    assert re.search(r"[^.]\. See “briefing \w+ --help”\.\n$", run(*arguments).err)


@pytest.mark.parametrize("folder", ["", os.devnull])
@pytest.mark.parametrize("name", ["list", "open"])
def test_a_profile_that_is_no_folder_is_wrong_use(
    name: str, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--profile", folder]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_a_group_alone_lacks_a_command() -> None:
    done = command("annotations", LANGUAGE="en")
    assert (done.returncode, done.stderr) == (
        2,
        "Missing command. See “briefing annotations --help”.\n",
    )


def test_options_may_stand_before_the_command_of_a_group(profile_folder: Path) -> None:
    assert main(["--profile", str(profile_folder), "annotations", "list"]) == 0
    assert main(["annotations", "--profile", str(profile_folder), "list"]) == 0


def test_files_are_named_as_french_does() -> None:
    done = command("search", "--batch", "/no/such/file", LANGUAGE="fr")
    assert "Fichier «\u00a0/no/such/file\u00a0» introuvable." in done.stderr


def test_numbers_are_named_as_french_does(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert "n’est pas un nombre entier valide" in run("search", "--limit", "x", "moon").err


@pytest.mark.parametrize("name", ["./nowhere", "/no/such/folder"])
def test_a_path_that_is_not_there_is_no_book(run: Run, name: str) -> None:
    result = run("contents", name)
    assert result.status == 2
    assert f"The folder “{name}” isn’t there" in result.err


def test_a_file_is_no_book(run: Run) -> None:
    result = run("contents", __file__)
    assert result.status == 2
    assert "isn’t a folder" in result.err


def test_reasons_of_the_parser_are_told_in_french(
    run: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    (shelf / "tides" / "book.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    assert "(il manque une valeur)" in run("contents", str(shelf / "tides")).err


def test_mistakes_are_told_in_french(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert "Argument manquant" in run("show").err
    assert "aucun cahier" in run("show", "nowhere", "spring").err


def test_language_of_the_preferences_comes_first(run: Run, profile_folder: Path) -> None:
    (profile_folder / "settings.yaml").write_text("interface_language: fr\n", encoding="utf-8")
    assert "Marées" in run("list").out
    assert messages.language() == "fr"


def test_damaged_book_is_3(run: Run, shelf: Path) -> None:
    (shelf / "tides" / "book.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    result = run("contents", str(shelf / "tides"))
    assert result.status == 3
    assert re.match(rf"{re.escape(str(shelf / 'tides' / 'book.yaml'))}:\d+: ", result.err)


def test_damaged_section_is_3(run: Run, shelf: Path) -> None:
    (shelf / "tides" / "en" / "spring.md").write_bytes(b"\xff\xfe")
    result = run("show", "tides", "spring")
    assert result.status == 3
    assert "spring.md" in result.err


def test_the_unexpected_is_one_sentence_and_in_the_log(
    run: Run, profile_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("viewer.cli.session.Session.book", fail)
    result = run("contents", "tides")
    assert result.status == 3
    assert result.err.count("\n") == 1
    log = profile_folder / "briefing.log"
    assert str(log) in result.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_reader_of_a_pipe_may_go_early(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", "list", "--json", "--profile", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["list", "--help"]])
def test_full_disk_is_told(tmp_path: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "viewer", *arguments, "--profile", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "The result could not be written: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_mistake(tmp_path: Path, closed: str) -> None:
    line = f'"{sys.executable}" -m viewer list --profile "{tmp_path}" {closed}'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_any_encoding_of_the_terminal_will_do(tmp_path: Path) -> None:
    done = command(
        "contents", "key-relationships", "--profile", str(tmp_path), PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_command_line_needs_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from viewer.__main__ import main; "
        f"status = main(['list', '--profile', {str(tmp_path)!r}]); "
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_state_stays_in_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    assert command("list", "--profile", str(tmp_path / "profile")).returncode == 0
    assert not list(home.iterdir())


def test_completion_is_left_to_the_shell() -> None:
    done = command(_BRIEFING_COMPLETE="bash_complete", COMP_WORDS="briefing con", COMP_CWORD="1")
    assert done.stdout.split() == ["plain,contents"]


@pytest.mark.parametrize("more", [[], ["--smoke"]])
def test_opening_a_book_that_there_is_none_of_is_wrong_use(more: list[str], tmp_path: Path) -> None:
    done = command(
        "open", "nowhere", *more, "--profile", str(tmp_path), QT_QPA_PLATFORM="offscreen"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr


def test_smoke_of_a_section_that_there_is_none_of_is_wrong_use(tmp_path: Path) -> None:
    done = command(
        *("open", "user-guide", "--section", "nowhere", "--smoke", "--profile", str(tmp_path)),
        QT_QPA_PLATFORM="offscreen",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "no section “nowhere”" in done.stderr


def test_opening_a_broken_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("- not a manifest\n", encoding="utf-8")
    done = command(
        "open", str(tmp_path), "--profile", str(tmp_path / "p"), QT_QPA_PLATFORM="offscreen"
    )
    assert done.returncode == 3
    assert "book.yaml:1" in done.stderr
