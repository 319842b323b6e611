"""Languages of texts, as the panels name them."""

from viewer.messages import translate as _


def short(code: str) -> str:
    """Return the sign of a language, for example ``EN``."""
    return code.partition("-")[0].upper()


def name(code: str) -> str:
    """Return the name of a language in the language of the interface; a rare one by its code."""
    return {"en": _("English"), "fr": _("French")}.get(code, code)
