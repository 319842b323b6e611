"""The store against a plain dictionary, with any texts, over reopenings and two windows."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.unit.annotations.samples import passage
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.store import AnnotationStore, RevisionConflictError

# Whole characters only: halves of surrogate pairs are changed when they are stored.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class Comparison(RuleBasedStateMachine):
    """Two windows on one file, and what must be in it."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "reader.sqlite3"
        self.windows = [AnnotationStore(self.path), AnnotationStore(self.path)]
        self.model: dict[str, Annotation] = {}

    def teardown(self) -> None:
        for window in self.windows:
            window.close()
        self.folder.cleanup()

    @rule(
        target=made,
        window=st.integers(0, 1),
        title=TEXT,
        note=TEXT,
        tags=st.lists(TEXT, max_size=3),
        motivation=st.sampled_from(Motivation),
    )
    def add(
        self, window: int, title: str, note: str, tags: list[str], motivation: Motivation
    ) -> str:
        wanted = replace(
            new_annotation(motivation, passage(title), title, note=note), tags=tuple(tags)
        )
        added = self.windows[window].add(wanted)
        assert replace(added, created="", modified="", revision=0) == wanted
        self.model[added.id] = added
        return added.id

    @rule(window=st.integers(0, 1), identity=made, title=TEXT, behind=st.integers(0, 1))
    def update(self, window: int, identity: str, title: str, behind: int) -> None:
        current = self.model[identity]
        change = replace(current, title=title, revision=current.revision - behind)
        if behind:
            with pytest.raises(RevisionConflictError) as caught:
                self.windows[window].update(change)
            assert caught.value.newer == current
        else:
            self.model[identity] = self.windows[window].update(change)
            assert self.model[identity].title == title

    @rule(window=st.integers(0, 1), identity=made)
    def delete(self, window: int, identity: str) -> None:
        deleted = self.windows[window].delete(identity)
        assert deleted.revision == self.model[identity].revision + (
            not self.model[identity].deleted
        )
        assert deleted.deleted
        self.model[identity] = deleted

    @rule(window=st.integers(0, 1), identity=made)
    def restore(self, window: int, identity: str) -> None:
        restored = self.windows[window].restore(identity)
        assert not restored.deleted
        self.model[identity] = restored

    @rule(window=st.integers(0, 1))
    def reopen(self, window: int) -> None:
        self.windows[window].close()
        self.windows[window] = AnnotationStore(self.path)
        assert self.windows[window].problem is None

    @invariant()
    def agree(self) -> None:
        for window in self.windows:
            alive = {one.id: one for one in window.find()}
            binned = {one.id: one for one in window.find(deleted=True)}
            assert alive | binned == self.model
            assert all(one.deleted for one in binned.values())


Comparison.TestCase.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
test_store_agrees_with_a_dictionary = Comparison.TestCase
