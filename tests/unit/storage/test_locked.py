"""Locked files: opened with the passphrase only, and not at all once anything was changed."""

import json
import unicodedata

import pytest

from viewer.errors import ExchangeError
from viewer.storage import locked

SECRET = b"Protected B " * 1000
PASSPHRASE = "cheval exact pile agrafe é"  # noqa: S105 - of these tests only


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap here."""
    monkeypatch.setattr(locked, "COST", locked.LEAST_COST)


def refused(data: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(ExchangeError) as caught:
        locked.unlock(data, passphrase, file="x.briefing-profile")
    assert caught.value.message.file == "x.briefing-profile"
    return caught.value.message.code


def test_what_was_locked_is_unlocked() -> None:
    data = locked.lock(SECRET, PASSPHRASE)
    assert locked.is_locked(data)
    assert not locked.is_locked(SECRET)
    assert b"Protected" not in data
    assert locked.unlock(data, PASSPHRASE) == SECRET


def test_a_passphrase_is_the_same_however_it_is_composed() -> None:
    data = locked.lock(SECRET, unicodedata.normalize("NFD", PASSPHRASE))
    assert locked.unlock(data, unicodedata.normalize("NFC", PASSPHRASE)) == SECRET


def test_nothing_is_locked_twice_the_same_way() -> None:
    assert locked.lock(SECRET, PASSPHRASE) != locked.lock(SECRET, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "Cheval exact pile agrafe é", PASSPHRASE + " "])
def test_another_passphrase_opens_nothing(passphrase: str) -> None:
    assert refused(locked.lock(SECRET, PASSPHRASE), passphrase) == "locked-refused"


@pytest.mark.parametrize("place", [25, 60, 120, 200, 300, 5000, -1])
def test_a_changed_byte_anywhere_opens_nothing(place: int) -> None:
    data = bytearray(locked.lock(SECRET, PASSPHRASE))
    data[place] ^= 1
    assert refused(bytes(data)) in {"locked-refused", "locked-damaged"}


@pytest.mark.parametrize("size", [19, 40, 200, -16, -1])
def test_a_file_that_was_cut_opens_nothing(size: int) -> None:
    data = locked.lock(SECRET, PASSPHRASE)[:size]
    assert refused(data) in {"locked-refused", "locked-damaged"}


@pytest.mark.parametrize("change", [{"n": 2**40}, {"n": 3}, {"r": 9999}, {"p": "x"}, {"salt": 7}])
def test_costs_that_would_stop_the_computer_are_refused(change: dict[str, object]) -> None:
    data = locked.lock(SECRET, PASSPHRASE)
    start, header, rest = data.split(b"\n", 2)
    changed = json.dumps(json.loads(header) | change).encode()
    assert refused(b"\n".join([start, changed, rest])) == "locked-damaged"


def test_nothing_is_locked_without_a_passphrase() -> None:
    with pytest.raises(ValueError, match="empty"):
        locked.lock(SECRET, "")
