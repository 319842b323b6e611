"""Addresses of places in books."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.book.address import Address, is_address, parse_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("briefing:tides", Address("tides")),
        ("briefing:tides/spring", Address("tides", "spring")),
        ("briefing:tides/spring?lang=fr", Address("tides", "spring", "fr")),
        (
            " briefing:tides/spring?lang=en#3f9c0a12de.2\n",
            Address("tides", "spring", "en", "3f9c0a12de.2"),
        ),
        ("BRIEFING:tides/spring#3f9c0a12de", Address("tides", "spring", "", "3f9c0a12de")),
        ("briefing:tides/spring?other=1&lang=fr", Address("tides", "spring", "fr")),
    ],
)
def test_what_an_address_means(text: str, expected: Address) -> None:
    assert is_address(text)
    assert parse_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "briefing:",
        "briefing:/spring",
        "briefing:../etc/passwd",
        "briefing:tides/spring/more",
        "briefing:Tides",
        "briefing:tides#3f9c0a12de",
        "briefing:tides/spring#not-hex",
        "briefing:tides/spring?lang=../x",
        "briefing:tides/%2e%2e",
        f"briefing:{'t' * 81}",
        "briefing://tides/spring",
    ],
)
def test_what_is_badly_written_means_nothing(text: str) -> None:
    assert is_address(text)
    assert parse_address(text) is None


@pytest.mark.parametrize(
    "text", ["", "tides", "https://example.org", "briefings:x", "a briefing:x"]
)
def test_other_texts_are_no_addresses(text: str) -> None:
    assert not is_address(text)
    assert parse_address(text) is None


@given(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    st.sampled_from(["", "en", "fr", "fr-CA"]),
    st.from_regex(r"|[0-9a-f]{10}(\.[1-9][0-9]?)?", fullmatch=True),
)
def test_what_is_written_is_read_back(book: str, section: str, lang: str, block: str) -> None:
    address = Address(book, section, lang, block)
    assert parse_address(str(address)) == address


@given(st.text())
def test_nothing_raises(text: str) -> None:
    parse_address(text)
    parse_address(f"briefing:{text}")
