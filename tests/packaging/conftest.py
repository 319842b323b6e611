"""The program as people get it: from a wheel, and frozen."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Program:
    """A way to start the program.

    Attributes:
        command: What is to be typed before the arguments.
        folder: Where it is installed.
    """

    command: tuple[str, ...]
    folder: Path

    def run(
        self, *arguments: str, profile: Path, prefix: tuple[str, ...] = ()
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command, away from the checkout, with its own profile and home."""
        return subprocess.run(
            [*prefix, *self.command, *arguments, "--profile", str(profile)],
            cwd=profile.parent,
            env=surroundings(profile),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def start(
        self, *arguments: str, profile: Path, prefix: tuple[str, ...] = ()
    ) -> "subprocess.Popen[bytes]":
        """Start a command and let it run, in a group of processes of its own."""
        return subprocess.Popen(
            [*prefix, *self.command, *arguments, "--profile", str(profile)],
            cwd=profile.parent,
            env=surroundings(profile),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def surroundings(profile: Path) -> dict[str, str]:
    """Variables for the program: little more than a home of its own."""
    home = profile.parent / "home"
    home.mkdir(exist_ok=True)
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "QT_QPA_PLATFORM": "offscreen",
    }


def call(*command: str | Path) -> None:
    """Run a step of building; what it says is shown if it fails."""
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def checkout() -> Program:
    """The program as developers run it."""
    return Program((sys.executable, "-m", "viewer"), ROOT / "viewer")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ".")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The wheel, installed with what it declares in an environment that was empty."""
    folder = tmp_path_factory.mktemp("environment")
    call(sys.executable, "-m", "venv", folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    constraints = ROOT / "constraints.txt"
    call(scripts / "python", "-m", "pip", "install", "--constraint", constraints, wheel)
    return Program((str(scripts / "briefing"),), folder)


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The frozen program, in a folder that can't be written."""
    folder = tmp_path_factory.mktemp("frozen")
    options = ["--noconfirm", "--log-level=WARN", "--distpath", folder, "--workpath"]
    work = tmp_path_factory.mktemp("work")
    call(sys.executable, "-m", "PyInstaller", *map(str, options), work, "build.spec")
    # Two builds of one checkout at the same time may not share what they make on the way.
    assert {"indexes", "stripped"} <= {path.name for path in (work / "build").iterdir()}
    shutil.rmtree(work)
    program = folder / "briefing"
    for path in (program, *program.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    name = "briefing.exe" if os.name == "nt" else "briefing"
    return Program((str(program / name),), program)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Where a profile is to be made."""
    return tmp_path / "profile"
