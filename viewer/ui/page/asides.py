"""What stands under blocks without being of the section's text: the same in another language."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from viewer.book.model import Block, Container, Kind, Mark
from viewer.ui.page.aside_map import AsideMap
from viewer.ui.page.blocks import BlockWriter
from viewer.ui.page.content import Aside
from viewer.ui.page.flow import Flow
from viewer.ui.page.inline import InlineWriter, Links, harmless
from viewer.ui.page.look import Look, Role
from viewer.ui.page.names import Names

if TYPE_CHECKING:
    from viewer.ui.page.images import Pictures

_NUMBER = -1000
"""Number of the container around an aside: those of a text count from zero."""

_STRONG = frozenset({Mark.STRONG})

_AS_THEY_ARE = {Kind.TABLE, Kind.CODE, Kind.FIGURE, Kind.REDACTION, Kind.RULE}

_NO_NAMES = Names({}, {}, {}, {})


class AsideWriter:
    """Writes asides where the flow stands.

    Attributes:
        lines: How many lines of body text were written, by estimate.
        map: Where the blocks stand that were written.
        lasts: Last position of what stands under a block, by its ordinal.
    """

    def __init__(
        self,
        flow: Flow,
        look: Look,
        pictures: "Callable[[], Pictures]",
        links: Links,
        numbers: Mapping[str, str],
    ) -> None:
        """Prepare to write.

        Args:
            flow: Starts the text blocks.
            look: How it looks.
            pictures: Gives what takes in images.
            links: The links of the page.
            numbers: Numbers of its footnotes, by label; translations use the same labels.
        """
        self.lines = 0.0
        self.map = AsideMap()
        self.lasts: dict[int, int] = {}
        self._flow = flow
        self._look = look
        self._pictures = pictures
        self._links = links
        self._numbers = numbers

    def write(self, ordinal: int, asides: Sequence[Aside]) -> None:
        """Write asides under the block ``ordinal``, which was written last.

        As far as places on the page go they belong to that block, after its last character.
        """
        for aside in asides:
            self._flow.open_box("aside", Container("aside", _NUMBER))
            self._write(aside)
            self._flow.close()
        self.lasts[ordinal] = self._flow.cursor.position() - self._flow.fresh

    def _write(self, aside: Aside) -> None:
        flow = self._flow
        inline = InlineWriter(
            flow.cursor, self._look, self._pictures, aside.language, self._numbers
        )
        inline.links = self._links
        for role, words in ((Role.LABEL, aside.label), (Role.NOTICE, aside.words)):
            if words:
                flow.begin(role)
                inline.sign(harmless(words), role)
        writer = BlockWriter(flow, inline, self._look, _NO_NAMES, aside.language)
        for block in aside.blocks:
            flow.first = -1
            runs = [run for piece in writer.write(_plain(block)) for run in piece]
            if block.ordinal >= 0:
                self.map.add(block.ordinal, runs, flow.first, flow.cursor.position() - flow.fresh)
        self.lines += writer.lines


def _plain(block: Block) -> Block:
    """Return a block as it is shown outside its section: without its list, label or number."""
    if block.kind in _AS_THEY_ARE:
        return block._replace(ordinal=-1)
    spans = block.spans
    if block.kind in {Kind.HEADING, Kind.TERM}:
        spans = tuple(span._replace(marks=span.marks | _STRONG) for span in spans)
    return block._replace(kind=Kind.PARAGRAPH, ordinal=-1, spans=spans)
