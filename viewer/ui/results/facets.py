"""By what an answer can be narrowed: book, part, language, tag, bookmark, each with a count."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.results.model import part_of

if TYPE_CHECKING:
    from viewer.search.answers import Answer

Tags = Callable[[str, str], Sequence[str]]
"""Returns the tags of a section (book, section)."""


class Facet(NamedTuple):
    """A value by which an answer can be narrowed.

    Attributes:
        kind: Name of the filter: ``book``, ``in``, ``lang``, ``tag`` or ``is``.
        value: Value of the filter.
        words: What a person reads.
        number: How many of the sections found pass.
    """

    kind: str
    value: str
    words: str
    number: int


class Known(NamedTuple):
    """What the panel knows beside the answer.

    Attributes:
        titles: Titles of the books, by id.
        marked: Sections (book, section) that carry a bookmark.
        tags: Tells the tags of a section.
    """

    titles: Mapping[str, str]
    marked: Collection[tuple[str, str]]
    tags: Tags


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
        "in": [Facet("in", one, one, parts[one]) for one in parts],
        "lang": [Facet("lang", one, languages.name(one), codes[one]) for one in sorted(codes)],
        "tag": [Facet("tag", one, one, tags[one]) for one in sorted(tags)],
        "is": [Facet("is", "bookmarked", _("Bookmarked"), marked)] if marked else [],
    }
    narrowing = {
        kind: [facet for facet in values if len(values) > 1 or facet.number < len(hits)]
        for kind, values in made.items()
    }
    return {kind: values for kind, values in narrowing.items() if values}


def kind_words(kind: str) -> str:
    """Return what a kind of filter is called."""
    return {
        "book": _("Book"),
        "in": _("Part"),
        "lang": _("Language"),
        "tag": _("Tag"),
        "is": _("Bookmarked"),
    }.get(kind, kind)
