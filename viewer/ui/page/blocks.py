"""From one block of the section to text in the document, kind by kind."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat

from viewer.book.model import Block, Container, Kind, Span
from viewer.book.redaction import redaction_label
from viewer.book.words import label
from viewer.ui.page.decor import NOTES, RULE, Box
from viewer.ui.page.flow import Flow
from viewer.ui.page.inline import InlineWriter, harmless, unbroken
from viewer.ui.page.lists import move_number
from viewer.ui.page.look import Look, Role, centred
from viewer.ui.page.names import Names
from viewer.ui.page.offsets import Run, utf16_length
from viewer.ui.page.pieces import LINES, is_long, parts_of, pieces, rows_of

if TYPE_CHECKING:
    from viewer.ui.page.images import Picture

_NOTE_INSET = 1.6
_ROOM_ABOVE_TABLE, _ROOM_BELOW_TABLE = 0.9, 1.2
_ROOM_ABOVE_FIGURE = 1.0
_ROOM_ABOVE_NOTES = 2.2
_LINE_ABOVE_NOTES = 0.8

_WORK = 0.6
"""Lines that take as long to lay out as one stretch of text: a cell, or words set apart."""

_HEADINGS = {1: Role.HEADING_2, 2: Role.HEADING_2, 3: Role.HEADING_3, 4: Role.HEADING_4}


class BlockWriter:
    """Writes blocks where the flow stands.

    Attributes:
        lines: How many lines of body text were written, by estimate.
        work: As how many lines it is to be laid out, likewise: cells cost more than they are high.
    """

    def __init__(
        self, flow: Flow, inline: InlineWriter, look: Look, names: Names, language: str
    ) -> None:
        """Prepare to write.

        Args:
            flow: Starts the text blocks.
            inline: Writes what is in them.
            look: How it looks.
            names: What links call the blocks.
            language: Language of the text.
        """
        self.lines = self.work = 0.0
        self._flow = flow
        self._inline = inline
        self._look = look
        self._first_note = min(names.footnotes.values(), default=-1)
        self._language = language
        self._writers: dict[Kind, Callable[[Block], list[Run]]] = {
            Kind.HEADING: self._heading,
            Kind.LIST_ITEM: self._item,
            Kind.TERM: self._term,
            Kind.DEFINITION: self._definition,
            Kind.FIGURE: self._figure,
            Kind.FOOTNOTE: self._footnote,
            Kind.REDACTION: self._redaction,
            Kind.RULE: self._rule,
        }

    def base(self, block: Block) -> int:
        """Return how far a block is inset, in pixels: lists and tables of a note as its words."""
        inside = 0 <= self._first_note < block.ordinal and block.kind is not Kind.FOOTNOTE
        return self._look.pixels(_NOTE_INSET) if inside else 0

    def write(self, block: Block) -> Iterator[list[Run]]:
        """Write a block, one piece after the other.

        Gives where the text of each stands, and before a further one nothing: one can stop there.
        """
        self._inline.room = self._flow.width
        if block.kind is Kind.CODE:
            yield from self._code(block)
        elif block.kind is Kind.TABLE and any(block.rows):
            yield from self._table(block)
        elif is_long(block):
            yield from self._long(block)
        else:
            yield self._counted(self._writers.get(block.kind, self._paragraph)(block), block.kind)

    def _counted(self, runs: list[Run], kind: Kind, rows: int = 0) -> list[Run]:
        """Count the lines of a piece; return its runs."""
        lines = _lines(kind, runs, rows, self._look.typesetting.measure)
        self.lines += lines
        self.work += max(lines, _WORK * len(runs))
        return runs

    def _long(self, block: Block) -> Iterator[list[Run]]:
        start = 0
        for spans in pieces(block.spans):
            if start:
                yield []
                runs = self._inline.write(spans, self._flow.go_on(), start)
            else:
                write = self._writers.get(block.kind, self._paragraph)
                runs = write(block._replace(spans=spans))
            yield self._counted(runs, block.kind)
            start += sum(len(span.text) for span in spans)

    def _role(self, usual: Role) -> Role:
        """Return how text is set: as what is around it, where that has its own setting."""
        if self._flow.base:
            return Role.FOOTNOTE
        # All of a call-out is set in one font, what it quotes too.
        around = self._flow.inside("callout") or self._flow.inside("quote")
        return {"callout": Role.CALLOUT, "quote": Role.QUOTE if usual is Role.BODY else usual}.get(
            around, usual
        )

    def _paragraph(self, block: Block) -> list[Run]:
        inside_item = self._flow.inside("item", "callout", "quote") == "item"
        role = self._role(Role.ITEM if inside_item else Role.BODY)
        self._flow.begin(role)
        return self._inline.write(block.spans, role)

    def _heading(self, block: Block) -> list[Run]:
        level = int(block.data.get("level", "2"))
        role = _HEADINGS.get(level, Role.HEADING_5)
        made = self._flow.begin(role)
        made.setHeadingLevel(min(max(level, 2), 6))
        self._flow.cursor.setBlockFormat(made)
        number = block.data.get("number", "")
        if number:
            self._inline.sign(f"{number}\u2002", role)
        return self._inline.write(block.spans, role)

    def _item(self, block: Block) -> list[Run]:
        role = self._role(Role.ITEM)
        made = self._flow.begin(role)
        self._flow.add_to_list(made)
        number = self._flow.inside("bullet_list", "ordered_list") == "ordered_list"
        self._flow.cursor.setBlockCharFormat(self._look.marker(role, number=number))
        self._flow.moved = move_number(self._flow.cursor, self._look.line(role)) if number else 0.0
        return self._inline.write(block.spans, role)

    def _term(self, block: Block) -> list[Run]:
        made = self._flow.begin(Role.TERM)
        made.setLeftMargin(self._flow.outer_left)
        self._flow.cursor.setBlockFormat(made)
        return self._inline.write(block.spans, Role.TERM)

    def _definition(self, block: Block) -> list[Run]:
        role = self._role(Role.DEFINITION)
        self._flow.begin(role)
        return self._inline.write(block.spans, role)

    def _table(self, block: Block) -> Iterator[list[Run]]:
        flow = self._flow
        # Imported here: most sections have none, and the program starts with one of those.
        from viewer.ui.page.tables import TableWriter

        plain = bool(flow.inside("callout"))
        writer = TableWriter(self._inline, self._look, block, flow.width, plain=plain)
        offered = writer.cramped and not flow.on_paper
        if offered:
            flow.begin(Role.CAPTION, above=_ROOM_ABOVE_TABLE)
            # That of a translation is opened on its own page.
            own = block.ordinal >= 0
            link = self._inline.links.add(f"table:{block.ordinal}") if own else ""
            self._inline.sign(label("table", self._language), Role.CAPTION, link)
        for rows in rows_of(block.rows, writer.columns, on_paper=flow.on_paper):
            if rows.start:
                yield []
            above = flow.above_table(0.0 if rows.start or offered else _ROOM_ABOVE_TABLE)
            sides = flow.left, flow.right
            table, runs = writer.write(rows, above, sides, on_paper=flow.on_paper)
            last = rows.stop == len(block.rows)
            flow.table(table, _ROOM_BELOW_TABLE if last else 0.0)
            self._inline.cursor = flow.cursor
            yield self._counted(runs, block.kind, len(rows))

    def _figure(self, block: Block) -> list[Run]:
        """Write an image with its caption: its title, or else its alternative text."""
        span = block.spans[0]
        title = span.data.get("title", "")
        address, found = self._inline.take(span)
        runs: list[Run] = []
        if found.readable:
            made = self._flow.begin(Role.BODY, above=_ROOM_ABOVE_FIGURE)
            # A fixed height of lines would let the text run over the image.
            made.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
            self._flow.cursor.setBlockFormat(centred(made))
            if title:
                runs.append(Run(0, span.text, self._flow.cursor.position(), 1, plain=False))
            self._inline.place(span, address, found)
        else:
            self._missing(span, address, found, runs, told=not title)
        if title or span.text:
            caption = self._flow.begin(Role.CAPTION)
            self._flow.cursor.setBlockFormat(centred(caption))
            if title:
                self._inline.sign(unbroken(title), Role.CAPTION)
            else:
                self._inline.text(span.text, self._look.char(Role.CAPTION), runs, 0)
        return runs

    def _missing(
        self, span: Span, address: str, found: "Picture", runs: list[Run], *, told: bool
    ) -> None:
        """Write a box in place of an image, with what is in it unless that is ``told`` below."""
        self._flow.open_box("missing", Container("missing", -1), _ROOM_ABOVE_FIGURE)
        made = self._flow.begin(Role.NOTICE)
        self._flow.cursor.setBlockFormat(centred(made))
        self._inline.place(span, address, found, Role.NOTICE)
        self._inline.sign(f"\u00a0 {label('image', self._language)}", Role.NOTICE)
        if not told:
            made = self._flow.begin(Role.NOTICE, above=0.2)
            self._flow.cursor.setBlockFormat(centred(made))
            self._inline.text(span.text, self._look.char(Role.NOTICE), runs, 0)
        self._flow.close()

    def _code(self, block: Block) -> Iterator[list[Run]]:
        self._flow.open_box("code", Container("code", -1))
        runs: list[Run] = []
        lines = block.text.split("\n")
        start = 0
        for number, line in enumerate(lines):
            for part in parts_of(line):
                self._flow.begin(Role.CODE, above=0)
                self._inline.text(part, self._look.char(Role.CODE), runs, start, code=True)
                start += len(part)
            if number < len(lines) - 1:
                runs[-1] = _with_line_end(runs[-1])
                start += 1
            if number % LINES == LINES - 1:
                yield self._counted(runs, block.kind)
                yield []
                runs = []
        self._flow.close()
        yield self._counted(runs, block.kind)

    def _footnote(self, block: Block) -> list[Run]:
        first = block.data.get("part", "1") == "1"
        begins = block.ordinal == self._first_note
        above = _ROOM_ABOVE_NOTES if begins else 0.0
        made = self._flow.begin(Role.FOOTNOTE, above=above, hanging=_NOTE_INSET)
        self._inline.room -= self._look.pixels(_NOTE_INSET)
        if not first:
            made.setTextIndent(0)
            self._flow.cursor.setBlockFormat(made)
        if begins:
            position = self._flow.cursor.position()
            room = self._look.pixels(_LINE_ABOVE_NOTES)
            line = Box(NOTES, 0, 0, position, position)
            line.top = room
            self._flow.boxes.append(line)
        if first:
            link = self._inline.links.add(f"footnote-mark:{block.data.get('label', '')}")
            self._inline.sign(block.data.get("number", "*"), Role.FOOTNOTE, link)
            self._inline.sign("\t", Role.FOOTNOTE)
        return self._inline.write(block.spans, Role.FOOTNOTE)

    def _redaction(self, block: Block) -> list[Run]:
        self._flow.open_box("redaction", Container("redaction", -1))
        self._flow.begin(Role.NOTICE, above=0)
        words = redaction_label(block.data, self._language)
        runs = [Run(0, block.text, self._flow.cursor.position(), utf16_length(words), plain=False)]
        self._flow.cursor.insertText(harmless(words), self._look.redaction(Role.NOTICE, alone=True))
        self._flow.close()
        return runs

    def _rule(self, block: Block) -> list[Run]:  # noqa: ARG002 - one of a table of writers
        self._flow.begin(Role.BODY, above=0.3)
        position = self._flow.cursor.position()
        self._flow.boxes.append(Box(RULE, self._flow.left, self._flow.right, position, position))
        return []


def _lines(kind: Kind, runs: list[Run], rows: int, measure: int) -> float:
    """Return how many lines a piece takes in a full column, by a guess that rather says too few."""
    if kind is Kind.CODE:
        return 0.8 * len(runs)
    count = sum(len(run.text) for run in runs)
    # The cells of a table stand side by side.
    return max(1.2 * rows, 1.5 * count / measure) if rows else 1.0 + count / measure


def _with_line_end(run: Run) -> Run:
    """Return a run that takes in the end of its line."""
    return run._replace(text=run.text + "\n", units=run.units + 1)
