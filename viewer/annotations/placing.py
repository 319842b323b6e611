"""Where the reader's annotations are in an edition: what was confirmed, and what is found."""

from collections.abc import Iterable, Mapping, Sequence

from viewer.annotations.anchoring import State, is_whole_section, stands_as_made
from viewer.annotations.completing import complete
from viewer.annotations.editions import UNWATCHED, Found, StoppedError, Watch, follow
from viewer.annotations.joined import JoinedText
from viewer.annotations.model import Annotation
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError

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


def displaced(
    annotations: Iterable[Annotation], book: Book, watch: Watch = UNWATCHED
) -> list[Annotation]:
    """Return the annotations whose place in the edition they were made in isn't as it was.

    A book can be issued again under the name of the same edition, with other words.

    Args:
        annotations: Annotations that were made in this edition.
        book: The edition.
        watch: Can stop the work.

    Raises:
        StoppedError: ``watch`` said so.
    """
    texts: dict[tuple[str, str], tuple[SectionText, JoinedText] | None] = {}
    found = []
    for one in annotations:
        if watch.should_stop():
            raise StoppedError
        anchor, key = one.anchor, (one.anchor.section, one.anchor.language)
        if anchor.section not in book:
            found.append(one)
        elif not is_whole_section(anchor):
            if key not in texts:
                texts[key] = _text(book, *key)
            text = texts[key]
            if text is not None and not stands_as_made(anchor, *text):
                found.append(one)
    return found


def _text(book: Book, section: str, language: str) -> tuple[SectionText, JoinedText] | None:
    """Return a text; None of one that can't be read: nothing is known of what stands in it."""
    try:
        text = book.text(section, language)
    except SectionError:
        return None
    return text, JoinedText(text.blocks)


def starting_points(
    placements: Iterable[tuple[str, Anchor]], edition: str, newest_first: Sequence[str]
) -> dict[str, Anchor]:
    """Return from where annotations are looked for in an edition, by id, as the reader said.

    What was said of that edition counts; else what was said of the newest of the others in which
    the annotation has a place.

    Args:
        placements: All that the reader said (``AnnotationStore.all_placements``).
        edition: The edition to look in.
        newest_first: The other editions that are known.
    """
    ranks = {name: rank for rank, name in enumerate((edition, *newest_first))}
    best: dict[str, tuple[int, Anchor]] = {}
    for identity, anchor in placements:
        rank = ranks.get(anchor.edition)
        if rank is None or (rank > 0 and not anchor.section):
            continue
        if identity not in best or rank < best[identity][0]:
            best[identity] = (rank, anchor)
    return {identity: anchor for identity, (_rank, anchor) in best.items()}
