"""A process of its own that edits a store for ever and prints each change once it is done.

Started as ``python -m tests.faults.editing STORE SEED``. A line is printed only after the store
said that the change is done: ``add ID TITLE``, ``rename ID TITLE``, ``delete ID``.
"""

import random
import sys
from dataclasses import replace
from pathlib import Path

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.store import AnnotationStore


def tell(*words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def edit(store: AnnotationStore, seed: int) -> None:
    """Add, rename and delete bookmarks until the process is killed."""
    generator = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    alive = [one.id for one in store.find()]
    number = 0
    while True:
        number += 1
        title = f"{seed}-{number}"
        action = generator.choice(("add", "add", "rename", "delete"))
        if action == "add" or len(alive) < 5:
            size = generator.randrange(2000)
            anchor = passage(ordinal=number)
            made = store.add(replace(bookmark(title, anchor), note="n" * size))
            alive.append(made.id)
            tell("add", made.id, title)
            continue
        identity = generator.choice(alive)
        if action == "rename":
            current = store.get(identity)
            assert current is not None
            store.update(replace(current, title=title))
            tell("rename", identity, title)
        else:
            store.delete(identity)
            alive.remove(identity)
            tell("delete", identity)


def main() -> None:
    """Open the store, say so, and edit."""
    store = AnnotationStore(Path(sys.argv[1]))
    assert store.problem is None, store.problem
    tell("ready")
    edit(store, int(sys.argv[2]))


if __name__ == "__main__":
    main()
