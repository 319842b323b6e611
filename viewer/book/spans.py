"""From the parser's tokens of one line of text to spans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viewer.book.attributes import NONE, Attributes, traces_redaction
from viewer.book.canonical import REDACTED, clean
from viewer.book.links import link_problem
from viewer.book.model import Mark, Span, SpanKind
from viewer.errors import Message, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

Report = Callable[[Message], None]

_MARKS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "s": Mark.STRIKE}
_CLASS_MARKS = {"sup": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT}


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a text.

    Attributes:
        known: Labels of those that are there.
        mentioned: Labels of those that the text mentions, in the order of their first marks.
    """

    known: frozenset[str] = frozenset()
    mentioned: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How text is set at one point: inside which marks, link and language."""

    marks: frozenset[Mark] = frozenset()
    link: str = ""
    lang: str = ""


class SpanReader:
    """Reads tokens into spans.

    Attributes:
        spans: What was read, in order; text of one setting is one span.
    """

    def __init__(self, report: Report, line: int, notes: Notes) -> None:
        """Start reading.

        Args:
            report: Takes findings; their file is left open.
            line: Line in the source, from 1.
            notes: The footnotes of the text.
        """
        self.spans: list[Span] = []
        self._report = report
        self._line = line
        self._notes = notes
        self._stack = [_Setting()]
        self._parts: list[str] = []
        self._skipping = 0

    def read(self, tokens: Sequence["Token"]) -> list[Span]:
        """Read ``tokens`` and return all spans."""
        for token in tokens:
            if self._skipping:
                self._skipping += token.nesting
            else:
                self._take(token)
        self._flush()
        prose = (span.text for span in self.spans if Mark.CODE not in span.marks)
        if any(traces_redaction(text) for text in prose):
            # A redaction that was written wrongly: better nothing than what was to be hidden.
            self.spans = []
            self._redaction(Attributes(redacted=True, exact=False), filled=False)
        return self.spans

    def _take(self, token: "Token") -> None:
        name = token.type
        if name in {"text", "text_special"}:
            if token.meta.get("plain"):
                self._warn("too-much-markup")
            self._text(token.content)
        elif name in {"softbreak", "hardbreak"}:
            self._line += 1
            self._break(hard=name == "hardbreak")
        elif token.nesting:
            self._nest(token)
        else:
            _LEAVES.get(name, SpanReader._unknown)(self, token)

    def _text(self, text: str) -> None:
        self._parts.append(text)

    def _flush(self) -> None:
        """End the span of text that is being read."""
        text = clean("".join(self._parts).replace("\r", " ").replace("\n", " "))
        self._parts.clear()
        if text:
            self._append(text)

    def _append(
        self, text: str, kind: SpanKind = SpanKind.TEXT, mark: Mark | None = None, **data: str
    ) -> None:
        setting = self._stack[-1]
        marks = setting.marks | {mark} if mark else setting.marks
        if setting.lang:
            data["lang"] = setting.lang
        self.spans.append(
            Span(text, kind, marks, setting.link, {k: v for k, v in data.items() if v})
        )

    def _break(self, *, hard: bool) -> None:
        if hard:
            self._flush()
            self._append("\n", SpanKind.BREAK)
        else:
            self._text(" ")

    def _nest(self, token: "Token") -> None:
        self._flush()
        if token.nesting < 0:
            self._stack.pop()
            return
        attributes: Attributes = token.meta.get("attributes", NONE)
        if attributes.redacted:
            self._redaction(attributes, filled=True)
            self._skipping = 1
            return
        setting = self._with(attributes)
        if token.tag in _MARKS:
            setting = replace(setting, marks=setting.marks | {_MARKS[token.tag]})
        elif token.tag == "a":
            setting = replace(setting, link=self._link(str(token.attrGet("href") or "")))
        self._stack.append(setting)

    def _with(self, attributes: Attributes) -> _Setting:
        """Return the present setting with ``attributes`` on top."""
        setting = self._stack[-1]
        if attributes is NONE:
            return setting
        for name in attributes.unknown:
            self._warn("unknown-attribute", name=name)
        marks = setting.marks | {
            _CLASS_MARKS[name] for name in attributes.classes if name in _CLASS_MARKS
        }
        return replace(setting, marks=marks, lang=attributes.values.get("lang", setting.lang))

    def _link(self, address: str) -> str:
        address = clean(address)
        problem = link_problem(address)
        if problem:
            # A sentence about a path names it as such.
            parameters = {"link": address, "path": address, "address": address}
            self._report(Message(problem, parameters, Severity.ERROR, "", self._line))
            return ""
        return address

    def _image(self, token: "Token") -> None:
        self._flush()
        attributes: Attributes = token.meta.get("attributes", NONE)
        if attributes.redacted:
            self._redaction(attributes, filled=True)
            return
        inner = SpanReader(self._report, self._line, Notes()).read(token.children or [])
        words = "".join(span.text for span in inner)
        source, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        self._stack.append(self._with(attributes))
        text = clean(words.replace("\n", " "))
        self._append(text, SpanKind.IMAGE, src=clean(source), title=clean(title).replace("\n", " "))
        self._stack.pop()

    def _code(self, token: "Token") -> None:
        self._flush()
        attributes: Attributes = token.meta.get("attributes", NONE)
        if attributes.redacted:
            self._redaction(attributes, filled=True)
            return
        self._stack.append(self._with(attributes))
        self._append(clean(token.content.replace("\n", " ")), mark=Mark.CODE)
        self._stack.pop()

    def _footnote(self, token: "Token") -> None:
        label = token.meta["label"]
        if label not in self._notes.known:
            self._warn("unknown-footnote", label=label)
            self._text(f"[^{label}]")
            return
        self._flush()
        self._notes.mentioned[label] = None
        self._append("", SpanKind.FOOTNOTE, label=label)

    def _redacted(self, token: "Token") -> None:
        self._flush()
        self._redaction(token.meta["redaction"], filled=token.meta["filled"])

    def _redaction(self, attributes: Attributes, *, filled: bool) -> None:
        report_redaction(self._report, attributes, self._line, filled=filled)
        self._append(
            REDACTED,
            SpanKind.REDACTION,
            act=clean(attributes.values.get("act", "")),
            provision=clean(attributes.values.get("provision", "")),
        )

    def _unknown(self, token: "Token") -> None:
        """Show a token of a kind that isn't known as its source: nothing is lost."""
        self._text(token.content)

    def _warn(self, code: str, **parameters: object) -> None:
        self._report(Message(code, parameters, Severity.WARNING, "", self._line))


def report_redaction(report: Report, attributes: Attributes, line: int, *, filled: bool) -> None:
    """Report what is wrong with a redaction; ``filled`` tells whether text stood in it."""
    if filled:
        report(Message("text-in-redaction", {}, Severity.ERROR, "", line))
    if not attributes.exact:
        report(Message("malformed-redaction", {}, Severity.ERROR, "", line))
    elif not attributes.values.get("act") or not attributes.values.get("provision"):
        report(Message("redaction-without-reason", {}, Severity.WARNING, "", line))


_LEAVES: dict[str, Callable[[SpanReader, "Token"], None]] = {
    "image": SpanReader._image,  # noqa: SLF001 - the table of the class's own methods
    "code_inline": SpanReader._code,  # noqa: SLF001
    "footnote_ref": SpanReader._footnote,  # noqa: SLF001
    "redaction": SpanReader._redacted,  # noqa: SLF001
}
