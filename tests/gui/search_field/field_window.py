"""A window with the field in it."""

import dataclasses

from PySide6.QtWidgets import QListView, QPushButton, QWidget

from viewer.ui.search_field.choices import Choice
from viewer.ui.search_field.field import SearchField
from viewer.ui.search_field.model import ChoicesModel
from viewer.ui.search_field.places import PlaceItem, PlaceKind

PLACES = [
    PlaceItem(PlaceKind.SECTION, "Border Five", ("International partners",), section="border-five"),
    PlaceItem(PlaceKind.SECTION, "Migration Five", ("International partners",), section="five"),
    PlaceItem(PlaceKind.BOOKMARK, "Who chairs the Border Five", target="mark"),
]


@dataclasses.dataclass
class FieldWindow:
    """A window with the field, and a button that can take the keyboard."""

    widget: QWidget
    field: SearchField
    other: QPushButton
    searched: list[str] = dataclasses.field(default_factory=list)

    @property
    def view(self) -> QListView:
        """The list under the field."""
        found = self.widget.findChild(QListView, "search_choices")
        assert isinstance(found, QListView)
        return found

    def rows(self) -> list[str]:
        """Words of the rows that the open list shows; none while it is closed."""
        if not self.view.isVisible():
            return []
        return [choice.text for choice in self.choices()]

    def choices(self) -> list[Choice]:
        """All rows of the list."""
        model = self.view.model()
        assert isinstance(model, ChoicesModel)
        found = [model.choice(model.index(row, 0)) for row in range(model.rowCount())]
        return [choice for choice in found if choice is not None]

    def current(self) -> str:
        """Words of the current row, or nothing."""
        return str(self.view.currentIndex().data() or "")
