"""Merges the indexes of a shelf into one collection on disk: runs in the child process only."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from viewer.search import merged, seal
from viewer.search.arrays import load, load_postings
from viewer.search.impacts import merge
from viewer.search.indexes import IndexFolder, remove
from viewer.search.publish import Work, publish
from viewer.search.scope import not_counted

_KEPT = 3
"""Collections that stay: shelves change, and a command searches a single book now and then."""


def build_collection(indexes: IndexFolder, names: Sequence[str]) -> Path:
    """Merge the indexes of these names, in this order, unless that was done; return where it is.

    Args:
        indexes: Where they are.
        names: Of each, the id of its book, a slash, and its own name.

    Raises:
        SearchIndexError: An index isn't there or isn't whole, or the folder can't be written
            (``search-index-unwritable``, ``search-index-disk-full``).
    """
    sources = [indexes.open_named(name).files for name in names]
    name = merged.collection_name(names)
    path = indexes.collection_path(name)

    def write(folder: Path) -> None:
        arrays = [load(files) for files in sources]
        postings = [load_postings(files, own) for files, own in zip(sources, arrays, strict=True)]
        books = [name.partition("/")[0] for name in names]
        merged.save(merge(arrays, postings, not_counted(books)), folder)

    if publish(indexes, Work(path, {}, write), lambda: indexes.open_collection(name)):
        _remove_oldest(path)
    return path


def _remove_oldest(path: Path) -> None:
    """Remove the collections of shelves that are no more."""
    others = []
    # What is being built, and locks, have names with a full stop.
    for folder in (found for found in path.parent.glob("*") if "." not in found.name):
        with suppress(OSError):
            if folder != path:
                others.append(((folder / seal.COMPLETE).stat().st_mtime_ns, folder))
    for _, folder in sorted(others, reverse=True)[_KEPT - 1 :]:
        remove(folder)
