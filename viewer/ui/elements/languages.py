"""Languages of texts, as the panels name them."""

from viewer.book.language_tags import primary
from viewer.messages import language_name as name

__all__ = ["name", "short"]


def short(code: str) -> str:
    """Return the sign of a language, for example ``EN``."""
    return primary(code).upper()
