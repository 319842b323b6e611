"""All words of a query in a whole section, for the page: needs no index."""

from viewer.book.model import SectionText
from viewer.search.analysis import analyzer, field_language, words
from viewer.search.matching import Matcher, merged
from viewer.search.plan import plan
from viewer.search.query import parse, split_numbers
from viewer.search.units import TITLE, units


def matches(text: SectionText, query: str) -> list[tuple[int, int, int]]:
    """Return what of ``query`` stands in ``text``: ordinal of the block, start, end.

    Start and end are code points of the block's canonical text. Words match in all their forms,
    phrases only as a whole. Any query will do.
    """
    pieces = [unit for unit in units("", text, text.language) if unit.kind != TITLE]
    surfaces = {word.surface for unit in pieces for word in words(unit.text)}
    asked = plan(split_numbers(parse(query), surfaces.__contains__), field_language(text.language))
    matcher = Matcher(asked.patterns(), analyzer(text.language))
    found = []
    for unit in pieces:
        for start, end in merged(matcher.spans(unit.text)):
            place = unit.origin(start, end)
            if place:
                found.append((unit.ordinal, *place))
    return found
