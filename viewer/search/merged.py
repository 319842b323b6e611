"""The collection of a shelf on disk: merged once by the child process, then only read."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from viewer.search.arrays import (
    EditionArrays,
    Source,
    are_below,
    are_bounds,
    bytes_of,
    checked,
    read_array,
    write_array,
)
from viewer.search.collect import LANGUAGES
from viewer.search.impacts import LENGTH, SATURATION, WEIGHT, Collection, Impacts
from viewer.search.terms import Terms

FORM = 2
"""Raise it with every change of the files, or of how impacts are computed."""

MANY = 2_000_000
"""Postings from which merging takes long enough, a third of a second, to be left to the child."""

_FACTS = "collection.json"
_NUMBERS = ("editions", "locals", "sections", "recorded")
_TABLES = ("stems", "surfaces")
_COLUMNS = ("starts", "docs", "values")
_POSTINGS = tuple(f"{table}-docs.npy" for table in _TABLES)
_POSTING_BYTES = 4


def collection_name(names: Sequence[str]) -> str:
    """Return the name of what is merged from the indexes of these names, in this order."""
    form = f"{FORM} {SATURATION} {LENGTH.tolist()} {WEIGHT.tolist()}"
    return blake2b("\n".join([form, *names]).encode(), digest_size=20).hexdigest()


def postings(indexes: Sequence[Source]) -> int:
    """Return about how many postings the indexes with these files have together."""
    sizes = (_size(files[name]) for files in indexes for name in _POSTINGS if name in files)
    return sum(sizes) // _POSTING_BYTES


def _size(source: bytes | Path) -> int:
    try:
        return len(source) if isinstance(source, bytes) else source.stat().st_size
    except OSError:
        return 0


def save(collection: Collection, folder: Path) -> None:
    """Write a collection into ``folder``.

    Raises:
        OSError: It can't be written.
    """
    steps = {}
    for name in _NUMBERS:
        write_array(folder / f"{name}.npy", getattr(collection, name))
    for name in _TABLES:
        table: Impacts = getattr(collection, name)
        steps[name] = table.step
        (folder / f"{name}.txt").write_bytes(table.terms.data)
        for column in _COLUMNS:
            write_array(folder / f"{name}-{column}.npy", getattr(table, column))
    facts = {"size": collection.size, "languages": collection.languages, "steps": steps}
    (folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")


def load(files: Source, editions: Sequence[EditionArrays]) -> Collection:
    """Return the collection of ``editions`` that ``save`` wrote.

    Raises:
        SearchIndexError: A file is missing or isn't what it should be.
    """

    def read() -> Collection:
        facts: Mapping[str, Any] = json.loads(bytes_of(files[_FACTS]))
        numbers = (cast("Any", read_array(files[f"{name}.npy"])) for name in _NUMBERS)
        languages = tuple(int(first) for first in facts["languages"])
        tables = (_table(files, name, float(facts["steps"][name])) for name in _TABLES)
        own, local, sections, recorded = numbers
        return Collection(int(facts["size"]), own, local, sections, languages, recorded, *tables)

    return checked(read, lambda collection: _fits(collection, editions))


def _table(files: Source, name: str, step: float) -> Impacts:
    terms = Terms(bytes_of(files[f"{name}.txt"]))
    starts, docs, values = (
        cast("Any", read_array(files[f"{name}-{column}.npy"])) for column in _COLUMNS
    )
    return Impacts(terms, starts, docs, values, step)


def _fits(collection: Collection, editions: Sequence[EditionArrays]) -> bool:
    """Tell whether a collection fits together and the editions, so that nothing is out of place."""
    sizes = [len(one.sections) for one in editions]
    size = collection.size
    languages = collection.languages
    fits = [
        size == sum(sizes),
        len(languages) == len(LANGUAGES) + 1,
        (languages[0], languages[-1]) == (0, size),
        all(first <= last for first, last in pairwise(languages)),
        *(getattr(collection, name).shape == (size,) for name in _NUMBERS),
    ]
    if not all(fits):
        return False
    fits += [
        are_below(collection.sections, size),
        are_below(collection.recorded, size),
        are_below(collection.editions, len(sizes)),
    ]
    fits += [
        are_below(collection.locals[collection.editions == at], count)
        for at, count in enumerate(sizes)
    ]
    for table in (collection.stems, collection.surfaces):
        fits.append(are_bounds(table.starts, len(table.terms), len(table.docs)))
        fits.append(are_below(table.docs, size))
        fits.append(table.values.shape == table.docs.shape)
    return all(fits)
