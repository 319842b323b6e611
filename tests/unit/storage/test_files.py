"""Replacing files, and setting them aside."""

import os
from pathlib import Path

import pytest

from viewer.storage.files import (
    is_file,
    is_folder,
    is_there,
    matching,
    set_aside,
    write_atomically,
)


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "state.json"
    write_atomically(path, b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_files_set_aside_never_replace_one_another(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    kept = []
    for content in ("one", "two", "three"):
        path.write_text(content, encoding="utf-8")
        kept.append(set_aside(path))
    assert not path.exists()
    assert [file.read_text(encoding="utf-8") for file in kept] == ["one", "two", "three"]
    assert all(file.name.startswith("state.json.damaged-20") for file in kept)


def test_looking_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As where a folder may not be entered; Path.exists and its kin raise this until Python 3.14.
    unlookable = tmp_path / ("x" * 300)
    with pytest.raises(OSError, match="too long"):
        unlookable.stat()
    assert not is_there(unlookable)
    assert not is_folder(unlookable)
    assert not is_file(unlookable)
    assert matching(unlookable, "*") == []
    assert is_folder(tmp_path)
    (tmp_path / "one").write_bytes(b"")
    assert is_file(tmp_path / "one")
    assert matching(tmp_path, "o*") == [tmp_path / "one"]
    monkeypatch.setattr(Path, "glob", _refuse)
    assert matching(tmp_path, "o*") == []


def _refuse(*_arguments: object) -> object:
    raise PermissionError(13, "Permission denied")
