"""Nothing outside the book is read, and links mean what the format says."""

import os
from pathlib import Path

import pytest

from viewer.book import files
from viewer.book.links import Link, LinkKind, link_problem, parse_link
from viewer.errors import SectionError


def refused(folder: Path, path: str) -> str:
    with pytest.raises(SectionError) as caught:
        files.read_bytes(folder, path)
    assert caught.value.message.file == path
    return caught.value.message.code


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("", "bad-path"),
        ("a\0b", "bad-path"),
        ("/etc/passwd", "path-leaves-book"),
        ("//host/share", "path-leaves-book"),
        ("../other/a.md", "path-leaves-book"),
        ("a/../../b.md", "path-leaves-book"),
        ("a/..", "path-leaves-book"),
        ("C:/a.md", "path-leaves-book"),
        ("c:a.md", "path-leaves-book"),
        ("a\\b.md", "backslash-in-path"),
        ("..\\b.md", "backslash-in-path"),
        ("a/b.md", ""),
        ("a..b/c.md", ""),
        ("./a.md", ""),
    ],
)
def test_paths_stay_in_the_book(path: str, code: str) -> None:
    assert files.path_problem(path) == code


def test_file_in_the_book_is_read(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.md").write_bytes(b"text")
    assert files.read_bytes(tmp_path, "en/a.md") == b"text"
    assert refused(tmp_path, "en/b.md") == "missing-file"
    assert refused(tmp_path, "en") == "not-a-file"
    assert refused(tmp_path, "en/a.md/b") == "unreadable-file"
    assert refused(tmp_path, "a" * 5000) == "unreadable-file"


def test_file_is_found_however_its_name_is_composed(tmp_path: Path) -> None:
    (tmp_path / "re\u0301sume\u0301.md").write_bytes(b"text")
    assert files.read_bytes(tmp_path, "r\u00e9sum\u00e9.md") == b"text"
    assert refused(tmp_path, "r\u00e9sume.md") == "missing-file"


def test_link_out_of_the_book_is_not_followed(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    (book / "out").symlink_to(tmp_path / "secret")
    (book / "up").symlink_to(tmp_path)
    (book / "in").symlink_to(book / "real.md")
    (book / "loop").symlink_to(book / "loop")
    (book / "real.md").write_bytes(b"real")
    assert refused(book, "out") == "path-leaves-book"
    assert refused(book, "up/secret") == "path-leaves-book"
    assert files.read_bytes(book, "in") == b"real"
    assert refused(book, "loop") in {"unreadable-file", "missing-file"}


def test_book_reached_through_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert files.read_bytes(tmp_path / "link", "a.md") == b"a"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert refused(tmp_path, "pipe.md") == "not-a-file"


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as stream:
        stream.truncate(files.TEXT_LIMIT + 1)
    assert refused(tmp_path, "big.md") == "file-too-large"


def test_text_is_utf8_with_or_without_a_mark() -> None:
    assert files.decode("é".encode(), "a.md") == "é"
    assert files.decode("\ufeffé".encode(), "a.md") == "é"
    with pytest.raises(SectionError) as caught:
        files.decode(b"one\ntwo\nthr\xe9e\n", "a.md")
    message = caught.value.message
    assert (message.code, message.file, message.line) == ("invalid-utf8", "a.md", 3)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("section:border-five", Link(LinkKind.SECTION, "border-five")),
        (
            "section:border-five#who-chairs-it",
            Link(LinkKind.SECTION, "border-five", "who-chairs-it"),
        ),
        ("SECTION:a#%C3%A9", Link(LinkKind.SECTION, "a", "é")),
        ("#here", Link(LinkKind.HEADING, "", "here")),
        ("https://a.b/c#d", Link(LinkKind.WEB, "https://a.b/c#d")),
        ("mailto:a@b.c", Link(LinkKind.WEB, "mailto:a@b.c")),
        ("attachments/a%20b.pdf#page", Link(LinkKind.FILE, "attachments/a b.pdf", "page")),
        ("https://exam\u202egro.elpm", None),
        ("https://example.org\u2066.net", None),
        ("https://example.org/\nx", None),
        ("mailto:a\u200b@b.c", None),
        ("https://exemple.ca/été?q=a b", Link(LinkKind.WEB, "https://exemple.ca/été?q=a b")),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("file:///etc/passwd", None),
        ("../x", None),
        ("", None),
    ],
)
def test_addresses_mean_what_the_format_says(address: str, link: Link | None) -> None:
    assert parse_link(address) == link
    assert bool(link_problem(address)) == (link is None)
