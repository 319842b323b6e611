"""Tags: the reader's own words for sorting annotations."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from viewer.annotations.changes import updating
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without spare spaces, empty ones and repetitions, in their order.

    Two tags are the same if only case differs, or how an accented letter is encoded; the first
    spelling stays.
    """
    kept: dict[str, str] = {}
    for tag in tags:
        text = unicodedata.normalize("NFC", " ".join(tag.split()))
        if text:
            kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def with_tags(annotation: Annotation, add: Sequence[str], remove: Sequence[str]) -> Annotation:
    """Return an annotation with other tags, not saved yet."""
    gone = {tag.casefold() for tag in remove}
    kept = [tag for tag in annotation.tags if tag.casefold() not in gone]
    return replace(annotation, tags=tidy([*kept, *add]))


def rename(store: AnnotationStore, old: str, new: str) -> list[Annotation]:
    """Rename a tag wherever it is, also in the bin; return what was changed. All or nothing.

    An empty new name removes the tag.

    Raises:
        StoreError: It can't be saved.
    """
    known = old.casefold()
    changed = [
        replace(one, tags=tidy(new if tag.casefold() == known else tag for tag in one.tags))
        for one in (*store.find(), *store.find(deleted=True))
        if known in (tag.casefold() for tag in one.tags)
    ]
    return store.apply(updating(one) for one in changed)
