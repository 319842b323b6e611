"""The program is killed (signal 9) while bookmarks are edited: nothing shown as done is lost."""

import random
import subprocess
import sys
from pathlib import Path

from tests.faults.stores import Records, records

ROOT = Path(__file__).parents[2]
RUNS = 50
CHANGES = 8
"""A child is killed after fewer than so many changes, so that slow disks are no matter, …"""

LATEST = 0.01
"""… and at most so many seconds later, in the midst of anything; a change takes 1 to 20 ms."""

Shown = dict[str, str]
"""Titles by id, as they were shown as done; empty for a deleted bookmark."""


def edit_until_killed(path: Path, seed: int, generator: random.Random) -> list[str]:
    """Let a child edit the store, kill it sometime, and return what it told as done."""
    command = [sys.executable, "-m", "tests.faults.editing", str(path), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        told = "".join(child.stdout.readline() for _ in range(generator.randrange(CHANGES)))
        try:
            child.wait(generator.uniform(0, LATEST))
        except subprocess.TimeoutExpired:
            child.kill()
        told += child.stdout.read()
    assert child.returncode == -9
    # A line that was cut was not shown.
    return [line for line in told.split("\n")[:-1] if line]


def follow(shown: Shown, lines: list[str]) -> None:
    """Bring ``shown`` up to date with what a child told as done."""
    for line in lines:
        action, identity, *title = line.split()
        shown[identity] = "" if action == "delete" else title[0]


def check(shown: Shown, found: Records) -> None:
    """See that everything shown as done is there, the one change that was underway apart."""
    different = []
    for identity, title in shown.items():
        assert identity in found
        record = found[identity]
        if (record.title if not record.deleted else "") != title:
            different.append(identity)
    unseen = set(found) - set(shown)
    # What was committed but killed before it was told may be there: one change at most.
    assert len(different) + len(unseen) <= 1
    for identity in (*different, *unseen):
        record = found[identity]
        shown[identity] = "" if record.deleted else record.title


def test_nothing_shown_as_done_is_lost_at_fifty_kills(tmp_path: Path) -> None:
    path = tmp_path / "reader.sqlite3"
    generator = random.Random(2023)  # noqa: S311 - to be repeated, not secret
    shown: Shown = {}
    done = 0
    for seed in range(RUNS):
        lines = edit_until_killed(path, seed, generator)
        done += len(lines)
        follow(shown, lines)
        check(shown, records(path))
    assert done > 2 * RUNS
    assert any(title == "" for title in shown.values())
