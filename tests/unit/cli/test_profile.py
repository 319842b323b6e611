"""profile export and import: one file to another computer."""

from pathlib import Path

import click
import pytest

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_annotations import Marked, marked
from tests.unit.cli.test_annotations_exchange import listed
from viewer.__main__ import main
from viewer.storage import locked

__all__ = ["marked"]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap here."""
    monkeypatch.setattr(locked, "COST", locked.LEAST_COST)


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text("one two three\nnot this line\n", encoding="utf-8")
    return path


def test_a_profile_moves_in_a_locked_file(
    marked: Marked,
    tmp_path: Path,
    shelf: Path,
    passphrase: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = listed(marked.run)
    file = tmp_path / "mine.briefing-profile"
    lock = ("--passphrase-file", str(passphrase))
    exported = marked.run("profile export", str(file), *lock)
    assert (exported.status, exported.out) == (0, f"Everything is in {file}.\n")
    assert locked.is_locked(file.read_bytes())
    there = ["--profile", str(tmp_path / "there"), "--shelf", str(shelf)]
    assert main(["profile", "import", str(file), "--dry-run", *lock, *there]) == 0
    assert "1 new" in capsys.readouterr().out
    assert main(["profile", "import", str(file), *lock, *there]) == 0
    capsys.readouterr()
    main(["annotations", "list", "--json", *there])
    assert capsys.readouterr().out.count('"id"') == len(before) == 1


def test_a_wrong_passphrase_is_one_sentence(
    marked: Marked, tmp_path: Path, passphrase: Path
) -> None:
    file = tmp_path / "mine.briefing-profile"
    marked.run("profile export", str(file), "--passphrase-file", str(passphrase))
    passphrase.write_text("other\n", encoding="utf-8")
    result = marked.run("profile import", str(file), "--passphrase-file", str(passphrase))
    assert result.status == 3
    assert "can’t be opened with this passphrase" in result.err


def test_another_file_is_one_sentence(run: Run, passphrase: Path) -> None:
    result = run("profile import", str(passphrase))
    assert result.status == 3
    assert "isn’t a file with a profile" in result.err


def test_an_empty_passphrase_leaves_nothing_unlocked(
    marked: Marked, tmp_path: Path, passphrase: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.briefing-profile"
    passphrase.write_text("\n", encoding="utf-8")
    monkeypatch.setattr(click, "prompt", lambda *_asked, **_how: "typed by hand")
    marked.run("profile export", str(file), "--passphrase-file", str(passphrase))
    assert locked.is_locked(file.read_bytes())
