"""Parse the bundled books, so that the program starts as fast the first time as later.

``python3 dev.py books`` runs it; what it makes is committed, and a test compares it with the books.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer.assets import READY_BOOKS
from viewer.book.book import open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Shelf
from viewer.reading.survey import make_survey

FOR_ALL = 0o644
"""Readers of an installed program are not those who built it; caches are for one person."""


def parse_books(folder: Path) -> Path:
    """Parse each bundled book wholly, anew, and return ``folder``.

    Args:
        folder: Where to, for example ``viewer.assets.READY_BOOKS``.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for listed in Shelf([]).current():
        with TemporaryDirectory() as temporary:
            cache = BookCache(Path(temporary))
            Shelf([], cache=cache).books()
            book = open_book(listed.folder, cache)
            for section in book.order:
                for language in book.languages_of(section):
                    book.text(section, language)
            for language in book.edition.languages:
                make_survey(book, language, _silent)
            # Sizes and times of files, which are others wherever the program is installed.
            for file in Path(temporary).glob("*/files.json"):
                file.unlink()
            (parsed,) = Path(temporary).glob(f"{listed.folder.name}-*")
            shutil.copytree(parsed, folder / listed.folder.name)
    for file in folder.rglob("*.json"):
        file.chmod(FOR_ALL)
    return folder


def _silent(_done: int, _total: int) -> None:
    """Bundled books are small: nobody needs to hear how far it is."""


if __name__ == "__main__":
    parse_books(READY_BOOKS)
