"""By what an answer can be narrowed: book, part, language, tag, bookmark, each with a count."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.results.model import part_of

if TYPE_CHECKING:
    from viewer.search.answers import Answer

Tags = Callable[[str, str], Sequence[str]]
"""Returns the tags of a section (book, section)."""


Editions = Callable[[str], Sequence[str]]
"""Returns the names of the editions of a book (its id) on the shelf, the newest first."""


def _no_editions(_book: str) -> Sequence[str]:
    return ()


class Facet(NamedTuple):
    """A value by which an answer can be narrowed.

    Attributes:
        kind: Name of the filter: ``book``, ``edition``, ``in``, ``lang``, ``tag`` or ``is``.
        value: Value of the filter.
        words: What a person reads.
        number: How many of the sections found pass; None where others are found instead.
    """

    kind: str
    value: str
    words: str
    number: int | None


class Known(NamedTuple):
    """What the panel knows beside the answer.

    Attributes:
        titles: Titles of the books, by id.
        marked: Sections (book, section) that carry a bookmark.
        tags: Tells the tags of a section.
        editions: Tells the editions of a book on the shelf, the newest first.
    """

    titles: Mapping[str, str]
    marked: Collection[tuple[str, str]]
    tags: Tags
    editions: Editions = _no_editions


def facets(answer: "Answer", known: Known) -> dict[str, list[Facet]]:
    """Return, by kind, the values that part of the sections of ``answer`` have."""
    hits = answer.hits
    books = Counter(hit.book for hit in hits)
    parts = Counter(map(part_of, hits))
    codes = Counter(code for hit in hits for code in hit.languages or (hit.language,))
    tags = Counter(tag for hit in hits for tag in known.tags(hit.book, hit.section))
    marked = sum((hit.book, hit.section) in known.marked for hit in hits)
    made = {
        "book": [Facet("book", one, known.titles.get(one, one), books[one]) for one in books],
        "edition": _editions(books, known),
        "in": [Facet("in", one, one, parts[one]) for one in parts],
        "lang": [Facet("lang", one, languages.name(one), codes[one]) for one in sorted(codes)],
        "tag": [Facet("tag", one, one, tags[one]) for one in sorted(tags)],
        "is": [Facet("is", "bookmarked", _("Bookmarked"), marked)] if marked else [],
    }
    narrowing = {
        kind: [facet for facet in values if len(values) > 1 or (facet.number or 0) < len(hits)]
        for kind, values in made.items()
    }
    return {kind: values for kind, values in narrowing.items() if values}


def _editions(books: Iterable[str], known: Known) -> list[Facet]:
    """Return the editions of the books found, if some book has several."""
    every = [known.editions(book) for book in books]
    if all(len(names) < 2 for names in every):  # noqa: PLR2004 - one is no choice
        return []
    names = dict.fromkeys(name for own in every for name in own)
    return [Facet("edition", name, name, None) for name in names]


def kind_words(kind: str) -> str:
    """Return what a kind of filter is called."""
    return {
        "book": _("Book"),
        "edition": _("Edition"),
        "in": _("Part"),
        "lang": _("Language"),
        "tag": _("Tag"),
        "is": _("Bookmarked"),
    }.get(kind, kind)
