"""Labels of the handling levels, in both official languages.

The levels are those of the Government of Canada's Directive on Security Management, Appendix J
(Standard on Security Categorization): protected for interests of persons, classified for the
national interest.
"""

from viewer.book.model import CLASSIFICATIONS, Edition, Section, Texts

_LABELS: dict[str, Texts] = {
    "unclassified": {"en": "Unclassified", "fr": "Non classifié"},
    "protected-a": {"en": "Protected A", "fr": "Protégé A"},
    "protected-b": {"en": "Protected B", "fr": "Protégé B"},
    "protected-c": {"en": "Protected C", "fr": "Protégé C"},
    "confidential": {"en": "Confidential", "fr": "Confidentiel"},
    "secret": {"en": "Secret", "fr": "Secret"},
    "top-secret": {"en": "Top Secret", "fr": "Très secret"},
}

HIGHEST = CLASSIFICATIONS[-1]

WIDE_DASH = "  –  "
"""Stands before the author's words where a marking is in capitals."""


def label(level: str) -> Texts:
    """Return the label of ``level`` in both languages; an unknown one counts as the highest."""
    return _LABELS.get(level, _LABELS[HIGHEST])


def strip(level: str) -> str:
    """Return the label in both languages, for the strip: ``Protected B / Protégé B``.

    Where both languages have the same word it stands once.
    """
    texts = label(level)
    return texts["en"] if texts["en"] == texts["fr"] else f"{texts['en']} / {texts['fr']}"


def with_caveat(marking: str, caveat: str, dash: str = " – ") -> str:
    """Return a marking with the author's words beside it, if there are any."""
    return f"{marking}{dash}{caveat}" if caveat else marking


def rank(level: str) -> int:
    """Return the place of ``level``, 0 the lowest; an unknown one counts as the highest."""
    return CLASSIFICATIONS.index(level if level in CLASSIFICATIONS else HIGHEST)


def level_of(edition: Edition, section: Section | None = None) -> str:
    """Return the level at which a section is handled: its own or its book's, the higher.

    Args:
        edition: What tells the level of the book.
        section: The section; None for the book as a whole.
    """
    levels = (edition.classification, section.classification if section is not None else "")
    return max(filter(None, levels), key=rank, default=HIGHEST)
