"""A damaged store: nothing that can still be had is lost, and what happened is told."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.stores import (
    Records,
    Sample,
    ahead_sample,
    all_records,
    copied_sample,
    records,
    remove_copies,
)
from tests.unit.annotations.samples import bookmark
from viewer import messages
from viewer.annotations.store import AnnotationStore
from viewer.errors import Message
from viewer.storage.schema import PAGE_SIZE

FLIPS = [*range(20), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(20, 220))]


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_text(path: Path) -> None:
    path.write_text("This is a letter.\n" * 999, encoding="utf-8")


def replace_by_noise(path: Path) -> None:
    noise = random.Random(5)  # noqa: S311 - to be repeated, not secret
    path.write_bytes(noise.randbytes(path.stat().st_size))


def replace_by_foreign_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE annotation (id TEXT)")
    connection.commit()
    connection.close()


def cut_in_the_first_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("x", encoding="utf-8")


UNREADABLE = [
    zero,
    empty,
    replace_by_text,
    replace_by_noise,
    replace_by_foreign_database,
    cut_in_the_first_page,
    replace_by_folder,
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A store that is as its copy."""
    return copied_sample(tmp_path_factory.mktemp("copied"))


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A store that is ahead of its copy."""
    return ahead_sample(tmp_path_factory.mktemp("ahead"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite3"


def reopened(path: Path) -> tuple[Message | None, Records]:
    """Open a store; see that it takes changes, and that the next opening has no problem."""
    store = AnnotationStore(path)
    assert not store.read_only
    found = all_records(store)
    store.add(bookmark("after the rescue"))
    store.close()
    assert len(records(path)) == len(found) + 1
    return store.problem, found


def kept_file(problem: Message | None) -> Path:
    assert problem is not None
    return Path(str(problem.parameters["kept"]))


@pytest.mark.parametrize("damage", UNREADABLE)
def test_the_newest_copy_is_opened_and_the_old_file_kept(
    path: Path, copied: Sample, damage: Callable[[Path], None]
) -> None:
    expected = copied.put(path)
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    problem, found = reopened(path)
    assert found == expected
    assert problem is not None
    assert problem.code == "store-copy-opened"
    kept = kept_file(problem)
    assert kept.name.startswith("reader.sqlite3.damaged-")
    assert kept.is_dir() if before is None else kept.read_bytes() == before
    told = messages.sentence(problem)
    assert str(kept) in told
    assert "{" not in told


@pytest.mark.parametrize("damage", UNREADABLE)
def test_without_a_copy_a_new_store_is_started_and_the_old_file_kept(
    path: Path, copied: Sample, damage: Callable[[Path], None]
) -> None:
    copied.put(path)
    remove_copies(path)
    damage(path)
    problem, found = reopened(path)
    assert found == {}
    assert problem is not None
    assert problem.code == "store-started-anew"
    assert kept_file(problem).exists()
    assert "{" not in messages.sentence(problem)


def test_a_damaged_copy_is_passed_over_for_an_older_one(path: Path, copied: Sample) -> None:
    expected = copied.put(path)
    newer = AnnotationStore(path)
    newer.add(bookmark("newer"))
    newer.close()
    older_copy, newer_copy = sorted(path.parent.glob("snapshots/*"))
    zero(newer_copy)
    zero(path)
    problem, found = reopened(path)
    assert found == expected
    assert problem is not None
    assert older_copy.exists()


def test_a_file_that_vanished_is_made_from_its_copy(path: Path, copied: Sample) -> None:
    expected = copied.put(path)
    path.unlink()
    problem, found = reopened(path)
    assert found == expected
    assert problem is not None
    assert problem.code == "store-missing"
    assert "{" not in messages.sentence(problem)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_what_a_cut_leaves_is_saved_even_if_it_is_newer_than_the_copy(
    path: Path, ahead: Sample, share: float
) -> None:
    new, old = ahead.put(path), ahead.copied
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    problem, found = reopened(path)
    assert problem is not None
    assert set(old) <= set(found)
    assert all(found[key] in {old.get(key), new[key]} for key in found)
    newer = sum(found[key] == new[key] != old.get(key) for key in found)
    assert (newer > 0) == (problem.code == "store-repaired")
    assert kept_file(problem).read_bytes() == whole[: int(len(whole) * share)]


def test_a_destroyed_first_page_costs_nothing(path: Path, ahead: Sample) -> None:
    expected = ahead.put(path)
    path.write_bytes(bytes(PAGE_SIZE) + path.read_bytes()[PAGE_SIZE:])
    problem, found = reopened(path)
    assert problem is not None
    assert problem.code == "store-repaired"
    assert found == expected


@pytest.mark.parametrize("seed", FLIPS)
def test_a_flipped_bit_is_noticed_or_harmless(path: Path, ahead: Sample, seed: int) -> None:
    expected, old = ahead.put(path), ahead.copied
    content = bytearray(path.read_bytes())
    generator = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    content[generator.randrange(len(content))] ^= 1 << generator.randrange(8)
    path.write_bytes(content)
    problem, found = reopened(path)
    if found != expected:
        # Said, and no more than the page with the bit; what the copy has is there in any case.
        assert problem is not None
        assert kept_file(problem).read_bytes() == content
        assert set(old) <= set(found)
        different = [key for key in expected if found.get(key) != expected[key]]
        assert len(different) <= PAGE_SIZE // 500


def test_an_altered_letter_is_noticed_and_the_record_kept(path: Path, ahead: Sample) -> None:
    expected = ahead.put(path)
    content = path.read_bytes()
    assert content.count(b"New 7") == 1
    path.write_bytes(content.replace(b"New 7", b"Nev 7"))
    problem, found = reopened(path)
    assert problem is not None
    assert problem.code == "store-repaired"
    assert problem.parameters["altered"] == 1
    titles = {one.title for one in found.values()}
    assert {one.title for one in expected.values()} - titles == {"New 7"}
    assert "Nev 7" in titles


def test_a_leftover_journal_never_meets_a_new_store(path: Path, copied: Sample) -> None:
    expected = copied.put(path)
    journal = path.with_name(f"{path.name}-journal")
    zero(path)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(2000))
    problem, found = reopened(path)
    assert found == expected
    assert problem is not None
    path.unlink()
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(2000))
    _, found = reopened(path)
    assert set(expected) <= set(found)


def test_damage_on_two_days_keeps_both_files(path: Path, copied: Sample) -> None:
    copied.put(path)
    kept = []
    for _ in range(3):
        zero(path)
        problem, _found = reopened(path)
        kept.append(kept_file(problem))
    assert len(set(kept)) == 3
    assert all(file.exists() for file in kept)
