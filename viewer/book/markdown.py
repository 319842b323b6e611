"""From the text of a section, in Markdown, to a flat list of blocks with canonical text.

``docs/book-format.md`` has the rules; ``viewer.book.syntax`` sets the parser up.
"""

from dataclasses import dataclass
from functools import cache

from viewer.book import canonical
from viewer.book.blocks import BlockReader
from viewer.book.model import Block
from viewer.book.syntax import BookMarkdown, new_parser
from viewer.errors import Message, SectionError, Severity


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What parsing gave.

    Attributes:
        blocks: The blocks, in reading order; footnotes stand at the end.
        findings: What is wrong, in the order of lines.
    """

    blocks: tuple[Block, ...]
    findings: tuple[Message, ...]


def parse_text(source: str, *, file: str) -> ParsedText:
    """Parse the Markdown ``source`` of a section.

    Args:
        source: The text; any line ends.
        file: Name of its file, for findings.

    Raises:
        SectionError: The text is nested so strangely that it can't be read.
    """
    findings: list[Message] = []
    text = _prepare(source, findings)
    environment: dict[str, object] = {"findings": findings}
    try:
        blocks = BlockReader(findings.append).read(_parser().parse(text, environment))
    except RecursionError:
        raise SectionError("too-complex", file=file) from None
    located = [finding._replace(file=file) for finding in findings]
    return ParsedText(tuple(blocks), tuple(sorted(located, key=lambda finding: finding.line)))


@cache
def _parser() -> BookMarkdown:
    return new_parser()


def _prepare(source: str, findings: list[Message]) -> str:
    """Return ``source`` with line feeds only, NFC, and without characters that no text may hold."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    position = canonical.forbidden_at(text)
    if position >= 0:
        code = f"U+{ord(text[position]):04X}"
        findings.append(_warning("control-character", text, position, character=code))
    override = canonical.BIDI_OVERRIDES.search(text)
    if override:
        findings.append(_warning("bidi-override", text, override.start()))
    return canonical.clean(text)


def _warning(code: str, text: str, position: int, **parameters: object) -> Message:
    line = text.count("\n", 0, position) + 1
    return Message(code, parameters, Severity.WARNING, "", line)
