"""Annotations as a report for people, in Markdown or HTML, in the language of the interface.

Grouped by book and section, in reading order, with quotes, notes and links; marked with the highest
classification of what is quoted. Each report carries the whole set, so that it is a backup, too.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from viewer import messages
from viewer.annotations.anchoring import State
from viewer.annotations.exchange import to_json
from viewer.annotations.gathering import Gathered
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.palette import colour
from viewer.annotations.web_annotation import source_of
from viewer.book.classification import strip
from viewer.book.note_text import note_html
from viewer.book.paths import PATH_SIGN
from viewer.messages import mark
from viewer.messages import translate as _

KINDS = {
    Motivation.BOOKMARKING: mark("Bookmark"),
    Motivation.HIGHLIGHTING: mark("Highlight"),
    Motivation.COMMENTING: mark("Note"),
}

STATES = {
    State.PLACED: "",
    State.MOVED: mark("moved, please check"),
    State.UNPLACED: mark("unplaced"),
}

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~^!{}])")
_DATE = 10
"""Characters of a date in ISO 8601, without the time."""

_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 serif; max-width: 42rem; margin: 0 auto; padding: 1rem; }
.marking { font: bold 1rem sans-serif; text-align: center; border: 2px solid; padding: .25rem; }
article { border-inline-start: .25rem solid; padding-inline-start: 1rem; margin-block: 1.5rem; }
blockquote { margin: .5rem 0; font-style: italic; white-space: pre-line; }
.facts { font: .85rem sans-serif; }
""".strip()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One annotation in words."""

    kind: str
    title: str
    quote: str
    now: str
    note: str
    facts: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class _Section:
    """The annotations of a section.

    Attributes:
        path: Titles down to it, or nothing for those without a section.
        entries: Its annotations.
    """

    path: str
    entries: Sequence[_Entry]


@dataclass(frozen=True, slots=True)
class _Book:
    """The annotations of a book."""

    title: str
    sections: Sequence[_Section]


def written(gathered: Gathered, form: str) -> str:
    """Return an export in a form: ``md``, ``html``, or else JSON-LD."""
    writers = {"md": to_markdown, "html": to_html}
    if form in writers:
        return writers[form](gathered)
    return to_json(gathered.annotations, gathered.contents)


def to_markdown(gathered: Gathered) -> str:
    """Return a report in Markdown."""
    title = _("My marks")
    lines = [f"# {title}", *_markings(gathered)]
    for book in _books(gathered):
        lines.append(f"## {_plain(book.title)}")
        for section in book.sections:
            lines += [f"### {_plain(section.path)}"] if section.path else []
            for entry in section.entries:
                lines += _markdown_entry(entry)
    lines += _markings(gathered)[:1]
    carried = to_json(gathered.annotations, gathered.contents).replace("--", "-\\u002d")
    lines.append(f"<!-- annotations\n{carried}-->")
    return "\n\n".join(lines) + "\n"


def to_html(gathered: Gathered) -> str:
    """Return a report as one HTML file, without scripts and without anything from elsewhere."""
    carried = to_json(gathered.annotations, gathered.contents)
    for sign in "<>&":
        carried = carried.replace(sign, f"\\u{ord(sign):04x}")
    title = _text(_("My marks"))
    marking, *warnings = _markings(gathered) or [""]
    strip_line = f'<p class="marking">{_text(marking)}</p>' if marking else ""
    body = [
        strip_line,
        f"<h1>{title}</h1>",
        *(f"<p>{_text(warning)}</p>" for warning in warnings),
        *(part for book in _books(gathered) for part in _html_book(book)),
        strip_line,
    ]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{messages.language()}">',
            '<head><meta charset="utf-8">',
            _POLICY,
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style></head>",
            "<body><main>",
            *(part for part in body if part),
            "</main>",
            f'<script type="application/ld+json" id="annotations">\n{carried}</script>',
            "</body></html>",
            "",
        ]
    )


def _markings(gathered: Gathered) -> list[str]:
    """Return the classification in both languages, and what isn't known of it."""
    contents = gathered.contents
    lines = [strip(contents.classification)] if contents.classification else []
    if contents.unknown:
        sentence = messages.plural(
            "The classification of {count} passage isn’t known: its book isn’t here.",
            "The classification of {count} passages isn’t known: their book isn’t here.",
            contents.unknown,
        )
        lines.append(sentence.format(count=contents.unknown))
    return lines


def _books(gathered: Gathered) -> Iterator[_Book]:
    language = messages.language()
    alive = [one for one in gathered.in_reading_order() if not one.deleted]
    for book, mine in groupby(alive, key=lambda one: one.anchor.book):
        sections = [
            _Section(PATH_SIGN.join(path), [_entry(gathered, one) for one in there])
            for path, there in groupby(mine, key=lambda one: gathered.path(one, language))
        ]
        yield _Book(gathered.title(book, language), sections)


def _entry(gathered: Gathered, annotation: Annotation) -> _Entry:
    found = gathered.found.get(annotation.id)
    state = found.state if found else State.UNPLACED
    quote = annotation.anchor.quote
    now = found.anchor.quote if found and state is not State.UNPLACED else quote
    meanings = gathered.contents.colours
    kind = _(KINDS[annotation.motivation])
    if annotation.colour:
        named = meanings.get(annotation.colour) or _(colour(annotation.colour).label)
        kind = f"{kind} · {named}"
    facts = [annotation.created[:_DATE], " ".join(f"#{tag}" for tag in annotation.tags)]
    if STATES[state]:
        facts.append(_(STATES[state]))
    return _Entry(
        kind,
        annotation.title,
        quote,
        now if now != quote else "",
        annotation.note,
        tuple(fact for fact in facts if fact),
        source_of(annotation.anchor),
    )


def _plain(text: str) -> str:
    """Return a text on one line with what Markdown would read as markup escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _markdown_entry(entry: _Entry) -> Iterator[str]:
    head = f"**{_plain(entry.kind)}**"
    yield f"{head} {_plain(entry.title)}" if entry.title else head
    if entry.quote:
        yield _quoted(entry.quote)
    if entry.now:
        yield _("It now reads:")
        yield _quoted(entry.now)
    if entry.note:
        yield entry.note
    facts = " · ".join(map(_plain, entry.facts))
    yield f"{facts} · <{entry.link}>" if facts else f"<{entry.link}>"


def _quoted(text: str) -> str:
    return "\n>\n".join(f"> {_plain(line)}" for line in text.split("\n") if line.strip())


def _html_book(book: _Book) -> Iterator[str]:
    yield f"<h2>{_text(book.title)}</h2>"
    for section in book.sections:
        if section.path:
            yield f"<h3>{_text(section.path)}</h3>"
        for entry in section.entries:
            yield from _html_entry(entry)


def _html_entry(entry: _Entry) -> Iterator[str]:
    yield "<article>"
    title = f" {_text(entry.title)}" if entry.title else ""
    yield f"<p><strong>{_text(entry.kind)}</strong>{title}</p>"
    if entry.quote:
        cite = html.escape(entry.link)
        yield f'<blockquote cite="{cite}">{_text(entry.quote)}</blockquote>'
    if entry.now:
        now = _("It now reads:")
        yield f"<p>{_text(now)}</p>"
        yield f"<blockquote>{_text(entry.now)}</blockquote>"
    if entry.note:
        yield f'<div class="note">{note_html(entry.note)}</div>'
    link = html.escape(entry.link)
    facts = " · ".join([*map(_text, entry.facts), f'<a href="{link}">{link}</a>'])
    yield f'<p class="facts">{facts}</p>'
    yield "</article>"


def _text(words: str) -> str:
    """Return words for the text of an HTML page."""
    return html.escape(words, quote=False)
