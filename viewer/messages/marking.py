"""Marks for texts that are declared in one place and translated in another."""


def mark(text: str) -> str:
    """Mark ``text`` for translation where it is declared; it is translated where it is shown."""
    return text


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a text with a count for translation where it is declared."""
    return one, many
