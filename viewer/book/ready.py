"""The bundled books, parsed ahead, so that the first start of a new reader is as fast as the next.

``python -m viewer.book.ready`` (part of ``python3 dev.py texts``) writes ``resources/books``; a
test compares it with the books. It holds what ``BookCache`` holds, one folder a book folder.
"""

import shutil
from pathlib import Path

from viewer.assets import DATA, READY_BOOKS
from viewer.book.book import MANIFEST, open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Shelf


def write_ready(data: Path, target: Path) -> None:
    """Parse every book in ``data`` and keep the result in ``target``, in place of what was there.

    Args:
        data: Folder of the bundled books.
        target: Folder for the parsed ones.

    Raises:
        BookError: A manifest or a text can't be used.
    """
    shutil.rmtree(target, ignore_errors=True)
    cache = BookCache(target, named_by_folder=True)
    Shelf((), cache=cache, bundled=data).books()
    for folder in sorted(entry for entry in data.iterdir() if (entry / MANIFEST).exists()):
        book = open_book(folder, cache)
        for section in book.order:
            for language in book.languages_of(section):
                book.text(section, language)


if __name__ == "__main__":
    write_ready(DATA, READY_BOOKS)
