"""Back and forward against a plain model."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from viewer.reading.history import LIMIT, History
from viewer.reading.place import Place

PLACES = st.builds(
    Place,
    book=st.just("book"),
    edition=st.just("1"),
    section=st.sampled_from("abc"),
    language=st.just("en"),
    offset=st.integers(0, 3),
)


class Comparison(RuleBasedStateMachine):
    """Two stacks and a current place, as a browser has them."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.behind: list[Place] = []
        self.ahead: list[Place] = []
        self.current: Place | None = None

    @rule(place=PLACES)
    def visit(self, place: Place) -> None:
        self.history.visit(place)
        if place != self.current:
            if self.current is not None:
                self.behind.append(self.current)
            self.ahead.clear()
            self.current = place

    @rule(place=PLACES)
    def update(self, place: Place) -> None:
        self.history.update(place)
        self.current = place

    @rule()
    def back(self) -> None:
        expected = self.behind[-1] if self.behind else None
        assert self.history.back() == expected
        if expected is not None and self.current is not None:
            self.ahead.append(self.current)
            self.current = self.behind.pop()

    @rule()
    def forward(self) -> None:
        expected = self.ahead[-1] if self.ahead else None
        assert self.history.forward() == expected
        if expected is not None and self.current is not None:
            self.behind.append(self.current)
            self.current = self.ahead.pop()

    @invariant()
    def agree(self) -> None:
        assert self.history.current == self.current
        assert self.history.can_go_back == bool(self.behind)
        assert self.history.can_go_forward == bool(self.ahead)
        assert len(self.behind) < LIMIT


test_history_agrees_with_two_stacks = Comparison.TestCase
