"""A lock between processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from viewer.storage.locks import FileLock

HOLDER = """
import sys
from pathlib import Path
from viewer.storage.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.acquire()
    assert one.acquire()
    assert not two.acquire()
    assert two.held_elsewhere()
    one.release()
    one.release()
    assert not (tmp_path / "lock").exists() or sys.platform == "win32"
    assert not two.held_elsewhere()
    assert two.acquire()
    two.release()


def test_lock_is_freed_when_its_holder_dies(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        assert FileLock(path).held_elsewhere()
        holder.kill()
        holder.wait()
    lock = FileLock(path)
    assert lock.acquire()
    lock.release()


def test_lock_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "nowhere" / "lock")
    with pytest.raises(OSError, match="nowhere"):
        lock.acquire()
    assert not lock.held_elsewhere()
