"""From what a book holds to entries of a list; in the background, a large book has many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.explaining import meaning_of
from viewer.book.glossary import Concept
from viewer.book.model import pick
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.reading.survey import Row, Survey, Topic
from viewer.ui.collected.model import Entry
from viewer.ui.elements.folding import fold
from viewer.ui.window.languages.language_switch import own_name

SEEN_TOGETHER = (Topic.KEY_MESSAGE, Topic.QUESTION, Topic.REDACTION, Topic.TABLE, Topic.FIGURE)
"""Topics of the collected views."""


class Gathered(NamedTuple):
    """What was gathered of a book.

    Attributes:
        survey: What it was read from.
        entries: By topic, in reading order; redactions by provision.
        levels: Handling level of each section that has entries.
    """

    survey: Survey
    entries: dict[Topic, list[Entry]]
    levels: dict[str, str]


def gather(survey: Survey, book: Book, language: str) -> Gathered:
    """Return the entries of all collected views, and the links of the book."""
    entries = {}
    for topic in (*SEEN_TOGETHER, Topic.LINK):
        rows = [row for row in survey.rows(topic) if row.section in book]
        if topic is Topic.REDACTION:
            rows.sort(key=_by_group)
        entries[topic] = [_entry(row, book, language) for row in rows]
    listed = (entry.row for found in entries.values() for entry in found)
    sections = {row.section for row in listed if row is not None}
    levels = {section: book.section(section).classification for section in sections}
    return Gathered(survey, entries, levels)


def _by_group(row: Row) -> str:
    return row.group


def _entry(row: Row, book: Book, language: str) -> Entry:
    return Entry(row.text, row, fold(f"{row.text} {book.title(row.section, language)}"))


def under_provisions(entries: Iterable[Entry]) -> list[Entry]:
    """Return redactions, each provision with a heading that tells how many there are."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.row is not None:
            groups[entry.row.group].append(entry)
    return [
        one for group, below in groups.items() for one in (Entry(f"{group} ({len(below)})"), *below)
    ]


def glossary_entries(survey: Survey, book: Book, language: str) -> list[Entry]:
    """Return the concepts of the glossary in the order of the alphabet, with their places below."""
    places: dict[str, list[Row]] = defaultdict(list)
    for row in survey.rows(Topic.TERM):
        if row.section in book:
            places[row.group].append(row)
    made = [
        _term(concept, places.get(concept.id, ()), language) for concept in book.glossary.concepts
    ]
    return sorted(made, key=_by_alphabet)


def _by_alphabet(entry: Entry) -> str:
    return fold(entry.text)


def _term(concept: Concept, places: Sequence[Row], language: str) -> Entry:
    meaning = meaning_of(concept, language)
    short = pick(
        {code: ", ".join(words) for code, words in concept.abbreviations.items() if words},
        language,
    )
    text = f"{short} – {meaning.name}" if short else meaning.name
    others = [
        _("{language}: {name}").format(language=own_name(one.language), name=one.name)
        for one in meaning.others
    ]
    below = tuple(filter(None, (meaning.definition, *others, _counted(places))))
    rows = tuple(Entry("", row, "", _often(row)) for row in places)
    return Entry(text, None, fold(" ".join((text, *below))), below, rows)


def _counted(places: Sequence[Row]) -> str:
    """Return in how many sections a term is used."""
    if not places:
        return _("Not used in the text")
    words = plural("Used in {count} section", "Used in {count} sections", len(places))
    return words.format(count=len(places))


def _often(row: Row) -> tuple[str, ...]:
    if row.times == 1:
        return ()
    return (plural("{count} time", "{count} times", row.times).format(count=row.times),)


def part_of(book: Book, section: str) -> set[str]:
    """Return the ids of the part in which a section is: all below the topmost section above it."""
    above = book.ancestors(section)
    found: set[str] = set()
    waiting = [above[0].id if above else section]
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += book.children(one)
    return found
