"""Nothing touches the network: proved by what the system sees, in every form of the program."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.packaging.conftest import Program

STRACE = shutil.which("strace")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("packaging"),
    pytest.mark.skipif(STRACE is None, reason="strace is missing: the network was not watched"),
]

FORBIDDEN = re.compile(r"AF_INET6?|AF_NETLINK|AF_PACKET")

WAYS = {
    "window": ("open", "--smoke"),
    "command line": ("search", "border five", "--json"),
    "child": ("index", "--rebuild"),
    "doctor": ("doctor",),
}


@pytest.fixture(params=["checkout", "frozen"])
def program(request: pytest.FixtureRequest) -> Program:
    """Forms of the program."""
    found: Program = request.getfixturevalue(request.param)
    return found


def watched(program: Program, profile: Path, *arguments: str) -> str:
    """Run a command and return its system calls about the network, and those of its children."""
    assert STRACE
    trace = profile.parent / "trace"
    prefix = (STRACE, "-f", "-qq", "-e", "trace=network,execve", "-o", str(trace))
    done = program.run(*arguments, profile=profile, prefix=prefix)
    assert done.returncode == 0, done.stderr
    return trace.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("way", WAYS)
def test_no_socket_to_the_network(program: Program, profile: Path, way: str) -> None:
    trace = watched(program, profile, *WAYS[way])
    assert "execve(" in trace
    assert not [line for line in trace.splitlines() if FORBIDDEN.search(line)]


def test_the_child_was_watched_too(checkout: Program, profile: Path) -> None:
    assert '"_index"' in watched(checkout, profile, "index", "--rebuild")


def test_the_watch_would_see_a_socket(tmp_path: Path) -> None:
    code = "import socket; socket.socket().close()"
    python = Program((sys.executable, "-c", code), tmp_path)
    assert FORBIDDEN.search(watched(python, tmp_path / "profile"))


def test_a_window_at_work_touches_no_network(checkout: Program, profile: Path) -> None:
    """A first start: the window reads, and its child builds the index of the book."""
    assert STRACE
    trace = profile.parent / "trace"
    prefix = (STRACE, "-f", "-qq", "-e", "trace=network,execve", "-o", str(trace))
    window = checkout.start("open", "key-relationships", profile=profile, prefix=prefix)
    try:
        deadline = time.monotonic() + 120
        while not [*profile.glob("cache/indexes/key-relationships/*/complete.json")]:
            assert time.monotonic() < deadline, "no index was built"
            assert window.poll() is None, "the window has ended"
            with suppress(subprocess.TimeoutExpired):
                window.wait(0.2)
    finally:
        os.killpg(window.pid, signal.SIGKILL)
        window.wait()
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any('"_index"' in line for line in lines)
    assert not [line for line in lines if FORBIDDEN.search(line)]
