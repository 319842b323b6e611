"""Which candidate, if any, is shown as the new place of an annotation.

Never silently on the wrong text: a candidate must have enough evidence of its own, and lead the
second clearly; else the annotation is unplaced. The limits were chosen on editions whose truth is
known (``tests/bench/bench_editions.py``), for at most one wrong place in a hundred.
"""

from collections.abc import Sequence

from viewer.annotations.evidence import Candidate, Sought

MARGIN = 8
"""Points by which the best candidate must lead the second."""

MARGIN_AWAY = 16
"""The same, for the same words elsewhere against similar words in the section that was marked."""

EVIDENCE_HOME = 24
EVIDENCE_AWAY = 40
"""Evidence from which the same quote counts, in the section that was marked, and elsewhere."""

ALIKE = 0.5
ALIKE_ALONE = 0.55
"""Likeness from which similar words count in the section that was marked: with agreeing context,
and where only the paragraph's ends agree."""

ALIKE_AWAY = 0.8
ALIKE_UNKNOWN = 0.9
"""The same elsewhere: where the old edition is at hand and has no such words, and where the section
that was marked is gone and the old edition, too."""

_QUOTE_COUNTS = 60
_INNER_COUNTS = 32
_OUTER_COUNTS = 16
_INNER_AGREES = 4
_INNER_FULL = 24
_INNER_LOST = 16


def choose(
    sought: Sought, candidates: Sequence[Candidate], *, home: bool, informed: bool
) -> Candidate | None:
    """Return the candidate that is the place; None if there is none, or more than one may be.

    Args:
        sought: What is looked for.
        candidates: All passages that may be it.
        home: Whether the section that was marked still exists.
        informed: Whether the old edition was at hand, so that passages that it had elsewhere are
            not among the candidates.
    """
    alone = sum(candidate.same for candidate in candidates) == 1
    good = [
        candidate
        for candidate in candidates
        if _is_good(sought, candidate, alone=alone, home=home, informed=informed)
    ]
    good = _without_commonplaces(good, candidates)
    good.sort(key=lambda candidate: -candidate.score)
    if not good:
        return None
    return good[0] if len(good) == 1 or _leads(good[0], good[1]) else None


def is_certain(candidate: Candidate) -> bool:
    """Tell whether nothing similar can compete: the same words, in their section and paragraph."""
    return candidate.same and candidate.home and candidate.verdict == 2  # noqa: PLR2004 - both sides


def _is_good(
    sought: Sought, candidate: Candidate, *, alone: bool, home: bool, informed: bool
) -> bool:
    if candidate.same:
        return _is_good_quote(sought, candidate, alone=alone)
    if candidate.home:
        agrees = max(candidate.inner, candidate.outer) >= _INNER_AGREES
        verdict = 0 if informed else 1
        return candidate.verdict >= verdict and candidate.likeness >= (
            ALIKE if agrees else ALIKE_ALONE
        )
    if informed:
        return candidate.verdict >= 1 and candidate.likeness >= ALIKE_AWAY
    lost = not home and candidate.inner >= _INNER_LOST
    return lost and candidate.verdict >= 1 and candidate.likeness >= ALIKE_UNKNOWN


def _is_good_quote(sought: Sought, candidate: Candidate, *, alone: bool) -> bool:
    evidence = (
        min(len(sought.quote), _QUOTE_COUNTS)
        + 6 * candidate.verdict
        + min(candidate.inner, _INNER_COUNTS)
        + min(candidate.outer, _OUTER_COUNTS)
    )
    if candidate.home:
        return evidence >= EVIDENCE_HOME
    if evidence >= EVIDENCE_AWAY and candidate.verdict >= 0:
        return True
    return alone and candidate.verdict == 2 and candidate.inner >= _INNER_FULL  # noqa: PLR2004


def _without_commonplaces(
    good: list[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Leave out the same words elsewhere where they stand in several places and ours was reworded.

    A sentence that a book repeats tells nothing of where ours went.
    """
    away = sum(candidate.same and not candidate.home for candidate in candidates)
    stayed = any(candidate.same and candidate.home for candidate in candidates)
    reworded = any(candidate.home and not candidate.same for candidate in good)
    if away > 1 and reworded and not stayed:
        return [candidate for candidate in good if candidate.home]
    return good


def _leads(best: Candidate, second: Candidate) -> bool:
    elsewhere = best.same and not best.home and second.home and not second.same
    return best.score - second.score >= (MARGIN_AWAY if elsewhere else MARGIN)
