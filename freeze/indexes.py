"""Build the indexes of the bundled books, so that the frozen program can search at once."""

import shutil
from pathlib import Path

from viewer.book.book import open_book
from viewer.book.shelf import Shelf
from viewer.search.writer import build_ready_index


def build_indexes(folder: Path) -> Path:
    """Build the index of each bundled book, anew, and return ``folder``.

    Args:
        folder: What becomes ``viewer.assets.READY_INDEXES`` in the frozen program.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for listed in Shelf([]).current():
        build_ready_index(folder, open_book(listed.folder), _quiet)
    return folder


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches; a book takes a second or two."""
