"""A small book in both languages."""

from collections.abc import Callable
from pathlib import Path

MANIFEST = """\
format: 1
id: sample
edition: "1"
issued: 2026-01-02
title: {en: Sample, fr: Exemple}
classification: protected-a
languages: [en, fr]
contents:
  - id: first
    title: {en: First, fr: Première}
    text: {en: en/first.md, fr: fr/first.md}
    tags: [essential]
    sections:
      - id: inner
        title: {en: Inner, fr: Interne}
        text: {en: en/inner.md}
        classification: unclassified
  - id: group
    title: {en: Group, fr: Groupe}
    modified: 2026-01-01
    sections:
      - id: last
        title: {en: Last, fr: Dernière}
        text: {en: en/last.md, fr: fr/last.md}
"""

TEXTS = {
    "en/first.md": "# First\n\nText, see [the last one](section:last#end).\n",
    "fr/first.md": "# Première\n\nTexte, voir [la dernière](section:last#fin).\n",
    "en/inner.md": "Only in English.\n",
    "en/last.md": "## End\n\nThe end.\n",
    "fr/last.md": "## Fin\n\nLa fin.\n",
}

MakeBook = Callable[..., Path]
"""Writes a book folder: of the sample book, with changes."""
