"""The program is killed (signal 9) while bookmarks are edited: nothing shown as done is lost."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.stores import Records, records
from viewer.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[2]
RUNS = 50
CHANGES = 8
"""A child is killed after fewer than so many changes, so that slow disks are no matter, …"""

LATEST = 0.01
"""… and at most so many seconds later, in the midst of anything; a change takes 1 to 20 ms."""

KILLS = 1000
LONGEST = 0.05
"""Seconds that two processes live on at most; it takes them as long to open the store."""

FRESH = 50
"""Rounds after which a new store is begun."""

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


Told = dict[str, dict[int, tuple[str, str]]]
"""State and title by revision, by id, as they were told as done."""


def read_log(log: Path, told: Told) -> None:
    """Add what was told; see that no revision was told twice, which would be a lost update."""
    # A line that was cut was not told.
    for line in log.read_text(encoding="utf-8").split("\n")[:-1]:
        identity, revision, state, title = line.split(" ")
        revisions = told.setdefault(identity, {})
        assert revisions.setdefault(int(revision), (state, title)) == (state, title)


def check_both(told: Told, found: Records) -> None:
    """See that all that was told is there, or a later revision: what was underway, two at most."""
    untold = 0
    for identity, revisions in told.items():
        latest = max(revisions)
        record = found[identity]
        assert record.revision >= latest
        if record.revision == latest:
            assert ("binned" if record.deleted else "there", record.title) == revisions[latest]
        else:
            untold += record.revision - latest
    untold += len(found.keys() - told.keys())
    # Each process can be killed between a change, of three records at most, and telling it.
    assert untold <= 2 * 3
    for identity, record in found.items():
        state = "binned" if record.deleted else "there"
        told.setdefault(identity, {})[record.revision] = (state, record.title)


@pytest.mark.slow
def test_nothing_told_as_done_is_lost_at_a_thousand_kills_of_two_processes(tmp_path: Path) -> None:
    path, log = tmp_path / "reader.sqlite3", tmp_path / "log"
    generator = random.Random(2024)  # noqa: S311 - to be repeated, not secret
    command = [sys.executable, "-m", "tests.faults.nursery", str(path), str(log)]
    AnnotationStore(path).close()
    told: Told = {}
    kills = changes = wanted = rounds = 0
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        while kills < KILLS:
            rounds += 1
            if rounds % FRESH == 0:
                # A small store is opened sooner, so that more is killed in the midst of a change.
                path.unlink()
                shutil.rmtree(path.parent / "snapshots")
                told.clear()
                AnnotationStore(path).close()
            log.write_text("", encoding="utf-8")
            least, seconds = generator.randrange(CHANGES), generator.uniform(0, LONGEST)
            wanted += least
            nursery.stdin.write(f"{rounds} {least} {seconds}\n")
            nursery.stdin.flush()
            kills += int(nursery.stdout.readline())
            read_log(log, told)
            changes += len(log.read_text(encoding="utf-8").splitlines())
            check_both(told, records(path))
        nursery.stdin.close()
    assert rounds == KILLS // 2
    assert changes >= wanted > KILLS
