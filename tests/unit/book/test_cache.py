"""The cache answers only with what can be trusted, and never stands in the way."""

import os
import stat
from pathlib import Path

import pytest

from viewer.book.cache import BookCache


def test_what_was_written_is_read(tmp_path: Path) -> None:
    shelf = BookCache(tmp_path / "cache").of(tmp_path / "book")
    assert shelf.read("manifest", "key") is None
    shelf.write("manifest", "key", {"a": ["é", 1]})
    assert shelf.read("manifest", "key") == {"a": ["é", 1]}
    assert shelf.read("manifest", "other") is None
    assert BookCache(tmp_path / "cache").of(tmp_path / "book").read("manifest", "key") is not None


def test_books_do_not_share_their_cache(tmp_path: Path) -> None:
    cache = BookCache(tmp_path / "cache")
    cache.of(tmp_path / "a/book").write("manifest", "key", 1)
    assert cache.of(tmp_path / "b/book").read("manifest", "key") is None


def test_no_folder_keeps_nothing(tmp_path: Path) -> None:
    shelf = BookCache(None).of(tmp_path)
    shelf.write("manifest", "key", 1)
    shelf.forget(set())
    assert shelf.read("manifest", "key") is None
    assert list(tmp_path.iterdir()) == []


def only_file(folder: Path) -> Path:
    (file,) = [path for path in folder.rglob("*") if path.is_file()]
    return file


@pytest.mark.parametrize(
    "damage", ["cut", "empty", "garbage", "flipped", "foreign", "deep", "text"]
)
def test_damaged_file_is_ignored_and_written_anew(tmp_path: Path, damage: str) -> None:
    cache = BookCache(tmp_path / "cache")
    shelf = cache.of(tmp_path / "book")
    shelf.write("manifest", "key", {"a": [1, 2, 3]})
    file = only_file(tmp_path / "cache")
    whole = file.read_bytes()
    file.write_bytes(
        {
            "cut": whole[:-3],
            "empty": b"",
            "garbage": os.urandom(200),
            "flipped": whole.replace(b"[1,2,3]", b"[1,2,4]"),
            "foreign": b'{"edition": {}, "outline": {}}',
            "deep": whole.split(b"\n")[0] + b"\n" + b"[" * 100_000,
            "text": "[]é".encode("utf-16"),
        }[damage]
    )
    assert shelf.read("manifest", "key") is None
    shelf.write("manifest", "key", {"a": 5})
    assert shelf.read("manifest", "key") == {"a": 5}


def test_other_version_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = BookCache(tmp_path / "cache").of(tmp_path / "book")
    shelf.write("manifest", "key", 1)
    monkeypatch.setattr("viewer.book.cache.VERSION", "other")
    assert shelf.read("manifest", "key") is None


def test_unwritable_folder_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    shelf = BookCache(tmp_path / "cache").of(tmp_path / "book")
    shelf.write("manifest", "key", 1)
    shelf.forget(set())
    assert shelf.read("manifest", "key") is None


def test_writing_leaves_only_the_finished_file_for_the_reader_alone(tmp_path: Path) -> None:
    shelf = BookCache(tmp_path / "cache").of(tmp_path / "book")
    for value in range(3):
        shelf.write("manifest", "key", value)
    file = only_file(tmp_path / "cache")
    assert file.name == "manifest.json"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_texts_that_are_not_kept_are_removed(tmp_path: Path) -> None:
    shelf = BookCache(tmp_path / "cache").of(tmp_path / "book")
    for name in ("a", "b"):
        shelf.write(f"text/{name}", name, 1)
    shelf.write("manifest", "key", 1)
    shelf.forget({"b"})
    assert [shelf.read(f"text/{name}", name) for name in ("a", "b")] == [None, 1]
    assert shelf.read("manifest", "key") == 1
