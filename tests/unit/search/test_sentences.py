"""Where sentences end."""

import time

import pytest

from viewer.search.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Customs and Border Protection is a partner.",
        "Troy A. Miller heads it.",
        "See art. 5 and al. 21(1)a) of the Act.",
        "M. Miller et Mme. Roy, c.-à-d. Les deux.",
        "It grew by 3.5 points, e.g. Here and there.",
        "The No. 5 forum, vs. The old one.",
        "2. The second point",
        "« Oui ? » demanda-t-il.",
        "no capital follows. it goes on",
    ],
)
def test_sentence_goes_on(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It met in 2022. The next is in 2023.", ["It met in 2022.", "The next is in 2023."]),
        ("« Oui. » Il partit.", ["« Oui. »", "Il partit."]),
        ("He said “Yes.” She left.", ["He said “Yes.”", "She left."]),
        ("Fin. « Oui » dit-il. Étonnant.", ["Fin.", "« Oui » dit-il.", "Étonnant."]),
        ("Line one\nLine two", ["Line one", "Line two"]),
        ("Wait… Then go.", ["Wait…", "Then go."]),
        ("  padded.  ", ["padded."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_are_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_long_run_of_dots_takes_no_longer_than_letters_do() -> None:
    def seconds(run: str) -> float:
        start = time.process_time()
        assert sentences(f"{run} x") == [(0, len(run) + 2)]
        return time.process_time() - start

    assert seconds("." * 40_000) < 100 * seconds("." + "a" * 400_000)
