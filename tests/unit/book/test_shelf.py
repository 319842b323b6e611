"""The shelf lists books, knows the current editions, and finds books by name."""

import time
from pathlib import Path

import pytest

from tests.unit.book.samples import MANIFEST, MakeBook
from viewer.assets import DATA
from viewer.book.cache import BookCache
from viewer.book.shelf import Listed, Shelf
from viewer.errors import BookError


def edition(name: str, issued: str, revision: int = 1, book: str = "sample") -> str:
    return (
        MANIFEST.replace("id: sample", f"id: {book}")
        .replace('edition: "1"', f'edition: "{name}"\nrevision: {revision}')
        .replace("2026-01-02", issued)
    )


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "no-bundled-books"


def names(books: list[Listed]) -> list[str]:
    return [book.name for book in books]


def test_books_in_a_folder_and_the_folder_itself(make_book: MakeBook, nowhere: Path) -> None:
    folder = make_book()
    (folder.parent / "not-a-book").mkdir()
    (folder.parent / "stray.txt").write_text("x")
    for place in (folder.parent, folder):
        (listed,) = Shelf([place], bundled=nowhere).books()
        assert (listed.folder, listed.sections, listed.current) == (folder, 4, True)
        assert (listed.edition.title["fr"], listed.bundled, listed.problem) == (
            "Exemple",
            False,
            None,
        )


def test_bundled_books_are_always_there(make_book: MakeBook) -> None:
    listed = Shelf([make_book().parent]).books()
    bundled = {book.edition.book for book in listed if book.bundled}
    assert bundled >= {"key-relationships"}
    assert [book.edition.book for book in listed if not book.bundled] == ["sample"]
    assert all(book.folder.parent == DATA for book in listed if book.bundled)


def test_book_that_is_reached_twice_is_listed_once(make_book: MakeBook, nowhere: Path) -> None:
    folder = make_book()
    (folder.parent / "link").symlink_to(folder)
    shelf = Shelf([folder.parent, folder], opened=[folder], bundled=nowhere)
    assert len(shelf.books()) == 1


def test_books_are_sorted_by_title_then_newest_first(make_book: MakeBook, nowhere: Path) -> None:
    parent = make_book(edition("old", "2025-01-01"), name="a").parent
    make_book(edition("new", "2026-03-01"), name="b")
    make_book(edition("1", "2026-01-01", book="other").replace("Sample", "a first"), name="c")
    listed = Shelf([parent], bundled=nowhere).books()
    assert names(listed) == ["other@1", "sample@new", "sample@old"]
    assert [book.current for book in listed] == [True, True, False]


@pytest.mark.parametrize(
    ("first", "second", "current"),
    [
        (("a", "2026-01-01", 1), ("b", "2026-01-02", 1), "b"),
        (("a", "2026-01-02", 1), ("b", "2026-01-01", 9), "a"),
        (("a", "2026-01-01", 2), ("b", "2026-01-01", 10), "b"),
        (("a", "2026-01-01T23:00:00-05:00", 1), ("b", "2026-01-02", 1), "a"),
        (("a", "2026-01-02T01:00:00+05:00", 1), ("b", "2026-01-02", 1), "b"),
        (("a", "nonsense", 1), ("b", "1999-01-01", 1), "b"),
    ],
)
def test_newest_edition_is_the_current_one(
    make_book: MakeBook,
    nowhere: Path,
    first: tuple[str, str, int],
    second: tuple[str, str, int],
    current: str,
) -> None:
    parent = make_book(edition(*first), name="one").parent
    make_book(edition(*second), name="two")
    shelf = Shelf([parent], bundled=nowhere)
    assert [book.edition.edition for book in shelf.current()] == [current]
    assert shelf.find("sample").name == ("one" if current == "a" else "two")


def test_broken_book_stays_listed_with_its_problem(make_book: MakeBook, nowhere: Path) -> None:
    parent = make_book().parent
    make_book("format: 1\n", name="broken")
    make_book("\t", name="tabs")
    listed = {book.folder.name: book for book in Shelf([parent], bundled=nowhere).books()}
    problem, tabs = listed["broken"].problem, listed["tabs"].problem
    assert problem is not None
    assert tabs is not None
    path = str(parent / "broken" / "book.yaml")
    assert (problem.code, problem.file) == ("book-without-id", path)
    assert listed["broken"].edition.title == {"en": "broken"}
    assert not listed["broken"].current
    assert listed["sample"].current


def test_place_that_is_gone_stays_listed(tmp_path: Path, nowhere: Path) -> None:
    gone, alone = tmp_path / "stick", tmp_path / "alone"
    listed = Shelf([gone], opened=[alone], bundled=nowhere).books()
    problems = [book.problem.code for book in listed if book.problem]
    assert [book.folder for book in listed] == [alone, gone]
    assert problems == ["no-such-folder"] * 2


def test_find(make_book: MakeBook, nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = make_book(edition("2025", "2025-01-01"), name="old")
    new = make_book(edition("2026 @ two", "2026-01-01"), name="new")
    broken = make_book("format: 1\n", name="broken")
    shelf = Shelf([old.parent], bundled=nowhere)
    assert shelf.find("sample") == new
    assert shelf.find("sample@2025") == old
    assert shelf.find("sample@2026 @ two") == new
    assert shelf.find(str(old)) == old
    assert shelf.find(str(broken)) == broken
    monkeypatch.chdir(old.parent)
    assert shelf.find("old") == Path("old")
    monkeypatch.chdir(old)
    assert shelf.find(".") == Path()


@pytest.mark.parametrize("name", ["", "nothing", "sample@9", "@1", "x\0y", "x" * 5000, "broken"])
def test_what_is_not_on_the_shelf_is_not_found(
    make_book: MakeBook, nowhere: Path, name: str
) -> None:
    parent = make_book().parent
    make_book("format: 1\n", name="broken")
    with pytest.raises(BookError) as caught:
        Shelf([parent], bundled=nowhere).find(name)
    assert caught.value.message.code == "book-not-found"


@pytest.mark.parametrize(
    ("name", "code"), [("a/b", "no-such-folder"), ("./a", "no-such-folder"), ("f", "not-a-folder")]
)
def test_a_path_without_a_folder_says_so(
    nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f").write_text("x", encoding="utf-8")
    with pytest.raises(BookError) as caught:
        Shelf([], bundled=nowhere).find(name)
    assert (caught.value.message.code, caught.value.message.parameters["path"]) == (code, name)


def test_list_comes_from_the_cache_the_second_time(
    make_book: MakeBook, nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_book()
    shelf = Shelf([folder.parent], cache=BookCache(tmp_path / "cache"), bundled=nowhere)
    first = shelf.books()
    monkeypatch.setattr("viewer.book.manifest.read_manifest", None)
    monkeypatch.setattr("viewer.book.outline.manifest_from_json", None)
    assert shelf.books() == first


def test_large_manifest_is_listed_without_its_contents(
    make_book: MakeBook, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_book()
    whole = Shelf([folder], bundled=nowhere).books()
    monkeypatch.setattr("viewer.book.shelf._QUICK_LIMIT", 0)
    monkeypatch.setattr("viewer.book.shelf.load_manifest", None)
    assert Shelf([folder], bundled=nowhere).books() == whole


def test_deep_indentation_takes_no_longer_than_the_same_without(
    make_book: MakeBook, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.book.shelf._QUICK_LIMIT", 0)

    def seconds(padding: str) -> float:
        folder = make_book(MANIFEST + f"{padding}# a remark\n" * 20)
        start = time.process_time()
        (listed,) = Shelf([folder], bundled=nowhere).books()
        taken = time.process_time() - start
        assert listed.sections > 0
        return taken

    # Once in advance: imports.
    seconds("")
    assert seconds(" " * 400) < 20 * seconds("#" * 400)


def test_large_manifest_with_keys_below_its_contents_is_read_in_full(
    make_book: MakeBook, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, contents = MANIFEST.split("contents:")
    moved = head.replace("id: sample\n", "") + "contents:" + contents + "id: sample\n"
    monkeypatch.setattr("viewer.book.shelf._QUICK_LIMIT", 0)
    (listed,) = Shelf([make_book(moved)], bundled=nowhere).books()
    assert listed.problem is None
    assert listed.edition.book == "sample"


def test_a_book_that_was_removed_is_listed_only_if_it_is_opened(
    make_book: MakeBook, nowhere: Path
) -> None:
    folder = make_book()
    assert Shelf([folder.parent], removed=[folder], bundled=nowhere).books() == []
    opened = Shelf([folder.parent], opened=[folder], removed=[folder], bundled=nowhere)
    assert len(opened.books()) == 1
