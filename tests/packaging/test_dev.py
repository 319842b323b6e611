"""dev.py: tasks, what it says, and what it costs when everything is there."""

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def test_help_names_every_task() -> None:
    assert dev.__doc__
    named = {line.split()[0] for line in dev.__doc__.splitlines() if line.startswith("  ")}
    assert named == {*dev.TASKS, "help"}


@pytest.mark.parametrize(("task", "status"), [("help", 0), ("bake", 2)])
def test_a_task_that_is_none_explains_the_tasks(task: str, status: int) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev.py", task], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert "usage: python3 dev.py TASK" in done.stdout


def test_missing_libraries_are_named_by_their_package() -> None:
    assert dev.missing_packages({"libc.so.6": "libc6", "libnowhere.so.1": "nowhere1"}) == [
        "nowhere1"
    ]


def test_a_person_without_rights_gets_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("CI", raising=False)
    assert not dev.install_packages(["libgl1", "libegl1"], "Something")
    told = capsys.readouterr().err
    assert "sudo apt-get install --yes --no-install-recommends libgl1 libegl1" in told
    assert told.count("\n") == 1


def test_a_python_without_venv_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setitem(sys.modules, "venv", None)
    with pytest.raises(SystemExit) as stopped:
        dev.create_environment()
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert "lacks the module venv" in told
    assert told.count("\n") == 1


def test_other_systems_get_the_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not dev.install_packages(["libgl1"], "Something")
    assert "libgl1" in capsys.readouterr().err


def test_environment_is_renewed_when_what_it_depends_on_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("before", encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    before = dev.wanted_stamp()
    assert dev.wanted_stamp() == before
    (tmp_path / "constraints.txt").write_text("after", encoding="utf-8")
    assert dev.wanted_stamp() != before


@pytest.mark.parametrize("kept", [True, False])
def test_sources_are_compiled_where_python_does_not_keep_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    source = tmp_path / "viewer" / "module.py"
    source.parent.mkdir()
    source.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", not kept)
    dev.compile_sources()
    assert Path(cache_from_source(str(source))).exists() != kept


@pytest.mark.slow
def test_when_all_is_there_it_costs_little() -> None:
    if not dev.STAMP.exists():
        pytest.skip("this environment was not made by dev.py")
    best = min(_seconds(["dev.py", "run", "--version"]) for _ in range(5))
    direct = min(_seconds(["-m", "viewer", "--version"]) for _ in range(5))
    assert best - direct < 0.5


def _seconds(arguments: list[str]) -> float:
    """Return the seconds of computing that a start takes: waiting for a processor doesn't count."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    after = os.times()
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system
