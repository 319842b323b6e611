"""Messages are values; their words exist, in order, and say what the value holds."""

import ast
import errno
import locale
import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from viewer import messages
from viewer.book.yaml_source import read_yaml
from viewer.errors import BookError, Message, Severity, reason_of
from viewer.messages import SENTENCES
from viewer.messages.moments import moment_words
from viewer.messages.reasons import REASONS

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for path in sorted((ROOT / "viewer").rglob("*.py"))
    if path.name != "sentences.py" or path.parent.name != "messages"
]
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def raised_codes() -> Iterator[tuple[str, str]]:
    """Codes given literally to a message or error, with the place."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name),
                    args=[ast.Constant(value=str(code)), *_],
                ) if name.endswith(("Message", "Error")) and CODE.fullmatch(code):
                    yield code, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_code_has_a_sentence() -> None:
    assert not [(code, place) for code, place in raised_codes() if code not in SENTENCES]


def test_every_sentence_has_a_use() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)

    def is_used(code: str) -> bool:
        """Whether a code stands in the source, whole or with its end still to be filled in."""
        starts = [code[:length] for length in range(3, len(code))]
        return f'"{code}"' in source or any(f'f"{start}{{' in source for start in starts)

    assert not [code for code in SENTENCES if not is_used(code)]


def test_sentences_stand_in_alphabetical_order() -> None:
    assert list(SENTENCES) == sorted(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_sentence_is_a_plain_sentence(code: str) -> None:
    sentence = SENTENCES[code]
    assert CODE.fullmatch(code)
    assert sentence[0].isupper() or sentence[0] in "{“"
    assert sentence.endswith((".", "?", "}"))
    assert "  " not in sentence
    assert "\n" not in sentence


def test_parameters_fill_the_sentence() -> None:
    problem = BookError("book-not-found", name="tides")
    assert messages.sentence(problem.message).startswith("There is no book “tides”")


@pytest.mark.skipif(os.name == "nt", reason="Windows speaks the reader's language by itself")
def test_reasons_of_the_system_are_told_in_french() -> None:
    # Where the process itself speaks French, so does the system.
    locale.setlocale(locale.LC_MESSAGES, "C")
    messages.set_language("fr")
    for number in (errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EIO):
        reason = reason_of(OSError(number, os.strerror(number), "/some/file"))
        assert reason in REASONS
        assert reason not in messages.sentence(Message("output-failed", {"reason": reason}))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "7 999 10,100"), ("fr", "7 999 10\N{NO-BREAK SPACE}100")]
)
def test_numbers_are_grouped_as_the_language_does(language: str, words: str) -> None:
    messages.set_language(language)
    assert " ".join(map(messages.number, (7, 999, 10100))) == words


def test_reasons_that_nobody_translated_stay() -> None:
    messages.set_language("fr")
    assert "moon" in messages.sentence(Message("output-failed", {"reason": "moon"}))


def test_missing_parameter_leaves_its_name() -> None:
    assert "{name}" in messages.sentence(Message("book-not-found"))


def test_languages_are_named_in_words() -> None:
    message = Message("missing-translation", {"key": "title", "language": "fr"})
    assert messages.sentence(message) == "“title” is missing in French; add it."
    messages.set_language("fr")
    assert "en français" in messages.sentence(message)
    other = Message("missing-translation", {"key": "title", "language": "oj"})
    assert "en oj" in messages.sentence(other)


BROKEN_YAML = r"""
a: "\ud800"
a: "\q"
a: 'x
a: [1
a: {b: 1
a: !<x
a: !a!b c
a: & b
a: |0 x
a: |x
a: @b
a: `b
- a\nb: c
a: b: c
a\nb: c
%YAML 2.0\n--- a
%YAML 1.x\n--- a
%YAML 1.1\n%YAML 1.1\n--- a
%TAG ! a\n%TAG ! b\n--- a
%TAG x\n--- a
%YAML 1.11111111111111\n--- a
%\n--- a
a: "\x1"
a: !<%zz> b
a: !b%z c
a:\n\t- b
a: [b\n--- c
- a\n b: [c]]
a: ]
? a\n: b\n: c
a: - b
"""


@pytest.mark.parametrize("source", BROKEN_YAML.strip().splitlines())
def test_what_the_yaml_parser_says_is_told_in_french(source: str) -> None:
    messages.set_language("fr")
    with pytest.raises(BookError) as caught:
        read_yaml(source.replace("\\n", "\n").replace("\\t", "\t"), file="book.yaml")
    message = caught.value.message
    if message.code == "yaml-syntax":
        assert message.parameters["reason"] in REASONS


def test_code_without_words_hides_nothing() -> None:
    assert messages.sentence(Message("no-such-code", {"depth": 7})) == "no-such-code depth=7"


def test_finding_gives_place_severity_and_rule() -> None:
    message = Message("no-such-code", {}, Severity.WARNING, "en/a.md", 4)
    assert messages.finding(message) == "en/a.md:4: warning: no-such-code [no-such-code]"


@pytest.mark.parametrize(
    ("file", "line", "start"),
    [("", 0, "no-such-code"), ("book.yaml", 0, "book.yaml: no-"), ("a.md", 3, "a.md:3: no-")],
)
def test_located_gives_as_much_place_as_there_is(file: str, line: int, start: str) -> None:
    assert messages.located(Message("no-such-code", file=file, line=line)).startswith(start)


def test_unknown_language_counts_as_english() -> None:
    messages.set_language("de")
    assert messages.language() == "en"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_CA.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": ""}, "fr"),
    ],
)
def test_system_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert messages.system_language() == language


@pytest.mark.parametrize(
    ("language", "hour", "minute", "words"),
    [
        ("en", 8, 2, "08:02"),
        ("fr", 8, 2, "8\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}2"),
        ("fr", 14, 30, "14\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"),
        ("fr", 8, 0, "8\N{NO-BREAK SPACE}h"),
    ],
)
def test_times_are_written_as_in_the_language(
    language: str, hour: int, minute: int, words: str
) -> None:
    now = datetime.now().astimezone()
    today = now.replace(hour=hour, minute=minute)
    before = today - timedelta(days=3)
    assert moment_words(today, language) == words
    assert moment_words(before, language) == f"{before:%Y-%m-%d}, {words}"


def test_a_sentence_writes_its_times() -> None:
    messages.set_language("fr")
    copy = datetime(2024, 2, 1, 8, 2).astimezone()
    text = messages.sentence(Message("store-unreachable-copy", {"reason": "x", "copy": copy}))
    assert "2024-02-01, 8\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}2" in text
