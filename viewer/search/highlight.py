"""All words of a query in a whole section, for the page: needs no index."""

from collections.abc import Iterable, Sequence

from viewer.book.glossary import Glossary
from viewer.book.model import SectionText
from viewer.search.analysis import analyzer, field_language, words
from viewer.search.matching import Matcher, Pattern, merged
from viewer.search.names import Names, name_patterns
from viewer.search.parser import parse
from viewer.search.plan import plan
from viewer.search.query import Query, settle_numbers
from viewer.search.units import TITLE, Unit, units


def matches(
    text: SectionText, query: str, glossaries: Iterable[Glossary] = ()
) -> list[tuple[int, int, int]]:
    """Return what of ``query`` stands in ``text``: ordinal of the block, start, end.

    Start and end are code points of the block's canonical text. Words match in all their forms,
    phrases only as a whole. Any query will do.

    Args:
        text: A section in one language.
        query: What was typed.
        glossaries: Where other names of what was typed are looked up.
    """
    pieces = [unit for unit in units("", text, text.language) if unit.kind != TITLE]
    surfaces = {word.surface for unit in pieces for word in words(unit.text)}
    asked = settle_numbers(parse(query), surfaces.__contains__)
    language = field_language(text.language)
    patterns = [*plan(asked, language).patterns(), *_other_names(asked, language, glossaries)]
    return list(dict.fromkeys(_found(pieces, Matcher(patterns, analyzer(language)))))


def _other_names(query: Query, language: str, glossaries: Iterable[Glossary]) -> list[Pattern]:
    found = []
    for expansion in Names(glossaries).expansions(query.required):
        found += name_patterns(language, expansion.keys, expansion.others)
    return found


def _found(pieces: Sequence[Unit], matcher: Matcher) -> Iterable[tuple[int, int, int]]:
    for unit in pieces:
        for start, end in merged(matcher.spans(unit.text)):
            place = unit.origin(start, end)
            if place:
                yield unit.ordinal, *place
