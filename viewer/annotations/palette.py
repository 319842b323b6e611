"""The colours of highlights: each has a line of its own, and can mean something to the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Connection

from viewer.messages import mark
from viewer.storage import schema
from viewer.storage.database import Database
from viewer.storage.revisions import Written, write

_MEANINGS = "SELECT colour, meaning FROM colour_meaning WHERE meaning <> ''"


class Line(StrEnum):
    """How a highlight is underlined, so that colours need not be told apart."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOTTED = "dash-dotted"
    WAVY = "wavy"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of highlights.

    Attributes:
        name: What the store keeps, and themes look up.
        line: How it is underlined.
        label: Its English name, to be translated where it is shown.
    """

    name: str
    line: Line
    label: str


COLOURS = (
    Colour("yellow", Line.SOLID, mark("Yellow")),
    Colour("green", Line.DASHED, mark("Green")),
    Colour("blue", Line.DOTTED, mark("Blue")),
    Colour("pink", Line.DASH_DOTTED, mark("Pink")),
    Colour("orange", Line.WAVY, mark("Orange")),
)
"""The colours, in the order in which they are offered; the first is used at first."""


def colour(name: str) -> Colour:
    """Return the colour with this name; an unknown one, of a newer program, counts as the first."""
    return next((one for one in COLOURS if one.name == name), COLOURS[0])


class Palette:
    """What the colours mean to the reader.

    Belongs to the thread that opened the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def meanings(self) -> dict[str, str]:
        """Return the meanings that were given, by the name of the colour.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(_MEANINGS)
        return {str(name): str(meaning) for name, meaning in rows}

    def set_meaning(self, name: str, meaning: str) -> None:
        """Give a colour a meaning, for example “to be asked”; an empty one takes it away.

        Raises:
            StoreError: It can't be saved.
        """
        meaning = " ".join(meaning.split())
        if self.meanings().get(name, "") == meaning:
            return
        with self._database.writing() as connection:
            write(connection, schema.MEANING, (name, meaning))


def name_more(connection: Connection, meanings: Mapping[str, str]) -> list[Written]:
    """Give colours that mean nothing yet a meaning, inside a change; return what was written."""
    rows = connection.execute(_MEANINGS)
    known = {str(name) for name, _meaning in rows}
    wanted = {name: " ".join(meaning.split()) for name, meaning in meanings.items()}
    return [
        write(connection, schema.MEANING, (name, meaning), (name, ""))
        for name, meaning in wanted.items()
        if meaning and name not in known
    ]
