"""My marks with a hundred thousand marks: `python3 dev.py bench -k marks_panel`.

The list is measured beside reading all of its marks, which is what a list without an outline does.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop
from pytestqt.qtbot import QtBot

from tests.bench.corpora import report
from tests.gui.marks.conftest import Describing
from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.changes import adding
from viewer.annotations.outline import Outline
from viewer.annotations.store import AnnotationStore
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.marks.arranging import Grouping, Order
from viewer.ui.marks.catalogue import Catalogue
from viewer.ui.marks.panel import MarksPanel

pytestmark = pytest.mark.bench

MANY, SECTIONS = 100_000, 1_000
OPEN, KEY = 0.3, 0.05
"""Share of reading all marks that opening the list, and filtering it for a key, may take.

That takes about a second, so that these stand for 300 and 50 ms, whatever else the machine does.
"""


def milliseconds(work: Callable[[], object]) -> float:
    """Return the time that the processor took: others use the machine, too."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("many") / "reader.sqlite3")
    words = "passage {} about the border and the port, in some detail"
    AnnotationStore(opened).apply(
        adding(
            replace(
                bookmark(
                    f"Title {number}",
                    replace(
                        passage(words.format(number), ordinal=number % 50),
                        book="rivers",
                        section=f"section-{number % SECTIONS}",
                    ),
                ),
                note="a note that asks for more " * (number % 4),
                tags=("ask", "à lire")[: number % 3],
                colour=("", "pink", "yellow")[number % 3],
            )
        )
        for number in range(MANY)
    )
    yield opened
    opened.close()


def turns(until: Callable[[], bool]) -> tuple[float, float]:
    """Milliseconds that all turns of the event loop took, and the longest one."""
    dispatcher = QAbstractEventDispatcher.instance()
    total = longest = 0.0
    while not until():
        took = milliseconds(
            lambda: dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        )
        total, longest = total + took, max(longest, took)
    return total, longest


class Panel:
    """The panel, measured."""

    def __init__(self, qtbot: QtBot, database: Database) -> None:
        self._database = database
        self.panel = MarksPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(340, 700)
        self.panel.show()
        self.catalogue = Catalogue(Outline(database), Describing())

    def open(self, grouping: Grouping, order: Order) -> tuple[float, float]:
        """Show the list, arranged so; return what it took, and its longest step."""
        self.catalogue = Catalogue(Outline(self._database), Describing())
        self.catalogue.arrange(grouping, order)
        first = milliseconds(lambda: self.panel.show_catalogue(self.catalogue))
        total, longest = turns(lambda: self.catalogue.loaded)
        last = milliseconds(self.panel.repaint)
        return total + first + last, max(first, longest, last)

    def narrow(self, text: str) -> None:
        field = self.panel.findChild(FilterField, "marks_filter")
        assert isinstance(field, FilterField)
        field.setText(text)
        self.panel.repaint()

    def take_up(self, identity: str) -> None:
        self.catalogue.refresh(frozenset([identity]))
        self.panel.update_rows()
        self.panel.repaint()


ARRANGED = (
    (Grouping.BOOK, Order.PLACE),
    (Grouping.SECTION, Order.PLACE),
    (Grouping.COLOUR, Order.NEWEST),
    (Grouping.TAG, Order.NAME),
)
TYPED = ("b", "bo", "bor", "bord", "borde", "border", "border 7", "border 77", "pin", "")


def test_the_list_of_many(
    qtbot: QtBot, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    store = AnnotationStore(database)
    whole = milliseconds(store.find)
    panel = Panel(qtbot, database)
    rows = [("reading all marks", whole, whole)]
    for grouping, order in ARRANGED:
        rows.append((f"open by {grouping}, {order}", *panel.open(grouping, order)))
    rows.append(("read for filtering", *turns(lambda: panel.catalogue.searchable)))
    panel.catalogue.arrange(Grouping.BOOK, Order.PLACE)
    keys = {text: milliseconds(partial(panel.narrow, text)) for text in TYPED}
    rows += [(f"filter “{text}”", took, took) for text, took in keys.items()]
    one = store.find()[70_000]
    store.update(replace(one, note="changed"))
    change = milliseconds(lambda: panel.take_up(one.id))
    rows.append(("one change", change, change))
    lines = (
        f"{name:28}{took:9.1f} ms, {took / whole:.3f} x reading all, longest step {step:.1f} ms"
        for name, took, step in rows
    )
    report(capsys, *lines)
    assert rows[1][1] < OPEN * whole
    assert max(keys.values()) < KEY * whole
