"""From the parser's tokens of a whole text to blocks."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from viewer.book import canonical
from viewer.book.attributes import NONE, Attributes, traces_redaction
from viewer.book.cell_spans import HEADER_ROWS, Wish, with_heads, with_spans
from viewer.book.model import Block, Cell, Container, Kind, Span, SpanKind
from viewer.book.spans import Notes, Report, SpanReader, report_redaction
from viewer.book.tables import head_rows
from viewer.errors import Message, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

_CONTAINERS = {
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "dl_open": "definition_list",
    "callout_open": "callout",
}
_WRONG = Attributes(redacted=True, exact=False)


class BlockReader:
    """Reads tokens into blocks; one reader a text."""

    def __init__(self, report: Report) -> None:
        """Start reading; ``report`` takes findings, with their file left open."""
        self._report = report
        self._blocks: list[Block] = []
        self._within: list[Container] = []
        self._openings: list[Token] = []
        self._containers = 0
        self._line = 0
        self._notes = Notes()
        self._note: dict[str, str] = {}
        # Labels made up for footnotes whose own was taken: authors don't know them.
        self._repeated: set[str] = set()
        self._skipping = 0
        self._rows: list[list[Cell]] = []
        self._wishes: list[Wish] = []

    def read(self, tokens: Sequence["Token"]) -> list[Block]:
        """Return the blocks of ``tokens``, numbered and with ids."""
        text, notes = self._separate(tokens)
        self._notes = Notes(frozenset(notes))
        self._walk(text)
        self._read_notes(notes)
        return _finished(self._blocks, self._report)

    def _walk(self, tokens: Sequence["Token"]) -> None:
        for token in tokens:
            if self._skipping:
                self._skipping += token.nesting
                continue
            self._line = token.map[0] + 1 if token.map else self._line
            if token.nesting >= 0 and token.meta.get("attributes", NONE).redacted:
                self._redact(token)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token)
            else:
                _LEAVES.get(token.type, BlockReader._plain)(self, token)

    def _open(self, token: "Token") -> None:
        self._openings.append(token)
        if token.type in _CONTAINERS:
            self._containers += 1
            self._within.append(
                Container(_CONTAINERS[token.type], self._containers, _container_data(token))
            )
            token.meta["blocks"] = len(self._blocks)
            token.meta["lang"] = self._data(token).get("lang", "")
        elif token.type == "table_open":
            self._rows, self._wishes = [], []
        elif token.type == "tr_open":
            self._rows.append([])

    def _close(self, token: "Token") -> None:
        opening = self._openings.pop()
        if opening.type == "list_item_open" and opening.meta["blocks"] == len(self._blocks):
            self._add(Kind.LIST_ITEM, [])
        if opening.type in _CONTAINERS:
            self._within.pop()
        elif token.type == "table_close":
            self._table(opening)

    def _redact(self, token: "Token") -> None:
        """Put a redaction in place of a whole element that is marked as redacted."""
        filled = token.type not in {"hr", "redaction"}
        self._redaction(token.meta["attributes"], filled=filled)
        self._skipping = token.nesting

    def _redaction_leaf(self, token: "Token") -> None:
        self._redaction(token.meta["redaction"], filled=False)

    def _redaction(self, attributes: Attributes, *, filled: bool) -> None:
        report_redaction(self._report, attributes, self._line, filled=filled)
        data = {
            key: canonical.clean(attributes.values.get(key, "")) for key in ("act", "provision")
        }
        data = {key: value for key, value in data.items() if value}
        span = Span(canonical.REDACTED, SpanKind.REDACTION, data=data)
        self._add(Kind.REDACTION, [span], data)

    def _spans(self, token: "Token") -> list[Span]:
        reader = SpanReader(self._report, self._line, self._notes)
        return reader.read(token.children or [])

    def _inline(self, token: "Token") -> None:
        opening = self._openings[-1]
        spans = self._spans(token)
        if opening.type in {"th_open", "td_open"}:
            self._cell(opening, spans)
            return
        data = self._data(opening)
        if opening.type == "heading_open":
            data["level"] = opening.tag[1:]
        elif opening.type == "dt_open":
            self._add(Kind.TERM, spans, data)
            return
        elif len(spans) == 1 and spans[0].kind is SpanKind.IMAGE:
            self._add(
                Kind.FIGURE, spans, data | {k: v for k, v in spans[0].data.items() if k != "lang"}
            )
            return
        kind = Kind.HEADING if opening.type == "heading_open" else self._paragraph_kind(data)
        self._add(kind, spans, data)

    def _paragraph_kind(self, data: dict[str, str]) -> Kind:
        """Return the kind of a paragraph, by what it stands in."""
        above = self._openings[-2] if len(self._openings) > 1 else None
        if above is None:
            data.update(self._note)
            if self._note:
                self._note = {**self._note, "part": str(int(self._note.get("part", "1")) + 1)}
                return Kind.FOOTNOTE
            return Kind.PARAGRAPH
        if above.type == "list_item_open" and above.meta["blocks"] == len(self._blocks):
            return Kind.LIST_ITEM
        return {"dd_open": Kind.DEFINITION, "callout_open": Kind.CALLOUT}.get(
            above.type, Kind.PARAGRAPH
        )

    def _plain(self, token: "Token") -> None:
        """Show a token without inline markup as text."""
        text = canonical.clean(token.content).replace("\n", " ")
        if traces_redaction(text):
            self._redaction(_WRONG, filled=False)
        else:
            self._add(self._paragraph_kind({}), [Span(text)])

    def _code(self, token: "Token") -> None:
        text = canonical.clean(token.content).removesuffix("\n")
        opened = token.type == "fence" and bool(token.map)
        closed = opened and _is_closed(token)
        if opened and not closed:
            self._warn("unclosed-code")
        if not closed and traces_redaction(text):
            # Not meant as code, but indented by mistake or under a fence that was never closed.
            self._redaction(_WRONG, filled=False)
            return
        info = canonical.clean(token.info).strip()
        self._add(Kind.CODE, [Span(text)], self._data(token) | ({"info": info} if info else {}))

    def _rule(self, token: "Token") -> None:
        self._add(Kind.RULE, [], self._data(token))

    def _cell(self, opening: "Token", spans: list[Span]) -> None:
        flat = [
            span._replace(text=span.text.replace("\t", " ").replace("\n", " "))
            if span.kind is not SpanKind.BREAK
            else span._replace(text=" ", kind=SpanKind.TEXT)
            for span in spans
        ]
        joined, _ = canonical.join_spans(flat)
        align = str(opening.attrGet("style") or "").partition(":")[2]
        row = self._rows[-1]
        if "spans" in opening.meta:
            place = len(self._rows) - 1, len(row)
            self._wishes.append(Wish(*place, opening.meta["spans"], self._line))
        row.append(Cell(joined, align, opening.type == "th_open"))

    def _table(self, opening: "Token") -> None:
        made = self._rows
        heads = opening.meta.get("attributes", NONE).values.get(HEADER_ROWS)
        if heads is not None:
            made = with_heads(made, heads, self._report, _first_line(opening))
        if self._wishes:
            made = with_spans(made, self._wishes, head_rows(made), self._report)
        rows = tuple(tuple(row) for row in made)
        text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
        data, line = self._data(opening), _first_line(opening)
        self._append(Block("", Kind.TABLE, 0, text, rows=rows, data=data, line=line))

    def _data(self, token: "Token") -> dict[str, str]:
        """Return what the attributes of an element say about its block."""
        attributes: Attributes = token.meta.get("attributes", NONE)
        for name in attributes.unknown:
            if token.type != "table_open" or name != HEADER_ROWS:
                self._warn("unknown-attribute", name=name)
        data = {"slug": attributes.id, "lang": attributes.values.get("lang", "")}
        return {key: value for key, value in data.items() if value}

    def _add(self, kind: Kind, spans: list[Span], data: dict[str, str] | None = None) -> None:
        joined, text = canonical.join_spans(spans)
        self._append(Block("", kind, 0, text, joined, data=data or {}, line=self._line))

    def _append(self, block: Block) -> None:
        around = (token.meta.get("lang") for token in reversed(self._openings))
        language = next((code for code in around if code), "")
        data = {"lang": language, **block.data} if language else block.data
        self._blocks.append(block._replace(within=tuple(self._within), data=data))

    def _warn(self, code: str, **parameters: object) -> None:
        self._report(Message(code, parameters, Severity.WARNING, "", self._line))

    def _separate(
        self, tokens: Sequence["Token"]
    ) -> tuple[list["Token"], dict[str, list["Token"]]]:
        """Take the footnotes out: return the rest, and the tokens of each footnote by label.

        The first token of a footnote is the one that opens it.
        """
        text: list[Token] = []
        notes: dict[str, list[Token]] = {}
        targets = [text]
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = token.meta["label"]
                if label in notes:
                    self._line = _first_line(token)
                    self._warn("duplicate-footnote", label=label)
                    label = canonical.numbered(label, dict.fromkeys(notes, 1), "-")
                    self._repeated.add(label)
                targets.append(notes.setdefault(label, [token]))
            elif token.type == "footnote_reference_close":
                targets.pop()
            else:
                targets[-1].append(token)
        return text, notes

    def _read_notes(self, notes: dict[str, list["Token"]]) -> None:
        """Read the footnotes in the order of their first marks, then those without one."""
        waiting = dict.fromkeys(notes)
        number = 0
        while waiting:
            # Notes can mention further notes; those are numbered as they come up.
            mentioned = [label for label in self._notes.mentioned if label in waiting]
            for label in mentioned or [next(iter(waiting))]:
                del waiting[label]
                number += 1
                self._read_note({"label": label, "number": str(number)}, notes[label])
                if not mentioned and label not in self._repeated:
                    self._line = _first_line(notes[label][0])
                    self._warn("unused-footnote", label=label)

    def _read_note(self, data: dict[str, str], tokens: list["Token"]) -> None:
        self._note = data
        start = len(self._blocks)
        self._line = line = _first_line(tokens[0])
        self._walk(tokens[1:])
        if "part" not in self._note:
            # Its number must be seen, even if it has no paragraph of its own.
            self._blocks.insert(start, Block("", Kind.FOOTNOTE, 0, "", data=data, line=line))
        self._note = {}


def _first_line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 1


def _is_closed(fence: "Token") -> bool:
    """Tell whether a code fence has a closing line: one line more than its content and opening."""
    start, end = fence.map or (0, 0)
    lines = fence.content.count("\n") + (not fence.content.endswith("\n") and bool(fence.content))
    return end - start == lines + 2


def _container_data(token: "Token") -> dict[str, str]:
    if token.type == "ordered_list_open":
        start = token.attrGet("start")
        return {"start": "1" if start is None else str(start)}
    if token.type == "callout_open":
        return {"type": token.info}
    return {"task": token.meta["task"]} if "task" in token.meta else {}


def _finished(blocks: list[Block], report: Report) -> list[Block]:
    """Return ``blocks`` with ordinals, ids, and slugs that are unique in the section."""
    given: dict[str, int] = {}
    for block in blocks:
        name = block.data.get("slug", "")
        if name in given:
            report(Message("duplicate-heading-id", {"id": name}, Severity.WARNING, "", block.line))
        elif name:
            given[name] = block.line
    ids: dict[str, int] = {}
    slugs = dict.fromkeys(given, 1)
    done: list[Block] = []
    for ordinal, block in enumerate(blocks):
        data = dict(block.data)
        if data.get("slug") not in given or given[data["slug"]] != block.line:
            base = data.pop("slug", "") or canonical.slug(block.text)
            if block.kind is Kind.HEADING:
                data["slug"] = canonical.numbered(base, slugs, "-")
        name = canonical.numbered(canonical.block_hash(block.text), ids, ".")
        done.append(block._replace(id=name, ordinal=ordinal, data=data))
    return done


_LEAVES: dict[str, Callable[[BlockReader, "Token"], None]] = {
    "inline": BlockReader._inline,  # noqa: SLF001 - the table of the class's own methods
    "redaction": BlockReader._redaction_leaf,  # noqa: SLF001
    "fence": BlockReader._code,  # noqa: SLF001
    "code_block": BlockReader._code,  # noqa: SLF001
    "hr": BlockReader._rule,  # noqa: SLF001
}
