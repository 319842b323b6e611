"""Changes of very many marks at once: in the background, watched, stopped on request."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from PySide6.QtCore import QObject

from viewer.annotations.changes import Change as RecordChange
from viewer.annotations.editions import StoppedError, Watch
from viewer.annotations.model import Annotation
from viewer.annotations.records import required
from viewer.annotations.store import AnnotationStore
from viewer.annotations.undoing import RecordStep, Renewed, watched
from viewer.messages import translate as _
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.ui.carrying.errand import Waiting
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow

AT_ONCE = 100
"""Marks that are changed on the thread of the window: about 20 ms."""

Result = TypeVar("Result")


class Many(QObject):
    """Does with the store what takes long, and returns when it is done.

    After a second, a dialog shows how far it is, and can stop it: then nothing was changed.
    """

    def __init__(self, store: Path, background: Background, window: MainWindow) -> None:
        super().__init__(window)
        self._store = store
        self._waiting = Waiting(background, window)
        window.closing.connect(self._waiting.leave)

    def run(self, words: str, work: Callable[[Database, Watch], Result]) -> Result:
        """Return what comes of work on the store.

        Args:
            words: What is being done, for the dialog.
            work: Does it, in the background thread; it may well take the store's own time.

        Raises:
            StoreError: It can't be done.
            StoppedError: The reader stopped it, or closed the window.
        """
        results: list[Result] = []

        def elsewhere(watch: Watch) -> None:
            with closing(open_database(self._store)) as database:
                results.append(work(database, watch))

        self._waiting.wait(words, elsewhere)
        if not results:
            raise StoppedError
        return results[0]

    def change(
        self,
        words: str,
        renewed: Renewed,
        ids: Sequence[str],
        change_of: Callable[[Annotation], RecordChange],
    ) -> RecordStep:
        """Change marks, all or none.

        Args:
            words: What is being done, translated.
            renewed: Shared by the steps of the session.
            ids: Of the marks.
            change_of: What is done with each, as it is in the store.

        Raises:
            StoreError: It can't be saved.
            StoppedError: The reader stopped it; nothing was changed.
        """

        def work(database: Database, watch: Watch) -> RecordStep:
            changes = watched((_changing(one, change_of) for one in ids), len(ids), watch)
            return RecordStep(AnnotationStore(database), renewed, changes, _looked(ids, watch))

        return self.run(words, work)

    def swap(self, step: RecordStep, words: str) -> None:
        """Take a change back, or make it again.

        Args:
            step: The change.
            words: What it is called, translated.

        Raises:
            StoreError: It can't be saved.
            StoppedError: The reader stopped it; nothing was changed.
        """

        def work(database: Database, watch: Watch) -> None:
            step.swap(AnnotationStore(database), watch=watch)

        self.run(words, work)

    def tags(self, ids: Sequence[str]) -> Counter[str]:
        """Return how many of these marks have each tag, which is folded to lower case.

        Raises:
            StoreError: The store can't be read.
            StoppedError: The reader stopped it.
        """

        def work(database: Database, watch: Watch) -> Counter[str]:
            store, counts = AnnotationStore(database), Counter[str]()
            for one in map(store.get, _looked(ids, watch)):
                counts.update(tag.casefold() for tag in (one.tags if one is not None else ()))
            return counts

        return self.run(_("Tags of the marks"), work)


def _changing(identity: str, change_of: Callable[[Annotation], RecordChange]) -> RecordChange:
    """Return the change of one mark, as it is when its turn comes."""

    def change(connection: Connection) -> Annotation:
        return change_of(required(connection, identity))(connection)

    return change


def _looked(ids: Sequence[str], watch: Watch) -> Iterator[str]:
    for number, identity in enumerate(ids):
        if number % AT_ONCE == 0 and watch.should_stop():
            raise StoppedError
        yield identity
