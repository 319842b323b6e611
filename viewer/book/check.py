"""Checking a whole book: every defect is a finding with its file and line."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from viewer.book import files
from viewer.book.book import MANIFEST, Book, open_book
from viewer.book.glossary import GLOSSARY
from viewer.book.links import LinkKind, parse_link
from viewer.book.markdown import ParsedText, parse_text
from viewer.book.model import Block, Kind, Section, Span, SpanKind
from viewer.errors import BookError, Message, SectionError, Severity

_Shape = tuple[str, ...]


@dataclass(slots=True)
class _Mention:
    """A link or an image in a text, to be looked up when all texts are read."""

    file: str
    line: int
    section: str
    language: str
    target: str
    image: bool = False


@dataclass(slots=True)
class _Seen:
    """What was met in the texts of a book.

    Attributes:
        findings: What is wrong so far.
        mentions: Links and images.
        slugs: Headings of each text, by section and language.
        paths: Files that are used.
    """

    findings: list[Message] = field(default_factory=list)
    mentions: list[_Mention] = field(default_factory=list)
    slugs: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=lambda: {MANIFEST, GLOSSARY})


def check_book(folder: Path) -> list[Message]:
    """Return all findings of the book in ``folder``: manifest, glossary, texts, then file by file.

    Files are named relative to the book. The order is the same every time.
    """
    try:
        book = open_book(folder)
    except BookError as error:
        found = error.message
        return [found._replace(file=MANIFEST) if found.file == str(folder / MANIFEST) else found]
    seen = _Seen()
    seen.findings += [*book.findings, *book.glossary.findings]
    manifest = files.decode(files.read_bytes(folder, MANIFEST), MANIFEST).splitlines()
    for name in book.order:
        _check_section(book, book.section(name), manifest, seen)
    for mention in seen.mentions:
        seen.findings += _check_mention(book, mention, seen)
    seen.findings += _unused_files(folder, seen.paths)
    return sorted(_without_repeats(seen.findings), key=_place)


def _without_repeats(findings: list[Message]) -> list[Message]:
    """Return ``findings`` without repetitions."""
    return list({repr(finding): finding for finding in findings}.values())


def _place(finding: Message) -> tuple[int, str, int, str, str]:
    rank = {MANIFEST: 0, GLOSSARY: 1}.get(finding.file, 2)
    return rank, finding.file, finding.line, finding.code, repr(sorted(finding.parameters.items()))


def _check_section(book: Book, section: Section, manifest: list[str], seen: _Seen) -> None:
    parsed: dict[str, ParsedText] = {}
    if not section.text and not book.children(section.id):
        empty = Message("section-empty", {"section": section.id}, Severity.WARNING)
        seen.findings.append(empty._replace(file=MANIFEST, line=section.line))
    for language, path in section.text.items():
        if files.path_problem(path):
            continue  # a finding of the manifest
        line = _line_of(manifest, section.line, path)
        if path in seen.paths:
            seen.findings.append(
                Message("text-used-twice", {"path": path}, Severity.WARNING, MANIFEST, line)
            )
        seen.paths.add(path)
        try:
            source = files.decode(files.read_bytes(book.folder, path), path)
            parsed[language] = parse_text(source, file=path)
        except SectionError as error:
            found = error.message
            # Of a file that can't be read, the line that names it helps more.
            seen.findings.append(found if found.line else found._replace(file=MANIFEST, line=line))
            continue
        _collect(parsed[language], source, path, (section.id, language), seen)
    seen.findings += _structure(section, parsed)


def _collect(text: ParsedText, source: str, path: str, key: tuple[str, str], seen: _Seen) -> None:
    """Take in the findings, headings, links and images of a text."""
    seen.findings += text.findings
    seen.slugs[key] = frozenset(block.data["slug"] for block in text.blocks if "slug" in block.data)
    if not text.blocks:
        seen.findings.append(Message("empty-text", {}, Severity.WARNING, path, 1))
    lines = source.splitlines()
    for block in text.blocks:
        for span in _spans(block):
            if span.kind is SpanKind.IMAGE:
                target = span.data.get("src", "")
                line = _line_of(lines, block.line, target)
                seen.mentions.append(_Mention(path, line, *key, target, image=True))
                if not span.text.strip():
                    message = Message("image-without-text", {"path": target}, Severity.WARNING)
                    seen.findings.append(message._replace(file=path, line=line))
            if span.link:
                line = _line_of(lines, block.line, span.link)
                seen.mentions.append(_Mention(path, line, *key, span.link))


def _spans(block: Block) -> Iterator[Span]:
    yield from block.spans
    for row in block.rows:
        for cell in row:
            yield from cell.spans


def _line_of(lines: list[str], start: int, target: str) -> int:
    """Return the line on which ``target`` stands, from the first line of its block on."""
    for line in range(start, min(start + 200, len(lines) + 1)):
        if target and target in lines[line - 1]:
            return line
    return start


def _check_mention(book: Book, mention: _Mention, seen: _Seen) -> Iterator[Message]:
    link = parse_link(mention.target)
    if mention.image and (link is None or link.kind is not LinkKind.FILE):
        yield _finding(mention, "image-outside-book", path=mention.target)
    elif link is None:
        return
    elif link.kind is LinkKind.FILE:
        seen.paths.add(link.target)
        try:
            files.locate(book.folder, link.target)
        except SectionError as error:
            yield _finding(mention, error.message.code, **error.message.parameters)
    elif link.kind is LinkKind.SECTION and link.target not in book:
        yield _finding(mention, "unknown-section-link", link=mention.target)
    elif link.kind is not LinkKind.WEB and link.heading:
        section = link.target or mention.section
        # A section without a text in this language is shown in another.
        languages = book.languages_of(section)
        shown = mention.language if mention.language in languages else "".join(languages[:1])
        slugs = seen.slugs.get((section, shown))
        unread = bool(shown) and slugs is None
        if not unread and link.heading not in (slugs or ()):
            yield _finding(mention, "unknown-heading", link=mention.target)


def _finding(mention: _Mention, code: str, **parameters: object) -> Message:
    return Message(code, parameters, Severity.ERROR, mention.file, mention.line)


def _structure(section: Section, parsed: Mapping[str, ParsedText]) -> Iterator[Message]:
    """Warn where the languages of a section differ in structure, at the first difference."""
    if len(parsed) < 2:  # noqa: PLR2004 - nothing to compare
        return
    first, *others = parsed
    for language in others:
        ours, theirs = parsed[first].blocks, parsed[language].blocks
        same = 0
        while same < min(len(ours), len(theirs)) and _shape(ours[same]) == _shape(theirs[same]):
            same += 1
        if same == len(ours) == len(theirs):
            continue
        line = theirs[same].line if same < len(theirs) else (theirs[-1].line if theirs else 1)
        other = ours[same].line if same < len(ours) else (ours[-1].line if ours else 1)
        place = f"{section.text[first]}:{other}"
        parameters = {"language": language, "other": first, "place": place}
        path = section.text[language]
        yield Message("different-structure", parameters, Severity.WARNING, path, line)


def _shape(block: Block) -> _Shape:
    size = [f"{len(block.rows)}x{max(len(row) for row in block.rows)}"] if block.rows else []
    level = block.data.get("level", "") if block.kind is Kind.HEADING else ""
    return (block.kind, level, *size, *(box.kind for box in block.within))


def _unused_files(folder: Path, used: set[str]) -> Iterator[Message]:
    """Name the files that nothing in the book uses; hidden ones are left alone.

    A name in NFD, as some systems spell it, is the same as in NFC, as manifests do.
    """
    known = {unicodedata.normalize("NFC", path) for path in used}
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = (Path(parent) / name).relative_to(folder).as_posix()
            if not name.startswith(".") and unicodedata.normalize("NFC", path) not in known:
                yield Message("unused-file", {"path": path}, Severity.INFO, path)
