"""A small book, and the command line as a function."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from viewer.__main__ import main

MANIFEST = """\
format: 1
id: tides
edition: "2"
issued: 2024-02-01
title: {en: Tides, fr: Marées}
publisher: {en: Harbour office, fr: Bureau du port}
classification: protected-a
languages: [en, fr]
contents:
  - id: basics
    title: {en: Basics, fr: Notions}
    sections:
      - id: spring
        title: {en: Spring tides, fr: Marées de vive-eau}
        text: {en: en/spring.md, fr: fr/spring.md}
        tags: [essential]
  - id: harbour
    title: {en: Harbour, fr: Port}
    text: {en: en/harbour.md}
"""

SPRING_EN = """\
Spring tides follow the new moon.

## When

- at new moon;
- at full moon.

| Moon | Height |
|---|---|
| new | 5.1 m |
"""

SPRING_FR = """\
Les marées de vive-eau suivent la nouvelle lune.

## Quand

- à la nouvelle lune;
- à la pleine lune.

| Lune | Hauteur |
|---|---|
| nouvelle | 5,1 m |
"""

HARBOUR_EN = "The harbour closes at low water.[^1]\n\n[^1]: By order of 1998.\n"


@dataclass
class Result:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with one book, ``tides``."""
    folder = tmp_path / "shelf"
    book = folder / "tides"
    for language in ("en", "fr"):
        (book / language).mkdir(parents=True)
    (book / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (book / "en" / "spring.md").write_text(SPRING_EN, encoding="utf-8")
    (book / "fr" / "spring.md").write_text(SPRING_FR, encoding="utf-8")
    (book / "en" / "harbour.md").write_text(HARBOUR_EN, encoding="utf-8")
    return folder


@pytest.fixture
def run(shelf: Path, profile_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with its own profile and shelf; the first argument is the command."""

    def run(command: str, *arguments: str) -> Result:
        places = ["--profile", str(profile_folder), "--shelf", str(shelf)]
        status = main([*command.split(), *arguments, *places])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return run
