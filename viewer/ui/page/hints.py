"""What a link says when the pointer rests on it."""

from viewer.ui.page.sheet import Sheet

_LONGEST = 300
"""Characters of a footnote that are shown."""


def hint(sheet: Sheet, address: str) -> str:
    """Return what is shown for a link of the page.

    Args:
        sheet: The page.
        address: The link's address in the document.

    Returns:
        The text of a footnote, or the target of a link that leads out of the book; else nothing.
    """
    target = sheet.builder.links.target(address)
    kind, _separator, rest = target.partition(":")
    if kind == "footnote":
        ordinal = sheet.builder.names.footnotes.get(rest, -1)
        text = sheet.content.text.blocks[ordinal].text if ordinal >= 0 else ""
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return target if kind.lower() in {"http", "https", "mailto"} else ""
