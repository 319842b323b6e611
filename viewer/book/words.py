"""Words of the page that speak the language of the text, not that of the interface.

An English section read in a French interface keeps "Note", and the other way round. The catalogue
of the interface can't serve here: its "Note" is the reader's own note.
"""

from collections.abc import Mapping

_LABELS: dict[str, Mapping[str, str]] = {
    "en": {
        "note": "Note",
        "caution": "Caution",
        "key-message": "Key message",
        "question": "Question",
        "image": "Image that can’t be shown",
        "table": "Open table",
        "colon": ":",
        "decimal": ".",
    },
    "fr": {
        "note": "Remarque",
        "caution": "Mise en garde",
        "key-message": "Message clé",
        "question": "Question",
        "image": "Image qui ne peut être affichée",
        "table": "Ouvrir le tableau",
        "colon": "\u00a0:",
        "decimal": ",",
    },
}


def label(name: str, language: str) -> str:
    """Return a word of the page.

    Args:
        name: Which: a call-out's (``note`` …), what a broken ``image`` is called, what opens a
            ``table``, the ``colon`` after a name, or the sign before
            ``decimal`` places; an unknown one counts as ``note``.
        language: Of the text; another than English and French gets English.
    """
    words = _LABELS.get(language[:2].lower(), _LABELS["en"])
    return words.get(name, words["note"])
