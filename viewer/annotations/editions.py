"""Annotations follow their book to another edition: all at once, in the whole book.

Each is placed, moved (shown at its likely place, to be checked by the reader) or unplaced. Looked
at are, in this order: the very place; every occurrence of the quote, in the section and in the
book; passages that read alike. The annotations help one another: what one of them holds word for
word is not the reworded passage of another. Where the earlier edition is still at hand, it tells
what stood elsewhere already.

Nothing here knows about windows or the store; it may run in a worker, with books of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from viewer.annotations.anchoring import (
    Placement,
    State,
    anchor_on,
    exact_place,
    is_whole_section,
    placement_at,
)
from viewer.annotations.decision import choose, is_certain
from viewer.annotations.edition_text import EditionText, SectionPassages, StoppedError
from viewer.annotations.evidence import Candidate, Sought, judge, judge_at_home, sought_of
from viewer.annotations.lookalikes import Lookalikes
from viewer.annotations.origin import REPEATS, Origin
from viewer.book.anchor import Anchor
from viewer.book.book import Book

__all__ = ["Found", "StoppedError", "Watch", "follow"]

WITNESSES = 3
MAJORITY = 0.6
"""How many annotations of a vanished section, and what share of them, must be found in one section
for it to have taken its place."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How whoever waits for the work follows it.

    Attributes:
        progress: Is called with what is done and what there is to do, in steps.
        should_stop: Is asked often; the work ends once it says so.
    """

    progress: Callable[[int, int], None] = lambda _done, _total: None
    should_stop: Callable[[], bool] = lambda: False


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Found:
    """Where an annotation is in an edition.

    Attributes:
        state: How sure that is.
        anchor: The place in that edition, as the store keeps it once it is confirmed; the anchor as
            it was made if unplaced.
        last_ordinal: Block in which the passage ends; -1 for a whole section, or if unplaced.
        likeness: How alike the words are, 0 to 1; 1 for the same words.
    """

    state: State
    anchor: Anchor
    last_ordinal: int = -1
    likeness: float = 1.0


def follow(
    anchors: Sequence[Anchor],
    book: Book,
    *,
    older: Sequence[Book] = (),
    watch: Watch = UNWATCHED,
) -> list[Found]:
    """Find all ``anchors`` in ``book``; the answers stand in the same order.

    Args:
        anchors: Where the annotations were; all of this book, in any of its editions.
        book: The edition to look in.
        older: Other editions that are at hand; those in which the anchors were made help.
        watch: Is told how far the work is, and can stop it.

    Raises:
        StoppedError: ``watch`` said so.
    """
    steps = _Steps(len(anchors), watch)
    answers: list[Found | None] = [None] * len(anchors)
    for language in dict.fromkeys(anchor.language for anchor in anchors):
        numbers = [at for at, anchor in enumerate(anchors) if anchor.language == language]
        search = _Search(book, language, older, steps)
        found = search.follow([anchors[at] for at in numbers])
        for at, answer in zip(numbers, found, strict=True):
            answers[at] = answer
    return [
        answer or Found(State.UNPLACED, anchor)
        for answer, anchor in zip(answers, anchors, strict=True)
    ]


class _Steps:
    """Tells how far the work is, and ends it when it is no longer wanted."""

    def __init__(self, total: int, watch: Watch) -> None:
        self._done = 0
        self._total = total
        self._watch = watch

    def check(self) -> None:
        """End the work if it is no longer wanted."""
        if self._watch.should_stop():
            raise StoppedError

    def advance(self) -> None:
        """Count one annotation as done."""
        self.check()
        self._done += 1
        self._watch.progress(self._done, self._total)


@dataclass
class _Case:
    """One annotation on its way.

    Attributes:
        anchor: Where it was, with full context if that is known.
        origin: The edition in which it was made, if that is at hand.
        home: Its section in the new edition, or the one that took its place.
        quotes: Passages with the same words.
        same: Those of them that are not known to be others; candidates.
        answer: What came out.
        candidate: The candidate that was chosen, if one was.
        held: The place that it certainly has: section, and span in its joined text.
        adopted: Number of the section that seems to have taken the place of its own.
    """

    anchor: Anchor
    origin: Origin | None
    home: SectionPassages | None
    quotes: list[Candidate] = field(default_factory=list)
    same: list[Candidate] = field(default_factory=list)
    answer: Found | None = None
    candidate: Candidate | None = None
    held: tuple[str, int, int] | None = None
    adopted: int = -1

    @property
    def sought(self) -> Sought:
        """What is looked for."""
        return sought_of(self.anchor)


class _Search:
    """Looks for annotations in one language of an edition."""

    def __init__(self, book: Book, language: str, older: Sequence[Book], steps: _Steps) -> None:
        self._book = book
        self._text = EditionText(book, language)
        self._steps = steps
        self._origins = {
            one.edition.edition: Origin(one.edition, EditionText(one, language))
            for one in older
            if one.edition.edition != book.edition.edition
        }
        self._successors: dict[tuple[str, str], SectionPassages | None] = {}

    def follow(self, anchors: Sequence[Anchor]) -> list[Found]:
        """Return where each of ``anchors`` is."""
        cases = [self._case(anchor) for anchor in anchors]
        for case in cases:
            self._place(case)
        left = [case for case in cases if case.answer is None]
        if left:
            self._prepare(left)
        unsure = [case for case in left if not self._find_quote(case)]
        for case in _lost_together(unsure):
            case.home = self._text.sections[case.adopted]
            self._find_quote(case)
        unsure = [case for case in unsure if case.held is None]
        if unsure:
            self._find_alike(unsure, _by_section(cases))
            _part(unsure)
        return [self._answer(case) for case in cases]

    def _prepare(self, cases: Sequence[_Case]) -> None:
        """Read what the quotes of ``cases`` are looked up in."""
        quotes = [case.sought.quote for case in cases]
        self._text.read_all(self._steps.check)
        self._text.prepare(quotes)
        for edition in {case.anchor.edition for case in cases if case.origin is not None}:
            self._origins[edition].prepare(quotes, self._steps.check)

    def _case(self, anchor: Anchor) -> _Case:
        origin = self._origins.get(anchor.edition)
        if origin is not None and not anchor.block:
            anchor = origin.complete(anchor) or anchor
        home = self._text.section(anchor.section)
        if home is None and anchor.section not in self._book:
            home = self._successor(anchor, origin)
        return _Case(anchor, origin, home)

    def _successor(self, anchor: Anchor, origin: Origin | None) -> SectionPassages | None:
        """Return the section with the text of one whose id vanished, if that can be told."""
        key = (anchor.edition, anchor.section)
        if key not in self._successors:
            self._text.read_all(self._steps.check)
            found = origin.successor(anchor.section, self._text) if origin is not None else ""
            self._successors[key] = self._text.section(found) if found else None
        return self._successors[key]

    # -- word for word ---------------------------------------------------------------------------

    def _place(self, case: _Case) -> None:
        """Settle what is where it was."""
        self._steps.advance()
        anchor = case.anchor
        if is_whole_section(anchor):
            case.answer = self._whole(case)
        elif case.home is not None and case.home.id == anchor.section and anchor.block:
            origin = case.origin
            found = exact_place(
                anchor,
                case.home.text.blocks,
                case.home.joined,
                same_edition=anchor.edition == self._book.edition.edition,
                stood_once=partial(origin.had_once, anchor.block) if origin else None,
            )
            if found is not None:
                case.answer = self._found(case.home, found)
                start = case.home.joined.starts[found.ordinal] + found.start
                case.held = (anchor.section, start, start + len(anchor.quote))

    def _whole(self, case: _Case) -> Found:
        anchor = case.anchor
        edition = self._book.edition.edition
        if anchor.section in self._book:
            return Found(State.PLACED, replace(anchor, edition=edition))
        home = case.home or self._beginning(anchor)
        if home is None:
            return Found(State.UNPLACED, anchor)
        return Found(State.MOVED, replace(anchor, edition=edition, section=home.id))

    def _beginning(self, anchor: Anchor) -> SectionPassages | None:
        """Return the only section that begins as a vanished one did."""
        if not anchor.suffix:
            return None
        sections = self._text.sections
        found = [one for one in sections if one.joined.text.startswith(anchor.suffix)]
        return found[0] if len(found) == 1 else None

    def _found(
        self, section: SectionPassages, placement: Placement, likeness: float = 1.0
    ) -> Found:
        last = placement.last_ordinal
        anchor = anchor_on(
            self._book.edition,
            section.text,
            section.joined,
            (placement.ordinal, placement.start),
            (last, placement.end),
        )
        return Found(placement.state, anchor, last, likeness)

    def _find_quote(self, case: _Case) -> bool:
        """Look for the same words; tell whether one occurrence is certainly the place."""
        self._steps.check()
        sought = case.sought
        case.quotes = list(self._quotes(case, sought)) if sought.quote.strip() else []
        case.same = case.quotes
        if case.origin is not None:
            case.same = case.origin.own(sought, self._text, case.quotes)
        best = choose(
            sought, case.same, home=case.home is not None, informed=case.origin is not None
        )
        if best is None or not is_certain(best):
            return False
        case.candidate = best
        case.held = (self._text.sections[best.section].id, best.start, best.end)
        return True

    def _quotes(self, case: _Case, sought: Sought) -> Iterator[Candidate]:
        size = len(sought.quote)
        home = case.home
        if home is not None:
            for at in islice(home.joined.occurrences(sought.quote), REPEATS):
                yield judge_at_home(sought, home.joined, home.number, (at, at + size), 1.0)
        for section, at in islice(self._text.occurrences(sought.quote), 2 * REPEATS):
            if section is not home:
                yield judge(sought, section.joined, section.number, (at, at + size), 1.0)

    # -- words that read alike -------------------------------------------------------------------

    def _find_alike(self, cases: Sequence[_Case], held: Mapping[str, Sequence[_Case]]) -> None:
        """Decide for those that nothing word for word could settle."""
        lookalikes = Lookalikes(self._text)
        for case in cases:
            self._steps.check()
            sought, informed = case.sought, case.origin is not None
            alike = [
                one
                for one in lookalikes.like(sought, case.home)
                if not any(one.overlaps(quote) for quote in case.quotes)
            ]
            if case.origin is not None:
                alike = case.origin.own(sought, self._text, alike)
            candidates = [
                one
                for one in (*case.same, *alike)
                if not any(
                    _holds(other, one, case)
                    for other in held.get(self._text.sections[one.section].id, ())
                )
            ]
            case.candidate = choose(
                sought, candidates, home=case.home is not None, informed=informed
            )

    def _answer(self, case: _Case) -> Found:
        if case.answer is not None:
            return case.answer
        if case.candidate is None:
            return Found(State.UNPLACED, case.anchor)
        section = self._text.sections[case.candidate.section]
        placement = placement_at(
            State.MOVED, section.joined, case.candidate.start, case.candidate.end
        )
        return self._found(section, placement, case.candidate.likeness)


def _by_section(cases: Iterable[_Case]) -> dict[str, list[_Case]]:
    """Return those that certainly have a place, by its section."""
    held: dict[str, list[_Case]] = {}
    for case in cases:
        if case.held is not None:
            held.setdefault(case.held[0], []).append(case)
    return held


def _holds(other: _Case, candidate: Candidate, case: _Case) -> bool:
    """Tell whether another annotation of the section, of another passage, holds ``candidate``."""
    if other.held is None or _is_same_passage(other.anchor, case.anchor):
        return False
    _, start, end = other.held
    return start < candidate.end and candidate.start < end


def _lost_together(cases: Sequence[_Case]) -> Iterator[_Case]:
    """Yield those whose section vanished, if most of them are found again in one and the same."""
    groups: dict[tuple[str, str], list[_Case]] = {}
    for case in cases:
        if case.home is None:
            groups.setdefault((case.anchor.edition, case.anchor.section), []).append(case)
    for group in groups.values():
        votes = Counter(case.same[0].section for case in group if len(case.same) == 1)
        for number, count in votes.most_common(1):
            if count >= max(WITNESSES, len(group) * MAJORITY):
                for case in group:
                    case.adopted = number
                    yield case


def _is_same_passage(one: Anchor, other: Anchor) -> bool:
    """Tell whether two annotations may have marked the same words, so that both can hold them."""
    if one.section != other.section:
        return False
    return one.quote in other.quote or other.quote in one.quote


def _part(cases: Sequence[_Case]) -> None:
    """Leave those unplaced that came from different places and would share one passage."""
    claims: dict[tuple[int, int, int], set[str]] = {}
    for case in cases:
        if case.candidate is not None and not case.candidate.home:
            key = (case.candidate.section, case.candidate.start, case.candidate.end)
            claims.setdefault(key, set()).add(case.anchor.section)
    for case in cases:
        if case.candidate is not None and not case.candidate.home:
            key = (case.candidate.section, case.candidate.start, case.candidate.end)
            if len(claims[key]) > 1:
                case.candidate = None
