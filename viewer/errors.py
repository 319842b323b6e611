"""Errors that a person can do something about, and findings in a book.

Below the interface a message is a value: a code, parameters, a severity and a source.
``viewer.messages`` turns it into a sentence in the reader's language. The tree::

    ViewerError
    ├── BookError            a book, or one of its files, can't be used
    │   └── SectionError     one section can't be shown; the others can
    ├── SearchIndexError     an index can't be built or used
    ├── StoreError           the reader's data can't be read or written
    ├── ExchangeError        a file of annotations or of a profile can't be read or written
    ├── SettingsError        a preference can't be read or written
    ├── UsageError           a command was called wrongly
    └── OutputError          what a command prints can't be written
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a message matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Message(NamedTuple):
    """Something to tell a person, without the words.

    Attributes:
        code: Name of the rule or situation, for example ``missing-file``;
            ``viewer.messages.SENTENCES`` has its words.
        parameters: Values that the sentence names.
        severity: How much it matters.
        file: The file it is about, as a path that a person recognises; empty if none.
        line: Line in the file, counted from 1; 0 if it concerns the whole file.
    """

    code: str
    parameters: Mapping[str, object] = {}
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int = 0


class ViewerError(Exception):
    """Base of all expected errors; carries one message.

    Attributes:
        message: What to tell the person.
    """

    def __init__(
        self, code: str, /, *, file: str = "", line: int = 0, **parameters: object
    ) -> None:
        self.message = Message(code, parameters, Severity.ERROR, file, line)
        super().__init__(f"{code} {dict(parameters)} {file}:{line}")


WRONG_USE = frozenset(
    ["bad-address", "book-not-found", "no-such-folder", "not-a-folder", "section-not-found"]
)
"""Codes that mean, of what was typed, that the program was called wrongly: exit status 2."""


def reason_of(error: Exception) -> str:
    """Return the system's own words for what went wrong, without their number and path.

    ``viewer.messages`` translates those that are common.
    """
    return getattr(error, "strerror", None) or str(error)


class BookError(ViewerError):
    """A book, or one of its files, can't be used."""


class SectionError(BookError):
    """One section can't be shown; the rest of the book can."""


class SearchIndexError(ViewerError):
    """An index can't be built or used."""


class StoreError(ViewerError):
    """The reader's data can't be read or written."""


class ExchangeError(ViewerError):
    """A file of annotations, or of a whole profile, can't be read or written."""


class SettingsError(ViewerError):
    """A preference can't be read or written."""


class UsageError(ViewerError):
    """A command was called wrongly."""


class OutputError(ViewerError):
    """What a command prints can't be written."""
