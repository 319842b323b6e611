"""The rows of the contents tree, numbered when the view first asks for them, brothers together."""

from collections.abc import Callable, Sequence

from viewer.ui.contents.headings import Heading

_NONE = range(0)


class Numbering:
    """Sections, and headings of some of them; number 0 is the place above the top.

    The headings of a section stand before the sections below it.

    Attributes:
        sections: Id of the section of each number; of a heading, that of its section.
        headings: The headings, by their number.
    """

    def __init__(self, children: Callable[[str], Sequence[str]]) -> None:
        """Begin with nothing numbered.

        Args:
            children: Returns the ids of the sections below one; the top's under the empty id.
        """
        self._children = children
        self.sections: list[str] = [""]
        self.headings: dict[int, Heading] = {}
        self._rows: list[int] = [0]
        self._above: list[int] = [0]
        self._below: list[range | None] = [None]
        self._numbers: dict[str, int] = {"": 0}
        self._headed: dict[int, range] = {}

    def __len__(self) -> int:
        """Return how many numbers there are."""
        return len(self.sections)

    def __contains__(self, section: str) -> bool:
        """Tell whether a section has a number yet."""
        return section in self._numbers

    def of(self, section: str) -> int:
        """Return the number of a section; 0 if it has none yet."""
        return self._numbers.get(section, 0)

    def above(self, number: int) -> int:
        """Return the number of the section above, or of that in which a heading is."""
        return self._above[number]

    def row(self, number: int) -> int:
        """Return which of the rows below the one above it is, from 0."""
        before = 0 if number in self.headings else len(self.headings_of(self._above[number]))
        return self._rows[number] + before

    def headings_of(self, number: int) -> range:
        """Return the numbers of the headings of a section."""
        return self._headed.get(number, _NONE)

    def is_open(self, number: int) -> bool:
        """Tell whether the sections below one are numbered."""
        return self._below[number] is not None

    def open(self, number: int) -> range:
        """Number the sections below one, once, and return their numbers."""
        known = self._below[number]
        if known is not None:
            return known
        children = self._children(self.sections[number])
        numbers = self._below[number] = self._add(children, number, None)
        self._numbers.update(zip(children, numbers, strict=True))
        return numbers

    def count(self, number: int) -> int:
        """Return how many rows there are below one."""
        return len(self.headings_of(number)) + len(self.open(number))

    def below(self, number: int, row: int) -> int:
        """Return the number of a row below one."""
        headings = self.headings_of(number)
        if row < len(headings):
            return headings[row]
        return self.open(number)[row - len(headings)]

    def add_headings(self, number: int, headings: Sequence[Heading]) -> None:
        """Number the headings of a section that has none."""
        names = [self.sections[number]] * len(headings)
        rows = self._headed[number] = self._add(names, number, _NONE)
        self.headings.update(zip(rows, headings, strict=True))

    def remove_headings(self, number: int) -> None:
        """Forget the headings of a section."""
        for one in self._headed.pop(number):
            del self.headings[one]

    def _add(self, sections: Sequence[str], above: int, below: range | None) -> range:
        first, count = len(self.sections), len(sections)
        self.sections.extend(sections)
        self._rows.extend(range(count))
        self._above.extend([above] * count)
        self._below.extend([below] * count)
        return range(first, first + count)
