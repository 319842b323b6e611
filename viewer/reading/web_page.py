"""A section as one HTML file, for those who read best in a browser with their own tools.

Structure is told in HTML's own elements, so that screen readers know it: headings, lists, tables
with header cells, figures with alternative text, notes that lead back. The file needs nothing
beside it, runs nothing and loads nothing (Content Security Policy), and carries the classification.
"""

import mimetypes
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from viewer.book.book import Book
from viewer.book.classification import level_of, strip, with_caveat
from viewer.book.model import (
    Block,
    Cell,
    Container,
    Kind,
    Mark,
    SectionText,
    Span,
    SpanKind,
    pick,
)
from viewer.book.paths import PATH_SIGN
from viewer.book.redaction import redaction_label
from viewer.book.words import label
from viewer.errors import ViewerError

_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.6 serif; max-width: 42rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4, h5, h6, .marking, .path, th { font-family: sans-serif; line-height: 1.25; }
.marking { font-weight: bold; text-align: center; border: 2px solid; padding: .25rem; }
.path { font-size: .9rem; }
aside, blockquote { border-inline-start: .25rem solid; padding-inline-start: 1rem; margin: 1rem 0; }
.label { font-weight: bold; }
.redaction { border: 1px solid; padding: 0 .25rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .25rem .5rem; vertical-align: top; text-align: start; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; border: 1px solid; padding: .5rem; }
""".strip()

_TAGS = {
    Mark.EMPHASIS: "em",
    Mark.STRONG: "strong",
    Mark.CODE: "code",
    Mark.STRIKE: "s",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_CONTAINERS = {
    "bullet_list": "ul",
    "ordered_list": "ol",
    "item": "li",
    "quote": "blockquote",
    "definition_list": "dl",
    "callout": "aside",
}
_BLOCKS = {Kind.TERM: "dt", Kind.DEFINITION: "dd"}
_FOLLOWED = ("http:", "https:", "mailto:", "tel:", "briefing:")


def web_page(book: Book, text: SectionText) -> str:
    """Return the text of a section of ``book`` as an HTML document."""
    section, language, edition = book.section(text.section), text.language, book.edition
    title = pick(section.title, language)
    path = [pick(one.title, language) for one in book.ancestors(section.id)]
    where = PATH_SIGN.join([pick(edition.title, language), *path])
    marked = with_caveat(strip(level_of(edition, section)), pick(edition.caveat, language))
    marking = f'<p class="marking">{escape(marked)}</p>'
    body = [
        marking,
        f'<p class="path">{escape(where)} · {escape(edition.edition)}</p>',
        f"<main>\n<h1>{escape(title)}</h1>",
        *_Writer(text, book.resource).lines(),
        "</main>",
        marking,
    ]
    head = [
        '<meta charset="utf-8">',
        _POLICY,
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}\n</style>",
    ]
    parts = ["<!DOCTYPE html>", f'<html lang="{escape(language)}">', "<head>", *head, "</head>"]
    return "\n".join([*parts, "<body>", *body, "</body>", "</html>"]) + "\n"


def fragment(text: SectionText, resource: Callable[[str], bytes]) -> str:
    """Return blocks as HTML without a document around them, for the clipboard.

    Boxes of tasks are letters there: programs into which they are pasted drop the others. Headings
    have no names: those would become marks of the document into which they are pasted.
    """
    return "\n".join(_Writer(text, resource, is_page=False).lines())


def clipping(text: SectionText, resource: Callable[[str], bytes]) -> str:
    """Return blocks as HTML: the words of one paragraph, else blocks with their structure."""
    is_words = len(text.blocks) == 1 and text.blocks[0].kind is Kind.PARAGRAPH
    is_words = is_words and not text.blocks[0].within
    return (inline if is_words else fragment)(text, resource)


def inline(text: SectionText, resource: Callable[[str], bytes]) -> str:
    """Return the words of blocks as HTML that goes into a paragraph."""
    writer = _Writer(text, resource)
    return "<br>".join(writer.words(block) for block in text.blocks)


class _Writer:
    """Writes blocks, with the containers around them."""

    def __init__(
        self, text: SectionText, resource: Callable[[str], bytes], *, is_page: bool = True
    ) -> None:
        self._is_page = is_page
        self._sign = ""
        self._blocks = text.blocks
        self._language = text.language
        self._resource = resource
        self._open: list[Container] = []
        self._called: set[str] = set()
        self._numbers = {
            block.data.get("label", ""): block.data.get("number", "*")
            for block in text.blocks
            if block.kind is Kind.FOOTNOTE
        }

    def lines(self) -> Iterator[str]:
        """Yield the HTML of all blocks, line by line."""
        for block in self._blocks:
            yield from self._enter(block.within)
            yield self._block(block)
        yield from self._enter(())

    def words(self, block: Block) -> str:
        """Return the words of a block without what it is."""
        return self._spans(block.spans)

    def _enter(self, within: Sequence[Container]) -> Iterator[str]:
        """Close the containers that end and open those that start."""
        shared = 0
        for opened, container in zip(self._open, within, strict=False):
            if opened.number != container.number:
                break
            shared += 1
        while len(self._open) > shared:
            yield f"</{_CONTAINERS[self._open.pop().kind]}>"
        for container in within[shared:]:
            self._open.append(container)
            yield self._opening(container)

    def _opening(self, container: Container) -> str:
        if container.kind == "ordered_list":
            return f'<ol start="{escape(container.data.get("start", "1"))}">'
        if container.kind == "item":
            return self._entry(container.data)
        if container.kind == "callout":
            words = escape(label(container.data.get("type", "note"), self._language))
            return f'<aside role="note" aria-label="{words}">\n<p class="label">{words}</p>'
        return f"<{_CONTAINERS[container.kind]}>"

    def _entry(self, data: Mapping[str, str]) -> str:
        if data.get("continued"):
            return '<li style="list-style-type: none">'
        if not data.get("task"):
            return "<li>"
        done = data["task"] == "done"
        if self._is_page:
            return f'<li><input type="checkbox" disabled{" checked" if done else ""}>'
        self._sign = "\u2611 " if done else "\u2610 "
        return '<li style="list-style-type: none">'

    def _block(self, block: Block) -> str:
        writers: dict[Kind, Callable[[Block], str]] = {
            Kind.HEADING: self._heading,
            Kind.TABLE: self._table,
            Kind.FIGURE: self._figure,
            Kind.CODE: lambda code: f"<pre><code>{escape(code.text)}</code></pre>",
            Kind.FOOTNOTE: self._footnote,
            Kind.REDACTION: self._redaction,
            Kind.RULE: lambda _rule: "<hr>",
        }
        write = writers.get(block.kind)
        if write is not None:
            return write(block)
        tag, sign = _BLOCKS.get(block.kind, "p"), self._sign
        self._sign = ""
        return f"<{tag}{_lang(block.data)}>{sign}{self._spans(block.spans)}</{tag}>"

    def _heading(self, block: Block) -> str:
        level = min(max(int(block.data.get("level", "2")), 2), 6)
        name = f' id="{escape(block.data.get("slug", ""))}"' if self._is_page else ""
        number = block.data.get("number", "") if self._is_page else ""
        lead = f"{number}\u2002" if number else ""
        return f"<h{level}{name}>{lead}{self._spans(block.spans)}</h{level}>"

    def _table(self, block: Block) -> str:
        rows = []
        for row in block.rows:
            heads = bool(row) and all(cell.header for cell in row)
            scope = "col" if heads else "row"
            cells = (self._cell(cell, scope) for cell in row if not cell.covered)
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return "<table>\n" + "\n".join(rows) + "\n</table>"

    def _cell(self, cell: Cell, scope: str) -> str:
        # No class: what is pasted elsewhere has no style sheet.
        align = "center" if cell.header and cell.colspan > 1 else cell.align
        stands = f' style="text-align: {align}"' if align in {"right", "center"} else ""
        if (cell.colspan if scope == "col" else cell.rowspan) > 1:
            scope += "group"
        tag, more = ("th", f' scope="{scope}"') if cell.header else ("td", "")
        more += "".join(
            f' {name}="{count}"'
            for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
            if count > 1
        )
        return f"<{tag}{more}{stands}>{self._spans(cell.spans)}</{tag}>"

    def _figure(self, block: Block) -> str:
        span = block.spans[0]
        title = span.data.get("title", "")
        caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
        return f"<figure>{self._image(span)}{caption}</figure>"

    def _footnote(self, block: Block) -> str:
        name, words = escape(block.data.get("label", "")), self._spans(block.spans)
        if block.data.get("part", "1") != "1":
            return f"<p>{words}</p>"
        number = escape(block.data.get("number", "*"))
        back = f'<a href="#mark-{name}" role="doc-backlink">{number}</a>'
        return f'<p id="note-{name}" role="doc-footnote">{back} {words}</p>'

    def _redaction(self, block: Block) -> str:
        return f'<p class="redaction">{self._label(block.data)}</p>'

    def _spans(self, spans: Sequence[Span]) -> str:
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        writers: dict[SpanKind, Callable[[Span], str]] = {
            SpanKind.TEXT: lambda text: _linked(text.link, _marked(text)),
            SpanKind.BREAK: lambda _break: "<br>",
            SpanKind.IMAGE: self._image,
            SpanKind.FOOTNOTE: self._mark,
            SpanKind.REDACTION: self._hidden,
        }
        return writers[span.kind](span)

    def _hidden(self, span: Span) -> str:
        return f'<span class="redaction">{self._label(span.data)}</span>'

    def _label(self, data: Mapping[str, str]) -> str:
        """Return what stands for a redaction, in brackets: pasted elsewhere it has no frame."""
        return escape(f"[{redaction_label(data, self._language)}]")

    def _mark(self, span: Span) -> str:
        """Return the mark of a footnote; its note leads back to the first one."""
        name = span.data.get("label", "")
        place = "" if name in self._called else f' id="mark-{escape(name)}"'
        self._called.add(name)
        number = escape(self._numbers.get(name, "*"))
        return f'<sup><a href="#note-{escape(name)}" role="doc-noteref"{place}>{number}</a></sup>'

    def _image(self, span: Span) -> str:
        source = span.data.get("src", "")
        kind = mimetypes.guess_type(source)[0] or ""
        try:
            content = self._resource(source) if kind.startswith("image/") else b""
        except (ViewerError, OSError):
            content = b""
        if not content:
            return escape(f"[{span.text or label('image', self._language)}]")
        data = f"data:{kind};base64,{b64encode(content).decode()}"
        return f'<img src="{data}" alt="{escape(span.text)}">'


def _marked(span: Span) -> str:
    words = escape(span.text)
    for mark, tag in _TAGS.items():
        if mark in span.marks:
            words = f"<{tag}>{words}</{tag}>"
    return f"<span{_lang(span.data)}>{words}</span>" if span.data.get("lang") else words


def _linked(link: str, words: str) -> str:
    """Return words with their link, where a browser can follow it; sections are in the program."""
    if link.lower().startswith(_FOLLOWED) or link.startswith("#"):
        return f'<a href="{escape(link)}" rel="noreferrer">{words}</a>'
    return words


def _lang(data: Mapping[str, str]) -> str:
    language = data.get("lang", "")
    return f' lang="{escape(language)}"' if language else ""
