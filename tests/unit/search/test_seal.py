"""Only our own whole indexes are opened."""

import json
import os
from pathlib import Path

import pytest

from viewer.errors import SearchIndexError
from viewer.search import seal

KEY = b"k" * 32
FACTS = {"book": "sample", "edition": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "index"
    made.mkdir()
    (made / "a.npy").write_bytes(b"first")
    (made / "b.txt").write_bytes(b"")
    seal.write_seal(made, FACTS, KEY)
    return made


def refused(folder: Path, key: bytes | None = KEY) -> bool:
    try:
        seal.verify(folder, key)
    except SearchIndexError as error:
        return error.message.code == "search-index-damaged"
    return False


def test_sealed_index_is_returned_as_it_was_verified(folder: Path) -> None:
    sealed = seal.verify(folder, KEY)
    assert sealed.facts == FACTS
    assert sealed.files == {"a.npy": b"first", "b.txt": b""}


def test_large_index_is_returned_as_paths(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "IN_MEMORY", 4)
    assert seal.verify(folder, KEY).files["a.npy"] == folder / "a.npy"


@pytest.mark.parametrize("key", [b"", b"x" * 32, None])
def test_other_key_is_refused(folder: Path, key: bytes | None) -> None:
    assert refused(folder, key)


def test_unsealed_list_is_trusted_in_the_programs_own_folder_only(folder: Path) -> None:
    (folder / seal.COMPLETE).unlink()
    seal.write_seal(folder, FACTS, None)
    assert not refused(folder, None)
    assert refused(folder)
    assert refused(folder, b"")
    (folder / "a.npy").write_bytes(b"other")
    assert refused(folder, None)


@pytest.mark.parametrize("content", [b"fIrst", b"first and more", b"firs", b"", None])
def test_changed_or_missing_file_is_refused(folder: Path, content: bytes | None) -> None:
    if content is None:
        (folder / "a.npy").unlink()
    else:
        (folder / "a.npy").write_bytes(content)
    assert refused(folder)
    (folder / "a.npy").write_bytes(b"first")
    assert not refused(folder)


def test_added_file_is_refused(folder: Path) -> None:
    (folder / "c.txt").touch()
    assert refused(folder)


def test_changed_list_is_refused(folder: Path) -> None:
    content = json.loads((folder / seal.COMPLETE).read_text())
    content["facts"]["book"] = "other"
    (folder / seal.COMPLETE).write_text(json.dumps(content))
    assert refused(folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000])
def test_anything_else_as_a_list_is_refused(folder: Path, content: bytes) -> None:
    (folder / seal.COMPLETE).write_bytes(content)
    assert refused(folder)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere")


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"first")
    (folder / "a.npy").unlink()
    (folder / "a.npy").symlink_to(tmp_path / "elsewhere")
    assert refused(folder)


def test_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert seal.profile_key(cache, create=False) == b""
    key = seal.profile_key(cache, create=True)
    assert len(key) == 32
    assert seal.profile_key(cache, create=True) == key
    assert seal.profile_key(cache, create=False) == key
    assert [path.name for path in cache.iterdir()] == ["index.key"]
    if os.name != "nt":
        assert (cache / "index.key").stat().st_mode & 0o777 == 0o600


def test_broken_key_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "index.key").write_bytes(b"short")
    assert seal.profile_key(tmp_path, create=False) == b""
    assert len(seal.profile_key(tmp_path, create=True)) == 32
