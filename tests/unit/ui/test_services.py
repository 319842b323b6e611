"""Preferences of a window beside another one."""

from pathlib import Path

import pytest

from viewer.settings import Preferences, Profile, load_preferences, profile_at, save_preferences
from viewer.ui.window.services import Services


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = profile_at(tmp_path / "profile")
    made.ensure()
    save_preferences(made, Preferences(theme="light"))
    return made


def window(profile: Profile) -> Services:
    """What one window has of the profile."""
    return Services(profile, load_preferences(profile)[0], {}, (), "en")


def test_a_window_hears_once_what_another_one_changed(profile: Profile) -> None:
    mine, other = window(profile), window(profile)
    assert mine.preferred_elsewhere() == frozenset()
    other.prefer(theme="dark", text_size=150)
    assert mine.preferred_elsewhere() == {"theme", "text_size"}
    assert (mine.preferences.theme, mine.preferences.text_size) == ("dark", 150)
    assert mine.preferred_elsewhere() == frozenset()
    # What one changed itself it has done already.
    assert other.preferred_elsewhere() == frozenset()


def test_what_came_in_with_an_own_change_is_still_told(profile: Profile) -> None:
    mine, other = window(profile), window(profile)
    other.prefer(theme="dark")
    mine.prefer(text_size=150)
    assert mine.preferences == other.preferences._replace(text_size=150)
    assert mine.preferred_elsewhere() == {"theme"}
    assert other.preferred_elsewhere() == {"text_size"}


def test_preferences_that_cannot_be_written_are_not_taken_back(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = window(profile)
    told: list[str] = []
    mine.report = lambda message: told.append(message.code)

    def full(*_given: object) -> None:
        raise OSError("full")

    monkeypatch.setattr("viewer.settings.preferences.write_atomically", full)
    mine.prefer(text_size=150)
    assert told == ["settings-not-saved"]
    assert mine.preferred_elsewhere() == frozenset()
    assert mine.preferences.text_size == 150


def test_a_file_that_cannot_be_read_changes_nothing(profile: Profile) -> None:
    mine = window(profile)
    profile.settings_file.write_text("[", encoding="utf-8")
    assert mine.preferred_elsewhere() == frozenset()
    assert mine.preferences.theme == "light"
    profile.settings_file.unlink()
    assert mine.preferred_elsewhere() == frozenset()
