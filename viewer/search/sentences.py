"""Where sentences begin and end, in English and French.

A passage shows whole sentences, so a wrong cut is worse than a missed one: after an abbreviation,
an initial or an acronym with full stops, the sentence goes on.
"""

import re

_CLOSING = "”’\"')\\]"
_OPENING = "«“‘\"'(\\[—–"
_SPACE = "\u00a0\u202f "
_END = re.compile(
    # A run of marks, quotation marks or spaces is tried once: it can have thousands of them.
    rf"(?<![.!?…])[.!?…]++(?:[{_SPACE}]?»|[{_CLOSING}])*+(?=[\s])\s++(?=[{_OPENING}]*[{_SPACE}]?[^\W_a-zà-öø-ÿ])|\n+"
)
_LAST_WORD = re.compile(r"(?:[^\W_]+[.'’-]+)*[^\W_]+\Z")

_ABBREVIATIONS = frozenset(
    # Titles, then references, months and forms of companies; compared in lower case.
    """m mm mr mrs ms dr drs me mgr mme mmes mlle st ste sr jr hon sen gen col lt sgt prof pres gov
    no nos n° art al par para ss p pp ch vol fig tab cf vs eg e.g ie i.e viz c.-à-d approx env min
    max dept div sec subs ann app éd ed rev réf ref tél tel
    jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juill déc
    inc ltd ltée co corp bros""".split()  # noqa: SIM905 - a list of words reads best as words
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of ``text``, without the white space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] != "\n" and not _ends(text, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether the mark at ``match`` ends a sentence."""
    last = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    if match.group()[0] != "." or last is None:
        return True
    word = last.group()
    if word.isdigit():
        # "2. The second" is a number in a list; "in 2022. The" is an end.
        return bool(text[: last.start()].strip())
    initial = len(word) == 1 and word.isupper()
    return not initial and "." not in word and word.casefold() not in _ABBREVIATIONS


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        found.append((start + left, start + right))
