"""Large real books for measurements, made from the corpora that lie beside the project, if any."""

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPORA = Path(os.environ.get("BRIEFING_CORPORA", ROOT.parent / "shared" / "corpora"))


def report(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """Print figures, past pytest's capture."""
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the sections of a corpus; skip the test where it isn't there."""
    path = CORPORA / "sections" / f"sections-{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"needs {path.name} in {CORPORA} (BRIEFING_CORPORA names the folder)")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def phrases(name: str) -> list[str]:
    """Return phrases to type into a search of a corpus."""
    path = CORPORA / "sections" / f"typed-{name}.txt"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def paragraphs(text: str) -> str:
    """Return plain text as Markdown: three sentences a paragraph, marks escaped."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ])", " ".join(text.split()))
    blocks = (" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    text = re.sub(r"([\\`*_\[\]<>#|~^!{}])", r"\\\1", "\n\n".join(blocks))
    return re.sub(r"(?m)^(\s*)([-+=:]|\d+[.)])", r"\1\\\2", text).strip() + "\n"


def write_corpus(folder: Path, name: str, *, book: str = "corpus", repeat: int = 1) -> Path:
    """Write a corpus as a book folder of one section a line and return it.

    Args:
        folder: Where.
        name: Name of the corpus.
        book: Id of the book.
        repeat: How many times each section is written, under other ids.
    """
    lines = [
        "format: 1",
        f"id: {book}",
        'edition: "1"',
        "issued: 2026-01-01",
        f"title: {{en: {book}, fr: {book}}}",
        "languages: [en, fr]",
        "contents:",
    ]
    (folder / "text").mkdir(parents=True)
    for copy in range(repeat):
        for row in rows(name):
            code = row.get("lang", "en")
            identifier = f"s-{row['id']}-{copy}" if copy else f"s-{row['id']}"
            title = json.dumps(" ".join(row["title"].split()) or "Untitled", ensure_ascii=False)
            text = folder / "text" / f"{identifier}.md"
            text.write_text(paragraphs(row["text"]), encoding="utf-8")
            lines += [
                f"  - id: {identifier}",
                f"    title: {{{code}: {title}}}",
                f"    text: {{{code}: text/{text.name}}}",
            ]
    (folder / "book.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
