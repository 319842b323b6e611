"""The words of bubbles, as rich text in which everything of a book is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from viewer.book.explaining import Explanation, Meaning
from viewer.book.links import Link, LinkKind
from viewer.book.model import Block, Mark, Span, SpanKind
from viewer.book.paths import PATH_SIGN
from viewer.book.spoken import spans_spoken
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.explain.bubble import BubbleButton, BubbleContent
from viewer.ui.explain.excerpt import Preview
from viewer.ui.window.languages.language_switch import own_name


def explanation(
    made: Explanation, muted: str, buttons: Sequence[BubbleButton] = ()
) -> BubbleContent:
    """Return what a bubble says of a word.

    Args:
        made: What it means.
        muted: Colour of what is less important, as ``#rrggbb``.
        buttons: What can be done.
    """
    html, plain = [], []
    if len(made.meanings) > 1:
        many = plural(
            "{word} has {count} meaning", "{word} has {count} meanings", len(made.meanings)
        )
        plain.append(many.format(word=made.word, count=len(made.meanings)))
        html.append(_paragraph("", [], plain, muted))
    for meaning in made.meanings:
        name = _name(made.word, meaning)
        definition = [meaning.definition] if meaning.definition else []
        others = [
            _("{language}: {name}").format(language=own_name(one.language), name=one.name)
            for one in meaning.others
        ]
        html.append(_paragraph(name, definition, others, muted))
        plain.append(" ".join(map(_ended, [name, *definition, *others])))
    title = _("Explanation of {word}").format(word=made.word)
    return BubbleContent(title, "".join(html), "\n".join(plain), (), buttons)


def preview(made: Preview, muted: str) -> BubbleContent:
    """Return what a bubble says of the target of a link."""
    above = PATH_SIGN.join(made.path)
    quiet = [words for words in (above, made.marking) if words]
    html = _paragraph(made.title, [], quiet, muted)
    if made.words:
        html += _paragraph("", [made.words], [], muted)
    plain = " ".join(map(_ended, filter(None, (made.title, *quiet, made.words))))
    return BubbleContent(_("Where this link leads"), html, plain)


def nowhere(link: Link) -> BubbleContent:
    """Return what a bubble says of a link to what isn't there."""
    words = _("This link leads to a section that this book doesn’t have.")
    if link.kind is LinkKind.PLACE:
        words = _("This link leads to a place that isn’t in your books: {address}")
        words = words.format(address=link.target)
    return _one_line(words)


def file(target: str) -> BubbleContent:
    """Return what a bubble says of a link to an attachment."""
    return _one_line(_("This link leads to a file of the book: {file}").format(file=target))


def _one_line(words: str) -> BubbleContent:
    return BubbleContent(_("Where this link leads"), f"<p>{escape(words)}</p>", words)


def footnote(
    blocks: Sequence[Block],
    language: str,
    numbers: Mapping[str, str],
    buttons: Sequence[BubbleButton],
) -> BubbleContent:
    """Return what a bubble says of a footnote.

    Args:
        blocks: The blocks of the note.
        language: Of the text.
        numbers: Numbers of the notes of the text, by label: a note may refer to another one.
        buttons: What can be done.
    """
    links: list[str] = []
    numbered = [[_numbered(span, numbers) for span in block.spans] for block in blocks]
    paragraphs = [f"<p>{_spans(spans, language, links)}</p>" for spans in numbered]
    number = blocks[0].data.get("number", "*")
    title = _("Footnote {number}").format(number=number)
    plain = " ".join(spans_spoken(spans, language) for spans in numbered)
    words = _("{title}: {text}").format(title=title, text=plain)
    return BubbleContent(title, "".join(paragraphs), words, links, buttons)


def address(target: str) -> BubbleContent:
    """Return what a bubble says of a link that leads out of the book."""
    return _one_line(_("This link leads outside the book: {address}").format(address=target))


_TAGS = {
    Mark.EMPHASIS: "i",
    Mark.STRIKE: "s",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
    Mark.CODE: "code",
}


def _numbered(span: Span, numbers: Mapping[str, str]) -> Span:
    """Return a footnote mark as a link with the number of its note; any other span as it is."""
    if span.kind is not SpanKind.FOOTNOTE:
        return span
    label = span.data.get("label", "")
    words, marks = f"[{numbers.get(label, '*')}]", frozenset({Mark.SUPERSCRIPT})
    return Span(words, marks=marks, link=f"footnote:{label}")


def _spans(spans: Sequence[Span], language: str, links: list[str]) -> str:
    """Return spans as rich text; the targets of their links are added to ``links``."""
    made = []
    for span in spans:
        words = escape(spans_spoken([span], language)).replace("\n", "<br>")
        for mark, tag in _TAGS.items():
            words = f"<{tag}>{words}</{tag}>" if mark in span.marks else words
        if Mark.STRONG in span.marks:
            words = f"<span style='font-weight:600'>{words}</span>"
        if span.link:
            links.append(span.link)
            words = f"<a href='{len(links) - 1}'>{words}</a>"
        made.append(words)
    return "".join(made)


def _name(word: str, meaning: Meaning) -> str:
    same = word.casefold() == meaning.name.casefold()
    return meaning.name if same else f"{word} – {meaning.name}"


def _paragraph(head: str, middle: Sequence[str], below: Sequence[str], muted: str) -> str:
    """Return a paragraph: a line in bold, plain ones, quiet ones."""
    lines = [f"<span style='font-weight:600'>{escape(head)}</span>"] if head else []
    lines += [escape(line) for line in middle]
    lines += [f"<span style='color:{muted}'>{escape(line)}</span>" for line in below]
    return f"<p>{'<br>'.join(lines)}</p>"


def _ended(line: str) -> str:
    """Return a line that sounds as a sentence of its own."""
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
