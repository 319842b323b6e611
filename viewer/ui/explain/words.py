"""The words of bubbles, as rich text in which everything of a book is escaped."""

from collections.abc import Sequence
from html import escape

from viewer.book.explaining import Explanation, Meaning
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.explain.bubble import BubbleButton, BubbleContent
from viewer.ui.window.language_switch import own_name


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
