"""The wheel and the frozen program do what the checkout does."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT, Program

SIZE_LIMIT = 200 * 1000 * 1000
"""Bytes of the frozen folder."""

KEYS = {"first_paint_ms", "cpu_ms", "pss_mb", "section", "modules"}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


@pytest.fixture(params=["checkout", "installed", "frozen"])
def program(request: pytest.FixtureRequest) -> Program:
    """Each way to start the program."""
    found: Program = request.getfixturevalue(request.param)
    return found


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file below a folder."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts
    }


def test_smoke(program: Program, profile: Path) -> None:
    done = program.run("open", "--smoke", profile=profile)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report.keys() >= KEYS
    assert report["section"]
    assert report["first_paint_ms"] > 0


def test_search_in_both_languages(program: Program, profile: Path) -> None:
    for query, language in (("border five chair", "en"), ("présidence du groupe des cinq", "fr")):
        done = program.run("search", query, "--lang", language, "--json", profile=profile)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["hits"]
        assert answer["hits"][0]["language"] == language
        assert answer["hits"][0]["highlights"]


def test_help_in_french(program: Program, profile: Path) -> None:
    profile.mkdir()
    (profile / "settings.yaml").write_text("interface_language: fr\n", encoding="utf-8")
    assert program.run("list", "--help", profile=profile).stdout.startswith("Utilisation")


def test_state_stays_in_the_profile(program: Program, profile: Path) -> None:
    before = files(program.folder)
    program.run("search", "border", profile=profile)
    program.run("open", "--smoke", profile=profile)
    assert files(program.folder) == before
    assert not list((profile.parent / "home").iterdir())


def test_a_passphrase_locks_what_moves_to_another_computer(program: Program, profile: Path) -> None:
    locked, words = profile.parent / "mine.briefing", profile.parent / "passphrase.txt"
    words.write_text("spring tides\n", encoding="utf-8")
    passphrase = ("--passphrase-file", str(words))
    done = program.run("profile", "export", str(locked), *passphrase, profile=profile)
    assert done.returncode == 0, done.stderr
    assert locked.read_bytes().startswith(b"BRIEFING LOCKED")
    other = profile.with_name("other")
    done = program.run("profile", "import", str(locked), *passphrase, profile=other)
    assert done.returncode == 0, done.stderr
    words.write_text("neap tides\n", encoding="utf-8")
    done = program.run("profile", "import", str(locked), *passphrase, profile=other)
    assert done.returncode == 3, done.stdout


def test_windowed_twin(frozen: Program, profile: Path) -> None:
    console = Path(frozen.command[0])
    windowed = console.with_name(console.name.replace("briefing", "briefing-viewer"))
    twin = Program((str(windowed),), frozen.folder)
    done = twin.run("open", "--smoke", profile=profile)
    assert done.returncode == 0, done.stderr


def test_frozen_program_has_ready_indexes(frozen: Program, profile: Path) -> None:
    done = frozen.run("list", "--json", profile=profile)
    assert {book["id"]: book["index"] for book in json.loads(done.stdout)} == {
        "key-relationships": "ready",
        "user-guide": "ready",
    }


def test_frozen_program_builds_indexes_of_other_books(frozen: Program, profile: Path) -> None:
    book = profile.parent / "books" / "tides"
    book.mkdir(parents=True)
    (book / "book.yaml").write_text(
        "format: 1\nid: tides\nedition: '1'\nissued: 2024-02-01\ntitle: {en: Tides}\n"
        "publisher: {en: Harbour}\nclassification: unclassified\nlanguages: [en]\n"
        "contents:\n  - {id: moon, title: {en: Moon}, text: {en: moon.md}}\n",
        encoding="utf-8",
    )
    (book / "moon.md").write_text("Spring tides follow the new moon.\n", encoding="utf-8")
    shelf = str(book.parent)
    done = frozen.run("search", "spring", "--shelf", shelf, "--json", profile=profile)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["hits"][0]["book"] == "tides"


def test_frozen_folder_is_small_and_holds_no_network(frozen: Program) -> None:
    found = files(frozen.folder)
    assert sum(size for size, _time in found.values()) <= SIZE_LIMIT
    assert not [name for name in found if "QtNetwork" in name or "Qt6Network" in name]
    assert not [name for name in found if "libssl" in name or "_ssl." in name]
    translations = {Path(name).name for name in found if name.endswith(".qm")}
    assert translations <= {"qtbase_en.qm", "qtbase_fr.qm"}


def test_frozen_folder_has_both_programs_and_every_licence(frozen: Program) -> None:
    names = set(files(frozen.folder))
    suffix = ".exe" if os.name == "nt" else ""
    assert {f"briefing{suffix}", f"briefing-viewer{suffix}"} <= names
    licences = {Path(name).name for name in names if "licences" in Path(name).parts}
    assert {"LICENSE", "LGPL-3.0.txt", "GPL-3.0.txt", "Whoosh.txt", "OFL-Inter.txt"} <= licences


def test_wheel_holds_books_and_resources_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("resources", "data"):
        carried = {
            name.removeprefix("viewer/_bundle/")
            for name in names
            if name.startswith(f"viewer/_bundle/{folder}/")
        }
        present = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert carried == present
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"viewer"}
