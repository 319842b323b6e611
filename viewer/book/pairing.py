"""Pairing two sequences in order, given how well each two of their members go together.

The pairing that is returned is the one of which most can be expected to be right, and not the
single most probable one: for each member the chances of all its partners, and of having none, are
summed over all pairings (forward and backward, as for hidden Markov models), and the pairing with
the greatest sum of chances is taken.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

Pair = tuple[int | None, int | None]
"""Places left and right; None where one sequence has nothing to match."""

Odds = Callable[[int, int], float]
"""Natural logarithm of how many times likelier two members are as partners than by accident."""

GAP = 0.06
"""How often, by expectation, a member has no partner."""

_PAIR = 0.9
# Half the width of the band that is looked at; doubled until the pairing keeps away from its edges.
_BAND = 40
# Beyond these nothing changes, and their powers can be multiplied without a care.
_LEAST, _MOST = -30.0, 30.0

_Row = dict[int, float]
_Step = tuple[int, int]


def pair_up(rows: int, columns: int, odds: Odds) -> list[Pair]:
    """Return the pairing that can be expected to be right for most members.

    Args:
        rows: Members of the left sequence.
        columns: Members of the right sequence.
        odds: Compares two of them.

    Returns:
        Every member once, both sequences in their order.
    """
    if not rows or not columns:
        return [(row, None) for row in range(rows)] + [(None, column) for column in range(columns)]
    width = _BAND
    while True:
        band = _band(rows, columns, width)
        pairs = _best(band, *_chances(band, _weights(band, odds)))
        if width >= columns or _is_inside(pairs, band, columns):
            return pairs
        width *= 2


def logarithm(pairs: list[Pair], odds: Odds) -> float:
    """Return the natural logarithm of how probable a pairing is, up to a constant."""
    pair, gap = math.log(_PAIR), math.log(GAP)
    return sum(
        gap if row is None or column is None else pair + odds(row, column) for row, column in pairs
    )


def in_reading_order(pairs: Sequence[Pair], side: int) -> list[Pair]:
    """Return pairs in the order of the left (0) or right (1) sequence.

    What only the other one has stands after the partner of what comes before it there.
    """
    other = 1 - side
    owners = {pair[other]: pair[side] for pair in pairs if pair[other] is not None}
    after: dict[int, list[Pair]] = defaultdict(list)
    before = -1
    for place in sorted(place for place in owners if place is not None):
        owner = owners[place]
        if owner is None:
            after[before].append((None, place) if side == 0 else (place, None))
        else:
            before = owner
    made = after[-1]
    own = [(here, pair) for pair in pairs if (here := pair[side]) is not None]
    for here, pair in sorted(own, key=lambda one: one[0]):
        made += [pair, *after.get(here, ())]
    return made


def _band(rows: int, columns: int, width: int) -> list[range]:
    """Return for each number of rows done which numbers of columns done are looked at."""
    middles = (round(row * columns / rows) for row in range(rows + 1))
    return [range(max(0, m - width), min(columns, m + width) + 1) for m in middles]


def _weights(band: list[range], odds: Odds) -> list[_Row]:
    """Return for each row the weight of its pair with each column of the band."""
    return [
        {
            column - 1: _PAIR * math.exp(min(_MOST, max(_LEAST, odds(row, column - 1))))
            for column in span
            if column
        }
        for row, span in enumerate(band[1:])
    ]


def _chances(band: list[range], weights: list[_Row]) -> tuple[list[_Row], list[float]]:
    """Return how probable each pair is, row by row, and how probable it is that a row has none."""
    rows = len(weights)
    ahead = _sums(band, weights)
    behind = _sums(_turned(band), [_turn(row, band[-1].stop - 2) for row in reversed(weights)])
    last = band[-1].stop - 1
    pairs, alone = [], []
    for row in range(rows):
        here, there = ahead[row], behind[rows - row - 1]
        found = {
            column: here.get(column, 0.0) * weight * there.get(last - column - 1, 0.0)
            for column, weight in weights[row].items()
        }
        none = sum(value * GAP * there.get(last - column, 0.0) for column, value in here.items())
        total = sum(found.values()) + none or 1.0
        pairs.append({column: value / total for column, value in found.items()})
        alone.append(none / total)
    return pairs, alone


def _turned(band: list[range]) -> list[range]:
    last = band[-1].stop - 1
    return [range(last - span.stop + 1, last - span.start + 1) for span in reversed(band)]


def _turn(row: _Row, last: int) -> _Row:
    return {last - column: value for column, value in row.items()}


def _sums(band: list[range], weights: list[_Row]) -> list[_Row]:
    """Sum the weights of all pairings of so many rows with so many columns, each row scaled."""
    before: _Row = {}
    made = []
    for row, span in enumerate(band):
        now: _Row = {}
        left = 0.0
        for column in span:
            value = 1.0 if row == column == 0 else left * GAP
            if row:
                value += before.get(column, 0.0) * GAP
                if column:
                    value += before.get(column - 1, 0.0) * weights[row - 1].get(column - 1, 0.0)
            now[column] = left = value
        most = max(now.values()) or 1.0
        before = {column: value / most for column, value in now.items()}
        made.append(before)
    return made


def _best(band: list[range], pairs: list[_Row], alone: list[float]) -> list[Pair]:
    """Return the pairing with the greatest sum of chances."""
    taken: dict[int, float] = {}
    for row in pairs:
        for column, chance in row.items():
            taken[column] = taken.get(column, 0.0) + chance
    single = [1.0 - taken.get(column, 0.0) for column in range(band[-1].stop - 1)]
    # A pair is right for two members.
    double = [{column: 2 * chance for column, chance in row.items()} for row in pairs]
    before = {0: 0.0}
    for column in band[0][1:]:
        before[column] = before[column - 1] + single[column - 1]
    steps = [dict.fromkeys(band[0], (0, 1))]
    for span, both, none in zip(band[1:], double, alone, strict=True):
        before, step = _add_row(span, before, both, none, single)
        steps.append(step)
    return _trace(steps, band[-1].stop - 1)


def _add_row(
    span: range, before: _Row, both: _Row, none: float, single: list[float]
) -> tuple[_Row, dict[int, _Step]]:
    """Return the greatest sums with one more row, by columns done, and the steps to them."""
    now: _Row = {}
    steps: dict[int, _Step] = {}
    for column in span:
        choices: list[tuple[float, _Step]] = []
        if column - 1 in before:
            choices.append((before[column - 1] + both.get(column - 1, 0.0), (1, 1)))
        if column in before:
            choices.append((before[column] + none, (1, 0)))
        if column - 1 in now:
            choices.append((now[column - 1] + single[column - 1], (0, 1)))
        if choices:
            now[column], steps[column] = max(choices)
    return now, steps


def _trace(steps: list[dict[int, _Step]], columns: int) -> list[Pair]:
    made: list[Pair] = []
    row, column = len(steps) - 1, columns
    while row or column:
        down, right = steps[row][column]
        row, column = row - down, column - right
        made.append((row if down else None, column if right else None))
    return made[::-1]


def _is_inside(pairs: list[Pair], band: list[range], columns: int) -> bool:
    """Tell whether a pairing keeps away from the edges of the band, but for those of the table."""
    row = column = 0
    for left, right in pairs:
        row += left is not None
        column += right is not None
        span = band[row]
        if (column == span.start and span.start) or (column == span.stop - 1 < columns):
            return False
    return True
