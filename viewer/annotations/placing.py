"""Where the reader's annotations are in an edition: what was confirmed, and what is found."""

from collections.abc import Mapping, Sequence

from viewer.annotations.anchoring import State
from viewer.annotations.completing import complete
from viewer.annotations.editions import UNWATCHED, Found, Watch, follow
from viewer.annotations.model import Annotation
from viewer.book.anchor import Anchor
from viewer.book.book import Book

NOWHERE: Mapping[str, Anchor] = {}
"""Of nothing has been said where it is."""


def places(
    annotations: Sequence[Annotation],
    book: Book,
    confirmed: Mapping[str, Anchor] = NOWHERE,
    *,
    older: Sequence[Book] = (),
    watch: Watch = UNWATCHED,
) -> dict[str, Found]:
    """Find annotations of one book in one of its editions; answers by id.

    Args:
        annotations: Annotations of this book.
        book: The edition to look in.
        confirmed: What the reader said (``AnnotationStore.placements``).
        older: Other editions that are at hand.
        watch: Is told how far the work is, and can stop it.

    Raises:
        StoppedError: ``watch`` said so.
    """
    anchors = [confirmed.get(one.id, one.anchor) for one in annotations]
    if not all(anchor.edition for anchor in anchors):
        # Imported without their edition, which may have come since.
        anchors = complete(anchors, [book, *older])
    found = follow(anchors, book, older=older, watch=watch)
    return {
        one.id: answer if anchor.section else Found(State.UNPLACED, one.anchor)
        for one, anchor, answer in zip(annotations, anchors, found, strict=True)
    }
