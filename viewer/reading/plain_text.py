"""Blocks as plain text for the clipboard: lists with their signs, tables with tabs."""

from collections.abc import Iterator, Sequence

from viewer.book.model import Block, Cell, Container, Kind, SectionText, Span, SpanKind
from viewer.book.redaction import redaction_label
from viewer.book.spoken import raised
from viewer.book.words import label

BULLET = "•"

_INDENT = "   "
_LISTS = {"bullet_list", "ordered_list"}


def plain_text(text: SectionText) -> str:
    """Return the blocks of a text, parted by empty lines; entries of a list follow one another."""
    return "".join(_Writer(text.language).parts(text.blocks))


def cell_text(cell: Cell, language: str) -> str:
    """Return the words of a cell of a table, its redactions and images in words."""
    return _Writer(language).words_of(cell.spans).strip()


class _Writer:
    def __init__(self, language: str) -> None:
        self._language = language
        self._entered: set[int] = set()
        self._next: dict[int, int] = {}

    def parts(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the blocks and what stands between them."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                yield "\n" if _follows(before, block) else "\n\n"
            yield from self._block(block)
            before = block

    def _block(self, block: Block) -> Iterator[str]:
        lead = ""
        depth = sum(one.kind == "item" for one in block.within)
        for place, container in enumerate(block.within):
            if container.number in self._entered:
                continue
            self._entered.add(container.number)
            if container.kind == "callout":
                yield f"{label(container.data.get('type', 'note'), self._language)}\n"
            elif container.kind == "item":
                lead += self._sign(container, block.within[place - 1])
        indent = _INDENT * (depth - 1 if lead else depth)
        yield f"{indent}{lead}{self._words(block)}"

    def _sign(self, item: Container, outer: Container) -> str:
        """Return what stands before an entry of a list."""
        number = self._next.get(outer.number, int(outer.data.get("start", "1")))
        self._next[outer.number] = number + 1
        if item.data.get("continued"):
            return ""
        if item.data.get("task"):
            return "[x] " if item.data["task"] == "done" else "[ ] "
        if outer.kind != "ordered_list":
            return f"{BULLET} "
        return f"{number}. "

    def _words(self, block: Block) -> str:
        if block.kind is Kind.TABLE:
            return "\n".join("\t".join(map(self._cell, row)) for row in block.rows)
        if block.kind is Kind.REDACTION:
            return f"[{redaction_label(block.data, self._language)}]"
        if block.kind is Kind.RULE:
            return "* * *"
        return self.words_of(block.spans) if block.spans else block.text

    def _cell(self, cell: Cell) -> str:
        return " ".join(self.words_of(cell.spans).split())

    def words_of(self, spans: Sequence[Span]) -> str:
        """Return the words of spans."""
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        if span.kind is SpanKind.REDACTION:
            return f"[{redaction_label(span.data, self._language)}]"
        if span.kind is SpanKind.IMAGE:
            return f"[{span.data.get('title') or span.text}]"
        return raised(span)


def _follows(before: Block, block: Block) -> bool:
    """Tell whether a block stands right under the one before: in a list, or below its term."""
    if block.kind is Kind.DEFINITION:
        return True
    lists = [{one.number for one in each.within if one.kind in _LISTS} for each in (before, block)]
    return bool(lists[0] & lists[1])
