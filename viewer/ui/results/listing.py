"""The list of results with citations, as Markdown or plain text, for a note or a message."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from viewer.book.paths import PATH_SIGN
from viewer.messages import translate as _
from viewer.ui.elements import languages
from viewer.ui.elements.counts import found_words

if TYPE_CHECKING:
    from viewer.search.answers import Answer, Hit


def as_markdown(answer: "Answer", titles: Mapping[str, str], label: str = "") -> str:
    """Return the results as Markdown: a heading, and each section with passage and citation.

    Args:
        answer: What a search found.
        titles: Titles of the books, by id.
        label: How it has to be handled; empty for what is unclassified.
    """
    lines = [f"**{label}**", ""] if label else []
    lines += [f"# {_escaped(_heading(answer))}", "", _escaped(found_words(answer)), ""]
    for number, hit in enumerate(answer.hits, 1):
        lines.append(f"{number}. **{_escaped(hit.title)}**")
        lines += [f"   > {_escaped(passage)}\n" for passage in _passages(hit)]
        lines += [f"   — {_escaped(citation(hit, titles))}", ""]
    return "\n".join(lines)


def as_text(answer: "Answer", titles: Mapping[str, str], label: str = "") -> str:
    """Return the results as plain text; see ``as_markdown``."""
    lines = [label, ""] if label else []
    lines += [_heading(answer), found_words(answer), ""]
    for number, hit in enumerate(answer.hits, 1):
        lines.append(f"{number}. {hit.title}")
        lines += [f"   {passage}" for passage in _passages(hit)]
        lines += [f"   — {citation(hit, titles)}", ""]
    return "\n".join(lines)


def citation(hit: "Hit", titles: Mapping[str, str]) -> str:
    """Return where a passage stands: book, edition, path, language, and its paragraph."""
    words = _("{book}, edition {edition}").format(
        book=titles.get(hit.book, hit.book), edition=hit.edition
    )
    where = PATH_SIGN.join([*hit.path, hit.title])
    parts = [words, where, languages.name(hit.language)]
    if hit.ordinal >= 0:
        parts.append(_("paragraph {number}").format(number=hit.ordinal + 1))
    return ", ".join(parts)


def _heading(answer: "Answer") -> str:
    return _("Results for “{text}”").format(text=" ".join(answer.query.split()))


def _passages(hit: "Hit") -> Iterator[str]:
    if hit.passage:
        yield hit.passage


def _escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in text)
