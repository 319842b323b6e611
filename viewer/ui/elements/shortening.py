"""Words cut short for a narrow place."""


def shortened(words: str, most: int) -> str:
    """Return ``words`` in at most ``most`` characters."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
