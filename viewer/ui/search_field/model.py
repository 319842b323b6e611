"""Model of the list under the field."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.roles import NOWHERE, Index, Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.search_field.choices import Choice, ChoiceKind

PASSAGE_LINES = 2

_STYLES = {
    ChoiceKind.HEADING: Style.HEADING,
    ChoiceKind.NOTE: Style.MUTED,
    ChoiceKind.PASSAGE: Style.TITLE,
    ChoiceKind.NOTE_OF_MINE: Style.TITLE,
    ChoiceKind.SHOW_ALL: Style.LINK,
    ChoiceKind.THIS_SECTION: Style.LINK,
    ChoiceKind.FORGET: Style.LINK,
    ChoiceKind.NOTE_ACTION: Style.LINK,
    ChoiceKind.COMMANDS: Style.LINK,
}

_TITLE = Qt.ItemDataRole.DisplayRole
_HINT = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


_PATH_LINES = 2
"""Lines of a path: its end says most, and must not be cut."""


class ChoicesModel(QAbstractListModel):
    """The choices as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices in place of others."""
        self.beginResetModel()
        self._choices = list(choices)
        self.endResetModel()

    def choice(self, index: Index) -> Choice | None:
        """Return the choice of a row."""
        return self._choices[index.row()] if self._holds(index) else None

    def rows(self) -> list[int]:
        """Return the numbers of the rows that can be chosen."""
        return [row for row, choice in enumerate(self._choices) if choice.selectable]

    def lines(self, row: int) -> Lines:
        """Return what is drawn of a row."""
        return _lines(self._choices[row])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title of a row, its lines, or what a screen reader says."""
        choice = self.choice(index)
        if choice is None:
            return None
        if role == Role.LINES:
            return _lines(choice)
        if role == _HINT:
            return plain_hint(choice.text)
        words: dict[int, str] = {_TITLE: choice.text, _SPOKEN: choice.spoken()}
        return words.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen."""
        choice = self.choice(index)
        if choice is None:
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled | Qt.ItemFlag.ItemIsSelectable if choice.selectable else enabled

    def _holds(self, index: Index) -> bool:
        return index.isValid() and index.model() is self and index.row() < len(self._choices)


def _lines(choice: Choice) -> Lines:
    style = _STYLES.get(choice.kind, Style.BODY)
    most = 2 if choice.kind is ChoiceKind.NOTE else 1
    lines = [Line(choice.text, style, right=choice.right, most=most)]
    if choice.passage:
        lines.append(Line(choice.passage, most=PASSAGE_LINES, marks=choice.marks))
    if choice.detail:
        lines.append(Line(choice.detail, Style.MUTED, most=_PATH_LINES))
    return tuple(lines)
