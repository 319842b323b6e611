"""How well the right section is found: `python3 dev.py bench -k relevance`.

Judged collections are made into books with the tools in the shared folder beside the project, and
searched on the command line with the defaults that ship; skipped where that folder is absent.
Nothing in the program was tuned to them.
"""

import random
import re
import statistics
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tests.bench.corpora import CORPORA, report
from tests.bench.shelves import KEPT, Shelf, corpus_shelf, indexed
from viewer.search.engine import Answer, SearchEngine

pytestmark = pytest.mark.bench

TOOLS = CORPORA.parent / "tools"
LIMIT = 100
CHANGED = 100


@pytest.fixture(autouse=True)
def _needs_tools() -> None:
    if not TOOLS.is_dir():
        pytest.skip(f"needs the judges in {TOOLS}")


def run(*arguments: object) -> str:
    """Run a Python program and return what it prints."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def judged(shelf: Shelf, queries: Path, truth: Path, *options: str) -> dict[str, float]:
    """Search for all queries on the command line, and return what the judge says."""
    command = ["-m", "viewer", "search", "--batch", queries, "--limit", LIMIT, *options]
    command += ["--profile", shelf.profile, "--shelf", shelf.folder]
    answers = shelf.profile / "answers.jsonl"
    answers.write_text(run(*command), encoding="utf-8")
    figures = re.findall(r"(\S+) (\d\.\d+)", run(TOOLS / "relevance.py", answers, truth))
    return {name: float(value) for name, value in figures}


def cranfield() -> Shelf:
    folder = KEPT / "cranfield" / "books"
    if not folder.exists():
        documents = CORPORA / "search" / "cranfield" / "docs.jsonl"
        run(TOOLS / "jsonl_to_book.py", documents, folder / "cranfield", "--id", "cranfield")
    return indexed(Shelf(folder, KEPT / "cranfield" / "profile", ""))


def laws() -> tuple[Shelf, Path]:
    """Return a shelf of eight Acts, and the folder of its queries."""
    made = KEPT / "laws" / "made"
    folder = KEPT / "laws" / "books"
    if not folder.exists():
        run(TOOLS / "laws_to_book.py", CORPORA / "justice-laws", made)
        folder.mkdir()
        for act in made.glob("act-*"):
            act.rename(folder / act.name)
    return indexed(Shelf(folder, KEPT / "laws" / "profile", "")), made


def test_relevance_of_questions(capsys: pytest.CaptureFixture[str]) -> None:
    shelf, source = cranfield(), CORPORA / "search" / "cranfield"
    found = judged(shelf, source / "queries.tsv", source / "qrels.tsv", "--book", "cranfield")
    report(capsys, f"Cranfield, 225 questions: {found}")
    assert found["nDCG@10"] >= 0.395
    assert found["MAP@100"] >= 0.31


@pytest.mark.parametrize(("language", "least"), [("en", 0.90), ("fr", 0.92)])
def test_relevance_of_known_items(
    language: str, least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf, made = laws()
    queries, answers = made / f"queries-{language}.tsv", made / f"answers-{language}.tsv"
    found = judged(shelf, queries, answers, "--lang", language)
    report(capsys, f"Justice Laws, {language}: {found}")
    assert found["P@1"] >= least


def bare(text: str) -> str:
    """Return a text without accents."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def list_of(answer: Answer) -> list[tuple[str, str, int]]:
    return [(hit.book, hit.section, len(hit.highlights)) for hit in answer.hits]


def test_relevance_is_the_same_whatever_case_and_accents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shelf, made = laws()
    engine = shelf.engine()
    asked = 0
    for language in ("en", "fr"):
        lines = (made / f"queries-{language}.tsv").read_text(encoding="utf-8").splitlines()
        for line in random.Random(5).sample(lines, CHANGED):  # noqa: S311 - not for secrets
            query = line.partition("\t")[2]
            lists = [
                list_of(engine.search(text, language=language))
                # Operators are written in capitals, so these stay as they are.
                for text in (query, bare(query), query.lower(), unicodedata.normalize("NFD", query))
            ]
            assert lists.count(lists[0]) == len(lists), query
            asked += 1
    engine.close()
    report(
        capsys, f"Justice Laws: {asked} queries give the same lists in any case, without accents"
    )


def corrections_of(engine: SearchEngine, word: str) -> list[str]:
    """Return what a search for a misspelt word corrects it to, the best first."""
    for note in engine.search(word).notes:
        if note.code == "search-corrected":
            others = note.parameters["others"]
            assert isinstance(others, tuple)
            return [str(note.parameters["used"]), *(str(other) for other, _query in others)]
    return []


def test_relevance_of_corrections(capsys: pytest.CaptureFixture[str]) -> None:
    """Norvig's pairs whose right word is indexed and whose wrong one isn't, 10,000 sections.

    A whole search corrects fewer: of some misspellings other forms are found, and some are taken
    for the beginning of a word.
    """
    engine = corpus_shelf("10k").engine()
    shelf = engine._shelf
    assert shelf is not None
    words = shelf._documents.surfaces.terms
    lines = (CORPORA / "search" / "spelling-norvig.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.lower().split("\t")[1:3] for line in lines]
    usable = [(wrong, right) for right, wrong in pairs if right in words and wrong not in words]
    speller = [shelf._spelling.corrections(wrong, "en") for wrong, _right in usable]
    searched, times = [], []
    for wrong, _right in usable:
        start = time.process_time()
        searched.append([word.lower() for word in corrections_of(engine, wrong)])
        times.append((time.process_time() - start) * 1000)
    engine.close()
    shares = [shares_of(found, [right for _, right in usable]) for found in (speller, searched)]
    most = sorted(times)[int(0.95 * len(times))]
    report(
        capsys,
        f"{len(usable)} misspellings; right first, in the first three: "
        f"{shares[0][0]:.1%}, {shares[0][1]:.1%}; as a search corrects them: "
        f"{shares[1][0]:.1%}, {shares[1][1]:.1%}; a search, CPU ms: "
        f"median {statistics.median(times):.1f}, 95 % {most:.1f}",
    )
    assert shares[0][0] >= 0.80
    assert shares[0][1] >= 0.92
    assert most <= 25


def shares_of(found: list[list[str]], right: list[str]) -> tuple[float, float]:
    """Return how often the right word is the first, and among the first three."""
    pairs = list(zip(found, right, strict=True))
    first = sum(words[:1] == [word] for words, word in pairs)
    three = sum(word in words[:3] for words, word in pairs)
    return first / len(pairs), three / len(pairs)
