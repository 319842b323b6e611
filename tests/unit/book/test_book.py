"""A book, opened: its tree, its texts, its cache, its fingerprint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.book.samples import MANIFEST, TEXTS, MakeBook
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.model import Kind, pick
from viewer.errors import BookError, SectionError

PAST = 1_700_000_000


def settle(folder: Path) -> None:
    """Make the files of a book look as if they were written long ago."""
    for file in folder.rglob("*"):
        os.utime(file, (PAST, PAST))


@pytest.fixture
def book(make_book: MakeBook) -> Book:
    return open_book(make_book())


def error_of(folder: Path) -> tuple[str, str]:
    with pytest.raises(BookError) as caught:
        open_book(folder)
    return caught.value.message.code, caught.value.message.file


def test_tree(book: Book) -> None:
    assert book.edition.book == "sample"
    assert list(book.order) == list(book) == ["first", "inner", "group", "last"]
    assert list(book.roots) == ["first", "group"]
    assert list(book.children("first")) == ["inner"]
    assert list(book.children("last")) == []
    assert [section.id for section in book.ancestors("inner")] == ["first"]
    assert book.ancestors("first") == ()
    assert len(book) == 4
    assert "inner" in book
    assert "nothing" not in book
    assert book.section("first").tags == ("essential",)
    assert book.section("group").modified == "2026-01-01"
    assert book.section("inner").classification == "unclassified"
    assert book.section("last").classification == "protected-a"


def test_reading_order_passes_over_groups(book: Book) -> None:
    assert book.first() == "first"
    assert [book.next(section) for section in book] == ["inner", "last", "last", ""]
    assert [book.previous(section) for section in book] == ["", "first", "inner", "inner"]


@pytest.mark.parametrize("language", ["en", "fr", "iu"])
def test_titles_are_those_of_the_sections(book: Book, language: str) -> None:
    titles = [book.title(section, language) for section in book]
    assert titles == [pick(book.section(section).title, language) for section in book]
    assert all(titles)


def test_languages_of_a_section(book: Book) -> None:
    assert [book.languages_of(section) for section in book] == [
        ("en", "fr"),
        ("en",),
        (),
        ("en", "fr"),
    ]


def test_text(book: Book) -> None:
    text = book.text("first", "fr")
    assert (text.section, text.language) == ("first", "fr")
    assert [(block.kind, block.text) for block in text.blocks] == [
        (Kind.HEADING, "Première"),
        (Kind.PARAGRAPH, "Texte, voir la dernière."),
    ]


@pytest.mark.parametrize(
    ("section", "language", "code"),
    [
        ("nothing", "en", "unknown-section"),
        ("inner", "fr", "no-text"),
        ("inner", "de", "no-text"),
        ("group", "en", "no-text"),
    ],
)
def test_what_is_not_there_is_an_error(book: Book, section: str, language: str, code: str) -> None:
    with pytest.raises(BookError) as caught:
        book.text(section, language)
    assert caught.value.message.code == code


def test_section_of_an_unknown_id_is_an_error(book: Book) -> None:
    for ask in (book.section, book.children, book.ancestors, book.next, book.languages_of):
        with pytest.raises(BookError, match="unknown-section"):
            ask("nothing")


def test_defective_section_leaves_the_others_alone(make_book: MakeBook) -> None:
    folder = make_book(texts={"en/first.md": b"ok\n\nbad \xff\n"})
    (folder / "en/inner.md").unlink()
    opened = open_book(folder)
    with pytest.raises(SectionError) as caught:
        opened.text("first", "en")
    message = caught.value.message
    assert (message.code, message.file, message.line) == ("invalid-utf8", "en/first.md", 3)
    with pytest.raises(SectionError, match="missing-file"):
        opened.text("inner", "en")
    assert opened.text("last", "en").blocks


def test_path_out_of_the_book_is_refused(make_book: MakeBook) -> None:
    folder = make_book(MANIFEST.replace("en/inner.md", "../outside.md"))
    (folder.parent / "outside.md").write_text("secret")
    opened = open_book(folder)
    assert [finding.code for finding in opened.findings if "path" in finding.code] == [
        "path-leaves-book"
    ]
    with pytest.raises(SectionError, match="path-leaves-book"):
        opened.text("inner", "en")


def test_resource(make_book: MakeBook) -> None:
    opened = open_book(make_book(texts={"images/a.png": b"PNG"}))
    assert opened.resource("images/a.png") == b"PNG"
    for path in ("images/b.png", "../sample/book.yaml", "/etc/passwd", "images"):
        with pytest.raises(SectionError):
            opened.resource(path)


def test_folders_that_are_no_books(tmp_path: Path, make_book: MakeBook) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder/book.yaml").mkdir(parents=True)
    assert error_of(tmp_path / "none") == ("no-such-folder", str(tmp_path / "none"))
    assert error_of(tmp_path / "empty") == ("no-manifest", str(tmp_path / "empty"))
    assert error_of(tmp_path / "file") == ("not-a-folder", str(tmp_path / "file"))
    assert error_of(tmp_path / "folder") == (
        "not-a-file",
        str(tmp_path / "folder" / "book.yaml"),
    )
    folder = make_book()
    (folder / "book.yaml").write_bytes(b"id: \xff")
    assert error_of(folder) == ("invalid-utf8", str(folder / "book.yaml"))


class NeverCalled(Exception):  # noqa: N818 - it is no error of the program
    """Something was parsed again that should have come from the cache."""


def refuse(*_args: object, **_more: object) -> None:
    raise NeverCalled


@pytest.fixture
def parsing_refused(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Return a patch that is not in force yet; ``stop_parsing`` puts it in force."""
    return monkeypatch


def stop_parsing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("viewer.book.manifest.read_manifest", refuse)
    patch.setattr("viewer.book.markdown.parse_text", refuse)


def test_second_opening_comes_from_the_cache(
    make_book: MakeBook, tmp_path: Path, parsing_refused: pytest.MonkeyPatch
) -> None:
    folder = make_book(MANIFEST + "colour: red\n")
    cache = BookCache(tmp_path / "cache")
    first = open_book(folder, cache)
    text = first.text("first", "en")
    stop_parsing(parsing_refused)
    second = open_book(folder, cache)
    assert second.edition == first.edition
    assert [second.section(name) for name in second] == [first.section(name) for name in first]
    assert second.text("first", "en") == text
    assert second.findings == first.findings
    assert [finding.code for finding in second.findings if finding.code == "unknown-key"]


def test_changed_files_are_read_anew(make_book: MakeBook, tmp_path: Path) -> None:
    folder = make_book()
    cache = BookCache(tmp_path / "cache")
    opened = open_book(folder, cache)
    opened.text("first", "en")
    (folder / "en/first.md").write_text("New words.")
    assert opened.text("first", "en").blocks[0].text == "New words."
    (folder / "book.yaml").write_text(MANIFEST.replace("Sample", "Changed"))
    assert open_book(folder, cache).edition.title["en"] == "Changed"


def test_damaged_cache_is_read_past_and_mended(
    make_book: MakeBook, tmp_path: Path, parsing_refused: pytest.MonkeyPatch
) -> None:
    folder = make_book()
    cache = BookCache(tmp_path / "cache")
    whole = open_book(folder, cache).text("first", "en")
    for file in (tmp_path / "cache").rglob("*.json"):
        file.write_bytes(file.read_bytes()[:-1])
    assert open_book(folder, cache).text("first", "en") == whole
    stop_parsing(parsing_refused)
    assert open_book(folder, cache).text("first", "en") == whole


@pytest.mark.parametrize("name", ["manifest", "text", "findings"])
def test_cache_of_another_shape_is_read_past(
    make_book: MakeBook, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_book()
    cache = BookCache(tmp_path / "cache")
    opened = open_book(folder, cache)
    whole, findings = opened.text("first", "en"), opened.findings
    read = type(cache.of(folder)).read

    def wrong(shelf: object, entry: str, key: str) -> object:
        return {"other": 1} if entry.startswith(name) else read(shelf, entry, key)  # type: ignore[arg-type] # the method, unbound

    monkeypatch.setattr("viewer.book.cache.CacheShelf.read", wrong)
    again = open_book(folder, cache)
    assert again.text("first", "en") == whole
    assert again.findings == findings


def test_nothing_heavy_is_imported_when_the_cache_answers(
    make_book: MakeBook, tmp_path: Path
) -> None:
    folder = make_book(texts={"glossary.yaml": "concepts: []\n"})
    script = (
        "import sys, pathlib\n"
        "from viewer.book.book import open_book\n"
        "from viewer.book.cache import BookCache\n"
        "book = open_book(pathlib.Path(sys.argv[1]), BookCache(pathlib.Path(sys.argv[2])))\n"
        "book.text('first', 'en'), book.glossary, book.findings\n"
        "print(sorted({'yaml', 'markdown_it', 'mdit_py_plugins'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(tmp_path / "cache")]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2)]
    assert runs[0].stdout.strip() == "['markdown_it', 'mdit_py_plugins', 'yaml']"
    assert runs[1].stdout.strip() == "[]"


def test_fingerprint_follows_the_content(make_book: MakeBook) -> None:
    folder = make_book(texts={"glossary.yaml": "concepts: []\n"})
    seen = [open_book(folder).fingerprint()]
    assert (
        open_book(make_book(texts={"glossary.yaml": "concepts: []\n"}, name="copy")).fingerprint()
        == seen[0]
    )
    changes = {
        "en/first.md": "other",
        "glossary.yaml": "concepts: \n",
        "book.yaml": MANIFEST + "# more\n",
    }
    for path, text in changes.items():
        (folder / path).write_text(text)
        seen.append(open_book(folder).fingerprint())
    (folder / "fr/last.md").unlink()
    seen.append(open_book(folder).fingerprint())
    assert len(set(seen)) == len(seen)


def test_fingerprint_reads_only_what_changed(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_book()
    settle(folder)
    cache = BookCache(tmp_path / "cache")
    monkeypatch.setattr("viewer.book.fingerprint._SETTLED_NS", -(10**12))
    opened = open_book(folder, cache)
    first = opened.fingerprint()
    read: list[str] = []
    real = Path.open

    def watched(path: Path, *args: object, **more: object) -> object:
        if path.is_relative_to(folder):
            read.append(path.name)
        return real(path, *args, **more)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(Path, "open", watched)
    assert opened.fingerprint() == first
    assert read == []
    (folder / "en/first.md").write_text(TEXTS["en/first.md"] + "more")
    read.clear()
    assert opened.fingerprint() != first
    assert read == ["first.md"]


def test_file_written_just_now_is_read_again(make_book: MakeBook, tmp_path: Path) -> None:
    folder = make_book()
    opened = open_book(folder, BookCache(tmp_path / "cache"))
    first = opened.fingerprint()
    file = folder / "en/first.md"
    before = file.stat()
    file.write_text("X" + TEXTS["en/first.md"][1:])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert opened.fingerprint() != first


def test_fingerprint_works_without_a_cache(book: Book) -> None:
    assert book.fingerprint() == book.fingerprint()
    assert len(book.fingerprint()) == 32
