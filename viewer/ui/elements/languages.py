"""Languages of texts, as the panels name them."""

from viewer.messages import language_name as name

__all__ = ["name", "short"]


def short(code: str) -> str:
    """Return the sign of a language, for example ``EN``."""
    return code.partition("-")[0].upper()
