"""Keys that the reader has changed: whose they are, and what can be none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.actions import ACTIONS, key_texts
from viewer.ui.keys import is_typed, keys_in_use, owner, portable, with_keys

pytestmark = pytest.mark.usefixtures("qapp")

IDS = [spec.id for spec in ACTIONS]
SOME = ("Ctrl+D", "ctrl+d", "Ctrl+K", "Alt+Q", "F3", "no such key", "", "Ctrl+K, Ctrl+D")


def usual() -> dict[str, list[str]]:
    """The keys of all actions, which need an application to be known."""
    return {spec.id: key_texts(spec) for spec in ACTIONS}


changes = st.dictionaries(
    st.sampled_from([*IDS, "no.such"]), st.lists(st.sampled_from(SOME), max_size=3).map(tuple)
)


def test_unchanged_keys_are_the_usual_ones() -> None:
    assert keys_in_use({}) == usual()


def test_the_readers_keys_are_taken_from_where_they_were() -> None:
    found = keys_in_use({"go.next": ("Ctrl+D",)})
    assert found["go.next"] == ["Ctrl+D"]
    assert found["marks.bookmark"] == []
    assert found["go.search"] == usual()["go.search"]


def test_an_action_may_have_no_keys() -> None:
    assert keys_in_use({"go.search": ()})["go.search"] == []


@given(changes)
def test_no_two_actions_ever_share_keys(changed: dict[str, tuple[str, ...]]) -> None:
    found = keys_in_use(changed)
    assert sorted(found) == sorted(IDS)
    keys = [key for texts in found.values() for key in texts]
    assert len(keys) == len(set(keys))
    assert all(portable(key) == key for key in keys)


@given(changes, st.sampled_from(IDS))
def test_keys_that_are_given_are_had(changed: dict[str, tuple[str, ...]], action: str) -> None:
    after = with_keys(changed, action, ("Alt+Q",))
    found = owner(after, "Alt+Q")
    assert found is not None
    assert found.id == action
    assert with_keys(after, action, tuple(usual()[action])).get(action) is None


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("H", True),
        ("Shift+H", True),
        ("Space", True),
        ("Esc", True),
        ("Ctrl+Alt+E", True),
        ("F5", False),
        ("Shift+F5", False),
        ("Ctrl+H", False),
        ("Alt+H", False),
        ("Ctrl+Shift+Alt+E", True),
    ],
)
def test_what_is_typed_is_no_shortcut(key: str, typed: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_typed(key) is typed
