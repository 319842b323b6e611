"""Two processes write to one store: neither loses what the other did."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.stores import Records, copied_sample, records
from tests.unit.annotations.samples import bookmark
from viewer.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[2]
ROUNDS = 30

COUNTING = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.unit.annotations.samples import bookmark
from viewer.annotations.store import AnnotationStore, RevisionConflictError

path, identity, name, rounds = sys.argv[1:]
store = AnnotationStore(Path(path))
conflicts = 0
current = store.get(identity)
for number in range(int(rounds)):
    store.add(bookmark(f"{name} {number}"))
    while True:
        try:
            current = store.update(replace(current, note=str(int(current.note) + 1)))
            break
        except RevisionConflictError as conflict:
            current = conflict.newer
            conflicts += 1
store.close()
print(conflicts)
"""

OPENING = """
import sys
from pathlib import Path
from viewer.annotations.store import AnnotationStore

store = AnnotationStore(Path(sys.argv[1]))
assert not store.read_only, store.problem
print(store.problem.code if store.problem else "none", len(store.find()))
store.close()
"""


def together(code: str, *arguments: list[str]) -> list[str]:
    """Run one child for each list of arguments at the same time; return what they print."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for words in arguments
    ]
    outputs = [child.communicate(timeout=60)[0].strip() for child in children]
    assert [child.returncode for child in children] == [0] * len(children)
    return outputs


def titles(found: Records) -> set[str]:
    return {one.title for one in found.values()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "reader.sqlite3"


def test_no_update_and_no_addition_is_lost(path: Path) -> None:
    store = AnnotationStore(path)
    counter = store.add(replace(bookmark("counter"), note="0"))
    store.close()
    words = [[str(path), counter.id, name, str(ROUNDS)] for name in ("left", "right")]
    together(COUNTING, *words)
    found = records(path)
    assert found[counter.id].note == str(2 * ROUNDS)
    assert found[counter.id].revision == counter.revision + 2 * ROUNDS
    expected = {f"{name} {number}" for name in ("left", "right") for number in range(ROUNDS)}
    assert titles(found) == expected | {"counter"}


def test_processes_that_start_together_make_one_store(path: Path) -> None:
    outputs = together(OPENING, *[[str(path)]] * 4)
    assert outputs == ["none 0"] * 4
    assert records(path) == {}


def test_processes_that_find_a_damaged_store_together_rescue_it_once(
    path: Path, tmp_path: Path
) -> None:
    sample = copied_sample(tmp_path / "sample")
    sample.put(path)
    path.write_bytes(b"damaged")
    alive = sum(not one.deleted for one in sample.records.values())
    outputs = together(OPENING, *[[str(path)]] * 4)
    assert sorted(outputs) == sorted([f"store-copy-opened {alive}", *[f"none {alive}"] * 3])
    assert records(path) == sample.records
    assert len(list(path.parent.glob("*.damaged-*"))) == 1
