"""Two processes that edit one store until they are killed, again and again.

Started as ``python -m tests.faults.nursery STORE LOG``. For each line on standard input, a seed, a
number of changes, and seconds, two children are forked that edit the store; so many seconds after
both together were told so many changes as done, they are killed (signal 9), and a line is printed.
What a child was told as done it appends to ``LOG``, before it goes on: ``ID REVISION STATE TITLE``,
where the state is ``there`` or ``binned``.
"""

import os
import random
import select
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.changes import adding, updating
from viewer.annotations.model import Annotation
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore, RevisionConflictError
from viewer.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Callable


class Editor:
    """Edits a store in every way, for ever."""

    def __init__(self, path: Path, log: int, told: int, seed: int) -> None:
        self._database = open_database(path)
        assert self._database.problem is None, self._database.problem
        self._store = AnnotationStore(self._database)
        self._log = log
        self._told = told
        self._seed = seed
        self._dice = random.Random(seed)  # noqa: S311 - to be repeated, not secret
        self._count = 0

    def edit(self) -> NoReturn:
        """Make one change after the other."""
        actions: list[Callable[[], list[Annotation]]] = [
            self._add,
            self._add_two,
            self._rename,
            self._delete,
            self._restore,
            self._list,
        ]
        while True:
            self._count += 1
            changed: list[Annotation] = []
            # The other one was quicker.
            with suppress(RevisionConflictError):
                changed = self._dice.choice(actions)()
            for one in changed:
                state = "binned" if one.deleted else "there"
                line = f"{one.id} {one.revision} {state} {one.title}\n"
                os.write(self._log, line.encode())
                os.write(self._told, b".")

    def _new(self) -> Annotation:
        title = f"{self._seed}-{self._count}-{self._dice.random()}"
        size = self._dice.randrange(2000)
        return replace(bookmark(title, passage(ordinal=self._count)), note="n" * size)

    def _any(self, *, deleted: bool = False) -> list[Annotation]:
        found = self._store.find(deleted=deleted)
        return [self._dice.choice(found)] if found else []

    def _add(self) -> list[Annotation]:
        return [self._store.add(self._new())]

    def _add_two(self) -> list[Annotation]:
        renamed = [replace(one, title=self._new().title) for one in self._any()]
        changes = [adding(self._new()), adding(self._new()), *map(updating, renamed)]
        return self._store.apply(changes)

    def _rename(self) -> list[Annotation]:
        return [self._store.update(replace(one, title=self._new().title)) for one in self._any()]

    def _delete(self) -> list[Annotation]:
        return [self._store.delete(one.id) for one in self._any()]

    def _restore(self) -> list[Annotation]:
        return [self._store.restore(one.id) for one in self._any(deleted=True)]

    def _list(self) -> list[Annotation]:
        for one in self._any():
            ReadingList(self._database).move(one.id)
        return []


def child(path: Path, log: Path, told: int, seed: int) -> NoReturn:
    """Edit until killed."""
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    Editor(path, out, told, seed).edit()


def wait_for(told: int, changes: int) -> None:
    """Wait until so many changes were told as done, or nobody is left to be told any."""
    while changes > 0:
        news = os.read(told, changes)
        if not news:
            return
        changes -= len(news)


def main() -> None:
    """Fork, wait, kill, and say so, for each line."""
    path, log = Path(sys.argv[1]), Path(sys.argv[2])
    for line in sys.stdin:
        seed, changes, seconds = line.split()
        told, telling = os.pipe()
        children = []
        for number in range(2):
            process = os.fork()
            if process == 0:
                try:
                    child(path, log, telling, int(seed) * 2 + number)
                finally:
                    # Only after something went wrong.
                    os._exit(1)
            children.append(process)
        os.close(telling)
        wait_for(told, int(changes))
        select.select([], [], [], float(seconds))
        for process in children:
            os.kill(process, signal.SIGKILL)
        ends = [os.waitpid(process, 0)[1] for process in children]
        os.close(told)
        sys.stdout.write(f"{ends.count(signal.SIGKILL)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
