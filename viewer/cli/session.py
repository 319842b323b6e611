"""What a command works with: profile, preferences, shelf, indexes, each made when asked for."""

import functools
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from viewer import messages
from viewer.assets import READY_BOOKS, READY_INDEXES
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.language_tags import closest
from viewer.book.shelf import Shelf
from viewer.cli.output import complain
from viewer.cli.translated import option
from viewer.errors import BookError, UsageError
from viewer.messages import mark
from viewer.messages import translate as _
from viewer.settings import Preferences, Profile, default_profile, load_preferences, profile_at
from viewer.storage.files import is_folder, is_there

if TYPE_CHECKING:
    from viewer.search.indexes import IndexFolder


class Session:
    """The reader's things, as the options of a command name them.

    Attributes:
        profile: Where the reader's settings and data are.
    """

    def __init__(self, profile: Path | None = None, shelf: Sequence[Path] = ()) -> None:
        self.profile: Profile = profile_at(profile) if profile else default_profile()
        self._shelf = tuple(shelf)

    @cached_property
    def preferences(self) -> Preferences:
        """What the reader has chosen; what is wrong in the file is told, once."""
        preferences, findings = load_preferences(self.profile)
        for message in findings:
            complain(message)
        return preferences

    @cached_property
    def cache(self) -> BookCache:
        """Parsed books."""
        return BookCache(self.profile.cache / "books", ready=READY_BOOKS)

    @cached_property
    def shelf(self) -> Shelf:
        """The books."""
        folders = self._shelf or [Path(folder) for folder in self.preferences.shelf]
        opened = [Path(folder) for folder in self.preferences.opened]
        removed = {Path(folder) for folder in self.preferences.removed}
        return Shelf(folders, opened=opened, removed=removed, cache=self.cache)

    @cached_property
    def indexes(self) -> "IndexFolder":
        """Indexes of books."""
        from viewer.search.indexes import IndexFolder

        return IndexFolder(self.profile.cache, ready=READY_INDEXES)

    def keep_indexes_for_now(self) -> None:
        """Keep indexes in a folder that is removed when the command ends."""
        from viewer.search.indexes import IndexFolder

        folder = click.get_current_context().with_resource(TemporaryDirectory(prefix="briefing-"))
        self.indexes = IndexFolder(Path(folder), ready=READY_INDEXES)

    def book(self, name: str) -> Book:
        """Open the book that ``name`` means: a folder, an id, or ``id@edition``."""
        return open_book(self.shelf.find(name), self.cache)

    def books(self) -> list[Book]:
        """Open the current edition of each book; what can't be opened is told and left out."""
        books = []
        for listed in self.shelf.current():
            try:
                books.append(open_book(listed.folder, self.cache))
            except BookError as problem:
                complain(problem.message)
        return books

    def language(self, wanted: str | None, book: Book) -> str:
        """Return the language to read ``book`` in: ``wanted``, else the interface's if it can."""
        languages = book.edition.languages
        near = closest(wanted or messages.language(), languages)
        if wanted is not None and not near:
            offered = ", ".join(languages)
            raise UsageError("language-not-in-book", language=wanted, languages=offered)
        return near or languages[0]


def section_in(book: Book, section: str) -> str:
    """Return ``section`` if the book has it.

    Raises:
        UsageError: It has not.
    """
    if section not in book:
        raise UsageError("unknown-section", id=section, book=book.edition.book)
    return section


class _Place(click.Path):
    """A folder that is there, or can be made."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click declares it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - as click declares it
        """Refuse what names nothing, such as a variable that isn't set, and what is no folder."""
        place = Path(value)
        if not str(value) or (is_there(place) and not is_folder(place)):
            self.fail(_("{value!r} is not a folder.").format(value=str(value)), param, ctx)
        return super().convert(value, param, ctx)


def profile_options(function: Callable[..., object]) -> Callable[..., object]:
    """Give a command the options ``--profile`` and ``--shelf``."""
    shelf_words = mark("Folder in which books lie, in place of your own list; can be repeated.")
    profile_words = mark("Folder for all settings, notes and indexes, in place of your own.")
    place = _Place(file_okay=False, path_type=Path)
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    with_shelf = option("--shelf", metavar="DIR", type=folder, multiple=True, words=shelf_words)
    with_profile = option("--profile", metavar="DIR", type=place, words=profile_words)
    return with_profile(with_shelf(function))


def with_session(function: Callable[..., object]) -> Callable[..., object]:
    """Give a command those two options as a session, its first argument."""

    @functools.wraps(function)
    def run(*, profile: Path | None, shelf: tuple[Path, ...], **options: object) -> object:
        return function(Session(profile, shelf), **options)

    return profile_options(run)
