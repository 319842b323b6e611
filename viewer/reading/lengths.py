"""How long sections take to read, by the number of their words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, compress
from operator import sub

from viewer.book.book import Book
from viewer.book.fingerprint import FileFacts

WORDS_PER_MINUTE = 238
"""Average rate of adults who read English non-fiction silently; most read 175 to 300.

M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019),
over 190 studies. French is read at a rate that differs less than readers do, so it counts for both.
"""


def minutes(words: int) -> int:
    """Return how many whole minutes so many words take to read; 1 for the fewest, 0 for none."""
    return max(1, round(words / WORDS_PER_MINUTE)) if words > 0 else 0


class Lengths:
    """The words of all sections of a book, as a reader of one language has them."""

    def __init__(self, book: Book, facts: Mapping[str, FileFacts], language: str) -> None:
        """Add up the words; of 100,000 sections it takes a tenth of a second.

        Args:
            book: The book.
            facts: What is known of its files, by path.
            language: The language that is read; a section that has it not is read in another.
        """
        texts = book.outline.texts
        others = [code for code in book.edition.languages if code != language and code in texts]
        columns = [texts[code] for code in (language, *others) if code in texts]
        paths = (_first(column[position] for column in columns) for position in range(len(book)))
        nothing = FileFacts()
        counts = (facts.get(path, nothing).words if path else 0 for path in paths)
        self._sums: Sequence[int] = list(accumulate(counts, initial=0))

    def words(self, part: range) -> int:
        """Return the words of the sections at these positions."""
        return self._sums[part.stop] - self._sums[part.start]

    def left(self, wanted: bytes) -> int:
        """Return the words of the sections for which ``wanted`` has a 1, as ``Progress.left``."""
        return sum(compress(map(sub, self._sums[1:], self._sums), wanted))


def _first(paths: Iterable[str]) -> str:
    return next(filter(None, paths), "")
